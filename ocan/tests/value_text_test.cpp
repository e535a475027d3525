#include "builtins/value_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

std::string text_of(BuiltinRunner& r, Value value) {
  return std::string(r.call(r.document.array({value}), "toString").as_string());
}

TEST_CASE("values have the texts that JavaScript gives them") {
  BuiltinRunner r;
  Document& d = r.document;
  CHECK(text_of(r, d.boolean(true)) == "true");
  CHECK(text_of(r, r.n(-0.0)) == "0");
  CHECK(text_of(r, r.n(1e21)) == "1e+21");
  CHECK(text_of(r, d.bigint(BigInt(-12))) == "-12");
  CHECK(text_of(r, d.boxed("x")) == "x");
  CHECK(text_of(r, d.object({{"valueOf", 1}})) == "[object Object]");
  CHECK(text_of(r, d.make_map()) == "[object Map]");
  CHECK(text_of(r, d.make_set()) == "[object Set]");
  CHECK(text_of(r, d.array_buffer(1)) == "[object ArrayBuffer]");
  CHECK(text_of(r, d.data_view(d.array_buffer(1), 0, 1)) == "[object DataView]");
  CHECK(text_of(r, d.typed_array(ElementType::uint8, d.array_buffer(2), 0, 2)) == "0,0");
  CHECK(text_of(r, d.error("E", "m")) == "E: m");
  CHECK(text_of(r, d.error("", "m")) == "m");
  CHECK(text_of(r, d.error("E", "")) == "E");
  CHECK(text_of(r, d.regexp("a", "g")) == "/a/g");
  CHECK(r.show(d.array({nullptr, 1}), "toSorted") == "[ 1, null ]");
}

TEST_CASE("long texts are whole") {
  BuiltinRunner r;
  const std::string message(1000, 'm');
  CHECK(text_of(r, r.document.error("E", message)) == "E: " + message);
}

TEST_CASE("what has no text that is the same everywhere is refused") {
  BuiltinRunner r;
  Document& d = r.document;
  const auto refused = [&](Value value) { return r.refusal(d.array({value}), "join"); };
  CHECK(refused(d.date(0)) ==
        "TypeError: join: a Date has no text without a time zone; toISOString has");
  CHECK(refused(d.function("f")) == "TypeError: join: a function has no text");
  CHECK(refused(d.host("url", "x")) == "TypeError: join: a url has no text here");
  CHECK(refused(d.object({{"toString", 1}})) ==
        "TypeError: join: an object with a toString of its own has no text");
}

TEST_CASE("an array inside of itself is an empty text there, and a shared one is not") {
  BuiltinRunner r;
  Document& d = r.document;
  Value around = d.array({1});
  around.push(around);
  around.push(d.array({2, around}));
  CHECK(r.show(around, "join", {r.s("-")}) == "'1--2,'");
  const Value shared = d.array({1, 2});
  CHECK(r.show(d.array({shared, shared}), "join") == "'1,2,1,2'");
}

TEST_CASE("arrays inside of each other cost memory, not stack") {
  BuiltinRunner r;
  Value array = r.document.array({7});
  for (int i = 0; i < 200'000; ++i)
    array = r.document.array({array});
  CHECK(r.show(array, "join") == "'7'");
}

TEST_CASE("sources of RegExps are escaped once") {
  Document d;
  const auto source = [&](std::string_view text) { return regexp_source_text(d.regexp(text, "")); };
  CHECK(source("") == "(?:)");
  CHECK(source("a/b") == "a\\/b");
  CHECK(source("a\\/b") == "a\\/b");
  CHECK(source("[/\\]/]/") == "[/\\]/]\\/");
  CHECK(source("a\nb\r\u2028\u2029") == "a\\nb\\r\\u2028\\u2029");
  CHECK(source("\\\n") == "\\n");
  CHECK(regexp_flags_text(d.regexp("a", "yig")) == "giy");
}

}  // namespace
}  // namespace candela
