#include "powers_of_ten.hpp"

#include <array>
#include <bit>
#include <cstddef>

namespace candela {
namespace {

/// An integer of up to 1,024 bits, the least significant limb first: enough for 5^324, and for
/// 2^1023 to be divided by 5^342.
class Wide {
 public:
  constexpr explicit Wide(std::size_t bit) { limbs_[bit / 32] = std::uint32_t{1} << (bit % 32); }

  constexpr void multiply_by_five() {
    std::uint64_t carry = 0;
    for (std::uint32_t& limb : limbs_) {
      carry += std::uint64_t{limb} * 5;
      limb = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  /// Rounds down. Rounding down again and again is rounding down once: floor(floor(x/5)/5) is
  /// floor(x/25).
  constexpr void divide_by_five() {
    std::uint64_t rest = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
      rest = (rest << 32) | limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(rest / 5);
      rest %= 5;
    }
  }
  /// The first 128 bits, from the first one that is set.
  constexpr PowerOfTen first_bits() const {
    std::size_t top = limbs_.size() - 1;
    while (limbs_[top] == 0)
      --top;
    const auto shift = static_cast<unsigned>(std::countl_zero(limbs_[top]));
    std::uint64_t words[2] = {0, 0};
    for (std::size_t i = 0; i < 4; ++i) {
      const std::uint64_t pair = (std::uint64_t{at(top, i)} << 32) | at(top, i + 1);
      const auto limb = static_cast<std::uint32_t>((pair << shift) >> 32);
      words[i / 2] = (words[i / 2] << 32) | limb;
    }
    return {words[0], words[1]};
  }

 private:
  constexpr std::uint32_t at(std::size_t top, std::size_t below) const {
    return below > top ? 0 : limbs_[top - below];
  }

  std::array<std::uint32_t, 32> limbs_ = {};
};

/// The bits of 10^n are those of 5^n.
constexpr PowersOfTen make_table() {
  PowersOfTen table = {};
  Wide power(0);
  for (int exponent = 0; exponent <= last_power_of_ten; ++exponent) {
    table.entries[exponent - first_power_of_ten] = power.first_bits();
    power.multiply_by_five();
  }
  Wide fraction(1023);
  for (int exponent = -1; exponent >= first_power_of_ten; --exponent) {
    fraction.divide_by_five();
    table.entries[exponent - first_power_of_ten] = fraction.first_bits();
  }
  return table;
}

}  // namespace

constexpr PowersOfTen powers_of_ten = make_table();

}  // namespace candela
