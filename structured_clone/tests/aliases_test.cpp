// Identity, by name: what stands at several places stands there again after the trip, in both
// formats, and a graph of a million objects takes neither recursion nor more than its share.
#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "measure.hpp"

using candela::Document;
using candela::Format;
using candela::Value;

namespace {

constexpr Format formats[] = {Format::nested, Format::tuple};

Document round_trip(Value value, Format format) {
  candela::StringifyOptions options;
  options.format = format;
  return candela::parse(candela::stringify(value, options));
}

/// There and back in both formats; `check` looks at what came back.
template <typename Check>
void each_format(Value value, Check check) {
  for (const Format format : formats) {
    CAPTURE(to_string(format));
    const Document back = round_trip(value, format);
    REQUIRE(candela::first_difference(value, back.root()) == "");
    check(back.root());
  }
}

/// A million objects, each with two links: one around in a circle, one across.
Document million_objects_with_cycles() {
  constexpr std::size_t count = 1'000'000;
  Document doc;
  std::vector<Value> all;
  all.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(doc.object({{"id", i}, {"next", nullptr}, {"peer", nullptr}}));
  for (std::size_t i = 0; i < count; ++i) {
    all[i].set("next", all[(i + 1) % count]);
    all[i].set("peer", all[i * 7'919 % count]);
  }
  doc.set_root(all.front());
  return doc;
}

Document million_levels() {
  Document doc;
  Value deep = doc.array();
  for (int i = 1; i < 1'000'000; ++i)
    deep = i % 2 == 0 ? doc.array({deep}) : doc.object({{"in", deep}});
  doc.set_root(deep);
  return doc;
}

/// Generous: an ordinary machine needs one to three.
constexpr double most_seconds = 60;
/// What the README says a million small objects take.
constexpr std::size_t most_bytes_per_object = 128;

}  // namespace

TEST_CASE("two paths to one object lead to one object") {
  Document doc;
  const Value shared = doc.object({{"n", 1}});
  each_format(doc.object({{"left", shared}, {"right", doc.array({shared})}}), [](Value root) {
    CHECK(root["left"].is(root["right"][0]));
    root["left"].set("n", 2);
    CHECK(root["right"][0]["n"].as_number() == 2);
  });
}

TEST_CASE("equal objects at two places stay two objects") {
  Document doc;
  each_format(doc.array({doc.object({{"n", 1}}), doc.object({{"n", 1}})}),
              [](Value root) { CHECK(!root[0].is(root[1])); });
}

TEST_CASE("A to B to C to A is a circle of three") {
  Document doc;
  Value a = doc.object({{"name", "A"}});
  const Value c = doc.object({{"name", "C"}, {"next", a}});
  a.set("next", doc.object({{"name", "B"}, {"next", c}}));
  each_format(a, [](Value root) {
    CHECK(root["next"]["name"].as_string() == "B");
    CHECK(root["next"]["next"]["name"].as_string() == "C");
    CHECK(root["next"]["next"]["next"].is(root));
    CHECK(!root["next"].is(root));
  });
}

TEST_CASE("an object holds itself, in every kind of container") {
  Document doc;
  Value object = doc.object();
  object.set("self", object);
  each_format(object, [](Value root) { CHECK(root["self"].is(root)); });
  Value array = doc.array();
  array.push(array);
  each_format(array, [](Value root) { CHECK(root[0].is(root)); });
  Value set = doc.make_set();
  set.add(set);
  each_format(set, [](Value root) { CHECK(root.contains(root)); });
  Value error = doc.error("E", "m");
  error.set("cause", error);
  error.set("own", error);
  each_format(error, [](Value root) {
    CHECK(root["cause"].is(root));
    CHECK(root["own"].is(root));
  });
}

TEST_CASE("cycles through the keys of Maps are kept, and the keys are found") {
  Document doc;
  Value map = doc.make_map();
  const Value key = doc.object({{"map", map}});
  map.put(key, "by object");
  map.put(map, key);
  each_format(map, [](Value root) {
    const Value back = root.get(root);
    CHECK(back["map"].is(root));
    CHECK(root.get(back).as_string() == "by object");
  });
}

TEST_CASE("two Maps that are each other's keys and values are kept") {
  Document doc;
  Value left = doc.make_map();
  Value right = doc.make_map({{left, left}});
  left.put(right, right);
  each_format(left, [](Value root) {
    const Value other = root.entries().key();
    CHECK(root.get(other).is(other));
    CHECK(other.get(root).is(root));
  });
}

TEST_CASE("a shared subtree is written once and stays shared, with all that it holds") {
  Document doc;
  const Value leaf = doc.object({{"text", std::string(1'000, 'x')}});
  const Value tree = doc.object({{"left", leaf}, {"right", doc.array({leaf})}});
  Value root = doc.array();
  for (int i = 0; i < 100; ++i)
    root.push(doc.object({{"tree", tree}}));
  each_format(root, [](Value back) {
    CHECK(back[0]["tree"].is(back[99]["tree"]));
    CHECK(back[7]["tree"]["left"].is(back[8]["tree"]["right"][0]));
  });
  CHECK(candela::stringify(root).size() < 5'000);
}

TEST_CASE("sixty doublings are sixty arrays, not 2^60") {
  Document doc;
  Value value = doc.array();
  for (int i = 0; i < 60; ++i)
    value = doc.array({value, value});
  each_format(value, [](Value root) { CHECK(root[0].is(root[1])); });
}

TEST_CASE("dates, RegExps, boxed values, buffers and hosts at two places are one") {
  Document doc;
  for (const Value value : {doc.date(5), doc.regexp("a", "g"), doc.boxed("s"),
                            doc.array_buffer(std::size_t{3}), doc.host("tag", doc.object())})
    each_format(doc.array({value, value}), [](Value root) { CHECK(root[0].is(root[1])); });
}

TEST_CASE("a million objects with cycles go there and back in both formats") {
  const Document doc = million_objects_with_cycles();
  CHECK(doc.memory() <= 1'000'000 * most_bytes_per_object);
  for (const Format format : formats) {
    CAPTURE(to_string(format));
    Document back;
    const double seconds = seconds_of([&] { back = round_trip(doc.root(), format); });
    MESSAGE(to_string(format), ": ", seconds, " s, ", back.memory() / 1'000'000,
            " bytes for each object");
    CHECK(seconds < most_seconds);
    CHECK(back.memory() <= 1'000'000 * most_bytes_per_object);
    CHECK(candela::equal(doc.root(), back.root()));
  }
}

TEST_CASE("a million levels go there and back in both formats") {
  const Document doc = million_levels();
  for (const Format format : formats) {
    CAPTURE(to_string(format));
    Document back;
    const double seconds = seconds_of([&] { back = round_trip(doc.root(), format); });
    MESSAGE(to_string(format), ": ", seconds, " s, ", back.memory() / 1'000'000,
            " bytes for each level");
    CHECK(seconds < most_seconds);
    CHECK(back.memory() <= 1'000'000 * most_bytes_per_object);
    CHECK(candela::equal(doc.root(), back.root()));
  }
}
