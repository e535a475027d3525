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
