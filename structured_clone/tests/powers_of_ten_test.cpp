#include "text/powers_of_ten.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

#include <doctest/doctest.h>

using candela::power_of_ten;

TEST_CASE("powers of ten are exact as long as 128 bits hold them") {
  CHECK(power_of_ten(0).high == 0x8000'0000'0000'0000);
  CHECK(power_of_ten(0).low == 0);
  CHECK(power_of_ten(1).high == 0xA000'0000'0000'0000);
  CHECK(power_of_ten(55).high == 0xD0CF'4B50'CFE2'0765);
  CHECK(power_of_ten(55).low == 0xFFF4'B4E3'F741'CF6D);
  CHECK(power_of_ten(-1).high == 0xCCCC'CCCC'CCCC'CCCC);
  CHECK(power_of_ten(-1).low == 0xCCCC'CCCC'CCCC'CCCC);
}

TEST_CASE("every power is normalised, and its neighbour times ten but for what was cut off") {
  __extension__ using Wide = unsigned __int128;
  for (int e = candela::first_power_of_ten; e <= candela::last_power_of_ten; ++e) {
    CAPTURE(e);
    REQUIRE(std::countl_zero(power_of_ten(e).high) == 0);
    REQUIRE(power_of_ten(e).low != ~std::uint64_t{0});  // adding one never carries
    if (e == -1) continue;  // ten times what was cut off is just below 1
    if (e == candela::last_power_of_ten) break;
    const Wide low = Wide{power_of_ten(e).low} * 10;
    const Wide high = Wide{power_of_ten(e).high} * 10 + static_cast<std::uint64_t>(low >> 64);
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(high >> 64)));
    const auto next = static_cast<std::uint64_t>(high >> bits);
    const auto next_low =
        static_cast<std::uint64_t>(high << (64 - bits)) | (static_cast<std::uint64_t>(low) >> bits);
    REQUIRE(power_of_ten(e + 1).high == next);
    REQUIRE(power_of_ten(e + 1).low - next_low <= 10);
  }
}

TEST_CASE("binary exponents of powers of ten are those that logarithms give") {
  for (int e = -340; e <= 308; ++e)
    CHECK(candela::binary_exponent_of_ten(e) ==
          static_cast<int>(std::floor(e * 3.32192809488736234787)));
}
