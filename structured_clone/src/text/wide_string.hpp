// Between the WTF-8 of documents and the two forms of JavaScript's engines: one byte a character
// (Latin-1), and UTF-16, little-endian at any address.
//
// A lone surrogate is three bytes of WTF-8, and one unit. What is no WTF-8 becomes U+FFFD, '?' in
// Latin-1; the counts hold for it too.
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace candela {

enum class Width : std::uint8_t { ascii, latin1, utf16 };

struct Units {
  Width width;        ///< the narrowest form that holds the text
  std::size_t count;  ///< of its bytes, or of its 16-bit units
};
Units count_units(std::string_view text) noexcept;
bool is_all_ascii(std::string_view text) noexcept;

/// Write as many units as `count_units` says, and return where they end.
char* write_latin1(std::string_view text, char* to) noexcept;
char* write_utf16(std::string_view text, char* to) noexcept;

/// The bytes of WTF-8 that Latin-1 and UTF-16 become, and the same written.
std::size_t utf8_size_of_latin1(std::string_view latin1) noexcept;
std::size_t utf8_size_of_utf16(std::string_view units) noexcept;
char* write_utf8_of_latin1(std::string_view latin1, char* to) noexcept;
char* write_utf8_of_utf16(std::string_view units, char* to) noexcept;

}  // namespace candela
