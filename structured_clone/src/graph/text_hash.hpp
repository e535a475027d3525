// The hash of foreign text: xxHash, and for up to 16 bytes one product over all of them.
//
// Seeded: texts that were chosen to collide under one seed do not under the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace candela {

/// The halves of a product of 64 by 64 bits, folded: every bit of each factor counts.
inline std::uint64_t fold_product(std::uint64_t left, std::uint64_t right) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{left} * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Of any size.
std::uint64_t long_text_hash(std::string_view text, std::uint64_t seed) noexcept;

inline std::uint64_t text_hash(std::string_view text, std::uint64_t seed) noexcept {
  constexpr std::uint64_t odd_constant = 0x9E37'79B9'7F4A'7C15;  // 2^64 by the golden ratio
  const char* const start = text.data();
  const std::size_t size = text.size();
  if (size > 16) return long_text_hash(text, seed);
  const auto load = [](const char* from, auto value) {
    std::memcpy(&value, from, sizeof value);
    return std::uint64_t{value};
  };
  // All bytes of a short text, in two numbers that may overlap.
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (size >= 8) {
    first = load(start, std::uint64_t{});
    last = load(start + size - 8, std::uint64_t{});
  } else if (size >= 4) {
    first = load(start, std::uint32_t{});
    last = load(start + size - 4, std::uint32_t{});
  } else if (size != 0) {
    first = load(start, std::uint8_t{});
    last = (load(start + size / 2, std::uint8_t{}) << 8) | load(start + size - 1, std::uint8_t{});
  }
  return fold_product(first ^ seed, last ^ ((seed + size) * odd_constant));
}

}  // namespace candela
