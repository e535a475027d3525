#include <array>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/bigint.hpp>

using candela::BigInt;

namespace {

BigInt power_of_two(std::size_t exponent, std::int64_t sign = 1) {
  std::vector<std::uint64_t> limbs(exponent / 64 + 1);
  limbs.back() = std::uint64_t{1} << (exponent % 64);
  return BigInt::from_limbs(limbs, sign < 0 ? BigInt::Sign::negative : BigInt::Sign::positive);
}

}  // namespace

TEST_CASE("a BigInt prints as JavaScript prints it") {
  CHECK(BigInt().to_decimal() == "0");
  CHECK(BigInt(0).to_decimal() == "0");
  CHECK(BigInt(-1).to_decimal() == "-1");
  CHECK(BigInt(std::numeric_limits<std::int64_t>::max()).to_decimal() == "9223372036854775807");
  CHECK(BigInt(std::numeric_limits<std::int64_t>::min()).to_decimal() == "-9223372036854775808");
  CHECK(BigInt::from_uint64(std::numeric_limits<std::uint64_t>::max()).to_decimal() ==
        "18446744073709551615");
  CHECK(power_of_two(64).to_decimal() == "18446744073709551616");
  CHECK(power_of_two(200, -1).to_decimal() ==
        "-1606938044258990275541962092341162602522202993782792835301376");
}

TEST_CASE("chunks of nineteen digits keep the zeros inside of a number") {
  for (std::size_t zeros : {17U, 18U, 19U, 20U, 37U, 38U, 39U, 57U}) {
    const std::string power = "1" + std::string(zeros, '0');
    CHECK(BigInt::from_decimal(power).value().to_decimal() == power);
    const std::string nines(zeros, '9');
    CHECK(BigInt::from_decimal(nines).value().to_decimal() == nines);
    const std::string between = "-7" + std::string(zeros, '0') + "5";
    CHECK(BigInt::from_decimal(between).value().to_decimal() == between);
  }
}

TEST_CASE("decimal text is read into the same limbs") {
  CHECK(BigInt::from_decimal("18446744073709551616") == power_of_two(64));
  CHECK(BigInt::from_decimal("-1606938044258990275541962092341162602522202993782792835301376") ==
        power_of_two(200, -1));
  CHECK(BigInt::from_decimal("0") == BigInt(0));
  CHECK(BigInt::from_decimal("-0") == BigInt(0));
  CHECK(BigInt::from_decimal("-0007") == BigInt(-7));
  CHECK(BigInt::from_decimal(std::string(100, '0')) == BigInt());
}

TEST_CASE("twenty thousand digits survive the way to limbs and back") {
  std::mt19937 random(20251123);
  for (const std::size_t digits : {19'999U, 20'000U}) {
    std::string text = "-9";
    while (text.size() < digits + 1)
      text += static_cast<char>('0' + random() % 10);
    const auto number = BigInt::from_decimal(text);
    REQUIRE(number.has_value());
    CHECK(number->limbs().size() == 1039);
    CHECK(number->to_decimal() == text);
  }
}

TEST_CASE("what is no decimal text is refused") {
  for (const char* text : {"", "-", "--1", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "1n", "1_000"}) {
    CHECK_MESSAGE(!BigInt::from_decimal(text).has_value(), text);
  }
}

TEST_CASE("limbs lose their leading zeros, and zero its sign") {
  const std::array<std::uint64_t, 3> padded = {5, 0, 0};
  CHECK(BigInt::from_limbs(padded, BigInt::Sign::negative) == BigInt(-5));
  CHECK(BigInt::from_limbs(padded, BigInt::Sign::negative).limbs().size() == 1);
  const std::array<std::uint64_t, 2> nothing = {0, 0};
  CHECK(BigInt::from_limbs(nothing, BigInt::Sign::negative) == BigInt(0));
  CHECK(!BigInt::from_limbs(nothing, BigInt::Sign::negative).is_negative());
  CHECK(BigInt::from_limbs({}, BigInt::Sign::positive).is_zero());
  CHECK(BigInt(-5).is_negative());
  CHECK(BigInt(5) != BigInt(-5));
}

TEST_CASE("a BigInt becomes a machine integer only where it fits") {
  CHECK(BigInt(0).to_int64() == 0);
  CHECK(BigInt(0).to_uint64() == 0U);
  CHECK(power_of_two(63, -1).to_int64() == std::numeric_limits<std::int64_t>::min());
  CHECK(!power_of_two(63).to_int64().has_value());
  CHECK(BigInt::from_decimal("9223372036854775807")->to_int64() ==
        std::numeric_limits<std::int64_t>::max());
  CHECK(!BigInt::from_decimal("-9223372036854775809")->to_int64().has_value());
  CHECK(BigInt::from_decimal("18446744073709551615")->to_uint64() ==
        std::numeric_limits<std::uint64_t>::max());
  CHECK(!power_of_two(64).to_uint64().has_value());
  CHECK(!BigInt(-1).to_uint64().has_value());
  CHECK(!power_of_two(64).to_int64().has_value());
}
