#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/equal.hpp>

using candela::BigInt;
using candela::Document;
using candela::ElementType;
using candela::equal;
using candela::first_difference;
using candela::Value;

namespace {

using Part = Value::ErrorPart;

// One value of every kind, with a cycle, an alias and a shared buffer.
Value make_all(Document& doc) {
  Value error = doc.error("TypeError", "no");
  error.set("code", 7);
  Value holes = doc.array({1});
  holes.resize(3);
  const Value buffer = doc.array_buffer(std::size_t{16});
  const Value shared = doc.object({{"deep", doc.array({1, doc.array({"x"})})}});
  Value root = doc.object({
      {"undefined", doc.undefined()},
      {"null", nullptr},
      {"flag", true},
      {"nan", std::nan("")},
      {"zero", -0.0},
      {"big", BigInt(5)},
      {"text", "Ada"},
      {"2", "integer-like"},
      {"holes", holes},
      {"map", doc.make_map({{"k", shared}, {shared, 2}})},
      {"set", doc.make_set({1, shared})},
      {"date", doc.date(5)},
      {"invalid", doc.date(std::nan(""))},
      {"regexp", doc.regexp("a+", "gi")},
      {"error", error},
      {"buffer", buffer},
      {"typed", doc.typed_array(ElementType::uint16, buffer, 2, 3)},
      {"view", doc.data_view(buffer, 4, 8)},
      {"boxed", doc.boxed("x")},
      {"host", doc.host("URL", doc.object({{"href", "x"}}))},
      {"function", doc.function("f")},
  });
  error.set_error_part(Part::cause, root);
  root.set("self", root);
  return root;
}

}  // namespace

TEST_CASE("a graph of every kind is equal to itself, to its copy, and to its like") {
  Document doc;
  const Value root = make_all(doc);
  CHECK(equal(root, root));
  CHECK(equal(root, doc.copy(root)));
  Document other;
  const Value like = make_all(other);
  CHECK(equal(root, like));
  CHECK(first_difference(root, like).empty());
}

TEST_CASE("primitives are equal as Object.is says") {
  Document doc;
  CHECK(equal(doc.number(std::nan("")), doc.number(std::nan(""))));
  CHECK(first_difference(doc.number(0), doc.number(-0.0)) == "$: 0 is not -0");
  CHECK(first_difference(doc.number(1), doc.bigint(1)) == "$: 1 is not 1n");
  CHECK(first_difference(doc.string("1"), doc.number(1)) == "$: \"1\" is not 1");
  CHECK(first_difference(Value(), doc.null()) == "$: undefined is not null");
  CHECK(equal(Value(), doc.undefined()));
}

TEST_CASE("the first difference is told with its place") {
  Document doc;
  const auto user = [&doc](const char* name) { return doc.object({{"id", 1}, {"name", name}}); };
  const Value left = doc.object({{"users", doc.array({user("Eve"), user("Ada")})}});
  const Value right = doc.object({{"users", doc.array({user("Eve"), user("Bob")})}});
  CHECK(first_difference(left, right) == "$.users[1].name: \"Ada\" is not \"Bob\"");
  CHECK(!equal(left, right));
}

TEST_CASE("properties may be missing on either side, or come in another order") {
  Document doc;
  const Value one = doc.object({{"a", 1}});
  const Value two = doc.object({{"a", 1}, {"b", 2}});
  CHECK(first_difference(two, one) == "$.b: 2 is missing on the right");
  CHECK(first_difference(one, two) == "$.b: 2 is missing on the left");
  const Value other = doc.object({{"b", 2}, {"a", 1}});
  CHECK(first_difference(two, other) == "$.a: the property comes later on the right");
  const Value front = doc.object({{"z", 0}, {"a", 1}});
  CHECK(first_difference(one, front) == "$.z: 0 is missing on the left");
  CHECK(first_difference(front, one) == "$.z: 0 is missing on the right");
}

TEST_CASE("the stored order of integer-like keys does not count, since JavaScript sorts them") {
  Document doc;
  CHECK(equal(doc.object({{"2", 0}, {"1", 0}}), doc.object({{"1", 0}, {"2", 0}})));
}

TEST_CASE("arrays differ in size, element and hole") {
  Document doc;
  CHECK(first_difference(doc.array({1}), doc.array({1, 2})) ==
        "$: an array of 1 is not an array of 2");
  Value hole = doc.array({1});
  hole.resize(2);
  const Value undefined = doc.array({1, doc.undefined()});
  CHECK(first_difference(hole, undefined) == "$[1]: undefined is missing on the left");
  CHECK(first_difference(undefined, hole) == "$[1]: undefined is missing on the right");
}

TEST_CASE("Maps and Sets are compared in order of insertion, keys and values") {
  Document doc;
  CHECK(first_difference(doc.make_map({{"a", 1}, {"b", 2}}), doc.make_map({{"a", 1}, {"c", 2}})) ==
        "$.keys()[1]: \"b\" is not \"c\"");
  CHECK(first_difference(doc.make_map({{"a", 1}, {"b", 2}}), doc.make_map({{"a", 1}, {"b", 3}})) ==
        "$.values()[1]: 2 is not 3");
  CHECK(first_difference(doc.make_set({1, 2}), doc.make_set({2, 1})) ==
        "$.values()[0]: 1 is not 2");
  CHECK(first_difference(doc.make_set({1}), doc.make_set({})) == "$: a Set of 1 is not a Set of 0");
  Value removed = doc.make_map({{"x", 0}, {"a", 1}});
  removed.remove("x");
  CHECK(equal(removed, doc.make_map({{"a", 1}})));
  CHECK(first_difference(removed, doc.make_map({{"a", 2}})) == "$.values()[0]: 1 is not 2");
}

TEST_CASE("dates, RegExps, boxed values, hosts and functions differ in what they are made of") {
  Document doc;
  CHECK(first_difference(doc.date(0), doc.date(std::nan(""))) ==
        "$: the Date 1970-01-01T00:00:00.000Z is not the Date NaN");
  CHECK(first_difference(doc.regexp("a", "g"), doc.regexp("a", "i")) == "$: /a/g is not /a/i");
  Value moved = doc.regexp("a", "g");
  moved.set_regexp_last_index(3);
  CHECK(first_difference(moved, doc.regexp("a", "g")) == "$: /a/g at 3 is not /a/g");
  CHECK(first_difference(doc.boxed(1), doc.boxed("1")) == "$: a boxed 1 is not a boxed \"1\"");
  CHECK(first_difference(doc.boxed(1), doc.number(1)) == "$: a boxed 1 is not 1");
  CHECK(first_difference(doc.host("URL", 1), doc.host("Headers", 1)) ==
        "$: a host \"URL\" is not a host \"Headers\"");
  CHECK(first_difference(doc.host("URL", 1), doc.host("URL", 2)) == "$.payload: 1 is not 2");
  CHECK(first_difference(doc.function("f"), doc.function("g")) ==
        "$: the function \"f\" is not the function \"g\"");
}

TEST_CASE("errors differ in their parts and own properties") {
  Document doc;
  CHECK(first_difference(doc.error("Error", "a"), doc.error("TypeError", "a")) ==
        "$.name: \"Error\" is not \"TypeError\"");
  Value caused = doc.error("Error", "a");
  caused.set_error_part(Part::cause, doc.undefined());
  CHECK(first_difference(caused, doc.error("Error", "a")) ==
        "$.cause: undefined is missing on the right");
  CHECK(first_difference(doc.error("Error", "a"), caused) ==
        "$.cause: undefined is missing on the left");
  Value own = doc.error("Error", "a");
  own.set("code", 7);
  CHECK(first_difference(own, doc.error("Error", "a")) == "$.code: 7 is missing on the right");
}

TEST_CASE("buffers differ in their bytes, views in type and place") {
  Document doc;
  const std::array<std::byte, 4> bytes = {std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}};
  const std::array<std::byte, 4> others = {std::byte{1}, std::byte{2}, std::byte{9}, std::byte{4}};
  const Value buffer = doc.array_buffer(bytes);
  CHECK(equal(buffer, doc.array_buffer(bytes)));
  CHECK(first_difference(buffer, doc.array_buffer(others)) == "$: the bytes differ at 2");
  CHECK(first_difference(buffer, doc.array_buffer(std::size_t{3})) ==
        "$: an ArrayBuffer of 4 is not an ArrayBuffer of 3");
  CHECK(first_difference(doc.typed_array(ElementType::uint8, bytes),
                         doc.typed_array(ElementType::int8, bytes)) ==
        "$: a Uint8Array of 4 at byte 0 is not an Int8Array of 4 at byte 0");
  CHECK(first_difference(doc.typed_array(ElementType::uint8, buffer, 0, 2),
                         doc.typed_array(ElementType::uint8, buffer, 1, 2)) ==
        "$: a Uint8Array of 2 at byte 0 is not a Uint8Array of 2 at byte 1");
  CHECK(first_difference(doc.data_view(buffer, 0, 2),
                         doc.data_view(doc.array_buffer(others), 0, 2)) ==
        "$.buffer: the bytes differ at 2");
}

TEST_CASE("one value at two places is not two values that look alike") {
  Document doc;
  const Value shared = doc.object();
  const Value one = doc.array({shared, shared});
  const Value two = doc.array({doc.object(), doc.object()});
  CHECK(first_difference(one, two) == "$[1]: an object was met before, on one side only");
  CHECK(first_difference(two, one) == "$[1]: an object was met before, on one side only");
  const Value buffer = doc.array_buffer(std::size_t{2});
  const auto view = [&doc](Value of) { return doc.data_view(of, 0, 2); };
  CHECK(!equal(doc.array({view(buffer), view(buffer)}),
               doc.array({view(buffer), view(doc.array_buffer(std::size_t{2}))})));
}

TEST_CASE("a cycle of one is not a cycle of two") {
  Document doc;
  Value one = doc.object();
  one.set("next", one);
  Value first = doc.object();
  Value second = doc.object({{"next", first}});
  first.set("next", second);
  CHECK(equal(first, second));
  CHECK(first_difference(one, first) == "$.next: an object was met before, on one side only");
}

TEST_CASE("functions have no identity") {
  Document doc;
  const Value f = doc.function("f");
  CHECK(equal(doc.array({f, f}), doc.array({doc.function("f"), doc.function("f")})));
}

TEST_CASE("depth costs memory, not stack, and a deep path is told in short") {
  const auto chain = [](Document& doc, int end) {
    Value value = doc.array({end});
    for (int depth = 0; depth < 200'000; ++depth)
      value = doc.array({value});
    return value;
  };
  Document left;
  Document right;
  const Value one = chain(left, 1);
  CHECK(equal(one, chain(right, 1)));
  const std::string difference = first_difference(one, chain(right, 2));
  CHECK(difference.starts_with("$[0][0]"));
  CHECK(difference.find("[0]...[0]") != std::string::npos);
  CHECK(difference.ends_with("[0]: 1 is not 2"));
  CHECK(difference.size() == 1 + 32 * 3 + 3 + std::string(": 1 is not 2").size());
}
