#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("strings are counted and cut in UTF-16 units") {
  BuiltinRunner r;
  const Value text = r.s("aé😀");
  CHECK(r.read(text, "length").as_number() == 4);
  CHECK(r.read(text, 1).as_string() == "é");
  CHECK(r.read(text, "0").as_string() == "a");
  CHECK(r.read(text, 4).is_undefined());
  CHECK(r.read(text, "01").is_undefined());
  CHECK(r.show(text, "slice", {r.n(1), r.n(2)}) == "'é'");
  CHECK(r.show(text, "slice", {r.n(-2)}) == "'😀'");
  CHECK(r.show(text, "slice", {r.n(2), r.n(3)}) == "'\\ud83d'");
  CHECK(r.show(text, "substring", {r.n(2), r.n(-5)}) == "'aé'");
  CHECK(r.show(text, "substr", {r.n(-2), r.n(9)}) == "'😀'");
  CHECK(r.show(text, "substr", {r.n(1), r.n(-1)}) == "''");
  CHECK(r.show(text, "at", {r.n(-4)}) == "'a'");
  CHECK(r.show(text, "at", {r.n(9)}) == "undefined");
  CHECK(r.show(text, "charAt") == "'a'");
  CHECK(r.show(text, "charAt", {r.n(-1)}) == "''");
  CHECK(r.show(text, "charCodeAt", {r.n(2)}) == "55357");
  CHECK(r.show(text, "charCodeAt", {r.n(4)}) == "NaN");
  CHECK(r.show(text, "codePointAt", {r.n(2)}) == "128512");
  CHECK(r.show(text, "codePointAt", {r.n(3)}) == "56832");
  CHECK(r.show(text, "codePointAt", {r.n(4)}) == "undefined");
}

TEST_CASE("texts are found in strings from a position on") {
  BuiltinRunner r;
  const Value text = r.s("aé😀a");
  CHECK(r.show(text, "indexOf", {r.s("😀")}) == "2");
  CHECK(r.show(text, "indexOf", {r.s("\xED\xB8\x80")}) == "3");  // half of it
  CHECK(r.show(text, "indexOf", {r.s("a"), r.n(1)}) == "4");
  CHECK(r.show(text, "indexOf", {r.s(""), r.n(99)}) == "5");
  CHECK(r.show(text, "lastIndexOf", {r.s("a")}) == "4");
  CHECK(r.show(text, "lastIndexOf", {r.s("a"), r.n(3)}) == "0");
  CHECK(r.show(text, "lastIndexOf", {r.s("a"), r.n(std::nan(""))}) == "4");
  CHECK(r.show(text, "lastIndexOf", {r.s("a"), r.n(-7)}) == "0");
  CHECK(r.show(text, "lastIndexOf", {r.s("é"), r.n(-7)}) == "-1");
  CHECK(r.show(text, "includes", {r.s("é")}) == "true");
  CHECK(r.show(text, "includes", {r.s("é"), r.n(2)}) == "false");
  CHECK(r.show(text, "startsWith", {r.s("aé")}) == "true");
  CHECK(r.show(text, "startsWith", {r.s("é"), r.n(1)}) == "true");
  CHECK(r.show(text, "endsWith", {r.s("é")}) == "false");
  CHECK(r.show(text, "endsWith", {r.s("é"), r.n(2)}) == "true");
}

TEST_CASE("all of ECMAScript's white space is trimmed, and nothing else") {
  BuiltinRunner r;
  const std::string blanks =
      "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
      "\u2028\u2029\u202F\u205F\u3000\uFEFF";
  const Value text = r.s(blanks + "x" + blanks + "y" + blanks);
  CHECK(r.call(text, "trim").as_string() == "x" + blanks + "y");
  CHECK(r.call(text, "trimStart").as_string() == "x" + blanks + "y" + blanks);
  CHECK(r.call(text, "trimEnd").as_string() == blanks + "x" + blanks + "y");
  CHECK(r.show(r.s(blanks), "trim") == "''");
  for (const char* other : {"\u0085", "\u180E", "\u200B", "\u2060", "\x1C"})
    CHECK(r.call(r.s(other), "trim").as_string() == other);
}

TEST_CASE("strings are split by texts, into units, and not at all") {
  BuiltinRunner r;
  CHECK(r.show(r.s("a,b,,c"), "split", {r.s(",")}) == "[ 'a', 'b', '', 'c' ]");
  CHECK(r.show(r.s("a,b,c"), "split", {r.s(","), r.n(2)}) == "[ 'a', 'b' ]");
  CHECK(r.show(r.s("a,b,c"), "split", {r.s(","), r.n(-1)}) == "[ 'a', 'b', 'c' ]");
  CHECK(r.show(r.s("a,b,c"), "split", {r.s(","), r.n(4294967297)}) == "[ 'a' ]");
  CHECK(r.show(r.s("a,b"), "split", {r.s(","), r.n(0)}) == "[]");
  CHECK(r.show(r.s("a😀"), "split", {r.s("")}) == "[ 'a', '\\ud83d', '\\ude00' ]");
  CHECK(r.show(r.s("ab"), "split", {r.s(""), r.n(1)}) == "[ 'a' ]");
  CHECK(r.show(r.s("a,b"), "split") == "[ 'a,b' ]");
  CHECK(r.show(r.s(""), "split", {r.s("")}) == "[]");
  CHECK(r.show(r.s(""), "split", {r.s(",")}) == "[ '' ]");
  CHECK(r.refusal(r.s("a"), "split", {r.document.regexp(",", "")}) ==
        "TypeError: split expects a string");
}

TEST_CASE("strings are put together, padded and repeated") {
  BuiltinRunner r;
  CHECK(r.show(r.s("a"), "concat", {r.s("b"), r.s("c")}) == "'abc'");
  CHECK(r.show(r.s("\xED\xA0\xBD"), "concat", {r.s("\xED\xB8\x80")}) == "'😀'");
  CHECK(r.show(r.s("ab"), "repeat", {r.n(3)}) == "'ababab'");
  CHECK(r.show(r.s("ab"), "repeat") == "''");
  CHECK(r.show(r.s(""), "repeat", {r.n(9007199254740991)}) == "''");
  CHECK(r.refusal(r.s("x"), "repeat", {r.n(-1.5)}) == "RangeError: Invalid count value: -1.5");
  CHECK(r.refusal(r.s("x"), "repeat", {r.n(INFINITY)}) ==
        "RangeError: Invalid count value: Infinity");
  CHECK(r.show(r.s("7"), "padStart", {r.n(3), r.s("0")}) == "'007'");
  CHECK(r.show(r.s("7"), "padEnd", {r.n(6), r.s("abc")}) == "'7abcab'");
  CHECK(r.show(r.s("7"), "padStart", {r.n(3)}) == "'  7'");
  CHECK(r.show(r.s("777"), "padStart", {r.n(2), r.s("0")}) == "'777'");
  CHECK(r.show(r.s("7"), "padStart", {r.n(3), r.s("")}) == "'7'");
}

TEST_CASE("texts are replaced by texts, with what stands for the place") {
  BuiltinRunner r;
  CHECK(r.show(r.s("a-b-c"), "replace", {r.s("-"), r.s("+")}) == "'a+b-c'");
  CHECK(r.show(r.s("a-b-c"), "replaceAll", {r.s("-"), r.s("+")}) == "'a+b+c'");
  CHECK(r.show(r.s("abc"), "replace", {r.s("b"), r.s("[$$|$&|$`|$'|$1|$]")}) ==
        "'a[$|b|a|c|$1|$]c'");
  CHECK(r.show(r.s("ab"), "replaceAll", {r.s(""), r.s("-")}) == "'-a-b-'");
  CHECK(r.show(r.s("😀"), "replaceAll", {r.s(""), r.s("-")}) == "'-\\ud83d-\\ude00-'");
  CHECK(r.show(r.s("aaa"), "replaceAll", {r.s("aa"), r.s("b")}) == "'ba'");
  CHECK(r.refusal(r.s("a"), "replace", {r.document.regexp("a", "g"), r.s("b")}) ==
        "TypeError: replace expects a string");
  CHECK(r.refusal(r.s("a"), "replaceAll", {r.s("a"), r.document.function("f")}) ==
        "TypeError: replaceAll expects a string");
}

TEST_CASE("surrogates without their other half are seen and replaced") {
  BuiltinRunner r;
  const Value lone = r.s("a\xED\xA0\xBDz😀");
  CHECK(r.show(lone, "isWellFormed") == "false");
  CHECK(r.show(r.s("a😀"), "isWellFormed") == "true");
  CHECK(r.show(lone, "toWellFormed") == "'a\uFFFDz😀'");
}

TEST_CASE("strings refuse what JavaScript would make a number or a text of") {
  BuiltinRunner r;
  CHECK(r.refusal(r.s("a"), "slice", {r.s("1")}) == "TypeError: slice expects a number");
  CHECK(r.refusal(r.s("a"), "includes") == "TypeError: includes expects a string");
  CHECK(r.refusal(r.s("a"), "concat", {r.n(1)}) == "TypeError: concat expects a string");
  CHECK(r.refusal(r.s("a"), "at", {r.document.null()}) == "TypeError: at expects a number");
}

TEST_CASE("what strings make is charged before it is made") {
  BuiltinRunner r;
  const Value ten = r.s("0123456789");
  CHECK(r.costs(10 + 30, ten, "repeat", {r.n(3)}));
  CHECK(r.costs(10 + 3, ten, "slice", {r.n(7)}));
  CHECK(r.costs(10, ten, "trim"));
  CHECK(r.costs(10 + 10 + 1 + 1, ten, "concat", {r.s("x")}));
  CHECK(r.costs(10 + 1 + 10 + 2, ten, "padEnd", {r.n(12), r.s("x")}));
  CHECK(r.costs(10 + 10 * (builtin_entry_bytes + 1), ten, "split", {r.s("")}));
  CHECK(r.costs(3 + 1 + 4 + 4, r.s("axa"), "replaceAll", {r.s("x"), r.s("$'$`")}));
  CHECK(r.costs(2 + 2 + 1, r.s("é"), "indexOf", {r.s("€")}));
  // Refused before anything of that size is asked for.
  for (const double many : {1073741824.0, 9007199254740991.0, 1e300}) {
    CHECK(r.refusal(ten, "repeat", {r.n(many)}).starts_with("Error: Too much work for built-ins"));
    CHECK(r.refusal(ten, "padStart", {r.n(many), r.s("ab")})
              .starts_with("Error: Too much work for built-ins"));
  }
  const Value all_x = r.s(std::string(100'000, 'x'));
  CHECK(r.refusal(all_x, "replaceAll", {r.s("x"), r.s("$'$`")})
            .starts_with("Error: Too much work for built-ins"));
}

TEST_CASE("long texts of repetitions are searched in linear time") {
  BuiltinRunner r;
  // Byte by byte from each place this takes minutes.
  const std::string text(2'000'000, 'a');
  const Value wanted = r.s(text.substr(0, 1'000'000) + "b");
  const Value turned = r.s("b" + text.substr(0, 1'000'000));
  CHECK(r.show(r.s(text), "indexOf", {wanted}) == "-1");
  CHECK(r.show(r.s(text), "lastIndexOf", {turned}) == "-1");
  CHECK(r.call(r.s(text), "split", {wanted}).size() == 1);
  CHECK(r.call(r.s(text), "replaceAll", {wanted, r.s("")}).as_string().size() == text.size());
}

}  // namespace
}  // namespace candela
