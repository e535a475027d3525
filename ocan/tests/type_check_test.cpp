#include "type_check.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/convert_pointers.hpp>
#include <candela/structured_clone/convert_time.hpp>
#include <candela/structured_clone/fields.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/json_schema.hpp>
#include <candela/structured_clone/plain.hpp>

namespace candela {
namespace {

enum class Color { red, green };
CANDELA_ENUM(Color, red, (green, candela::rename("lime")))

struct User {
  std::string name;
  int age = 0;
  std::optional<std::string> mail;
  int rank = 0;
};
CANDELA_FIELDS(User, name, age, mail, (rank, candela::defaulted))

struct Strict {
  int id = 0;
};
CANDELA_FIELDS((Strict, candela::refuse_unknown), id)

struct Node {
  std::string label;
  std::vector<std::shared_ptr<Node>> next;
};
CANDELA_FIELDS(Node, label, next)

struct Tree {
  std::vector<Tree> left;
  std::vector<Tree> right;
};
CANDELA_FIELDS(Tree, left, right)

using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

template <typename T>
std::string problem(Value value) {
  const std::optional<Mismatch> mismatch = check_type(detail::bind::table<T>, value);
  return mismatch ? mismatch->path + ": " + mismatch->problem : "none";
}

TEST_CASE("a mismatch says where it is, what was expected and what is there") {
  Document document;
  const Value user = document.object({{"name", "A"}, {"age", "x"}});
  CHECK(problem<User>(user) ==
        "$.age: expected a whole number from -2147483648 to 2147483647, found \"x\"");
  CHECK(problem<std::vector<User>>(document.array({user})).starts_with("$[0].age: "));
  CHECK(problem<User>(document.object({{"name", "A"}})) ==
        "$.age: expected a whole number from -2147483648 to 2147483647, but it is missing");
  CHECK(problem<User>(document.array()) == "$: expected an object, found an array");
  CHECK(problem<Strict>(document.object({{"id", 1}, {"more", 2}})) ==
        "$: expected no property \"more\"");
  const Value map = document.make_map({{1, "a"}, {2, 3}});
  CHECK(problem<std::map<int, std::string>>(map) == "$.values()[1]: expected a string, found 3");
  const Value keys = document.make_map({{1, "a"}, {"b", "b"}});
  CHECK(problem<std::map<std::uint8_t, std::string>>(keys) ==
        "$.keys()[1]: expected a whole number from 0 to 255, found \"b\"");
  CHECK(problem<std::set<bool>>(document.make_set({true, nullptr})) ==
        "$.values()[1]: expected true or false, found null");
  const Value record = document.object({{"a", 1}, {"b", document.object()}});
  CHECK(problem<std::map<std::string, double>>(record) ==
        "$.b: expected a number, found an object");
  CHECK(problem<std::vector<bool>>(document.array({true, 1})) ==
        "$[1]: expected true or false, found 1");
  CHECK(problem<std::array<int, 2>>(document.array({1})) ==
        "$: expected an array of 2, found an array");
  CHECK(problem<Color>(document.string("blue")) ==
        "$: expected one of \"red\", \"lime\", found \"blue\"");
  CHECK(problem<std::variant<int, Time>>(document.string("x")) ==
        "$: expected one of: a whole number from -2147483648 to 2147483647; a Date, found \"x\"");
  CHECK(problem<std::int64_t>(document.boolean(true)) ==
        "$: expected a whole number from -9007199254740992 to 9007199254740992 or a BigInt, found "
        "true");
}

TEST_CASE("a property that may be missing may be undefined") {
  Document document;
  const Value user = document.object(
      {{"name", "A"}, {"age", 1}, {"mail", document.undefined()}, {"rank", document.undefined()}});
  CHECK(problem<User>(user) == "none");
}

TEST_CASE("of a variant the first alternative that the value looks like is the one") {
  using Either = std::variant<std::vector<int>, std::vector<std::string>, User, Strict>;
  Document document;
  CHECK(problem<Either>(document.array({1})) == "none");
  CHECK(problem<Either>(document.array({"a"})).starts_with("$[0]: expected a whole number"));
  CHECK(problem<Either>(document.object({{"id", 1}})) == "none");
  CHECK(problem<Either>(document.object({{"name", "x"}, {"age", 1}, {"id", 1}})) == "none");
}

TEST_CASE("circles end, and depth takes no stack") {
  Document document;
  Value first = document.object({{"label", "a"}});
  first.set("next", document.array({first}));
  CHECK(problem<Node>(first) == "none");
  constexpr int depth = 100'000;
  Value deep = document.object({{"label", 5}, {"next", document.array()}});
  for (int i = 0; i < depth; ++i)
    deep = document.object({{"label", "a"}, {"next", document.array({deep})}});
  const std::string found = problem<Node>(deep);
  CHECK(found.ends_with(".label: expected a string, found 5"));
  CHECK(found.size() < 1000);
}

TEST_CASE("a value that stands at many places is looked at once") {
  Document document;
  Value tree = document.object({{"left", document.array()}, {"right", document.array()}});
  for (int i = 0; i < 1000; ++i)  // 2^1000 places
    tree = document.object({{"left", document.array({tree})}, {"right", document.array({tree})}});
  CHECK(problem<Tree>(tree) == "none");
}

/// Values of every kind, right and wrong ones for all types below.
std::vector<Value> values(Document& doc) {
  std::vector<Value> all = {doc.undefined(),
                            doc.null(),
                            doc.boolean(true),
                            doc.number(0),
                            doc.number(1),
                            doc.number(-1),
                            doc.number(1.5),
                            doc.number(255),
                            doc.number(256),
                            doc.number(2147483647),
                            doc.number(2147483648.0),
                            doc.number(9007199254740992.0),
                            doc.number(9007199254740994.0),
                            doc.number(std::numeric_limits<double>::quiet_NaN()),
                            doc.number(std::numeric_limits<double>::infinity()),
                            doc.bigint(BigInt::from_uint64(7)),
                            doc.string(""),
                            doc.string("red"),
                            doc.string("lime"),
                            doc.string("green"),
                            doc.date(1000),
                            doc.date(std::numeric_limits<double>::quiet_NaN()),
                            doc.function("f"),
                            doc.object(),
                            doc.array(),
                            doc.array({1}),
                            doc.array({1, 2}),
                            doc.array({1, 2, 3}),
                            doc.array({1, "a"}),
                            doc.array({"a", 1}),
                            doc.array({true, false}),
                            doc.array({nullptr}),
                            doc.make_set({"a", "b"}),
                            doc.make_set({"a", 1}),
                            doc.make_set({}),
                            doc.make_map({{1, "a"}}),
                            doc.make_map({{"a", "a"}}),
                            doc.make_map({{1, 1}}),
                            doc.make_map({}),
                            doc.object({{"a", 1}, {"b", 2}}),
                            doc.object({{"a", "x"}}),
                            doc.object({{"id", 1}}),
                            doc.object({{"id", 1}, {"a", 1}}),
                            doc.object({{"id", "x"}}),
                            doc.error("Error", "x"),
                            doc.regexp("a", "g"),
                            doc.typed_array(ElementType::uint8, std::array<std::byte, 2>{}),
                            doc.typed_array(ElementType::float32, std::array<std::byte, 4>{})};
  for (const Init& mail : {Init("m"), Init(nullptr), Init(1)})
    for (const Init& age : {Init(1), Init("x"), Init(1.5)})
      all.push_back(doc.object({{"name", "A"}, {"age", age}, {"mail", mail}}));
  all.push_back(doc.object({{"name", "A"}, {"age", 1}}));
  all.push_back(doc.object({{"name", "A"}, {"age", 1}, {"rank", "x"}}));
  all.push_back(doc.object({{"name", "A"}, {"age", 1}, {"other", "x"}}));
  all.push_back(doc.array({all.back(), all[all.size() - 2]}));
  all.push_back(doc.array({all[all.size() - 2]}));
  all.push_back(doc.object({{"label", "a"}, {"next", doc.array({nullptr})}}));
  all.push_back(doc.object({{"label", "a"}, {"next", doc.array({all.back(), 1})}}));
  return all;
}

// A validator of JSON Schemas, naive and complete for what json_schema writes.

bool validates(Value schema, Value value, Value root);

bool equal_json(Value a, Value b) {
  return stringify_json(a) == stringify_json(b);
}

bool has_type(std::string_view type, Value value) {
  if (type == "boolean") return value.is_boolean();
  if (type == "number") return value.is_number();
  if (type == "integer")
    return value.is_number() && value.as_number() == std::trunc(value.as_number());
  if (type == "string") return value.is_string();
  if (type == "null") return value.is_null();
  if (type == "array") return value.is_array();
  return value.is_object();
}

bool validates_object(Value schema, Value value, Value root) {
  const Value required = schema["required"];
  for (std::size_t i = 0; required.is_array() && i < required.size(); ++i)
    if (!value.has(required[i].as_string())) return false;
  const Value properties = schema["properties"];
  for (auto entry = value.entries(); !entry.done(); entry.next()) {
    if (properties.is_object() && properties.has(entry.name())) {
      if (!validates(properties[entry.name()], entry.value(), root)) return false;
    } else if (schema.has("additionalProperties")) {
      const Value more = schema["additionalProperties"];
      if (more.is_boolean() ? !more.as_boolean() : !validates(more, entry.value(), root))
        return false;
    }
  }
  return true;
}

bool validates_array(Value schema, Value value, Value root) {
  const double size = static_cast<double>(value.size());
  if (schema.has("minItems") && size < schema["minItems"].as_number()) return false;
  if (schema.has("maxItems") && size > schema["maxItems"].as_number()) return false;
  const Value first = schema["prefixItems"];
  const std::size_t prefix = first.is_array() ? first.size() : 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i < prefix) {
      if (!validates(first[i], value[i], root)) return false;
    } else if (schema.has("items")) {
      const Value items = schema["items"];
      if (items.is_boolean() ? !items.as_boolean() : !validates(items, value[i], root))
        return false;
    }
  }
  return true;
}

bool validates(Value schema, Value value, Value root) {
  if (schema.has("$ref")) {
    const std::string_view name = schema["$ref"].as_string();
    return validates(root["$defs"][name.substr(std::string_view("#/$defs/").size())], value, root);
  }
  if (schema.has("type") && !has_type(schema["type"].as_string(), value)) return false;
  // Of the format date-time no more than this is wanted: an invalid Date has none.
  if (schema.has("format") && value.as_string().find('T') == std::string_view::npos) return false;
  if (schema.has("const") && !equal_json(schema["const"], value)) return false;
  if (const Value names = schema["enum"]; names.is_array()) {
    bool is_one = false;
    for (std::size_t i = 0; i < names.size(); ++i)
      is_one = is_one || equal_json(names[i], value);
    if (!is_one) return false;
  }
  if (const Value any = schema["anyOf"]; any.is_array()) {
    bool fits = false;
    for (std::size_t i = 0; i < any.size(); ++i)
      fits = fits || validates(any[i], value, root);
    if (!fits) return false;
  }
  if (value.is_number() && schema.has("minimum")) {
    if (value.as_number() < schema["minimum"].as_number()) return false;
    if (value.as_number() > schema["maximum"].as_number()) return false;
  }
  if (value.is_object()) return validates_object(schema, value, root);
  return !value.is_array() || validates_array(schema, value, root);
}

template <typename T>
void check_against_schema(std::string_view name) {
  const Document schema = json_schema<T>();
  Document document;
  std::size_t right = 0;
  for (const Value value : values(document)) {
    const Document plain = to_plain(value);
    const Value json = plain.root()["json"];
    const bool expected = validates(schema.root(), json, schema.root());
    CAPTURE(name);
    CAPTURE(stringify_json(json));
    CHECK((problem<T>(value) == "none") == expected);
    right += std::size_t{expected};
  }
  CHECK_MESSAGE(right > 0, "no value is right for " << name);
}
#define CHECK_AGAINST_SCHEMA(...) check_against_schema<__VA_ARGS__>(#__VA_ARGS__)

TEST_CASE("the check agrees with the schema that a type has, value by value") {
  CHECK_AGAINST_SCHEMA(bool);
  CHECK_AGAINST_SCHEMA(std::int8_t);
  CHECK_AGAINST_SCHEMA(std::uint8_t);
  CHECK_AGAINST_SCHEMA(std::int16_t);
  CHECK_AGAINST_SCHEMA(std::uint16_t);
  CHECK_AGAINST_SCHEMA(int);
  CHECK_AGAINST_SCHEMA(std::uint32_t);
  CHECK_AGAINST_SCHEMA(std::int64_t);
  CHECK_AGAINST_SCHEMA(std::uint64_t);
  CHECK_AGAINST_SCHEMA(float);
  CHECK_AGAINST_SCHEMA(double);
  CHECK_AGAINST_SCHEMA(std::string);
  CHECK_AGAINST_SCHEMA(std::string_view);
  CHECK_AGAINST_SCHEMA(BigInt);
  CHECK_AGAINST_SCHEMA(std::nullptr_t);
  CHECK_AGAINST_SCHEMA(std::monostate);
  CHECK_AGAINST_SCHEMA(Color);
  CHECK_AGAINST_SCHEMA(Time);
  CHECK_AGAINST_SCHEMA(std::chrono::milliseconds);
  CHECK_AGAINST_SCHEMA(std::vector<std::uint8_t>);
  CHECK_AGAINST_SCHEMA(std::vector<bool>);
  CHECK_AGAINST_SCHEMA(std::optional<int>);
  CHECK_AGAINST_SCHEMA(std::vector<int>);
  CHECK_AGAINST_SCHEMA(std::vector<std::optional<int>>);
  CHECK_AGAINST_SCHEMA(std::array<int, 2>);
  CHECK_AGAINST_SCHEMA(std::tuple<int, std::string>);
  CHECK_AGAINST_SCHEMA(std::map<std::string, int>);
  CHECK_AGAINST_SCHEMA(std::map<int, std::string>);
  CHECK_AGAINST_SCHEMA(std::set<std::string>);
  CHECK_AGAINST_SCHEMA(User);
  CHECK_AGAINST_SCHEMA(Strict);
  CHECK_AGAINST_SCHEMA(std::vector<User>);
  CHECK_AGAINST_SCHEMA(std::unique_ptr<User>);
  CHECK_AGAINST_SCHEMA(std::shared_ptr<User>);
  CHECK_AGAINST_SCHEMA(std::shared_ptr<Node>);
  CHECK_AGAINST_SCHEMA(std::variant<int, std::string, User>);
}

}  // namespace
}  // namespace candela
