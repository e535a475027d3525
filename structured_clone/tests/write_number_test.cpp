#include "text/write_number.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string written(double number) {
  char text[candela::number_room];
  return {text, candela::write_number(number, text)};
}

/// The digits alone, without zeros around them.
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == 'e') break;
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits.push_back(c);
  }
  while (digits.size() > 1 && digits.back() == '0')
    digits.pop_back();
  return digits;
}

/// Held against the standard library, which is another implementation.
void check_shortest(double number) {
  const std::string text = written(number);
  CAPTURE(text);
  REQUIRE(text.size() <= 25);
  double back = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), back);
  REQUIRE(read.ptr == text.data() + text.size());
  REQUIRE(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(number));
  char expected[64];
  const auto end =
      std::to_chars(expected, expected + sizeof expected, number, std::chars_format::scientific);
  REQUIRE(digits_of(text) == digits_of({expected, static_cast<std::size_t>(end.ptr - expected)}));
}

}  // namespace

TEST_CASE("numbers are written in ECMAScript's form, with its thresholds") {
  CHECK(written(0) == "0");
  CHECK(written(-0.0) == "-0");
  CHECK(written(1.5) == "1.5");
  CHECK(written(-1) == "-1");
  CHECK(written(0.1) == "0.1");
  CHECK(written(1e20) == "100000000000000000000");
  CHECK(written(1e21) == "1e+21");
  CHECK(written(123456789012345680000.0) == "123456789012345680000");
  CHECK(written(1.2345e21) == "1.2345e+21");
  CHECK(written(1e-6) == "0.000001");
  CHECK(written(1.5e-6) == "0.0000015");
  CHECK(written(1e-7) == "1e-7");
  CHECK(written(1.5e-7) == "1.5e-7");
  CHECK(written(5e-324) == "5e-324");
  CHECK(written(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(written(9007199254740991) == "9007199254740991");
  CHECK(written(9007199254740992) == "9007199254740992");
  CHECK(written(4.35) == "4.35");
}

TEST_CASE("digits are the shortest that read back, and of those the closest: random bits") {
  std::mt19937_64 random(20261123);
  for (int i = 0; i < 100'000; ++i) {
    const auto number = std::bit_cast<double>(random());
    if (std::isfinite(number)) check_shortest(number);
  }
}

TEST_CASE("digits are the shortest that read back: numbers as people use them") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 50'000; ++i) {
    check_shortest(static_cast<double>(random() % 1'000'000) / 1000);
    check_shortest(static_cast<double>(random() % 1'000'000'007) *
                   std::pow(10, static_cast<double>(random() % 40) - 20));
  }
}

TEST_CASE("digits are the shortest that read back: powers of two and ten, and their neighbours") {
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    check_shortest(power);
    check_shortest(std::nextafter(power, 0));
    check_shortest(std::nextafter(power, std::numeric_limits<double>::max()));
  }
  for (int exponent = -323; exponent < 309; ++exponent) {
    const double power = std::pow(10, exponent);
    check_shortest(power);
    check_shortest(std::nextafter(power, 0));
    check_shortest(std::nextafter(power, std::numeric_limits<double>::max()));
  }
}

TEST_CASE("integers are written whatever their length") {
  std::uint64_t value = 0;
  for (int i = 0; i < 20; ++i) {
    for (const std::uint64_t number : {value, value + 1, value * 9}) {
      char text[candela::number_room];
      CHECK(std::string(text, candela::write_integer(number, text)) == std::to_string(number));
    }
    value = value == 0 ? 9 : value * 10 + 9;
  }
}
