#include "hex.hpp"

#include <cstddef>
#include <stdexcept>

namespace candela::conformance {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

unsigned digit(char character) {
  const std::size_t found = digits.find(character);
  if (found == std::string_view::npos) throw std::runtime_error("no hexadecimal");
  return static_cast<unsigned>(found);
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char character : bytes) {
    const auto byte = static_cast<unsigned char>(character);
    text += digits[byte / 16U];
    text += digits[byte % 16U];
  }
  return text;
}

std::string from_hex(std::string_view text) {
  if (text.size() % 2 != 0) throw std::runtime_error("no hexadecimal");
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes += static_cast<char>(16U * digit(text[i]) + digit(text[i + 1]));
  return bytes;
}

}  // namespace candela::conformance
