// Spreading 64 bits over 64 bits, and hash tables of numbers that strangers choose.
#pragma once

#include <cstddef>
#include <cstdint>

namespace candela {

/// The finalizer of MurmurHash3, public domain.
constexpr std::uint64_t mix(std::uint64_t x) noexcept {
  x ^= x >> 33;
  x *= 0xFF51'AFD7'ED55'8CCD;
  x ^= x >> 33;
  x *= 0xC4CE'B9FE'1A85'EC53;
  x ^= x >> 33;
  return x;
}

/// For std::unordered_map: std::hash of a number is the number, so that multiples of the bucket
/// count, which is no secret, all meet in one bucket.
struct SeededHash {
  std::uint64_t seed;

  std::size_t operator()(std::uint32_t number) const noexcept { return mix(number ^ seed); }
};

}  // namespace candela
