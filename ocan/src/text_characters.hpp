// The characters of chains as text: white space, line ends and names as JavaScript has them, and
// strings between quotes.
//
// Text that is read is UTF-8; strings that are printed are a document's, where a lone surrogate
// stands as three bytes.
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

struct TextCharacter {
  char32_t point;
  std::size_t bytes;
};

/// Stands for a byte that begins no character.
inline constexpr char32_t no_character = 0xFFFF'FFFF;

/// A surrogate that stands alone is one. Requires: `at` is in the text.
TextCharacter character_at(std::string_view text, std::size_t at) noexcept;
/// Where the first bytes stand that are not UTF-8, a surrogate among them; npos if all are.
std::size_t find_bad_utf8(std::string_view text) noexcept;

constexpr bool is_ascii_digit(char32_t point) noexcept {
  return point >= '0' && point <= '9';
}
/// LF, CR, U+2028, U+2029 (ECMA-262, 12.3).
constexpr bool is_line_end(char32_t point) noexcept {
  return point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029;
}
/// White space or a line end (ECMA-262, 12.2): of Unicode's spaces too, and U+FEFF.
bool is_white_space(char32_t point) noexcept;
/// ASCII letters, `_`, `$`, and all that is not ASCII, but for white space and line ends.
bool is_name_start(char32_t point) noexcept;
inline bool is_name_part(char32_t point) noexcept {
  return is_name_start(point) || is_ascii_digit(point);
}

/// Bytes of the name that begins there; 0: none does.
std::size_t name_length(std::string_view text, std::size_t at) noexcept;
/// Whether it can be printed as it is where a name is read, and looks like one.
bool is_plain_name(std::string_view text) noexcept;

/// One UTF-16 unit more; a low surrogate joins a high one at the text's end.
void append_unit(std::string& text, char16_t unit);
void append_point(std::string& text, char32_t point);

/// Whether printed text shows it as it is: no control character, no line end, no surrogate, nothing
/// that turns the direction of what follows.
bool is_shown(char32_t point) noexcept;
/// A literal of the string, between single quotes. Bytes that are no character become U+FFFD.
std::string quoted_text(std::string_view text);

}  // namespace candela
