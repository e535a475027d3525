#include <candela/runtime/address.hpp>

namespace candela {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::optional<std::uint8_t> digit_value(char digit) {
  const std::size_t value = hex_digits.find(digit);
  if (value == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

}  // namespace

std::string ActorId::to_hex() const {
  std::string text;
  text.reserve(2 * size);
  for (const std::uint8_t byte : bytes) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 15];
  }
  return text;
}

std::optional<ActorId> ActorId::from_hex(std::string_view text) {
  if (text.size() != 2 * size) return std::nullopt;
  ActorId id;
  for (std::size_t i = 0; i < size; ++i) {
    const auto high = digit_value(text[2 * i]);
    const auto low = digit_value(text[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    id.bytes[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return id;
}

ActorKey actor_key_from_segment(std::string_view segment) {
  if (const auto id = ActorId::from_hex(segment)) return *id;
  return std::string(segment);
}

}  // namespace candela
