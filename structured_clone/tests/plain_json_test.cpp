#include "text/plain_json.hpp"

#include <cmath>
#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

using candela::CloneError;
using candela::Document;
using candela::Value;

namespace {

bool is_plain(Value value) {
  std::size_t steps = 1'000;
  return candela::is_plain_json(*value.core(), value.slot(), steps);
}

}  // namespace

TEST_CASE("plain JSON is written as JSON.stringify writes it") {
  Document doc;
  Value object = doc.object({{"b", 1}, {"1", "x"}, {"u", Value()}, {"f", doc.function("f")}});
  object.set("list", doc.array({1, Value(), doc.function("g"), NAN, -0.0}));
  CHECK(candela::stringify_json(object) == R"({"1":"x","b":1,"list":[1,null,null,null,0]})");
  CHECK(candela::stringify_json(doc.date(0)) == R"("1970-01-01T00:00:00.000Z")");
  CHECK(candela::stringify_json(doc.date(NAN)) == "null");
  CHECK(candela::stringify_json(doc.make_map({{1, 2}})) == "{}");
  CHECK(candela::stringify_json(doc.boxed("s")) == "\"s\"");
  const std::byte bytes[] = {std::byte{1}, std::byte{255}};
  CHECK(candela::stringify_json(doc.typed_array(candela::ElementType::uint8, bytes)) ==
        R"({"0":1,"1":255})");
  Value error = doc.error("E", "m");
  error.set("own", 1);
  CHECK(candela::stringify_json(error) == R"({"own":1})");
}

TEST_CASE("what JSON.stringify refuses is refused: cycles and BigInts") {
  Document doc;
  Value cycle = doc.object();
  cycle.set("self", cycle);
  CHECK_THROWS_AS(candela::stringify_json(cycle), CloneError);
  CHECK_THROWS_AS(candela::stringify_json(doc.bigint(1)), CloneError);
}

TEST_CASE("one object at two places is no cycle") {
  Document doc;
  Value shared = doc.object();
  CHECK(candela::stringify_json(doc.array({shared, shared})) == "[{},{}]");
}

TEST_CASE("only a tree of JSON's own values is plain") {
  Document doc;
  CHECK(is_plain(doc.object({{"a", doc.array({1, "x", nullptr, true})}})));
  Value shared = doc.object();
  CHECK(!is_plain(doc.array({shared, shared})));
  CHECK(!is_plain(doc.array({-0.0})));
  CHECK(!is_plain(doc.array({NAN})));
  CHECK(!is_plain(doc.array({Value()})));
  CHECK(!is_plain(doc.date(0)));
  Value holes = doc.array();
  holes.resize(1);
  CHECK(!is_plain(holes));
}

TEST_CASE("what takes more steps than there are is not called plain") {
  Document doc;
  const Value list = doc.array({1, doc.array({2, 3})});
  std::size_t steps = 5;
  CHECK(candela::is_plain_json(*list.core(), list.slot(), steps));
  CHECK(steps == 0);
  steps = 4;
  CHECK(!candela::is_plain_json(*list.core(), list.slot(), steps));
}
