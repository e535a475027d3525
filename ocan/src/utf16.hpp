// Strings as JavaScript counts them: in UTF-16 units. A document's strings are UTF-8, lone
// surrogates as three bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

std::size_t utf16_length(std::string_view text) noexcept;
std::u16string to_utf16(std::string_view text);
void append_utf16(std::u16string& units, std::string_view text);
/// Surrogates that belong together become one character, others stay alone.
std::string from_utf16(std::u16string_view units);
/// The size of from_utf16(units).
std::size_t utf8_bytes(std::u16string_view units) noexcept;
/// As JavaScript orders strings, by their units: less than 0, 0, or more. That of the bytes is
/// another one, between what lies above U+FFFF and what lies above the surrogates.
int compare_utf16(std::string_view left, std::string_view right);
constexpr bool is_high_surrogate(char16_t unit) noexcept {
  return (unit & 0xFC00) == 0xD800;
}
constexpr bool is_low_surrogate(char16_t unit) noexcept {
  return (unit & 0xFC00) == 0xDC00;
}
/// Whether units[i] is a surrogate whose other half is not beside it.
bool is_lone_surrogate(std::u16string_view units, std::size_t i) noexcept;

}  // namespace candela
