#include <doctest/doctest.h>

#include <cmath>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("primitives and boxed ones have texts and values") {
  BuiltinRunner r;
  Document& d = r.document;
  CHECK(r.show(r.n(1.5), "toString") == "'1.5'");
  CHECK(r.show(r.n(255), "toString", {r.n(16)}) == "'ff'");
  CHECK(r.show(r.n(-0.0), "toString") == "'0'");
  CHECK(r.show(d.bigint(BigInt(12)), "toString") == "'12'");
  CHECK(r.show(d.bigint(BigInt(12)), "valueOf") == "12n");
  CHECK(r.show(d.boolean(true), "toString") == "'true'");
  CHECK(r.show(d.boxed("xyz"), "valueOf") == "'xyz'");
  CHECK(r.show(d.boxed(255), "toString", {r.n(16)}) == "'ff'");
  CHECK(r.show(d.boxed(1.25), "toFixed", {r.n(1)}) == "'1.3'");
  CHECK(r.show(d.boxed(false), "valueOf") == "false");
}

TEST_CASE("numbers are written with a count of digits") {
  BuiltinRunner r;
  CHECK(r.show(r.n(1.005), "toFixed", {r.n(2)}) == "'1.00'");
  CHECK(r.show(r.n(1.5), "toFixed") == "'2'");
  CHECK(r.show(r.n(1e21), "toFixed", {r.n(2)}) == "'1e+21'");
  CHECK(r.show(r.n(std::nan("")), "toFixed") == "'NaN'");
  CHECK(r.show(r.n(12345), "toExponential") == "'1.2345e+4'");
  CHECK(r.show(r.n(12345), "toExponential", {r.n(1)}) == "'1.2e+4'");
  CHECK(r.show(r.n(12345), "toPrecision") == "'12345'");
  CHECK(r.show(r.n(12345), "toPrecision", {r.n(2)}) == "'1.2e+4'");
}

TEST_CASE("counts of digits have ranges") {
  BuiltinRunner r;
  CHECK(r.call(r.n(1), "toFixed", {r.n(100)}).as_string().size() == 102);
  CHECK(r.refusal(r.n(1), "toFixed", {r.n(101)}) ==
        "RangeError: toFixed() digits argument must be between 0 and 100");
  CHECK(r.refusal(r.n(1), "toFixed", {r.n(-1)}) ==
        "RangeError: toFixed() digits argument must be between 0 and 100");
  CHECK(r.call(r.n(1), "toExponential", {r.n(100)}).as_string().size() == 105);
  CHECK(r.refusal(r.n(1), "toExponential", {r.n(101)}) ==
        "RangeError: toExponential() argument must be between 0 and 100");
  CHECK(r.call(r.n(1), "toPrecision", {r.n(100)}).as_string().size() == 101);
  CHECK(r.refusal(r.n(1), "toPrecision", {r.n(101)}) ==
        "RangeError: toPrecision() argument must be between 1 and 100");
  CHECK(r.refusal(r.n(1), "toPrecision", {r.n(0)}) ==
        "RangeError: toPrecision() argument must be between 1 and 100");
  // What is not finite is asked first, but by toFixed.
  CHECK(r.show(r.n(INFINITY), "toPrecision", {r.n(101)}) == "'Infinity'");
  CHECK(r.show(r.n(-INFINITY), "toExponential", {r.n(101)}) == "'-Infinity'");
  CHECK(r.refusal(r.n(INFINITY), "toFixed", {r.n(101)}) ==
        "RangeError: toFixed() digits argument must be between 0 and 100");
  CHECK(r.refusal(r.n(1), "toFixed", {r.s("2")}) == "TypeError: toFixed expects a number");
}

}  // namespace
}  // namespace candela
