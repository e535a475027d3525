#include <candela/structured_clone/merge_patch.hpp>

#include <cmath>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

#include "measure.hpp"
#include "random.hpp"

using candela::apply;
using candela::diff;
using candela::Document;
using candela::MergeDiff;
using candela::Value;

namespace {

Document json(const std::string& text) {
  return candela::parse_json(text, {});
}

std::string merged(const std::string& target, const std::string& patch) {
  return candela::stringify_json(
      candela::merge_patch(json(target).root(), json(patch).root()).root());
}

template <typename Work>
std::string refusal(const Work& work) {
  try {
    work();
  } catch (const candela::CloneError& error) {
    return error.code() == candela::CloneErrorCode::not_serializable ? error.message() : "";
  }
  return "";
}

/// A value as it is in a document of its own.
Document value_of(const std::string& text) {
  Document doc;
  doc.set_root(doc.copy(json(text).root()));
  return doc;
}

std::string patch_of(const std::string& from, const std::string& to) {
  const MergeDiff change = diff(value_of(from), value_of(to));
  CHECK(change.is_complete());
  return candela::stringify_json(change.patch.root()["json"]);
}

Value random_value(Document& doc, Random& random, int depth) {
  switch (random.below(depth <= 0 ? 3 : 7)) {
    case 0: return doc.number(random.below(3));
    case 1: return doc.string(random.below(2) == 0 ? "a" : "b");
    case 2: return doc.boolean(random.below(2) == 0);
    case 3: {
      Value list = doc.array();
      for (std::uint32_t left = random.below(3); left > 0; --left)
        list.push(random_value(doc, random, depth - 1));
      return list;
    }
    case 4: return doc.date(random.below(3));
    default: {
      Value object = doc.object();
      for (const char* key : {"a", "b", "7", "c"})
        if (random.below(2) == 0) object.set(key, random_value(doc, random, depth - 1));
      return object;
    }
  }
}

}  // namespace

TEST_CASE("the test cases of RFC 7396, appendix A") {
  CHECK(merged(R"({"a":"b"})", R"({"a":"c"})") == R"({"a":"c"})");
  CHECK(merged(R"({"a":"b"})", R"({"b":"c"})") == R"({"a":"b","b":"c"})");
  CHECK(merged(R"({"a":"b"})", R"({"a":null})") == R"({})");
  CHECK(merged(R"({"a":"b","b":"c"})", R"({"a":null})") == R"({"b":"c"})");
  CHECK(merged(R"({"a":["b"]})", R"({"a":"c"})") == R"({"a":"c"})");
  CHECK(merged(R"({"a":"c"})", R"({"a":["b"]})") == R"({"a":["b"]})");
  CHECK(merged(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})") == R"({"a":{"b":"d"}})");
  CHECK(merged(R"({"a":[{"b":"c"}]})", R"({"a":[1]})") == R"({"a":[1]})");
  CHECK(merged(R"(["a","b"])", R"(["c","d"])") == R"(["c","d"])");
  CHECK(merged(R"({"a":"b"})", R"(["c"])") == R"(["c"])");
  CHECK(merged(R"({"a":"foo"})", R"(null)") == R"(null)");
  CHECK(merged(R"({"a":"foo"})", R"("bar")") == R"("bar")");
  CHECK(merged(R"({"e":null})", R"({"a":1})") == R"({"e":null,"a":1})");
  CHECK(merged(R"([1,2])", R"({"a":"b","c":null})") == R"({"a":"b"})");
  CHECK(merged(R"({})", R"({"a":{"bb":{"ccc":null}}})") == R"({"a":{"bb":{}}})");
}

TEST_CASE("the example of RFC 7396, section 3") {
  CHECK(merged(R"({"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},)"
               R"("tags":["example","sample"],"content":"This will be unchanged"})",
               R"({"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},)"
               R"("tags":["example"]})") ==
        R"({"title":"Hello!","author":{"givenName":"John"},"tags":["example"],)"
        R"("content":"This will be unchanged","phoneNumber":"+01-123-456-7890"})");
}

TEST_CASE("a patch says what changed, and no more") {
  CHECK(patch_of(R"({"a":1,"b":{"c":2,"d":3}})", R"({"a":1,"b":{"c":2,"d":4},"e":[1]})") ==
        R"({"b":{"d":4},"e":[1]})");
  CHECK(patch_of(R"({"a":1,"b":2})", R"({"b":2})") == R"({"a":null})");
  CHECK(patch_of(R"({"a":{"b":[1,{"c":null}]}})", R"({"a":{"b":[1,{"c":0}]}})") ==
        R"({"a":{"b":[1,{"c":0}]}})");
  CHECK(patch_of(R"({"a":1})", R"({"a":{}})") == R"({"a":{}})");
  CHECK(patch_of(R"({"a":{"x":1}})", R"({"a":{}})") == R"({"a":{"x":null}})");
  CHECK(diff(value_of(R"({"a":{"b":1}})"), value_of(R"({"a":{"b":1}})")).patch.root().size() == 0);
}

TEST_CASE("Dates, Maps and cycles change like everything else") {
  Document from;
  Value one = from.object({{"at", from.date(1)}, {"map", from.make_map({{1, 2}})}});
  one.set("self", one);
  from.set_root(one);
  Document to;
  Value other = to.object({{"at", to.date(2)}, {"map", to.make_map({{1, 3}})}});
  other.set("self", other);
  other.set("list", to.array({other, to.undefined()}));
  to.set_root(other);
  const MergeDiff change = diff(from, to);
  CHECK(change.is_complete());
  CHECK(candela::first_difference(apply(from, change.patch.root()).root(), to.root()) == "");
}

TEST_CASE("-0 is a number like any other") {
  Document from;
  from.set_root(from.object({{"x", 1}, {"y", -0.0}}));
  Document to;
  to.set_root(to.object({{"x", -0.0}, {"y", 0}}));
  const MergeDiff change = diff(from, to);
  CHECK(change.is_complete());
  CHECK(candela::equal(apply(from, change.patch.root()).root(), to.root()));
}

TEST_CASE("merge_patch keeps -0, and refuses a circle") {
  Document doc;
  const Value zero = doc.object({{"x", -0.0}});
  CHECK(candela::merge_patch(zero, zero).root()["x"].is(doc.number(-0.0)));
  Value circle = doc.object();
  circle.set("self", circle);
  CHECK_THROWS_AS(candela::merge_patch(circle, zero), candela::CloneError);
  CHECK_THROWS_AS(candela::merge_patch(zero, circle), candela::CloneError);
}

TEST_CASE("merge_patch refuses what JSON has no form for, in target and patch") {
  Document doc;
  Value holes = doc.array();
  holes.resize(1);
  const std::pair<Value, std::string> cases[] = {
      {doc.make_map({{1, 2}}), "a Map"},
      {doc.make_set({1}), "a Set"},
      {doc.date(0), "a Date"},
      {Value(), "undefined"},
      {doc.number(std::nan("")), "NaN"},
      {doc.regexp("a", ""), "a RegExp"},
      {doc.array_buffer(1), "an ArrayBuffer"},
      {doc.boxed(1), "a boxed primitive"},
      {doc.error("Error", ""), "an Error"},
      {doc.function("f"), "a function"},
      {doc.bigint(candela::BigInt(1)), "a bigint"},
      {holes, "a hole"},
  };
  const Value sound = doc.object({{"a", doc.array({1, "b", nullptr, true})}});
  for (const auto& [value, name] : cases) {
    const Value holder = doc.object({{"m", value}});
    const std::string message = name + " has no form in JSON";
    CHECK(refusal([&, holder = holder] { candela::merge_patch(sound, holder); }) == message);
    CHECK(refusal([&, holder = holder] { candela::merge_patch(holder, sound); }) == message);
  }
  CHECK(candela::equal(candela::merge_patch(sound, sound).root(), sound));
}

TEST_CASE("what a patch cannot say is reported, with its place") {
  const auto unsaid = [](const std::string& from, const std::string& to) {
    const MergeDiff change = diff(value_of(from), value_of(to));
    REQUIRE(change.unsaid_count == 1);
    return change.unsaid.front();
  };
  CHECK(unsaid(R"({"a":{"b":1}})", R"({"a":{"b":null}})") ==
        "$.json.a.b: a member cannot become null");
  CHECK(unsaid(R"({})", R"({"a":{"b":null}})") == "$.json.a.b: a member cannot become null");
  CHECK(unsaid(R"({"a":1,"b":2})", R"({"b":2,"a":1})") ==
        "$.json: the order of members cannot change");
  CHECK(unsaid(R"({"b":1})", R"({"a":0,"b":1})") == "$.json: the order of members cannot change");
  // A null that was there stays; in lists null is a value.
  CHECK(diff(value_of(R"({"a":null})"), value_of(R"({"a":null,"b":[null]})")).is_complete());
  std::string many = "{";
  for (int i = 0; i < 300; ++i)
    many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":null";
  const MergeDiff change = diff(value_of("{}"), value_of(many + "}"));
  CHECK(change.unsaid_count == 300);
  CHECK(change.unsaid.size() == 100);
}

TEST_CASE("a patch of random pairs gives the other, or says that it does not") {
  Random random(17);
  int complete = 0;
  for (int i = 0; i < 4'000; ++i) {
    Document from;
    from.set_root(random_value(from, random, 4));
    Document to;
    to.set_root(random.below(3) == 0 ? to.copy(from.root()) : random_value(to, random, 4));
    if (to.root().is_object()) to.root().set("d", random.below(2));
    const MergeDiff change = diff(from, to);
    const Document there = apply(from, change.patch.root());
    const bool same = candela::equal(there.root(), to.root());
    REQUIRE(same == change.is_complete());
    complete += same ? 1 : 0;
  }
  CHECK(complete > 1'000);
}

TEST_CASE("a patch that leaves no nested form is refused") {
  CHECK_THROWS_AS(apply(value_of("1"), json(R"({"json":null})").root()), candela::CloneError);
  CHECK_THROWS_AS(apply(value_of("1"), json("7").root()), candela::CloneError);
  Document patch;
  patch.set_root(patch.object({{"json", candela::BigInt(1)}}));
  CHECK_THROWS_AS(apply(value_of("1"), patch.root()), candela::CloneError);
}

TEST_CASE("time goes with the size: twice as much takes at most about twice as long") {
  const auto seconds = [](int size) {
    Document from;
    Value a = from.object();
    Document to;
    Value b = to.object();
    for (int i = 0; i < size; ++i) {
      const std::string key = "key" + std::to_string(i);
      a.set(key, from.object({{"x", i}}));
      if (i % 3 != 0) b.set(key, to.object({{"x", i % 2 == 0 ? i : -i}}));
    }
    from.set_root(a);
    to.set_root(b);
    return least_cpu_seconds_of(3, [&] { apply(from, diff(from, to).patch.root()); });
  };
  const double small = seconds(20'000);
  CHECK(seconds(40'000) < 3.2 * small + 0.02);
}

TEST_CASE("a hundred thousand levels need no stack") {
  Document from;
  Value value = from.object({{"end", 1}});
  for (int i = 0; i < 100'000; ++i)
    value = from.object({{"in", value}});
  from.set_root(value);
  Document to = from.clone();
  Value inner = to.root();
  while (inner.has("in"))
    inner = inner["in"];
  inner.set("end", 2);
  const MergeDiff change = diff(from, to);
  CHECK(change.is_complete());
  CHECK(candela::equal(apply(from, change.patch.root()).root(), to.root()));
}
