#include "builtins/radix.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

std::string digits(BuiltinRunner& r, const BigInt& number, double radix) {
  return std::string(r.call(r.document.bigint(number), "toString", {r.n(radix)}).as_string());
}

TEST_CASE("numbers have digits of every radix") {
  CHECK(number_digits(255, 16) == "ff");
  CHECK(number_digits(-255, 36) == "-73");
  CHECK(number_digits(0.5, 2) == "0.1");
  CHECK(number_digits(0.1, 3) == "0.0022002200220022002200220022002201");
  CHECK(number_digits(1e21, 7) == "5135235413265003022600000");
  CHECK(number_digits(0, 2) == "0");
  CHECK(number_digits(std::nan(""), 2) == "NaN");
  CHECK(number_digits(-INFINITY, 2) == "-Infinity");
  CHECK(number_digits(1.7976931348623157e308, 16) == "fffffffffffff8" + std::string(242, '0'));
  CHECK(number_digits(5e-324, 2).size() == 2 + 1074);
}

TEST_CASE("BigInts have digits of every radix") {
  BuiltinRunner r;
  const std::uint64_t limbs[] = {0, 0, 1};
  const BigInt large = BigInt::from_limbs(limbs, BigInt::Sign::positive);  // 2^128
  CHECK(digits(r, BigInt(0), 2) == "0");
  CHECK(digits(r, BigInt(-255), 16) == "-ff");
  CHECK(digits(r, large, 2) == "1" + std::string(128, '0'));
  CHECK(digits(r, large, 8) == "4" + std::string(42, '0'));
  CHECK(digits(r, large, 32) == "8" + std::string(25, '0'));
  CHECK(digits(r, large, 10) == large.to_decimal());
  CHECK(digits(r, large, 36) == "f5lxx1zz5pnorynqglhzmsp34");
  CHECK(digits(r, BigInt(-46656), 36) == "-1000");
}

TEST_CASE("digits of a BigInt are charged: the square of its length, but for powers of 2") {
  BuiltinRunner r;
  const std::vector<std::uint64_t> limbs(1000, ~std::uint64_t{0});
  const Value large = r.document.bigint(BigInt::from_limbs(limbs, BigInt::Sign::positive));
  CHECK(r.costs(1 + 1000 * 1000 + 19266, large, "toString"));
  CHECK(r.costs(1 + 64 * 1000 + 16000, large, "toString", {r.n(16)}));
}

TEST_CASE("a radix is from 2 to 36") {
  BuiltinRunner r;
  for (const double radix : {1.0, 37.0, 0.0, -5.0, 1e300}) {
    const std::string message = "RangeError: toString() radix argument must be between 2 and 36";
    CHECK(r.refusal(r.n(1), "toString", {r.n(radix)}) == message);
    CHECK(r.refusal(r.document.bigint(BigInt(1)), "toString", {r.n(radix)}) == message);
  }
  CHECK(r.show(r.n(5), "toString", {r.n(2.9)}) == "'101'");
}

}  // namespace
}  // namespace candela
