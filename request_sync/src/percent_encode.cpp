#include "percent_encode.hpp"

#include <cstddef>

#include "ascii.hpp"

namespace candela {
void percent_encode(std::string& out, std::string_view text, EncodeSet set) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::size_t plain = 0;  // where the stretch begins that needs no encoding
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_encoded(text[i], set)) continue;
    const auto byte = static_cast<unsigned char>(text[i]);
    out.append(text, plain, i - plain);
    plain = i + 1;
    const char encoded[] = {'%', digits[byte >> 4], digits[byte & 0xF]};
    out.append(encoded, sizeof encoded);
  }
  out.append(text, plain);
}

std::string percent_decode(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      bytes += text[i];
      continue;
    }
    bytes += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return bytes;
}

}  // namespace candela
