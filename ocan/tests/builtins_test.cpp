#include "builtins.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "fixtures.hpp"

namespace candela {
namespace {

struct Reader {
  Document document;

  Value read(Value self, const Init& key) {
    const auto found = read_builtin(document, self, document.array({key})[0]);
    const auto* value = std::get_if<Value>(&found);
    REQUIRE(value != nullptr);
    return *value;
  }
  Value call(Value self, std::string_view name, std::vector<Value> arguments = {}) {
    const auto found = read_builtin(document, self, document.string(name));
    const auto* builtin = std::get_if<const Builtin*>(&found);
    REQUIRE(builtin != nullptr);
    return (*builtin)->run(document, self, arguments);
  }
  Value n(double number) { return document.number(number); }
  Value s(std::string_view text) { return document.string(text); }
};

TEST_CASE("objects and errors give their own data and nothing else") {
  Reader r;
  const Value object =
      r.document.object({{"a", 1}, {"constructor", 2}, {"__proto__", 3}, {"7", 4}});
  CHECK(r.read(object, "a").as_number() == 1);
  CHECK(r.read(object, "constructor").as_number() == 2);
  CHECK(r.read(object, "__proto__").as_number() == 3);
  CHECK(r.read(object, 7).as_number() == 4);
  for (const char* name : {"toString", "valueOf", "hasOwnProperty", "length", "get"})
    CHECK(r.read(object, name).is_undefined());
  const Value error = r.document.error("E", "m");
  CHECK(r.read(error, "message").as_string() == "m");
  CHECK(r.read(error, "stack").is_undefined());
}

TEST_CASE("texts of any length are found where they begin first") {
  Reader r;
  // Beginnings that come again and again: the hard case for whoever searches.
  std::uint32_t random = 1;
  const auto letters = [&random](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      random = random * 1664525 + 1013904223;
      text += (random >> 24) % 8 == 0 ? 'b' : 'a';
    }
    return text;
  };
  for (std::size_t round = 0; round < 300; ++round) {
    const std::string wanted = letters(20 + round % 30);
    std::string text = letters(400);
    if (round % 3 != 0) text.insert(round, wanted);
    const std::size_t at = text.find(wanted);
    const double expected = at == std::string::npos ? -1 : static_cast<double>(at);
    CAPTURE(round);
    CHECK(r.call(r.s(text), "indexOf", {r.s(wanted)}).as_number() == expected);
    CHECK(r.call(r.s(text), "includes", {r.s(wanted)}).as_boolean() == (expected >= 0));
  }
  // Byte by byte from each place this takes a minute.
  const std::string text(4'000'000, 'a');
  CHECK(r.call(r.s(text), "indexOf", {r.s(text.substr(0, 2'000'000) + "b")}).as_number() == -1);
}

TEST_CASE("built-ins cost what they read of their arguments too") {
  Reader r;
  Document& d = r.document;
  const auto cost = [](Value self, std::vector<Value> arguments) {
    return built_in_cost(self, arguments);
  };
  CHECK(cost(r.s("12345"), {}) == 5);
  CHECK(cost(r.s("12345"), {r.s("123"), r.n(1)}) == 8);
  CHECK(cost(d.make_set({1}), {r.s("123")}) == 16 + 3);
  // Of an array's texts only those of the same length are compared.
  CHECK(cost(d.array({"abc", "def", "defg", 1}), {r.s("xyz")}) == 4 * 16 + 3 + 3 + 3);
  CHECK(cost(d.array({"abc"}), {r.n(1)}) == 16);
}

TEST_CASE("no kind of value has a prototype to be reached") {
  Reader r;
  Document& d = r.document;
  for (const Value value :
       {d.string("x"), d.number(1), d.boolean(true), d.bigint(BigInt(1)), d.array({1}),
        d.make_map({{1, 2}}), d.make_set({1}), d.date(0), d.regexp("a", ""), d.array_buffer(8),
        d.typed_array(ElementType::uint8, d.array_buffer(8), 0, 8), d.boxed("x"),
        d.host("url", "x"), d.function("f"), d.error("E", "m"), d.object()}) {
    CAPTURE(static_cast<int>(value.kind()));
    for (const char* name : {"constructor", "__proto__", "prototype", "call", "apply", "bind",
                             "__defineGetter__", "push", "set", "add", "delete", "concat", "map"})
      CHECK(r.read(value, name).is_undefined());
  }
}

TEST_CASE("undefined and null cannot be read from") {
  Reader r;
  const std::string message = "Cannot read properties of null (reading 'x')";
  CHECK_THROWS_WITH_AS(r.read(r.document.null(), "x"), message.c_str(), Error);
  CHECK_THROWS_AS(r.read(r.document.undefined(), 3), Error);
}

TEST_CASE("strings are counted and cut in UTF-16 units") {
  Reader r;
  const Value text = r.s("aé😀");
  CHECK(r.read(text, "length").as_number() == 4);
  CHECK(r.read(text, 1).as_string() == "é");
  CHECK(r.read(text, "0").as_string() == "a");
  CHECK(r.read(text, 4).is_undefined());
  CHECK(r.read(text, "01").is_undefined());
  CHECK(r.call(text, "slice", {r.n(1), r.n(2)}).as_string() == "é");
  CHECK(r.call(text, "slice", {r.n(-2)}).as_string() == "😀");
  CHECK(r.call(text, "at", {r.n(-4)}).as_string() == "a");
  CHECK(r.call(text, "at", {r.n(9)}).is_undefined());
  CHECK(r.call(text, "indexOf", {r.s("😀")}).as_number() == 2);
  CHECK(r.call(text, "includes", {r.s("é")}).as_boolean());
  CHECK(r.call(text, "startsWith", {r.s("aé")}).as_boolean());
  CHECK_FALSE(r.call(text, "endsWith", {r.s("a")}).as_boolean());
  CHECK(r.call(r.s(" \tx "), "trim").as_string() == "x");
  CHECK(r.call(r.s("aé÷ωя ſ"), "toUpperCase").as_string() == "AÉ÷ΩЯ ſ");
  CHECK(r.call(r.s("AÉ×ΩЯ"), "toLowerCase").as_string() == "aé×ωя");
  CHECK_THROWS_AS(r.call(text, "slice", {r.s("x")}), Error);
  CHECK_THROWS_AS(r.call(text, "includes"), Error);
}

TEST_CASE("arrays have length, indexes and what only reads them") {
  Reader r;
  Value array = r.document.array({1, 2, 3});
  array.resize(5);
  CHECK(r.read(array, "length").as_number() == 5);
  CHECK(r.read(array, 1).as_number() == 2);
  CHECK(r.read(array, "2").as_number() == 3);
  CHECK(r.read(array, 4).is_undefined());
  CHECK(r.read(array, -1).is_undefined());
  CHECK(r.read(array, 1.5).is_undefined());
  CHECK(r.call(array, "at", {r.n(-5)}).as_number() == 1);
  CHECK(r.call(array, "indexOf", {r.n(3)}).as_number() == 2);
  CHECK(r.call(array, "indexOf", {r.n(9)}).as_number() == -1);
  CHECK(r.call(array, "includes", {Value()}).as_boolean());
  CHECK(r.call(array, "includes", {r.n(-0.0)}).as_boolean() == false);
  const Value part = r.call(array, "slice", {r.n(2), r.n(4)});
  CHECK(part.size() == 2);
  CHECK(part[0].as_number() == 3);
  CHECK(part.is_hole(1));
  const Value nan = r.document.array({std::nan("")});
  CHECK(r.call(nan, "includes", {r.n(std::nan(""))}).as_boolean());
  CHECK(r.call(nan, "indexOf", {r.n(std::nan(""))}).as_number() == -1);
}

TEST_CASE("Maps and Sets are read by key, and listed as arrays") {
  Reader r;
  const Value key = r.document.object();
  const Value map = r.document.make_map({{"a", 1}, {key, 2}});
  CHECK(r.read(map, "size").as_number() == 2);
  CHECK(r.read(map, "a").is_undefined());
  CHECK(r.call(map, "get", {key}).as_number() == 2);
  CHECK(r.call(map, "get").is_undefined());
  CHECK(r.call(map, "has", {r.s("a")}).as_boolean());
  CHECK(r.call(map, "keys")[1].is(key));
  CHECK(r.call(map, "values")[0].as_number() == 1);
  CHECK(r.call(map, "entries")[1][0].is(key));
  const Value set = r.document.make_set({"x", key});
  CHECK(r.read(set, "size").as_number() == 2);
  CHECK(r.call(set, "has", {key}).as_boolean());
  CHECK(r.call(set, "values")[1].is(key));
}

TEST_CASE("the other kinds tell what they are made of") {
  Reader r;
  Document& d = r.document;
  CHECK(r.call(d.date(5), "getTime").as_number() == 5);
  CHECK(r.read(d.regexp("a+", "gi"), "source").as_string() == "a+");
  CHECK(r.read(d.regexp("a+", "gi"), "flags").as_string() == "gi");
  CHECK(r.call(d.number(1.5), "toString").as_string() == "1.5");
  CHECK(r.call(d.bigint(BigInt(12)), "toString").as_string() == "12");
  CHECK(r.call(d.boxed("xyz"), "valueOf").as_string() == "xyz");
  CHECK(r.read(d.boxed("xyz"), "length").as_number() == 3);
  CHECK(r.read(d.function("f"), "name").as_string() == "f");
}

TEST_CASE("typed arrays of every type are read by index") {
  Reader r;
  Document& d = r.document;
  const Value buffer = d.array_buffer(16);
  buffer.bytes()[0] = std::byte{0xFF};
  buffer.bytes()[7] = std::byte{0xFF};
  const auto first = [&](ElementType type) { return r.read(d.typed_array(type, buffer, 0, 1), 0); };
  CHECK(first(ElementType::int8).as_number() == -1);
  CHECK(first(ElementType::uint8).as_number() == 255);
  CHECK(first(ElementType::uint8_clamped).as_number() == 255);
  CHECK(first(ElementType::int16).as_number() == 255);
  CHECK(first(ElementType::uint16).as_number() == 255);
  CHECK(first(ElementType::int32).as_number() == 255);
  CHECK(first(ElementType::uint32).as_number() == 255);
  CHECK(first(ElementType::float32).as_number() > 0);
  CHECK(std::isfinite(first(ElementType::float64).as_number()));
  CHECK(first(ElementType::bigint64).as_bigint().is_negative());
  CHECK(first(ElementType::biguint64).as_bigint().to_uint64() == 0xFF000000000000FF);
  const Value view = d.typed_array(ElementType::uint16, buffer, 2, 3);
  CHECK(r.read(view, "length").as_number() == 3);
  CHECK(r.read(view, "byteLength").as_number() == 6);
  CHECK(r.read(view, "byteOffset").as_number() == 2);
  CHECK(r.read(view, "buffer").is(buffer));
  CHECK(r.read(view, 3).is_undefined());
  CHECK(r.call(view, "at", {r.n(-1)}).as_number() == 0xFF00);
  CHECK(r.read(buffer, "byteLength").as_number() == 16);
  CHECK(r.read(d.data_view(buffer, 1, 4), "byteLength").as_number() == 4);
}

}  // namespace
}  // namespace candela
