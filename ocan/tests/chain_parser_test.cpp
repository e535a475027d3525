#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

std::string wire(const Chain& chain) {
  const std::string text = stringify(chain.to_document());
  return text.substr(8, text.size() - 8 - std::string_view(R"(,"meta":{}})").size());
}

std::string args_of(std::string_view text) {
  const std::string all = wire(parse_chain("f(" + std::string(text) + ")"));
  const std::string_view before = R"([{"type":"get","key":"f"},{"type":"apply","args":[)";
  return all.substr(before.size(), all.size() - before.size() - 3);
}

std::size_t error_column(std::string_view text, const ChainTextLimits& limits = {}) {
  try {
    static_cast<void>(parse_chain(text, limits));
  } catch (const ChainSyntaxError& error) {
    CHECK(error.name() == "SyntaxError");
    return error.column();
  }
  return 0;
}

TEST_CASE("nested calls are chains of their own") {
  testing::Probe probe;
  const Outcome answer = execute(parse_chain("add(add(1, 10), add(100, 1000))"), target(probe));
  CHECK(answer.get<int>() == 1111);
  CHECK(probe.calls == 3);
}

TEST_CASE("properties and indexes are gets") {
  CHECK(wire(parse_chain(" a . b [ 3 ] ['c d'][\"e\"]() ")) ==
        R"([{"type":"get","key":"a"},{"type":"get","key":"b"},{"type":"get","key":3},)"
        R"({"type":"get","key":"c d"},{"type":"get","key":"e"},{"type":"apply","args":[]}])");
}

TEST_CASE("literals of every kind are values") {
  CHECK(args_of("1, -2.5, 1e3, .5") == "1,-2.5,1000,0.5");
  CHECK(args_of("true, false, null") == "true,false,null");
  CHECK(args_of("undefined") == R"({"$type":"undefined"})");
  CHECK(args_of("NaN, Infinity, -Infinity") ==
        R"({"$type":"number-special","value":"NaN"},{"$type":"number-special","value":"Infinity"},)"
        R"({"$type":"number-special","value":"-Infinity"})");
  CHECK(args_of("12n, -7n") ==
        R"({"$type":"bigint","value":"12"},{"$type":"bigint","value":"-7"})");
  CHECK(args_of(R"('it\'s', "a\n\u00e9\ud83d\ude00")") == R"("it's","a\né😀")");
  CHECK(args_of("[], [1, [2],]") == "[],[1,[2]]");
  CHECK(args_of("{}, {a: 1, 'b c': {d: 2}, 3: 4,}") == R"({},{"3":4,"a":1,"b c":{"d":2}})");
  CHECK(args_of("new Map([['k', 1]]), new Set([1, 2]), new Date(0)") ==
        R"({"$type":"map","entries":[["k",1]]},{"$type":"set","values":[1,2]},)"
        R"({"$type":"date","iso":"1970-01-01T00:00:00.000Z"})");
}

TEST_CASE("chains stand inside of arrays and objects") {
  CHECK(args_of("{x: [a.b]}") ==
        R"({"x":[)" + testing::nested("proxy-1", testing::get("a") + "," + testing::get("b")) +
            "]}");
}

TEST_CASE("an error names what was expected, and its column") {
  CHECK_THROWS_WITH_AS(parse_chain("add(1,"), "expected a value at column 7", ChainSyntaxError);
  CHECK_THROWS_WITH_AS(parse_chain(""), "expected a name at column 1", ChainSyntaxError);
  CHECK(error_column("add(1 2)") == 7);
  CHECK(error_column("add(1))") == 7);
  CHECK(error_column("a.1") == 3);
  CHECK(error_column("a[b]") == 3);
  CHECK(error_column("a['x") == 5);
  CHECK(error_column("a(12x)") == 3);
  CHECK(error_column("a(-)") == 3);
  CHECK(error_column("a('\\u12g4')") == 6);
  CHECK(error_column("a({1})") == 5);
  CHECK(error_column("a(new Thing())") == 7);
  CHECK(error_column("a(new Set(1))") == 11);
  CHECK(error_column("a(new Map([1]))") == 11);
  CHECK(error_column("1") == 1);
  CHECK(error_column("a b") == 3);
}

TEST_CASE("texts may be as long and as deep as the limits, and not more") {
  ChainTextLimits limits;
  limits.bytes = 6;
  CHECK(error_column("a(123)", limits) == 0);
  CHECK(error_column("a(1234)", limits) == 1);
  limits = {};
  limits.depth = 3;
  CHECK(error_column("a([[1]])", limits) == 0);
  CHECK(error_column("a([[[1]]])", limits) != 0);
  CHECK(error_column("a(b(c(1)))", limits) == 0);
  CHECK(error_column("a(b(c(d(1))))", limits) != 0);
  limits = {};
  limits.bigint_digits = 3;
  CHECK(error_column("a(123n, -123n)", limits) == 0);
  CHECK(error_column("a(1234n)", limits) == 3);
  CHECK(error_column("a(-1234n)", limits) == 3);
  CHECK(error_column("a(1234)", limits) == 0);
  CHECK(error_column("a(" + std::string(20'000, '7') + "n)") == 0);
  CHECK(error_column("a(" + std::string(20'001, '7') + "n)") == 3);
  CHECK_THROWS_WITH_AS(parse_chain("a(1234n)", limits),
                       "expected at most 3 digits of a BigInt at column 3", ChainSyntaxError);
  CHECK(error_column(std::string(100'000, '[')) != 0);
  CHECK(error_column("a" + std::string(100'000, '(')) != 0);
}

}  // namespace
}  // namespace candela
