// Percent-encoding, with the URL standard's sets of what is encoded where (section 1.3).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace candela {

/// The standard's names; `form` is that of application/x-www-form-urlencoded. Every set holds the
/// C0 controls, DEL and all bytes above.
enum class EncodeSet : unsigned char {
  c0_control,
  fragment,
  query,
  special_query,
  path,
  userinfo,
  form,
};

namespace detail {

constexpr std::uint8_t encode_bit(EncodeSet set) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(set));
}

/// For each byte the sets that it is in.
constexpr std::array<std::uint8_t, 256> make_encode_table() {
  constexpr std::uint8_t all = 0x7F;
  constexpr auto add = [](std::array<std::uint8_t, 256>& table, std::string_view bytes,
                          std::uint8_t sets) {
    for (const char c : bytes) {
      auto& entry = table[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | sets);
    }
  };
  constexpr std::uint8_t form = encode_bit(EncodeSet::form);
  constexpr std::uint8_t userinfo = encode_bit(EncodeSet::userinfo) | form;
  constexpr std::uint8_t path = encode_bit(EncodeSet::path) | userinfo;
  constexpr std::uint8_t special_query = encode_bit(EncodeSet::special_query);
  constexpr std::uint8_t query = encode_bit(EncodeSet::query) | special_query | path;
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < 256; ++i)
    table[i] = i < 0x20 || i > 0x7E ? all : std::uint8_t{0};
  add(table, " \"<>`", encode_bit(EncodeSet::fragment));
  add(table, " \"#<>", query);
  add(table, "'", special_query);
  add(table, "?^`{}", path);
  add(table, "/:;=@[\\]|", userinfo);
  add(table, "!$%&'()+,~", form);
  return table;
}

inline constexpr std::array<std::uint8_t, 256> encode_table = make_encode_table();

}  // namespace detail

constexpr bool is_encoded(char c, EncodeSet set) noexcept {
  return (detail::encode_table[static_cast<unsigned char>(c)] & detail::encode_bit(set)) != 0;
}

/// Appends `text`, which is UTF-8, to `out`. A percent sign stands for itself, but in a form:
/// nothing else is encoded twice.
void percent_encode(std::string& out, std::string_view text, EncodeSet set);

/// Bytes, which need not be UTF-8. A percent sign without two hexadecimal digits stands for itself.
std::string percent_decode(std::string_view text);

}  // namespace candela
