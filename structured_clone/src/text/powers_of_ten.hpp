// Powers of ten to 128 bits, which exact conversions between decimal and binary multiply with.
//
// Entry `exponent` holds the first 128 bits of 10^exponent, cut off behind them: it stands for
// (high·2^64 + low) · 2^(binary_exponent_of_ten(exponent) - 127). Exact from 0 to
// `last_exact_power`.
#pragma once

#include <cstdint>

namespace candela {

inline constexpr int first_power_of_ten = -342;
inline constexpr int last_power_of_ten = 324;
/// The last power of ten whose significant bits are no more than 128.
inline constexpr int last_exact_power = 55;

/// Those that an integer of 64 bits holds, as far as digits are counted here.
inline constexpr std::uint64_t integer_powers[] = {1,
                                                   10,
                                                   100,
                                                   1'000,
                                                   10'000,
                                                   100'000,
                                                   1'000'000,
                                                   10'000'000,
                                                   100'000'000,
                                                   1'000'000'000,
                                                   10'000'000'000,
                                                   100'000'000'000,
                                                   1'000'000'000'000,
                                                   10'000'000'000'000,
                                                   100'000'000'000'000,
                                                   1'000'000'000'000'000,
                                                   10'000'000'000'000'000,
                                                   100'000'000'000'000'000};

struct PowerOfTen {
  std::uint64_t high;
  std::uint64_t low;
};

struct PowersOfTen {
  PowerOfTen entries[last_power_of_ten - first_power_of_ten + 1];
};
extern const PowersOfTen powers_of_ten;

/// Requires: first_power_of_ten <= exponent <= last_power_of_ten.
inline const PowerOfTen& power_of_ten(int exponent) noexcept {
  return powers_of_ten.entries[exponent - first_power_of_ten];
}

/// The binary exponent of 10^exponent: floor(log2(10^exponent)), right for -1,233 to 1,233.
constexpr int binary_exponent_of_ten(int exponent) noexcept {
  return (exponent * 1741647) >> 19;
}

}  // namespace candela
