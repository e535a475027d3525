#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

TEST_CASE("what is printed reads back as the same chain") {
  for (const char* text :
       {"add(add(1, 10), add(100, 1000))", "a.b[3]['c d']()", "f()", "f(true, null, undefined)",
        "f(-0, NaN, -Infinity, 1e+21, 12n)", "f('it\\'s\\n\\\\')", "f([], [1, [2]], {})",
        "f({a: 1, 'b c': {d: g(x)}})",
        "f(new Map([['k', [h()]], [1, 2]]), new Set([1, 'x']), new Date(5), new Date(NaN))"}) {
    CAPTURE(text);
    CHECK(to_string(parse_chain(text)) == text);
  }
}

TEST_CASE("a call that is used twice is printed twice") {
  const Chain once = ctn()["one"]();
  CHECK(to_string(ctn()["f"](once, once)) == "f(one(), one())");
}

TEST_CASE("calls that double with each level are printed up to the limit, and cut there") {
  Chain chain = ctn()["one"]();
  for (int level = 0; level < 90; ++level)
    chain = ctn()["f"](chain, chain);
  const std::string text = to_string(chain);
  CHECK(text.size() == ChainTextLimits{}.bytes + std::string_view("…").size());
  CHECK(text.starts_with("f(f(f("));
  CHECK(text.ends_with("…"));
}

TEST_CASE("text is as long as the limit, and not longer") {
  ChainTextLimits limits;
  limits.bytes = 7;
  CHECK(to_string(ctn()["f"]("é"), limits) == "f('é')");
  CHECK(to_string(ctn()["f"](1234), limits) == "f(1234)");
  CHECK(to_string(ctn()["f"](12345), limits) == "f(12345…");
  CHECK(to_string(ctn()["f"]("abcé"), limits) == "f('abc…");  // not inside of a character
}

TEST_CASE("a BigInt of more digits than are read back has no literal") {
  ChainTextLimits limits;
  limits.bigint_digits = 4;
  const auto printed = [&](std::int64_t number) {
    return to_string(ctn()["f"](BigInt(number)), limits);
  };
  CHECK(printed(9999) == "f(9999n)");
  CHECK(printed(-9999) == "f(-9999n)");
  CHECK(printed(10000) == "f(0x2710n)");  // fewer in base 16
  CHECK(printed(-0xffff) == "f(-0xffffn)");
  CHECK(printed(0x10000) == "f(<a bigint>)");
  const std::vector<std::uint64_t> limbs(std::size_t{1} << 18, 1);
  const BigInt vast = BigInt::from_limbs(limbs, BigInt::Sign::positive);
  CHECK(to_string(ctn()["f"](vast)) == "f(<a bigint>)");
}

TEST_CASE("values without a literal are named by their kind, and cycles end") {
  Document document;
  Value cycle = document.object();
  cycle.set("self", cycle);
  const Value list = document.array();
  Value error = document.error("Error", "m");
  error.set("cause", error);
  CHECK(to_string(ctn()["f"](cycle, error)) ==
        "f({self: <circular>}, new Error('m', {cause: <circular>}))");
  CHECK(to_string(ctn()["f"](document.function("g"), document.host("URL", "x"))) ==
        "f(<a function>, <a host value>)");
  CHECK(to_string(ctn()["f"](list, list)) == "f([], [])");
  CHECK(to_string(ctn()["f"](document.regexp("a", "gg"))) == "f(<a RegExp>)");
  Value nameless = document.error("Error", "m");
  nameless.erase_error_part(Value::ErrorPart::name);
  Value odd = document.error("Error", "m");
  odd.set("message", list);
  CHECK(to_string(ctn()["f"](nameless, odd)) == "f(<an Error>, <an Error>)");
  CHECK_THROWS_AS(parse_chain("f(<a function>)"), ChainSyntaxError);
  CHECK_THROWS_AS(parse_chain("f([<circular>])"), ChainSyntaxError);
}

TEST_CASE("a chain that begins with no plain name begins with `this`") {
  CHECK(to_string(ctn()) == "this");
  CHECK(to_string(ctn()(1)) == "this(1)");
  CHECK(to_string(ctn()[0]) == "this[0]");
  CHECK(to_string(ctn()["c d"]["e f"]) == "this['c d']['e f']");
  CHECK(to_string(ctn()["null"]["null"]) == "this.null.null");
  CHECK(to_string(ctn()["this"]) == "this.this");
  CHECK(to_string(ctn()["f"](ctn(), ctn()["Object"](1))) == "f(this, this.Object(1))");
  CHECK(to_string(ctn()["$result"]["délai"]) == "$result.délai");
}

TEST_CASE("keys of every form are printed so that they read back") {
  for (const Chain& chain : {ctn().get(-0.0), ctn().get(1e21), ctn().get(0.5), ctn().get("3"),
                             ctn().get(""), ctn().get("\xED\xA0\x80"), ctn().get("a\xE2\x80\xA8"),
                             ctn().get("\xEF\xBB\xBF"), ctn()["a"].get("__proto__"),
                             ctn()["a"].get("it's"), ctn()["a"].get(std::string(1, '\0'))}) {
    const std::string text = to_string(chain);
    CAPTURE(text);
    CHECK(equal(parse_chain(text).to_document().root(), chain.to_document().root()));
  }
  CHECK(to_string(ctn().get(-0.0)) == "this[-0]");
  CHECK(to_string(ctn().get("a\xE2\x80\xA8")) == "this['a\\u2028']");
}

TEST_CASE("an object that stands for a nested call is printed as that call") {
  Document document;
  const Value operations =
      document.array({document.object({{"type", "get"}, {"key", "a"}}),
                      document.object({{"type", "apply"}, {"args", document.array({1})}})});
  const Value marker = document.object(
      {{"__isNestedOperation", true}, {"__refId", "x"}, {"__operationChain", operations}});
  const Value alias = document.object({{"__isNestedOperation", true}, {"__refId", "x"}});
  CHECK(to_string(ctn()["f"](marker, alias)) == "f(a(1), a(1))");
  // Where it is defined after it is printed.
  Value error = document.error("AggregateError", "m");
  error.set("errors", document.array({alias}));
  error.set("cause", marker);
  CHECK(to_string(ctn()["f"](error)) == "f(new AggregateError([a(1)], 'm', {cause: a(1)}))");
}

TEST_CASE("an object that stands for no call although it says so has no literal") {
  Document document;
  const auto printed = [&](Value operations) {
    Value marker = document.object({{"__isNestedOperation", true}});
    if (!operations.is_undefined()) marker.set("__operationChain", operations);
    return to_string(ctn()["f"](marker));
  };
  CHECK(printed(Value()) == "f(<a nested call>)");
  CHECK(printed(document.number(1)) == "f(<a nested call>)");
  CHECK(printed(document.array({1})) == "f(<a nested call>)");
  CHECK(printed(document.array({document.object({{"type", 1}})})) == "f(<a nested call>)");
  CHECK(printed(document.array({document.object({{"type", "get"}, {"key", true}})})) ==
        "f(<a nested call>)");
  CHECK(printed(document.array({document.object({{"type", "apply"}, {"args", 1}})})) ==
        "f(<a nested call>)");
  CHECK(printed(document.array()) == "f(this)");
  Value cycle = document.array();
  const Value inner = document.object({{"__isNestedOperation", true}, {"__operationChain", cycle}});
  cycle.push(document.object({{"type", "apply"}, {"args", document.array({inner})}}));
  CHECK(printed(cycle) == "f(this(<circular>))");
}

TEST_CASE("holes of a large array are printed up to the limit, and cost no more than that") {
  Document document;
  Value holes = document.array();
  holes.resize(1'000'000);
  ChainTextLimits limits;
  limits.bytes = 10;
  CHECK(to_string(ctn()["f"](holes), limits) == "f([, , , ,…");
}

TEST_CASE("deep arguments are printed without a deep stack") {
  Document document;
  Value deep = document.array();
  for (int i = 0; i < 20'000; ++i)
    deep = document.array({deep});
  CHECK(to_string(ctn()["f"](deep)).size() == 2 * 20'001 + 3);
}

}  // namespace
}  // namespace candela
