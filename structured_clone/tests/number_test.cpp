#include "text/number.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string written(double number) {
  char text[candela::longest_number];
  return {text, candela::write_number(number, text)};
}

double read(const std::string& text) {
  const candela::ReadNumber number = candela::read_number(text.data(), text.data() + text.size());
  REQUIRE(number.end == text.data() + text.size());
  return number.value;
}

bool refused(const std::string& text) {
  const candela::ReadNumber number = candela::read_number(text.data(), text.data() + text.size());
  return number.end != text.data() + text.size();
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

TEST_CASE("what is written reads back as the same double, for random bits") {
  std::mt19937_64 random(20261123);
  int checked = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    ++checked;
    const std::string text = written(number);
    CAPTURE(text);
    REQUIRE(text.size() <= candela::longest_number);
    REQUIRE(std::bit_cast<std::uint64_t>(read(text)) == std::bit_cast<std::uint64_t>(number));
  }
  CHECK(checked > 19'000);
}

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
