#include "text/digits.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <doctest/doctest.h>

using candela::SixteenDigits;

namespace {

/// With leading zeros.
std::string digits_of(std::uint64_t number) {
  const std::string text = std::to_string(number);
  return std::string(16 - text.size(), '0') + text;
}

void check(std::uint64_t number) {
  CAPTURE(number);
  const std::string wanted = digits_of(number);
  const SixteenDigits digits(number);
  char text[32] = {};
  digits.store(text);
  CHECK(std::string(text, 16) == wanted);
  const std::size_t zeros = std::min(wanted.find_first_not_of('0'), std::size_t{16});
  CHECK(static_cast<std::size_t>(digits.leading_zeros()) == zeros);
  const std::size_t last = wanted.find_last_not_of('0');
  CHECK(static_cast<std::size_t>(digits.significant()) ==
        (last == std::string::npos ? 0 : last + 1));
  for (int first = 0; first < 16; ++first) {
    digits.store_from(first, text);
    const auto from = static_cast<std::size_t>(first);
    CHECK(std::string(text, 16 - from) == wanted.substr(from));
  }
  for (int place = 0; place <= 16; ++place) {
    digits.store_with_point(place, text);
    const auto at = static_cast<std::size_t>(place);
    CHECK(std::string(text, 17) == wanted.substr(0, at) + "." + wanted.substr(at));
  }
}

}  // namespace

TEST_CASE("the digits of numbers of every length, with zeros in front, behind and inside") {
  std::uint64_t power = 1;
  for (int length = 0; length <= 15; ++length, power *= 10) {
    for (const std::uint64_t number : {power, power - 1, power + 1, power * 9, power * 5 + 3})
      check(number % candela::sixteen_digits);
  }
  for (const std::uint64_t number :
       {0ULL, 1234567890123456ULL, 9999999999999999ULL, 1000000010000000ULL, 120034005600078ULL})
    check(number);
}

TEST_CASE("all pairs and fours of digits, wherever they stand") {
  for (std::uint64_t four = 0; four < 10'000; ++four) {
    const std::uint64_t number = ((four * 10'000 + (9'999 - four)) * 10'000 + four) * 10'000 + four;
    char text[16];
    SixteenDigits(number).store(text);
    REQUIRE(std::string(text, 16) == digits_of(number));
  }
}
