#include "chain_parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "chain_text_cases.hpp"
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

TEST_CASE("chains stand inside of arrays and objects") {
  CHECK(args_of("{x: [a.b]}") ==
        R"({"x":[)" + testing::nested("proxy-1", testing::get("a") + "," + testing::get("b")) +
            "]}");
}

TEST_CASE("a chain may begin at the target itself, or by any name that no value has") {
  CHECK(parse_chain("this").empty());
  CHECK(wire(parse_chain("this.a")) == wire(parse_chain("a")));
  CHECK(wire(parse_chain("this('x')")) == R"([{"type":"apply","args":["x"]}])");
  CHECK(wire(parse_chain("this[0]")) == R"([{"type":"get","key":0}])");
  CHECK(wire(parse_chain("this.null")) == R"([{"type":"get","key":"null"}])");
  CHECK(wire(parse_chain("$result.delete.new.this")) ==
        R"([{"type":"get","key":"$result"},{"type":"get","key":"delete"},)"
        R"({"type":"get","key":"new"},{"type":"get","key":"this"}])");
  CHECK(args_of("this") == testing::nested("proxy-1", ""));
  CHECK(args_of("thisOne") == testing::nested("proxy-1", testing::get("thisOne")));
}

TEST_CASE("indexes are numbers or strings of any form") {
  CHECK(wire(parse_chain("a[-1][0x10][.5][`x`]['\\x41']")) ==
        R"([{"type":"get","key":"a"},{"type":"get","key":-1},{"type":"get","key":16},)"
        R"({"type":"get","key":0.5},{"type":"get","key":"x"},{"type":"get","key":"A"}])");
}

TEST_CASE("white space and comments stand anywhere between") {
  CHECK(wire(parse_chain("/* all */ a\n  // line\n  .b /**/ (\n1,\n)\xC2\xA0[ 0 ] // end")) ==
        R"([{"type":"get","key":"a"},{"type":"get","key":"b"},{"type":"apply","args":[1]},)"
        R"({"type":"get","key":0}])");
}

TEST_CASE("an error says what was expected, what was found, and where") {
  CHECK_THROWS_WITH_AS(parse_chain("add(1,"),
                       "expected a value but found the end of the text at column 7",
                       ChainSyntaxError);
  CHECK_THROWS_WITH_AS(parse_chain("add(1,\n    x y)"),
                       "expected ')' or ',' but found 'y' at line 2, column 7", ChainSyntaxError);
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"", 1, "expected a name but found the end of the text"},
      {"1", 1, "expected a name but found '1'"},
      {"'a'.b", 1, "expected a name but found a string"},
      {"null.x", 1, "expected a name, or this.null, but found 'null'"},
      {"Object.assign(a)", 1, "expected a name, or this.Object, but found 'Object'"},
      {"new Map()", 1, "expected a name, or this.new, but found 'new'"},
      {"f(this this)", 8, "expected ')' or ',' but found 'this'"},
      {"add(1 2)", 7, "expected ')' or ',' but found '2'"},
      {"add(1))", 7, "expected '.', '[', '(' or the end of the text but found ')'"},
      {"a b", 3, "expected '.', '[', '(' or the end of the text but found 'b'"},
      {"a.1", 3, "expected a name but found '1'"},
      {"a.", 3, "expected a name but found the end of the text"},
      {"a..b", 3, "expected a name but found '.'"},
      {"a?.b", 2, "expected '.', as no step of a chain is optional, but found '?.'"},
      {"f(a?.(1))", 4, "expected '.', as no step of a chain is optional, but found '?.'"},
      {"a ? b : c", 3, "expected '.', '[', '(' or the end of the text but found '?'"},
      {"a = 1", 3, "expected '.', '[', '(' or the end of the text but found '='"},
      {"a[b]", 3, "expected a number or a string but found 'b'"},
      {"a[]", 3, "expected a number or a string but found ']'"},
      {"a[1n]", 3, "expected a number or a string but found '1n'"},
      {"a[1", 4, "expected ']' but found the end of the text"},
      {"a['x", 3, "a string without its closing ' begins"},
      {"a;", 2, "expected '.', '[', '(' or the end of the text but found ';'"},
      {"#a", 1, "expected a name but found '#'"},
      {"\x01", 1, "expected a name but found '\\x01'"}});
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
  for (const char* at_limit :
       {"a({b: {}})", "a(new Set([1]))", "a(new Error('m', {cause: 1}))", "a([/a/])",
        "a([[new Date(1), new Number(1), Object(1)]])", "a([new DataView(new ArrayBuffer(1))])",
        "a(Object.assign(/a/, {lastIndex: 1}))"}) {
    CAPTURE(at_limit);
    CHECK(error_column(at_limit, limits) == 0);
  }
  for (const char* past :
       {"a({b: {c: {}}})", "a(new Set([[]]))", "a(new Map([[1, 2]]))",
        "a(new Error('m', {cause: []}))", "a([[new DataView(new ArrayBuffer(1))]])",
        "a(new AggregateError([[]]))", "a([Object.assign(/a/, {lastIndex: 1})])",
        "a(new DataView(new Uint8Array(new Uint8Array(new ArrayBuffer(1)).buffer).buffer))"}) {
    CAPTURE(past);
    CHECK(error_column(past, limits) != 0);
  }
  limits = {};
  limits.operations = 4;
  CHECK(error_column("a.b[1]()", limits) == 0);
  CHECK(error_column("a(b, c)", limits) == 0);
  CHECK(error_column("this.a(b, this.c, [1])", limits) == 0);
  CHECK(error_column("a.b[1]().c", limits) == 9);
  CHECK(error_column("a(b, c, d)", limits) == 9);
  CHECK_THROWS_WITH_AS(parse_chain("a.b.c.d()", limits),
                       "expected at most 4 operations in a text at column 8", ChainSyntaxError);
  limits = {};
  std::string calls = "a";
  for (std::size_t i = 1; i < limits.operations; ++i)
    calls += "()";
  CHECK(error_column(calls) == 0);
  CHECK(error_column(calls + ".x") == calls.size() + 1);
  limits.bigint_digits = 3;
  CHECK(error_column("a(123n, -123n)", limits) == 0);
  CHECK(error_column("a(1234n)", limits) == 3);
  CHECK(error_column("a(-1234n)", limits) == 4);
  CHECK(error_column("a(1234)", limits) == 0);
  CHECK(error_column("a(" + std::string(20'000, '7') + "n)") == 0);
  CHECK(error_column("a(" + std::string(20'001, '7') + "n)") == 3);
  CHECK_THROWS_WITH_AS(parse_chain("a(1234n)", limits),
                       "expected at most 3 digits of a BigInt at column 3", ChainSyntaxError);
  CHECK(error_column(std::string(100'000, '[')) != 0);
  CHECK(error_column("a" + std::string(100'000, '(')) != 0);
  std::string views;
  for (int i = 0; i < 10'000; ++i)
    views += "new Uint8Array(";
  CHECK(error_column("a(" + views) != 0);
}

}  // namespace
}  // namespace candela
