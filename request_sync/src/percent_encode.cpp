#include "percent_encode.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include "ascii.hpp"

namespace candela {
namespace {

constexpr std::uint8_t bit(EncodeSet set) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(set));
}

/// For each byte the sets that it is in.
constexpr std::array<std::uint8_t, 256> make_table() {
  constexpr std::uint8_t all = 0x3F;
  constexpr auto add = [](std::array<std::uint8_t, 256>& table, std::string_view bytes,
                          std::uint8_t sets) {
    for (const char c : bytes) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | sets);
    }
  };
  constexpr std::uint8_t userinfo = bit(EncodeSet::userinfo);
  constexpr std::uint8_t path = bit(EncodeSet::path) | userinfo;
  constexpr std::uint8_t special_query = bit(EncodeSet::special_query);
  constexpr std::uint8_t query = bit(EncodeSet::query) | special_query | path;
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < 256; ++i)
    table[i] = i < 0x20 || i > 0x7E ? all : std::uint8_t{0};
  add(table, " \"<>`", bit(EncodeSet::fragment));
  add(table, " \"#<>", query);
  add(table, "'", special_query);
  add(table, "?^`{}", path);
  add(table, "/:;=@[\\]|", userinfo);
  return table;
}

constexpr std::array<std::uint8_t, 256> table = make_table();

}  // namespace

void percent_encode(std::string& out, std::string_view text, EncodeSet set) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::size_t plain = 0;  // where the stretch begins that needs no encoding
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((table[byte] & bit(set)) == 0) continue;
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
