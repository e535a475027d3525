#include <candela/structured_clone/value.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/error.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Kind;
using candela::Value;

namespace {

std::vector<std::string> names(Value object) {
  std::vector<std::string> all;
  for (auto cursor = object.entries(); !cursor.done(); cursor.next())
    all.emplace_back(cursor.name());
  return all;
}

}  // namespace

TEST_CASE("accessors refuse a value of another kind, and say what stands there") {
  Document doc;
  try {
    (void)doc.string("x").as_number();
    FAIL("accepted");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::wrong_kind);
    CHECK(error.message() == "expected a number, found a string");
  }
  CHECK_THROWS_AS((void)Value().as_string(), CloneError);
  CHECK_THROWS_AS((void)doc.number(1)["x"], CloneError);
  CHECK_THROWS_AS((void)doc.array()["x"], CloneError);
  CHECK_THROWS_AS((void)doc.object()[0], CloneError);
}

TEST_CASE("`is` compares as Object.is does") {
  Document doc;
  CHECK(doc.number(NAN).is(doc.number(NAN)));
  CHECK(!doc.number(0.0).is(doc.number(-0.0)));
  CHECK(doc.string("a").is(doc.string("a")));
  CHECK(!doc.string("1").is(doc.number(1)));
  CHECK(doc.bigint(5).is(doc.bigint(5)));
  CHECK(!doc.object().is(doc.object()));
  CHECK(Value().is(doc.undefined()));
  Document other;
  CHECK(other.string("a").is(doc.string("a")));
  CHECK(!other.object().is(doc.object()));
}

TEST_CASE("objects keep JavaScript's order of keys: indexes ascending, then insertion") {
  Document doc;
  Value object = doc.object({{"b", 1}, {"2", 1}, {"a", 1}, {"1", 1}, {"-1", 1}, {"01", 1}});
  CHECK(names(object) == std::vector<std::string>{"1", "2", "b", "a", "-1", "01"});
  object.erase("b");
  object.set("b", 2);
  CHECK(names(object) == std::vector<std::string>{"1", "2", "a", "-1", "01", "b"});
  CHECK(object["b"].as_number() == 2);
}

TEST_CASE("absent properties read as undefined; own odd names are data") {
  Document doc;
  Value object = doc.object({{"__proto__", 1}, {"constructor", 2}, {"", 3}});
  CHECK(object["toString"].is_undefined());
  CHECK(!object.has("hasOwnProperty"));
  CHECK(object["__proto__"].as_number() == 1);
  CHECK(object["constructor"].as_number() == 2);
  CHECK(object[""].as_number() == 3);
}

TEST_CASE("arrays have holes that read as undefined") {
  Document doc;
  Value array = doc.array({1});
  array.resize(3);
  array.push(nullptr);
  CHECK(array.size() == 4);
  CHECK(array.is_hole(1));
  CHECK(array[1].is_undefined());
  CHECK(!array.is_hole(3));
  CHECK(array[3].is_null());
  CHECK(array[99].is_undefined());
  CHECK(array[-1].is_undefined());
  array.set_at(4, "end");
  CHECK(array.size() == 5);
  CHECK_THROWS_AS(array.set_at(9, 1), CloneError);
  array.resize(1);
  CHECK(array.size() == 1);
}

TEST_CASE("a hole that is handed on is undefined") {
  Document doc;
  Value array = doc.array();
  array.resize(1);
  auto cursor = array.entries();
  Value object = doc.object({{"x", cursor.value()}});
  CHECK(object.has("x"));
  CHECK(object["x"].is_undefined());
}

TEST_CASE("Maps compare keys as SameValueZero: NaN is NaN, -0 is 0, objects by identity") {
  Document doc;
  Value key = doc.object();
  Value map = doc.make_map({{NAN, "nan"}, {-0.0, "zero"}, {"1", "text"}, {1, "number"}});
  map.put(key, "object");
  map.put(doc.bigint(7), "bigint");
  CHECK(map.size() == 6);
  CHECK(map.get(NAN).as_string() == "nan");
  CHECK(map.get(0).as_string() == "zero");
  CHECK(map.get("1").as_string() == "text");
  CHECK(map.get(1).as_string() == "number");
  CHECK(map.get(key).as_string() == "object");
  CHECK(map.get(candela::BigInt(7)).as_string() == "bigint");
  CHECK(map.get(doc.object()).is_undefined());
  map.put(1, "changed");
  CHECK(map.size() == 6);
  CHECK(map.remove(1));
  CHECK(!map.remove(1));
  CHECK(map.size() == 5);
  CHECK(!map.contains(1));
}

TEST_CASE("a container of another document is no key of this one's Maps") {
  Document doc;
  Document other;
  Value map = doc.make_map({});
  Value mine = doc.object();
  map.put(mine, 1);
  Value theirs = other.object();
  REQUIRE(theirs.slot() == other.object().slot() - 1);
  CHECK(!map.contains(theirs));
  CHECK(!map.contains(other.array()));
}

TEST_CASE("large Sets and Maps find what they hold, and walk in order of insertion") {
  Document doc;
  Value set = doc.make_set({});
  for (int i = 0; i < 1'000; ++i)
    set.add("m" + std::to_string(i));
  for (int i = 0; i < 1'000; i += 2)
    set.remove("m" + std::to_string(i));
  CHECK(set.size() == 500);
  int expected = 1;
  for (auto cursor = set.entries(); !cursor.done(); cursor.next(), expected += 2)
    REQUIRE(cursor.value().as_string() == "m" + std::to_string(expected));
  CHECK(expected == 1'001);
}

TEST_CASE("errors have four parts and own properties") {
  Document doc;
  Value error = doc.error("TypeError", "no");
  CHECK(error.error_name() == "TypeError");
  CHECK(error["message"].as_string() == "no");
  CHECK(!error.error_has(Value::ErrorPart::stack));
  error.set("cause", nullptr);
  CHECK(error.error_has(Value::ErrorPart::cause));
  CHECK(error["cause"].is_null());
  error.set("code", "E");
  CHECK(error.size() == 1);
  CHECK(names(error) == std::vector<std::string>{"code"});
  CHECK(error.erase("message"));
  CHECK(!error.erase("message"));
  CHECK(error.error_message().empty());
  error.set_error_part(Value::ErrorPart::name, 5);
  CHECK(error.error_name().empty());
  CHECK(error["name"].as_number() == 5);
}

TEST_CASE("RegExps, hosts and functions give back what they were made of") {
  Document doc;
  Value regexp = doc.regexp("a+", "gi");
  regexp.set_regexp_last_index(3);
  CHECK(regexp.regexp_source() == "a+");
  CHECK(regexp.regexp_flags() == "gi");
  CHECK(regexp.regexp_last_index() == 3);
  Value host = doc.host("url", "https://a.example/");
  CHECK(host.host_tag() == "url");
  CHECK(host.host_payload().as_string() == "https://a.example/");
  CHECK(doc.function("f").function_name() == "f");
}

TEST_CASE("two threads may look up in one document: looking writes nothing") {
  Document doc;
  Value map = doc.make_map({{"a", 1}});
  Value object = doc.object({{"a", 1}});
  const std::size_t memory = doc.memory();
  for (int i = 0; i < 5'000; ++i) {
    CHECK(!map.contains("absent" + std::to_string(i)));
    CHECK(!object.has("absent" + std::to_string(i)));
  }
  CHECK(doc.memory() == memory);
}
