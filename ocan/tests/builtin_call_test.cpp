#include "builtins/builtin_call.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candela {
namespace {

TEST_CASE("missing and undefined arguments have their defaults, others are refused") {
  Document d;
  BuiltInBudget budget(100);
  const std::vector<Value> arguments = {d.string("x"), d.number(2.9), d.number(-2.9),
                                        d.number(std::nan("")), d.undefined()};
  const BuiltinCall call{d, d.string("self"), arguments, budget, "slice"};
  CHECK(call.string(0) == "x");
  CHECK(call.integer(1, 7) == 2);
  CHECK(call.integer(2, 7) == -2);
  CHECK(call.integer(3, 7) == 0);
  CHECK(std::isnan(call.number(3, 7)));
  CHECK(call.integer(4, 7) == 7);
  CHECK(call.integer(5, 7) == 7);
  CHECK_THROWS_WITH_AS(call.integer(0, 7), "slice expects a number", Error);
  CHECK_THROWS_WITH_AS(call.string(1), "slice expects a string", Error);
  CHECK_THROWS_WITH_AS(call.string(5), "slice expects a string", Error);
}

TEST_CASE("positions never leave their value") {
  CHECK(relative_position(-2, 5) == 3);
  CHECK(relative_position(-9, 5) == 0);
  CHECK(relative_position(9, 5) == 5);
  CHECK(relative_position(-INFINITY, 5) == 0);
  CHECK(absolute_position(-2, 5) == 0);
  CHECK(absolute_position(INFINITY, 5) == 5);
}

TEST_CASE("any product is charged, and no other number") {
  Document d;
  BuiltInBudget budget(100);
  const BuiltinCall call{d, Value(), {}, budget};
  call.charge_times(10, 10);
  call.charge_times(1e300, 0);
  CHECK_THROWS_AS(call.charge_times(1, 1), Error);
  BuiltInBudget fresh(100);
  const BuiltinCall other{d, Value(), {}, fresh};
  CHECK_THROWS_AS(other.charge_times(1e300, 1), Error);
}

TEST_CASE("two values are compared as JavaScript does") {
  Document d;
  CHECK(strictly_equal(d.number(0), d.number(-0.0)));
  CHECK_FALSE(strictly_equal(d.number(std::nan("")), d.number(std::nan(""))));
  CHECK(same_value_zero(d.number(std::nan("")), d.number(std::nan(""))));
  CHECK(same_value_zero(d.number(0), d.number(-0.0)));
  CHECK(strictly_equal(d.string("a"), d.string("a")));
  CHECK_FALSE(strictly_equal(d.object(), d.object()));
}

TEST_CASE("pieces of a text are charged in bytes, before they are added") {
  Document d;
  BuiltInBudget budget(10);
  const BuiltinCall call{d, Value(), {}, budget};
  BuiltinText text(call);
  text.add(std::string_view("abc"));
  text.add(u"€");
  text.expect_times(2, u"é");
  text.add_expected(u"éé");
  CHECK_THROWS_AS(text.add(std::string_view("x")), Error);
  CHECK(text.finish().as_string() == "abc€éé");
}

TEST_CASE("a pattern fills any number of units") {
  Document d;
  BuiltInBudget budget(1000);
  const BuiltinCall call{d, Value(), {}, budget};
  for (std::size_t size = 0; size < 20; ++size) {
    BuiltinText text(call);
    text.add(u"-");
    text.fill_expected(u"abc", size);
    std::string expected = "-";
    for (std::size_t i = 0; i < size; ++i)
      expected += "abc"[i % 3];
    CHECK(text.finish().as_string() == expected);
  }
}

}  // namespace
}  // namespace candela
