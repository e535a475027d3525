// Strings as JavaScript counts them: in UTF-16 units. A document's strings are UTF-8, lone
// surrogates as three bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

std::size_t utf16_length(std::string_view text) noexcept;
std::u16string to_utf16(std::string_view text);
/// Surrogates that belong together become one character, others stay alone.
std::string from_utf16(std::u16string_view units);

}  // namespace candela
