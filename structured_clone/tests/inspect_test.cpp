// What is printed is compared with what node prints: inspect_expected.hpp, made by
// inspect_expected.mjs.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "inspect_expected.hpp"

using candela::BigInt;
using candela::Document;
using candela::ElementType;
using candela::inspect;
using candela::InspectOptions;
using candela::Value;
using Part = Value::ErrorPart;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string_view printed_by_node(std::string_view name) {
  for (const auto& [known, text] : inspect_expected) {
    if (known == name) return text;
  }
  FAIL("node has printed no value of the name " << name);
  return {};
}

void check(std::string_view name, Value value, const InspectOptions& options = {}) {
  CHECK_MESSAGE(inspect(value, options) == printed_by_node(name), name);
}

template <typename Make>
Value repeat(Document& doc, int count, Make make) {
  Value array = doc.array();
  for (int i = 0; i < count; ++i)
    array.push(make(i));
  return array;
}

template <typename T>
Value typed(Document& doc, ElementType type, const std::vector<T>& elements) {
  return doc.typed_array(type, std::as_bytes(std::span(elements)));
}

Value bytes(Document& doc, std::initializer_list<unsigned> values) {
  std::vector<std::byte> all;
  for (const unsigned value : values)
    all.push_back(static_cast<std::byte>(value));
  return doc.array_buffer(all);
}

Value with(Value container, std::string_view key, const candela::Init& value) {
  container.set(key, value);
  return container;
}

Value with_part(Value error, Part part, const candela::Init& value) {
  error.set_error_part(part, value);
  return error;
}

}  // namespace

TEST_CASE("primitives print as in node") {
  Document doc;
  check("undefined", Value());
  check("null", doc.null());
  check("true", doc.boolean(true));
  check("zero", doc.number(0));
  check("minus zero", doc.number(-0.0));
  check("nan", doc.number(not_a_number));
  check("minus infinity", doc.number(-infinity));
  check("1e21", doc.number(1e21));
  check("1e-7", doc.number(1e-7));
  check("0.1", doc.number(0.1));
  check("123456789012345680000", doc.number(123456789012345680000.0));
  check("bigint", doc.bigint(*BigInt::from_decimal("-12345678901234567890")));
}

TEST_CASE("strings print with the quotes and escapes of node") {
  Document doc;
  check("string", doc.string("abc"));
  check("single quote", doc.string("it's"));
  check("both quotes", doc.string("it's \"x\""));
  check("all quotes", doc.string("it's \"x\" `y`"));
  check("template", doc.string("it's \"x\" ${y}"));
  check("controls", doc.string(std::string_view("a\b\t\n\v\f\r\0\x1B\x7F\xC2\x80\\z", 14)));
  check("umlauts and emoji", doc.string("ä€😀"));
  check("lone surrogate", doc.string("a\xED\xA0\xBDz"));
  check("long lines",
        doc.string("first line\nsecond line of the text that is far too long for a single line of "
                   "80\nthird\n"));
  check("long string", doc.string(std::string(100, 'x')));
  check("long string in object",
        doc.object({{"text",
                     "lorem ipsum dolor sit amet\nconsectetur adipiscing elit sed do eiusmod "
                     "tempor incididunt"}}));
}

TEST_CASE("what is empty prints in short") {
  Document doc;
  check("empty object", doc.object());
  check("empty array", doc.array());
  check("empty map", doc.make_map());
  check("empty set", doc.make_set());
  check("empty buffer", doc.array_buffer(std::size_t{0}));
  check("empty typed", doc.typed_array(ElementType::uint8, {}));
}

TEST_CASE("objects print their properties, quoted where JavaScript needs it") {
  Document doc;
  check("object", doc.object({{"name", "Alice"},
                              {"age", 41},
                              {"ok", true},
                              {"none", nullptr},
                              {"no", doc.undefined()}}));
  check("keys", doc.object({{"a1", 1},
                            {"_b", 2},
                            {"$c", 3},
                            {"d e", 4},
                            {"1x", 5},
                            {"7", 6},
                            {"", 7},
                            {"it's", 8},
                            {"ä", 9}}));
  check("proto key", doc.object({{"__proto__", 1}}));
}

TEST_CASE("containers below the depth print as their type") {
  Document doc;
  const auto d = doc.object({{"d", 1}});
  check("nested", doc.object({{"a", doc.object({{"b", doc.object({{"c", d}})}})}}));
  const auto b = doc.object({
      {"array", doc.array({1})},
      {"map", doc.make_map({{1, 2}})},
      {"set", doc.make_set({1})},
      {"bytes", doc.typed_array(ElementType::uint8, doc.array_buffer(std::size_t{1}), 0, 1)},
      {"buffer", doc.array_buffer(std::size_t{1})},
      {"error", with(doc.error("TypeError", "x"), "code", 1)},
      {"date", doc.date(0)},
      {"empty", doc.array()},
      {"regexp", doc.regexp("x", "")},
  });
  check("nested kinds", doc.object({{"a", doc.object({{"b", b}})}}));
  check("depth 0", doc.object({{"a", doc.object()}, {"b", doc.array({1})}, {"c", d}}),
        {.depth = 0});
}

TEST_CASE("a container of more than three levels takes several lines") {
  Document doc;
  const auto wrap = [&doc](const char* key, Value value) { return doc.object({{key, value}}); };
  check("four levels", wrap("a", wrap("b", wrap("c", doc.object()))));
  check("four levels full", wrap("a", wrap("b", wrap("c", wrap("d", doc.array())))), {.depth = 5});
  const auto deep = wrap("c", wrap("d", wrap("e", doc.object({{"f", 1}}))));
  check("deep", wrap("a", wrap("b", deep)), {.depth = 10});
}

TEST_CASE("circles are numbered in the order in which they are met") {
  Document doc;
  Value self = doc.object({{"name", "Alice"}});
  self.set("self", self);
  check("circular", self);

  Value a = doc.object({{"name", "a"}});
  Value b = doc.object({{"name", "b"}, {"a", a}});
  a.set("b", b);
  b.set("list", doc.array({a, b}));
  check("two circles", a);

  Value map = doc.make_map();
  map.put("self", map);
  map.put(map, 1);
  check("circular map", map);

  Value error = doc.error("Error", "x");
  check("circular error", with(error, "self", error));

  const Value alias = doc.object({{"x", 1}});
  check("alias", doc.array({alias, alias}));
}

TEST_CASE("arrays of more than six similar entries stand in columns") {
  Document doc;
  check("numbers 6", repeat(doc, 6, [](int i) { return i + 1; }));
  check("numbers 7", repeat(doc, 7, [](int i) { return i + 1; }));
  check("numbers 30", repeat(doc, 30, [](int i) { return i * i * i; }));
  check("numbers 100", repeat(doc, 100, [](int i) { return i; }));
  check("numbers 101", repeat(doc, 101, [](int i) { return i; }));
  check("numbers 250", repeat(doc, 250, [](int i) { return i * 7 - 300; }));
  check("floats", repeat(doc, 20, [](int i) { return i / 8.0; }));
  check("words", doc.array({"apple", "banana", "cherry", "date", "elderberry", "fig", "grape",
                            "honeydew", "kiwi", "lemon"}));
  check("long words", repeat(doc, 8, [](int i) {
          return "word number " + std::to_string(i) + " " +
                 std::string(static_cast<std::size_t>(i) * 3, 'x');
        }));
  check("wide words", repeat(doc, 10, [](int i) {
          std::string word = "日本";
          for (int more = i % 3; more > 0; --more)
            word += "日本";
          return word;
        }));
  check("objects in array", repeat(doc, 8, [&doc](int i) {
          return doc.object({{"id", i}, {"name", "n" + std::to_string(i)}});
        }));
  const auto products = [&doc](int i, int count) {
    return repeat(doc, count, [i](int j) { return i * j; });
  };
  check("arrays in array", repeat(doc, 3, [&](int i) { return products(i, 3); }));
  check("matrix", repeat(doc, 8, [&](int i) { return products(i, 8); }));
  check("mixed 10", doc.array({1, "two", BigInt(3), nullptr, doc.undefined(), true, -0.0,
                               not_a_number, "nine", 10}));
  Value bigints = doc.array();
  for (std::int64_t i = 0; i < 10; ++i)
    bigints.push(BigInt(i * i * i * i * i));
  check("bigints", bigints);
}

TEST_CASE("holes are counted") {
  Document doc;
  Value one = doc.array({1});
  one.resize(2);
  one.push(3);
  check("one hole", one);
  Value two = doc.array();
  two.resize(2);
  two.push(3);
  check("two holes", two);
  Value only = doc.array();
  only.resize(3);
  check("only holes", only);
  Value far = doc.array({1});
  far.resize(200);
  far.set_at(150, 2);
  check("far holes", far);
  Value many = doc.array();
  for (std::size_t i = 0; i < 60; ++i) {
    many.resize(i * 2);
    many.push(i);
  }
  check("many holes", many);
}

TEST_CASE("Maps and Sets print their size and entries") {
  Document doc;
  check("map", doc.make_map({{"a", 1}, {"b", doc.object({{"c", 2}})}}));
  check("map of objects", doc.make_map({{doc.object({{"k", 1}}), doc.make_map({{1, 2}})},
                                        {doc.array({1, 2}), doc.make_set({3})}}));
  Value big_map = doc.make_map();
  for (int i = 0; i < 120; ++i)
    big_map.put(i, i);
  check("big map", big_map);
  check("set", doc.make_set({1, "two", doc.object({{"three", 3}})}));
  Value big_set = doc.make_set();
  for (int i = 0; i < 101; ++i)
    big_set.add(i);
  check("big set", big_set);
}

TEST_CASE("dates, RegExps, boxed primitives and functions print in one piece") {
  Document doc;
  check("date", doc.date(1'763'916'600'123));
  check("invalid date", doc.date(not_a_number));
  check("regexp", doc.regexp("a+b", "gi"));
  check("empty regexp", doc.regexp("", ""));
  check("boxed number", doc.boxed(-0.0));
  check("boxed string", doc.boxed("it's"));
  check("boxed boolean", doc.boxed(false));
  check("boxed bigint", doc.boxed(BigInt(5)));
  check("function", doc.object({{"f", doc.function("f")}, {"g", doc.function("")}}));
}

TEST_CASE("errors print their stack, or name and message in brackets, and their properties") {
  Document doc;
  check("error", doc.error("Error", "message"));
  check("type error", doc.error("TypeError", "no"));
  check("empty error", doc.error("RangeError", ""));
  check("error with own",
        with(with(doc.error("Error", "message"), "code", 7), "info", doc.object({{"a", 1}})));
  check("error with cause",
        with_part(doc.error("Error", "outer"), Part::cause, doc.error("TypeError", "inner")));
  check("error with undefined cause",
        with_part(doc.error("Error", "outer"), Part::cause, doc.undefined()));
  check("aggregate", with(doc.error("AggregateError", "many"), "errors",
                          doc.array({doc.error("Error", "a"), 2})));
  const Value stack =
      with_part(doc.error("Error", "lines\nof message"), Part::stack,
                "Error: lines\nof message\n    at f (file.js:1:2)\n    at g (file.js:3:4)");
  check("stack", stack);
  check("stack inside", doc.object({{"a", doc.object({{"e", stack}})}}));
  check("stack with own", with(stack, "code", "E"));
  check("error in object", doc.object({{"e", doc.error("Error", "x")},
                                       {"f", with(doc.error("Error", "y"), "code", 1)}}));
}

TEST_CASE("buffers print their bytes, views their elements") {
  Document doc;
  check("array buffer", bytes(doc, {1, 2, 255}));
  check("big buffer", doc.array_buffer(std::size_t{102}));
  check("uint8", doc.typed_array(ElementType::uint8, bytes(doc, {1, 2, 3}), 0, 3));
  check("float32", typed<float>(doc, ElementType::float32,
                                {0.1F, -0.0F, static_cast<float>(not_a_number),
                                 static_cast<float>(infinity)}));
  check("bigint64", typed<std::int64_t>(doc, ElementType::bigint64, {1, -2}));
  std::vector<std::uint16_t> many;
  for (unsigned i = 0; i < 120; ++i)
    many.push_back(static_cast<std::uint16_t>(i * 500));
  check("big uint16", typed(doc, ElementType::uint16, many));
  check("float64 grouped",
        typed<double>(doc, ElementType::float64, {1.5, 2, 3.25, -4, 5e21, 6, 7, 8}));
  check("data view", doc.data_view(bytes(doc, {1, 2, 3, 4}), 1, 2));
}

TEST_CASE("every element type prints its least value") {
  Document doc;
  const std::vector<std::uint64_t> least = {std::uint64_t{1} << 63};
  CHECK(inspect(typed(doc, ElementType::bigint64, least)) ==
        "BigInt64Array(1) [ -9223372036854775808n ]");
  CHECK(inspect(typed(doc, ElementType::biguint64, least)) ==
        "BigUint64Array(1) [ 9223372036854775808n ]");
  CHECK(inspect(typed<std::int8_t>(doc, ElementType::int8, {-128})) == "Int8Array(1) [ -128 ]");
  CHECK(inspect(typed<std::uint8_t>(doc, ElementType::uint8_clamped, {255})) ==
        "Uint8ClampedArray(1) [ 255 ]");
  CHECK(inspect(typed<std::int16_t>(doc, ElementType::int16, {-32768})) ==
        "Int16Array(1) [ -32768 ]");
  CHECK(inspect(typed<std::int32_t>(doc, ElementType::int32, {-5})) == "Int32Array(1) [ -5 ]");
  CHECK(inspect(typed<std::uint32_t>(doc, ElementType::uint32, {4'294'967'295U})) ==
        "Uint32Array(1) [ 4294967295 ]");
}

TEST_CASE("hosts print as objects of their tag") {
  Document doc;
  const Value host =
      doc.host("Headers", doc.object({{"accept", "x"}, {"list", doc.array({1, 2})}}));
  check("host", host);
  check("empty host", doc.host("Headers", doc.object()));
  check("deep host", doc.object({{"a", doc.object({{"b", doc.object({{"h", host}})}})}}));
  CHECK(inspect(doc.host("URL", "https://x.org/")) == "URL { 'https://x.org/' }");
  CHECK(inspect(doc.host("Blob", doc.undefined())) == "Blob {}");
  CHECK(inspect(doc.host("\x1B[2J", doc.undefined())) == "'\\x1B[2J' {}");
}

TEST_CASE("lines break where node breaks them") {
  Document doc;
  check("line of 72", doc.object({{"aaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbb"},
                                  {"cccccccccc", "dddddddddddddddd"}}));
  for (std::size_t width = 44; width < 50; ++width) {
    check("width " + std::to_string(width),
          doc.object({{"a", std::string(width, 'x')}, {"b", "yyyyyyyyyy"}}));
  }
  check("narrow", doc.object({{"name", "Alice"}, {"tags", doc.array({"a", "b"})}}),
        {.line_width = 30});
  check("user record",
        doc.object({{"id", 1234},
                    {"name", "Ada Lovelace"},
                    {"email", "ada@example.com"},
                    {"roles", doc.array({"admin", "author"})},
                    {"address", doc.object({{"street", "1 Main Street"}, {"city", "London"}})},
                    {"created", doc.date(0)}}));
}

TEST_CASE("what exceeds the options is counted") {
  Document doc;
  check("cut string", doc.string("abcdefghij"), {.max_string = 4});
  check("cut one", doc.string("abcde"), {.max_string = 4});
  check("cut pair", doc.string("abc😀"), {.max_string = 4});
  CHECK(inspect(doc.string("abcd"), {.max_string = 4}) == "'abcd'");
  check("three entries", doc.array({1, 2, 3, 4}), {.max_entries = 3});
  check("no entries", doc.array({1, 2}), {.max_entries = 0});
  check("three of a set", doc.make_set({1, 2, 3, 4, 5}), {.max_entries = 3});
  CHECK(inspect(doc.array({1, 2, 3}), {.max_entries = 3}) == "[ 1, 2, 3 ]");
}

TEST_CASE("colours are node's, and do not count where lines break") {
  Document doc;
  const InspectOptions colored = {.colors = InspectOptions::Colors::ansi};
  Value hole = doc.array();
  hole.resize(1);
  hole.push(1);
  check("colors",
        doc.object({{"a", 1},
                    {"b", "x"},
                    {"c", nullptr},
                    {"d", doc.undefined()},
                    {"e", true},
                    {"f", BigInt(1)},
                    {"g", doc.date(0)},
                    {"h", doc.regexp("x", "")},
                    {"i j", hole},
                    {"k", doc.function("k")},
                    {"l", doc.array_buffer(std::size_t{1})},
                    {"m", doc.boxed(1)}}),
        colored);
  check("colored group", repeat(doc, 10, [](int i) { return i * 3; }), colored);
  Value circle = doc.object();
  check("colored circle", with(circle, "a", circle), colored);
}

TEST_CASE("nothing is opened below the greatest depth, however deep the graph is") {
  Document doc;
  const InspectOptions bottomless = {.depth = std::numeric_limits<std::size_t>::max()};
  const auto chain = [&doc](std::size_t levels) {
    Value value = doc.array();
    for (std::size_t level = 0; level < levels; ++level)
      value = doc.array({value});
    return value;
  };
  // The container itself stands at level 0, so one more than the greatest depth is opened.
  CHECK(inspect(chain(candela::inspect_deepest + 1), bottomless).find("[]") != std::string::npos);
  const std::string deeper = inspect(chain(candela::inspect_deepest + 2), bottomless);
  CHECK(deeper.find("[Array]") != std::string::npos);
  CHECK(deeper.find("[]") == std::string::npos);
  CHECK(inspect(chain(100'000), {}) == "[ [ [ [Array] ] ] ]");
}

TEST_CASE("a graph that would print without end stops at the greatest output") {
  Document doc;
  // Twenty levels of ten references each to the next: 10^20 leaves.
  Value level = doc.object({{"leaf", 1}});
  for (int depth = 0; depth < 20; ++depth) {
    Value next = doc.object();
    for (int i = 0; i < 10; ++i)
      next.set("p" + std::to_string(i), level);
    level = next;
  }
  const std::string text = inspect(level, {.depth = 30, .max_output = 10'000});
  CHECK(text.size() < 100'000);
  CHECK(text.find("more items") != std::string::npos);
}

TEST_CASE("at max_output bytes the next entry is printed, one byte past it is not") {
  Document doc;
  const Value array = doc.array({"abc", 7});
  // The first entry takes five bytes and an indentation of two.
  CHECK(inspect(array, {.max_output = 7}) == "[ 'abc', 7 ]");
  CHECK(inspect(array, {.max_output = 6}) == "[ 'abc', ... 1 more item ]");
}

TEST_CASE("every text of node has been compared") {
  CHECK(std::size(inspect_expected) == 117);
}
