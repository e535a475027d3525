#include <doctest/doctest.h>

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
  CHECK(printed(10000) == "f(<a bigint>)");
  const std::vector<std::uint64_t> limbs(std::size_t{1} << 18, 1);
  const BigInt vast = BigInt::from_limbs(limbs, BigInt::Sign::positive);
  CHECK(to_string(ctn()["f"](vast)) == "f(<a bigint>)");
}

TEST_CASE("values without a literal are named by their kind, and cycles end") {
  Document document;
  Value cycle = document.object();
  cycle.set("self", cycle);
  CHECK(to_string(ctn()["f"](document.regexp("a", "g"), cycle)) ==
        "f(<a RegExp>, {self: <circular>})");
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
