#include "formats/nested_writer.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::Document;
using candela::Fidelity;
using candela::Value;

namespace {

std::string json_of(Value value, Fidelity fidelity = Fidelity::lossless) {
  candela::StringifyOptions options;
  options.fidelity = fidelity;
  return candela::stringify(value, options);
}

}  // namespace

TEST_CASE("every occurrence of a shared value is a reference, numbered by first visits") {
  Document doc;
  Value s = doc.object({{"n", 1}});
  Value t = doc.object({{"n", 2}});
  CHECK(json_of(doc.array({s, t, t, s})) ==
        R"({"json":[{"$ref":0},{"$ref":1},{"$ref":1},{"$ref":0}],)"
        R"("meta":{"aliases":{"0":{"n":1},"1":{"n":2}}}})");
}

TEST_CASE("two paths to one object, and A to B to C to A") {
  Document doc;
  Value a = doc.object({{"n", "A"}});
  Value c = doc.object({{"n", "C"}, {"a", a}});
  a.set("b", doc.object({{"n", "B"}, {"c", c}}));
  CHECK(json_of(a) ==
        R"({"json":{"$ref":0},"meta":{"aliases":{"0":{"n":"A","b":{"n":"B","c":{"n":"C",)"
        R"("a":{"$ref":0}}}}}}})");
}

TEST_CASE("holes are told from undefined, which the reference form does not") {
  Document doc;
  Value array = doc.array({1, Value()});
  array.resize(3);
  CHECK(json_of(array) ==
        R"({"json":[1,{"$type":"undefined"},{"$type":"undefined","hole":true}],"meta":{}})");
  CHECK(json_of(array, Fidelity::reference) ==
        R"({"json":[1,{"$type":"undefined"},null],"meta":{}})");
}

TEST_CASE("an error's parts stand in the original's order, own properties last") {
  Document doc;
  Value error = doc.error("E", "");
  error.set("own", doc.make_set({error}));
  error.set("stack", "at x");
  error.set("cause", Value());
  error.set("errors", doc.array({1}));
  CHECK(json_of(error) ==
        R"({"json":{"$ref":0},"meta":{"aliases":{"0":{"$type":"error","name":"E","message":"",)"
        R"("stack":"at x","cause":{"$type":"undefined"},)"
        R"("own":{"$type":"set","values":[{"$ref":0}]},"errors":[1]}}}})");
  CHECK(json_of(error, Fidelity::reference).find("cause") == std::string::npos);
}

TEST_CASE("an error without a name and a message keeps that losslessly") {
  Document doc;
  Value error = doc.error("E", "m");
  error.erase("name");
  error.erase("message");
  CHECK(json_of(error) == R"({"json":{"$type":"error"},"meta":{}})");
  CHECK(json_of(error, Fidelity::reference) ==
        R"({"json":{"$type":"error","name":"Error","message":""},"meta":{}})");
}

TEST_CASE("Maps and Sets write what they hold, removed entries left out") {
  Document doc;
  Value map = doc.make_map({{"a", 1}, {"b", doc.array({2})}, {"c", 3}});
  map.remove("a");
  CHECK(json_of(map) == R"({"json":{"$type":"map","entries":[["b",[2]],["c",3]]},"meta":{}})");
  Value set = doc.make_set({1, 2, 3});
  set.remove(3);
  CHECK(json_of(set) == R"({"json":{"$type":"set","values":[1,2]},"meta":{}})");
}

TEST_CASE("a million objects in a chain are written and read without recursion") {
  Document doc;
  Value head = doc.object({{"next", nullptr}});
  for (int i = 1; i < 1'000'000; ++i)
    head = doc.object({{"next", head}});
  const Document back = candela::parse(json_of(head));
  CHECK(candela::equal(back.root(), head));
}
