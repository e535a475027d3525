#include "text/read_number.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

namespace {

double read(const std::string& text) {
  const candela::ReadNumber number = candela::read_number(text.data(), text.data() + text.size());
  REQUIRE(number.end == text.data() + text.size());
  return number.value;
}

bool refused(const std::string& text) {
  const candela::ReadNumber number = candela::read_number(text.data(), text.data() + text.size());
  return number.end != text.data() + text.size();
}

/// Held against the standard library, which is another implementation.
void check_read(const std::string& text) {
  CAPTURE(text);
  double expected = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), expected);
  REQUIRE(result.ptr == text.data() + text.size());
  if (result.ec != std::errc()) {
    const double value = std::fabs(read(text));
    REQUIRE((value == 0 || std::isinf(value)));
    return;
  }
  REQUIRE(std::bit_cast<std::uint64_t>(read(text)) == std::bit_cast<std::uint64_t>(expected));
  // The same with more behind it, which is where whole blocks are read.
  const std::string longer = text + ",\"and more behind it\"";
  const auto number = candela::read_number(longer.data(), longer.data() + longer.size());
  REQUIRE(number.end == longer.data() + text.size());
  REQUIRE(std::bit_cast<std::uint64_t>(number.value) == std::bit_cast<std::uint64_t>(expected));
}

}  // namespace

TEST_CASE("numbers are read exactly, also past fifteen digits") {
  CHECK(read("0") == 0);
  CHECK(std::signbit(read("-0")));
  CHECK(read("1e3") == 1000);
  CHECK(read("1E+2") == 100);
  CHECK(read("9007199254740993") == 9007199254740992.0);
  CHECK(read("0.30000000000000004") == 0.1 + 0.2);
  CHECK(read("123456789012345678901234567890") == 1.2345678901234568e29);
  CHECK(read("2.2250738585072011e-308") == 2.2250738585072011e-308);
  CHECK(read("0.000000000000000000000000000001") == 1e-30);
}

TEST_CASE("numbers beyond a double's range read as JSON.parse reads them") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(read("1e999") == infinity);
  CHECK(read("-1e999") == -infinity);
  CHECK(read("1e-999") == 0);
  CHECK(std::signbit(read("-1e-999")));
  CHECK(read("1e99999999999999999999") == infinity);
  CHECK(read("1e-99999999999999999999") == 0);
  CHECK(read("0." + std::string(400, '0') + "1") == 0);
  CHECK(read("1" + std::string(400, '0')) == infinity);
}

TEST_CASE("what is no JSON number is refused") {
  for (const char* text : {"", "-", "+1", ".5", "1.", "01", "1e", "1e+", "0x10", "1_000", "NaN"})
    CHECK(refused(text));
}

TEST_CASE("random decimals of up to 40 digits read as the standard library reads them") {
  std::mt19937_64 random(20261125);
  for (int i = 0; i < 100'000; ++i) {
    const auto digits = 1 + random() % 40;
    const auto point = 1 + random() % digits;
    std::string text = random() % 2 == 0 ? "-" : "";
    text.push_back(static_cast<char>(point == 1 ? '0' + random() % 10 : '1' + random() % 9));
    for (std::uint64_t k = 1; k < digits; ++k) {
      if (k == point) text.push_back('.');
      text.push_back(static_cast<char>('0' + random() % 10));
    }
    if (random() % 2 == 0) text += "e" + std::to_string(static_cast<int>(random() % 700) - 350);
    check_read(text);
  }
}

TEST_CASE("numbers halfway between two doubles go to the even one, and those just beside do not") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 2'000; ++i) {
    const std::uint64_t mantissa = (random() >> 11) | (std::uint64_t{1} << 52);
    // An integer of 54 bits, written out in full, and scaled by powers of two that stay exact.
    const std::uint64_t half = 2 * mantissa + 1;
    check_read(std::to_string(half));
    check_read(std::to_string(half) + ".000000000000000000000000000001");
    check_read(std::to_string(half - 1) + ".999999999999999999999999999999");
    check_read(std::to_string(half) + "e0");
    check_read(std::to_string(half * 5) + "e-1");
  }
  check_read("2.2250738585072012e-308");
  check_read("2.2250738585072011e-308");
  check_read("4.9406564584124654e-324");
  check_read("2.4703282292062327e-324");
  check_read("2.4703282292062328e-324");
  check_read("1.7976931348623158e308");
  check_read("1.7976931348623159e308");
}
