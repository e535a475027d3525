#include "excerpt.hpp"

namespace candela {

std::string excerpt(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string quoted = "\"";
  for (const char c : text.substr(0, max_excerpt_bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte > 0x7E) {
      quoted += "\\x";
      quoted += digits[byte >> 4];
      quoted += digits[byte & 0xF];
    } else {
      quoted += c;
    }
  }
  if (text.size() <= max_excerpt_bytes) return quoted + '"';
  return quoted + "…\" (" + std::to_string(text.size()) + " bytes)";
}

}  // namespace candela
