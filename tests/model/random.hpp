#pragma once
// Chance from a seed that a failing test prints. The same numbers on every machine.
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace candela::model {

class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  /// splitmix64, public domain.
  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t end) noexcept { return next() % end; }
  bool one_in(std::size_t count) noexcept { return below(count) == 0; }
  template <typename List>
  const auto& pick(const List& list) noexcept {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace candela::model
