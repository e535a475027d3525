#include "graph/transformer.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

using candela::Change;
using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::Path;
using candela::Transform;
using candela::Value;

namespace {

std::string written(Value value, Transform transform, Format format = Format::nested) {
  candela::StringifyOptions options;
  options.format = format;
  options.transform = std::move(transform);
  return candela::stringify(value, options);
}

/// What is left after the transform, as text for people.
std::string shown(Value value, Transform transform) {
  const Document read = candela::parse(written(value, std::move(transform)));
  return candela::inspect(read.root(), {.depth = 20, .line_width = 1000});
}

Document read(const std::string& text, Transform transform) {
  candela::ParseOptions options;
  options.transform = std::move(transform);
  return candela::parse(text, options);
}

/// Notes the paths and keeps everything.
Transform noting(std::vector<std::string>& paths) {
  return [&paths](Document&, Value, const Path& path) {
    paths.push_back(path.text());
    return Change::keep();
  };
}

bool is_at(const Path& path, std::string_view text) {
  return path.text() == text;
}

Transform omitting(std::string place) {
  return [place](Document&, Value, const Path& path) {
    return is_at(path, place) ? Change::omit() : Change::keep();
  };
}

}  // namespace

TEST_CASE("every value is asked about before what it holds, on writing and on reading") {
  Document doc;
  Value error = doc.error("E", "m");
  error.set("cause", 1);
  error.set("own", 2);
  Value list = doc.array({3});
  list.resize(2);
  const Value root = doc.object({{"error", error},
                                 {"list", list},
                                 {"map", doc.make_map({{"k", "v"}})},
                                 {"set", doc.make_set({4})},
                                 {"host", doc.host("t", doc.object({{"a", 5}}))},
                                 {"boxed", doc.boxed(6)}});
  const std::vector<std::string> expected = {"$",
                                             "$.error",
                                             "$.error.name",
                                             "$.error.message",
                                             "$.error.cause",
                                             "$.error.own",
                                             "$.list",
                                             "$.list[0]",
                                             "$.map",
                                             "$.map.keys()[0]",
                                             "$.map.values()[0]",
                                             "$.set",
                                             "$.set.values()[0]",
                                             "$.host",
                                             "$.host.payload",
                                             "$.host.payload.a",
                                             "$.boxed"};
  std::vector<std::string> paths;
  const std::string text = written(root, noting(paths));
  CHECK(paths == expected);
  CHECK(text == candela::stringify(root));
  paths.clear();
  CHECK(candela::equal(read(text, noting(paths)).root(), root));
  CHECK(paths == expected);
}

TEST_CASE("the steps of a path can be looked at one by one") {
  Document doc;
  std::size_t seen = 0;
  written(doc.object({{"a", doc.array({true})}}), [&](Document&, Value value, const Path& path) {
    if (!value.is_boolean()) return Change::keep();
    ++seen;
    CHECK(path.size() == 2);
    CHECK(path[0].name == "a");
    CHECK(path.back().kind == Path::StepKind::index);
    CHECK(path.back().index == 0);
    return Change::keep();
  });
  CHECK(seen == 1);
}

TEST_CASE("properties and parts of errors that are left out are gone") {
  Document doc;
  const Value user = doc.object({{"name", "a"}, {"password", "b"}, {"age", 3}});
  CHECK(shown(user, omitting("$.password")) == "{ name: 'a', age: 3 }");
  Value error = doc.error("E", "m");
  error.set("stack", "secret");
  error.set("own", 1);
  CHECK(written(error, omitting("$.stack")).find("secret") == std::string::npos);
  CHECK(written(error, omitting("$.own")) ==
        R"({"json":{"$type":"error","name":"E","message":"m","stack":"secret"},"meta":{}})");
}

TEST_CASE("elements, payloads and the root that are left out are undefined") {
  Document doc;
  CHECK(shown(doc.array({1, 2, 3}), omitting("$[1]")) == "[ 1, undefined, 3 ]");
  CHECK(shown(doc.array({1}), omitting("$")) == "undefined");
  Document host = read(R"({"json":{"$type":"t","a":1},"meta":{}})", omitting("$.payload"));
  CHECK(host.root().host_payload().is_undefined());
}

TEST_CASE("an entry goes with its key or with its value, and a key takes its value unseen") {
  Document doc;
  const Value map = doc.make_map({{"a", 1}, {"b", 2}, {"c", 3}});
  CHECK(shown(map, omitting("$.keys()[1]")) == "Map(2) { 'a' => 1, 'c' => 3 }");
  CHECK(shown(map, omitting("$.values()[2]")) == "Map(2) { 'a' => 1, 'b' => 2 }");
  CHECK(shown(doc.make_set({1, 2}), omitting("$.values()[0]")) == "Set(1) { 2 }");
  std::vector<std::string> paths;
  written(map, [&](Document&, Value value, const Path& path) {
    paths.push_back(path.text());
    return value.is_string() ? Change::omit() : Change::keep();
  });
  CHECK(paths == std::vector<std::string>{"$", "$.keys()[0]", "$.keys()[1]", "$.keys()[2]"});
}

TEST_CASE("a replacement stands in the place of the value and is not asked about") {
  Document doc;
  int asked = 0;
  const auto wrap = [&](Document& in, Value value, const Path&) {
    ++asked;
    return value.is_number() ? Change::to(in.array({value, in.object({{"n", 1}})}))
                             : Change::keep();
  };
  CHECK(shown(doc.object({{"a", 5}}), wrap) == "{ a: [ 5, { n: 1 } ] }");
  CHECK(asked == 2);
  CHECK(shown(doc.number(7), wrap) == "[ 7, { n: 1 } ]");
}

TEST_CASE("a replacement is final also where it is met again") {
  Document doc;
  const Value inner = doc.object({{"x", 1}});
  const Value root = doc.array({doc.object({{"wrapped", inner}}), inner});
  CHECK(shown(root, [](Document& in, Value value, const Path&) {
          if (value.is_object() && value.has("wrapped")) return Change::to(value["wrapped"]);
          return value.is_object() ? Change::to(in.string("an object")) : Change::keep();
        }) == "[ { x: 1 }, { x: 1 } ]");
}

TEST_CASE("an object is asked about once, and what was decided holds at all its places") {
  Document doc;
  const Value shared = doc.object({{"x", 1}});
  const Value root = doc.object({{"a", shared}, {"b", doc.array({shared})}, {"c", shared}});
  std::vector<std::string> paths;
  written(root, noting(paths));
  CHECK(paths == std::vector<std::string>{"$", "$.a", "$.a.x", "$.b"});
  CHECK(shown(root, omitting("$.a")) == "{ b: [ undefined ] }");
  const Document back = candela::parse(written(root, [](Document& in, Value, const Path& path) {
    return is_at(path, "$.a") ? Change::to(in.array({"new"})) : Change::keep();
  }));
  CHECK(back.root()["a"].is(back.root()["b"][0]));
  CHECK(back.root()["c"][0].as_string() == "new");
}

TEST_CASE("cycles are fine, and a replaced root is replaced where they lead back to it") {
  Document doc;
  Value a = doc.object({{"n", "A"}});
  a.set("b", doc.object({{"c", doc.object({{"a", a}})}}));
  std::vector<std::string> paths;
  CHECK(written(a, noting(paths)) == candela::stringify(a));
  CHECK(paths == std::vector<std::string>{"$", "$.n", "$.b", "$.b.c"});
  const Document back = candela::parse(written(a, [](Document& in, Value value, const Path& path) {
    return path.empty() ? Change::to(in.object({{"b", value["b"]}})) : Change::keep();
  }));
  // The replacement is final: what it holds was not walked, and still leads to the old root.
  CHECK(back.root()["b"]["c"]["a"]["n"].as_string() == "A");
}

TEST_CASE("cycles through the keys of Maps are fine") {
  Document doc;
  Value map = doc.make_map();
  const Value key = doc.object({{"map", map}});
  map.put(key, map);
  map.put("k", key);
  std::vector<std::string> paths;
  const Document back = candela::parse(written(map, noting(paths)));
  CHECK(paths == std::vector<std::string>{"$", "$.keys()[0]", "$.keys()[1]"});
  CHECK(candela::equal(back.root(), map));
  const Document renamed = candela::parse(written(map, [](Document& in, Value value, const Path&) {
    return value.is_object() ? Change::to(in.string("key")) : Change::keep();
  }));
  CHECK(renamed.root().get("key").is(renamed.root()));
  CHECK(renamed.root().get("k").as_string() == "key");
}

TEST_CASE("keys that become equal are one entry: the first one's place, the last one's value") {
  Document doc;
  Value map = doc.make_map();
  Value set = doc.make_set();
  for (int i = 0; i < 100; ++i) {
    map.put(i, "v" + std::to_string(i));
    set.add(i);
  }
  const auto halve = [](Document& in, Value value, const Path& path) {
    if (!value.is_number() || path.back().kind == Path::StepKind::map_value) return Change::keep();
    return Change::to(in.number(static_cast<int>(value.as_number()) / 2));
  };
  const Document maps = candela::parse(written(map, halve));
  CHECK(maps.root().size() == 50);
  CHECK(maps.root().get(49).as_string() == "v99");
  CHECK(candela::parse(written(set, halve)).root().size() == 50);
}

TEST_CASE("half of 20,000 properties are left out in one pass, and the others are found") {
  Document doc;
  Value object = doc.object();
  for (int i = 0; i < 20'000; ++i)
    object.set((i % 2 == 0 ? "even" : "odd") + std::to_string(i), i);
  object.set("7", "index");
  const Document half = read(candela::stringify(object), [](Document&, Value, const Path& path) {
    return !path.empty() && path.back().name.starts_with("odd") ? Change::omit() : Change::keep();
  });
  CHECK(half.root().size() == 10'001);
  CHECK(half.root()["even19998"].as_number() == 19'998);
  CHECK(!half.root().has("odd1"));
  CHECK(half.root().entries().name() == "7");
  const Document none = read(candela::stringify(object), [](Document&, Value, const Path& path) {
    return path.empty() ? Change::keep() : Change::omit();
  });
  CHECK(none.root().size() == 0);
  CHECK(!none.root().has("even0"));
}

TEST_CASE("a property that was left out can be set again: it is one property") {
  Document doc;
  Document result = read(R"({"json":{"a":1,"b":2},"meta":{}})", omitting("$.a"));
  Value root = result.root();
  root.set("a", 3);
  CHECK(candela::inspect(root) == "{ b: 2, a: 3 }");
}

TEST_CASE("the document that is written stays as it is") {
  Document doc;
  doc.set_root(doc.object({{"list", doc.array({1, 2})}}));
  const Document before = doc.clone();
  written(doc.root(), [](Document& in, Value value, const Path&) {
    if (value.is_array()) value.push("more");
    return value.is_number() ? Change::to(in.null()) : Change::keep();
  });
  CHECK(candela::equal(doc.root(), before.root()));
}

TEST_CASE("a value that is changed in place is asked about as it is then") {
  Document doc;
  CHECK(shown(doc.array({1}), [](Document& in, Value value, const Path& path) {
          if (path.empty()) value.push(in.array({2}));
          return value.is_number() ? Change::to(in.number(value.as_number() * 10)) : Change::keep();
        }) == "[ 10, [ 20 ] ]");
}

TEST_CASE("what is changed behind the walk harms nothing") {
  Document doc;
  const Value root = doc.object({{"list", doc.array({1, 2, 3})}, {"map", doc.make_map({{1, 2}})}});
  const auto hostile = [](Document& in, Value value, const Path& path) {
    Value list = in.root().is_object() ? in.root()["list"] : Value();
    Value map = in.root().is_object() ? in.root()["map"] : Value();
    if (is_at(path, "$.list[1]")) list.resize(0);
    if (is_at(path, "$.map.keys()[0]")) map.remove(1);
    if (is_at(path, "$.map")) in.root().erase("list");
    return value.is_number() ? Change::omit() : Change::keep();
  };
  CHECK_NOTHROW(read(candela::stringify(root), hostile));
  CHECK_NOTHROW(written(root, hostile));
}

TEST_CASE("a replacement of another document is refused, with the path") {
  Document doc;
  Document other;
  const Value foreign = other.array();
  try {
    written(doc.object({{"a", doc.array({1})}}), [&](Document&, Value value, const Path&) {
      return value.is_number() ? Change::to(foreign) : Change::keep();
    });
    FAIL("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::foreign_value);
    CHECK(error.path() == "$.a[0]");
  }
}

TEST_CASE("what the function throws is passed on, a CloneError with the path") {
  const auto throwing = [](Document&, Value value, const Path&) {
    if (value.is_number()) throw CloneError(CloneErrorCode::bad_shape, "no numbers");
    if (value.is_string()) throw std::runtime_error("no text");
    return Change::keep();
  };
  candela::ParseOptions options;
  options.transform = throwing;
  const auto refused = candela::try_parse(R"({"json":{"a":[1]},"meta":{}})", options);
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(std::get<CloneError>(refused).path() == "$.a[0]");
  CHECK_THROWS_AS(candela::parse(R"({"json":"x","meta":{}})", options), std::runtime_error);
}

TEST_CASE("a transform works on tuple as on nested") {
  Document doc;
  const Value root = doc.object({{"a", 1}, {"b", doc.array({2})}});
  CHECK(written(root, omitting("$.b"), Format::tuple) ==
        R"({"root":["$lmz",0],"objects":[["object",{"a":["number",1]}]]})");
  CHECK(read(written(root, {}, Format::tuple), omitting("$.a")).root().size() == 1);
}

TEST_CASE("a million levels are walked without recursion") {
  Document doc;
  Value deep = doc.object();
  for (int i = 1; i < 1'000'000; ++i)
    deep = i % 2 == 0 ? doc.object({{"next", deep}}) : doc.make_map({{deep, i}});
  doc.set_root(deep);
  std::size_t deepest = 0;
  candela::transform_graph(doc, [&](Document& in, Value value, const Path& path) {
    deepest = std::max(deepest, path.size());
    return value.is_number() ? Change::to(in.number(0)) : Change::keep();
  });
  CHECK(deepest == 999'999);
}
