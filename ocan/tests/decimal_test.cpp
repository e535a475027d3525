#include "builtins/decimal.hpp"

#include <doctest/doctest.h>

#include <string>

namespace candela {
namespace {

TEST_CASE("a double has all of its digits") {
  CHECK(exact_decimal(0).digits == "0");
  CHECK(exact_decimal(0.5).digits == "5");
  CHECK(exact_decimal(0.5).exponent == -1);
  CHECK(exact_decimal(0.1).digits == "1000000000000000055511151231257827021181583404541015625");
  CHECK(exact_decimal(5e-324).exponent == -324);
  CHECK(exact_decimal(5e-324).digits.size() == 751);
  CHECK(exact_decimal(2.2250738585072009e-308).digits.size() == 767);  // no other has more
  CHECK(exact_decimal(1.7976931348623157e308).digits.size() == 309);
  CHECK(shortest_decimal(0.1).digits == "1");
  CHECK(shortest_decimal(123000).digits == "123");
  CHECK(shortest_decimal(123000).exponent == 5);
}

TEST_CASE("a half is rounded up, and a carry goes as far as it has to") {
  const auto show = [](Decimal decimal) {
    return decimal.digits + "e" + std::to_string(decimal.exponent);
  };
  CHECK(show(rounded({"125", 0}, 2)) == "13e0");
  CHECK(show(rounded({"124", 0}, 2)) == "12e0");
  CHECK(show(rounded({"9995", 0}, 3)) == "100e1");
  CHECK(show(rounded({"5", -3}, 0)) == "1e-2");
  CHECK(show(rounded({"4", -3}, 0)) == "e-3");
  CHECK(show(rounded({"1", 0}, 3)) == "100e0");
  CHECK(show(rounded({"0", 0}, 3)) == "000e0");
}

TEST_CASE("numbers are written with as many digits as are wanted") {
  CHECK(fixed_text(1.005, 2) == "1.00");  // a little less than it says
  CHECK(fixed_text(2.5, 0) == "3");
  CHECK(fixed_text(-2.5, 0) == "-3");
  CHECK(fixed_text(0.000001, 7) == "0.0000010");
  CHECK(fixed_text(9.996, 2) == "10.00");
  CHECK(fixed_text(0.05, 1) == "0.1");
  CHECK(fixed_text(0.04, 1) == "0.0");
  CHECK(fixed_text(-0.0000001, 2) == "-0.00");
  CHECK(fixed_text(-0.0, 2) == "0.00");
  CHECK(fixed_text(123.456, 0) == "123");
  CHECK(fixed_text(1e20, 2) == "100000000000000000000.00");
  CHECK(exponential_text(123456, 2) == "1.23e+5");
  CHECK(exponential_text(0, 2) == "0.00e+0");
  CHECK(exponential_text(0.00015, 0) == "1e-4");  // a little less than it says
  CHECK(exponential_text(25, 0) == "3e+1");
  CHECK(shortest_exponential_text(-0.00015) == "-1.5e-4");
  CHECK(precision_text(123.456, 4) == "123.5");
  CHECK(precision_text(0.000123, 2) == "0.00012");
  CHECK(precision_text(1e21, 3) == "1.00e+21");
  CHECK(precision_text(1234.5, 2) == "1.2e+3");
  CHECK(precision_text(0.0000001, 1) == "1e-7");
  CHECK(precision_text(99.99, 3) == "100");
  CHECK(precision_text(0, 3) == "0.00");
}

}  // namespace
}  // namespace candela
