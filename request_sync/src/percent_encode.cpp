#include "percent_encode.hpp"

#include <cstddef>

#include "ascii.hpp"

namespace candela {
namespace {

/// Of four bytes, without a branch for each.
bool is_any_encoded(const char* four, EncodeSet set) noexcept {
  const auto sets_of = [four](std::size_t i) {
    return unsigned{detail::encode_table[static_cast<unsigned char>(four[i])]};
  };
  return ((sets_of(0) | sets_of(1) | sets_of(2) | sets_of(3)) & detail::encode_bit(set)) != 0;
}

}  // namespace

void percent_encode(std::string& out, std::string_view text, EncodeSet set) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  constexpr std::size_t step = 4;
  std::size_t plain = 0;  // where the stretch begins that needs no encoding
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (i + step <= text.size() && !is_any_encoded(text.data() + i, set))
      i += step;
    if (i == text.size()) break;
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
