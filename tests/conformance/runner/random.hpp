#pragma once
// Random choices that original/random.mjs makes in the same order. Not thread-safe.
#include <cstdint>
#include <iterator>

namespace candela::conformance {

/// mulberry32: small, and the same in any language with 32-bit integers.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}

  std::uint32_t next() {
    state_ += 0x6D2B79F5U;
    std::uint32_t mixed = state_;
    mixed = (mixed ^ (mixed >> 15U)) * (mixed | 1U);
    mixed ^= mixed + (mixed ^ (mixed >> 7U)) * (mixed | 61U);
    return mixed ^ (mixed >> 14U);
  }
  /// Requires: bound > 0.
  std::uint32_t below(std::uint32_t bound) { return next() % bound; }
  bool odds(std::uint32_t one_in) { return below(one_in) == 0; }
  template <typename List>
  const auto& pick(const List& list) {
    return list[below(static_cast<std::uint32_t>(std::size(list)))];
  }

 private:
  std::uint32_t state_;
};

}  // namespace candela::conformance
