#include "text_number.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

namespace candela {
namespace {

constexpr std::size_t digits = 40;

double number(std::string_view text) {
  const NumberLiteral literal = read_number_literal({text, 0}, digits);
  CHECK(literal.end == text.size());
  return std::get<double>(literal.value);
}
std::string bigint(std::string_view text) {
  return std::get<BigInt>(read_number_literal({text, 0}, digits).value).to_decimal();
}
std::size_t refused_at(std::string_view text) {
  try {
    static_cast<void>(read_number_literal({text, 0}, digits));
  } catch (const ChainSyntaxError& error) {
    return error.column();
  }
  return 0;
}

TEST_CASE("decimal numbers are read as JavaScript reads them") {
  CHECK(number("0") == 0);
  CHECK(number("1.5") == 1.5);
  CHECK(number("5.") == 5);
  CHECK(number(".5") == 0.5);
  CHECK(number("1.e3") == 1000);
  CHECK(number("2.5E-7") == 2.5e-7);
  CHECK(number("1_000.2_5e1_0") == 1000.25e10);
  CHECK(number("5e-324") == 5e-324);
  CHECK(number("2.4703282292062328e-324") == 5e-324);
  CHECK(number("1e-999") == 0);
  CHECK(number("1.7976931348623157e308") == 1.7976931348623157e308);
  CHECK(std::isinf(number("1e999")));
  CHECK(std::isinf(number(std::string(400, '9'))));
}

TEST_CASE("other bases are exact, and rounded once past 53 bits") {
  CHECK(number("0x1f") == 31);
  CHECK(number("0XfF_f") == 0xFFF);
  CHECK(number("0b101") == 5);
  CHECK(number("0O17") == 15);
  CHECK(number("0x20000000000001") == 0x20000000000000);  // a tie, to even
  CHECK(number("0x20000000000003") == 0x20000000000004);
  CHECK(number("0x200000000000010000000000000001") == 0x1.0000000000001p117);
  CHECK(number("0x200000000000008000000000000000") == 0x1p117);
  CHECK(number("0xfffffffffffffbff") == 0xFFFFFFFFFFFFF800p0);
  CHECK(number("0o777777777777777777777777") == 0x1p72);
  CHECK(number("0b" + std::string(63, '1')) == 0x1p63);
  CHECK(number("0x" + std::string(255, 'f')) == 0x1p1020);
  CHECK(std::isinf(number("0x" + std::string(256, 'f'))));
  CHECK(number("0x" + std::string(300, '0') + "a") == 10);
}

TEST_CASE("BigInts are read in every base") {
  CHECK(bigint("0n") == "0");
  CHECK(bigint("12n") == "12");
  CHECK(bigint("1_000n") == "1000");
  CHECK(bigint("0xffn") == "255");
  CHECK(bigint("0b1n") == "1");
  CHECK(bigint("0o7777777777777777777777777n") == "37778931862957161709567");
  CHECK(bigint("0xffffffffffffffffffffn") == "1208925819614629174706175");
  CHECK(bigint("0x0000000000000000001n") == "1");
}

TEST_CASE("a BigInt may have as many digits as the limit says, and not more") {
  CHECK(bigint(std::string(digits, '7') + "n") == std::string(digits, '7'));
  CHECK(refused_at(std::string(digits + 1, '7') + "n") == 1);
  CHECK(refused_at("0x" + std::string(digits, '7') + "n") == 0);
  CHECK(refused_at("0x" + std::string(digits + 1, '7') + "n") == 1);
  CHECK(refused_at(std::string(digits + 1, '7')) == 0);
}

TEST_CASE("what is no number is refused where it goes wrong") {
  CHECK(refused_at("01") == 1);
  CHECK(refused_at("00") == 1);
  CHECK(refused_at("01n") == 1);
  CHECK(refused_at("1_") == 3);
  CHECK(refused_at("1__0") == 3);
  CHECK(refused_at("1_.0") == 3);
  CHECK(refused_at("1._0") == 3);
  CHECK(refused_at("0x") == 3);
  CHECK(refused_at("0x_1") == 3);
  CHECK(refused_at("0b2") == 3);
  CHECK(refused_at("0o18") == 4);
  CHECK(refused_at("0xfg") == 4);
  CHECK(refused_at("1e") == 3);
  CHECK(refused_at("1e+") == 4);
  CHECK(refused_at("1e_1") == 3);
  CHECK(refused_at("12x") == 3);
  CHECK(refused_at("1.5n") == 4);
  CHECK(refused_at("1e3n") == 4);
  CHECK(refused_at(".5n") == 3);
  CHECK(refused_at("12é") == 3);
}

}  // namespace
}  // namespace candela
