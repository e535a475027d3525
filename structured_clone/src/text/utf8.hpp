// Whether bytes are UTF-8 (Unicode 15, table 3-7), at memory speed.
//
// Blocks of 16 or 32 bytes are checked with three table look-ups each (John Keiser and Daniel
// Lemire, "Validating UTF-8 in less than one instruction per byte", 2020); which, the processor
// decides when the program runs. Elsewhere byte by byte.
#pragma once

#include <cstddef>
#include <string_view>

namespace candela {

/// How many bytes from the start on are valid UTF-8: the text's size, or the place where the first
/// sequence begins that is none.
std::size_t valid_utf8_bytes(std::string_view text) noexcept;
/// The same as processors without the wide registers do it.
std::size_t valid_utf8_bytes_narrow(std::string_view text) noexcept;

/// Whether text is UTF-8 but for surrogates that stand alone, each as its three bytes: what documents
/// hold (WTF-8: Simon Sapin, "The WTF-8 encoding", section 3.3). A pair of them is no such text.
bool is_wtf8(std::string_view text) noexcept;
/// Whether a place in valid UTF-8, or its end, lies between two characters.
inline bool is_between_characters(std::string_view text, std::size_t at) noexcept {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

}  // namespace candela
