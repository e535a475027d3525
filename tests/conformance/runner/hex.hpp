#pragma once
// Bytes as text, for programs that are spoken with by lines. Stateless.
#include <string>
#include <string_view>

namespace candela::conformance {

std::string to_hex(std::string_view bytes);
/// Throws std::runtime_error where `text` is no bytes in hexadecimal, lower case.
std::string from_hex(std::string_view text);

}  // namespace candela::conformance
