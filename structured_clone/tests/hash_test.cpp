#include <candela/structured_clone/hash.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "random_value.hpp"

using candela::BigInt;
using candela::Document;
using candela::ElementType;
using candela::equal;
using candela::Format;
using candela::Value;

namespace {

using Part = Value::ErrorPart;

/// Checks that all values differ from each other, by `equal` and by `hash`.
void check_different(const std::vector<Value>& values) {
  for (std::size_t left = 0; left < values.size(); ++left)
    for (std::size_t right = 0; right < values.size(); ++right) {
      CAPTURE(left);
      CAPTURE(right);
      CHECK(equal(values[left], values[right]) == (left == right));
      CHECK((candela::hash(values[left]) == candela::hash(values[right])) == (left == right));
    }
}

void check_same(Value left, Value right) {
  CHECK(equal(left, right));
  CHECK(candela::hash(left) == candela::hash(right));
}

Value changed(Value value, Part part, const candela::Init& to) {
  value.set_error_part(part, to);
  return value;
}

std::array<std::byte, 8> bytes_with(unsigned last) {
  std::array<std::byte, 8> bytes{};
  bytes.back() = static_cast<std::byte>(last);
  return bytes;
}

// Values that differ from each other in one field.

std::vector<Value> containers(Document& doc) {
  Value hole = doc.array();
  hole.resize(1);
  return {doc.object(),
          doc.object({{"a", 1}}),
          doc.object({{"b", 1}}),
          doc.object({{"a", 2}}),
          doc.object({{"a", doc.undefined()}}),
          doc.object({{"a", 1}, {"b", 1}}),
          doc.object({{"b", 1}, {"a", 1}}),
          doc.array(),
          doc.array({doc.undefined()}),
          hole,
          doc.array({1, 2}),
          doc.array({2, 1}),
          doc.array({doc.array({1}), doc.array()}),
          doc.array({doc.array(), doc.array({1})}),
          doc.make_map(),
          doc.make_map({{"a", 1}}),
          doc.make_map({{1, "a"}}),
          doc.make_map({{"a", 1}, {"b", 2}}),
          doc.make_map({{"b", 2}, {"a", 1}}),
          doc.make_set(),
          doc.make_set({"a", 1}),
          doc.make_set({1, "a"})};
}

std::vector<Value> errors(Document& doc) {
  Value without = doc.error("Error", "a");
  without.erase_error_part(Part::message);
  Value own = doc.error("Error", "a");
  own.set("code", 7);
  return {doc.error("Error", "a"),
          doc.error("Error", "b"),
          doc.error("TypeError", "a"),
          doc.error("Error", ""),
          without,
          own,
          changed(doc.error("Error", "a"), Part::stack, "s"),
          changed(doc.error("Error", "a"), Part::cause, "s"),
          changed(doc.error("Error", "a"), Part::cause, doc.undefined())};
}

std::vector<Value> buffers(Document& doc) {
  const Value buffer = doc.array_buffer(bytes_with(0));
  return {buffer,
          doc.array_buffer(bytes_with(1)),
          doc.array_buffer(std::size_t{7}),
          doc.typed_array(ElementType::int8, buffer, 0, 1),
          doc.typed_array(ElementType::uint8, buffer, 0, 1),
          doc.typed_array(ElementType::int8, buffer, 1, 1),
          doc.typed_array(ElementType::int8, buffer, 0, 2),
          doc.typed_array(ElementType::int8, doc.array_buffer(bytes_with(1)), 0, 1),
          doc.data_view(buffer, 0, 1),
          doc.data_view(buffer, 1, 1),
          doc.data_view(buffer, 0, 2)};
}

std::vector<Value> others(Document& doc) {
  Value moved = doc.regexp("a", "g");
  moved.set_regexp_last_index(1);
  return {doc.date(0),
          doc.date(1),
          doc.date(NAN),
          doc.regexp("a", "g"),
          doc.regexp("a", "i"),
          doc.regexp("b", "g"),
          moved,
          doc.boxed(true),
          doc.boxed(1),
          doc.boxed("1"),
          doc.boxed(doc.bigint(1)),
          doc.host("a", 1),
          doc.host("b", 1),
          doc.host("a", 2),
          doc.function("f"),
          doc.function("g")};
}

}  // namespace

TEST_CASE("primitives are hashed as Object.is tells them apart") {
  Document doc;
  check_different({Value(), doc.null(), doc.boolean(false), doc.boolean(true), doc.number(0),
                   doc.number(-0.0), doc.number(1), doc.number(NAN), doc.number(INFINITY),
                   doc.string(""), doc.string("0"), doc.string("a"), doc.string(std::string(1, 0)),
                   doc.string(std::string(70'000, 'x')), doc.string(std::string(70'001, 'x')),
                   doc.bigint(0), doc.bigint(1), doc.bigint(-1),
                   doc.bigint(BigInt::from_decimal("18446744073709551617").value())});
  check_same(doc.number(NAN), doc.number(-NAN));
  check_same(Value(), doc.undefined());
  Document other;
  check_same(doc.string("text"), other.string("text"));
  check_same(doc.bigint(-5), other.bigint(-5));
}

TEST_CASE("each kind, and each of its fields, counts") {
  Document doc;
  std::vector<Value> all = containers(doc);
  for (const auto& more : {errors(doc), buffers(doc), others(doc)})
    all.insert(all.end(), more.begin(), more.end());
  check_different(all);
}

TEST_CASE("what is at one place may not slip to the next") {
  Document doc;
  check_different({doc.array({"ab", "c"}), doc.array({"a", "bc"}), doc.array({"abc", ""}),
                   doc.object({{"ab", "c"}}), doc.object({{"a", "bc"}}),
                   doc.array({doc.bigint(1), 1}), doc.array({1, doc.bigint(1)}),
                   doc.make_map({{1, 2}, {3, 4}}), doc.make_set({1, 2, 3, 4})});
}

TEST_CASE("who is shared with whom counts, but for functions, which have no identity") {
  Document doc;
  const auto pair = [&doc](Value a, Value b) { return doc.array({a, b}); };
  const Value shared = doc.object();
  const Value buffer = doc.array_buffer(bytes_with(0));
  const auto view = [&doc](Value of) { return doc.data_view(of, 0, 2); };
  const auto cycle = [&doc](std::size_t length) {
    const Value first = doc.object();
    Value last = first;
    for (std::size_t i = 1; i < length; ++i)
      last = doc.object({{"next", last}});
    Value(first).set("next", last);
    return first;
  };
  check_different(
      {pair(shared, shared), pair(doc.object(), doc.object()), pair(view(buffer), view(buffer)),
       pair(view(buffer), view(doc.array_buffer(bytes_with(0)))), cycle(1), cycle(2), cycle(3)});
  const Value f = doc.function("f");
  check_same(pair(f, f), pair(doc.function("f"), doc.function("f")));
  const Value inner = doc.array({shared, doc.object(), shared});
  const Value outer = doc.array({shared, doc.object(), doc.array({shared})});
  CHECK(candela::hash(inner) != candela::hash(outer));
}

TEST_CASE("how a value came to be does not count") {
  Document doc;
  check_same(doc.object({{"2", 0}, {"1", 0}, {"a", 0}}),
             doc.object({{"1", 0}, {"a", 0}, {"2", 0}}));
  Value erased = doc.object({{"x", 1}, {"a", 2}});
  erased.erase("x");
  check_same(erased, doc.object({{"a", 2}}));
  Value removed = doc.make_map({{"x", 0}, {"a", 1}});
  removed.remove("x");
  check_same(removed, doc.make_map({{"a", 1}}));
  check_same(doc.make_set({-0.0}), doc.make_set({0}));
  Value holes = doc.array({1, 2});
  holes.resize(1);
  holes.resize(2);
  Value fresh = doc.array({1});
  fresh.resize(2);
  check_same(holes, fresh);
}

TEST_CASE("a value is hashed by itself, wherever it stands") {
  Document doc;
  const Value inner = doc.object({{"a", doc.array({1})}});
  doc.set_root(doc.array({inner, inner}));
  Document other;
  check_same(inner, other.copy(inner));
}

TEST_CASE("a hash is the same in every run and on every machine") {
  Document doc;
  Value root = doc.object({{"text", "h\u00e9llo"},
                           {"number", 1.5},
                           {"big", BigInt::from_decimal("-18446744073709551617").value()},
                           {"list", doc.array({nullptr, true, doc.undefined()})},
                           {"map", doc.make_map({{"k", doc.date(5)}})},
                           {"bytes", doc.typed_array(ElementType::uint16, bytes_with(3))}});
  root.set("self", root);
  CHECK(candela::hash(root) == 532'920'649'849'277'836);
  CHECK(candela::hash(root, 1) == 2'809'168'665'259'549'242);
  CHECK(candela::hash(Value()) == 14'144'645'293'874'801'883U);
  CHECK(candela::hash(doc.string(std::string(5'000, 'x'))) == 16'854'030'801'221'270'475U);
}

TEST_CASE("random graphs: equal ones have one hash, others have others") {
  std::map<std::string, std::uint64_t> by_text;
  std::set<std::uint64_t> hashes;
  for (std::uint32_t seed = 0; seed < 20'000; ++seed) {
    CAPTURE(seed);
    Document doc;
    doc.set_root(random_value::Maker(doc, seed, 1 + static_cast<int>(seed % 40)).value());
    const std::uint64_t hash = candela::hash(doc.root());
    Document copy;
    copy.array({"something", "else"});
    REQUIRE(candela::hash(copy.copy(doc.root())) == hash);
    REQUIRE(candela::hash(doc.clone().root()) == hash);
    const std::string text = candela::stringify(doc, {.format = Format::nested});
    const Document parsed = candela::parse(text);
    REQUIRE(candela::first_difference(doc.root(), parsed.root()) == "");
    REQUIRE(candela::hash(parsed.root()) == hash);
    const auto [known, is_new] = by_text.emplace(text, hash);
    REQUIRE(known->second == hash);
    REQUIRE(hashes.insert(hash).second == is_new);
  }
  CHECK(by_text.size() > 5'000);
  CHECK(by_text.size() < 15'000);
}

TEST_CASE("another seed, another hash") {
  Document doc;
  const Value value = doc.array({1, "two"});
  CHECK(candela::hash(value, 1) != candela::hash(value));
  CHECK(candela::hash(value, 1) == candela::hash(doc.copy(value), 1));
}

TEST_CASE("a million levels, and a million objects in cycles, are hashed without recursion") {
  constexpr int count = 1'000'000;
  const auto deep = [](Document& doc, int end) {
    Value value = doc.number(end);
    for (int i = 0; i < count; ++i)
      value = doc.array({value});
    return value;
  };
  Document one;
  Document two;
  CHECK(candela::hash(deep(one, 1)) == candela::hash(deep(two, 1)));
  CHECK(candela::hash(deep(one, 1)) != candela::hash(deep(two, 2)));

  const auto ring = [](Document& doc, int length) {
    Value first = doc.object();
    Value last = first;
    for (int i = 1; i < length; ++i) {
      Value next = doc.object({{"first", first}, {"before", last}});
      last.set("next", next);
      last = next;
    }
    last.set("next", first);
    return first;
  };
  CHECK(candela::hash(ring(one, count)) == candela::hash(ring(two, count)));
  CHECK(candela::hash(ring(one, count)) != candela::hash(ring(two, count - 1)));
}
