#include "walk.hpp"

#include <doctest/doctest.h>

#include <string>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {
namespace {

/// The primitives of a graph, in the order in which a walk meets them.
std::string met(Value root) {
  IdentityMap seen;
  Walk walk(seen);
  std::string texts;
  for (walk.start(root); walk.next(); walk.enter()) {
    if (walk.value().is_string()) texts += std::string(walk.value().as_string()) + " ";
  }
  return texts;
}

TEST_CASE("a walk goes in document order, into every kind of container, each once") {
  const Document document = parse(
      R"({"json":{"2":"b","1":"a","o":["c",{"x":"d"},"e"],"m":{"$type":"map","entries":[["f","g"],)"
      R"([{"k":"h"},"i"]]},"s":{"$type":"set","values":["j",["k"]]},"e":{"$type":"error","name":"E",)"
      R"("message":"m","cause":"l","own":"m"},"again":{"$ref":0},"more":{"$ref":0}},"meta":)"
      R"({"aliases":{"0":{"self":{"$ref":0},"z":"n"}}}})");
  CHECK(met(document.root()) == "a b c d e f g h i j k l m n ");
}

TEST_CASE("a walk of a graph that is a million deep uses no stack") {
  Document document;
  Value deep = document.string("end");
  for (int i = 0; i < 1'000'000; ++i)
    deep = document.array({deep});
  CHECK(met(deep) == "end ");
}

TEST_CASE("replacements stand where the values stood, in Maps and Sets too") {
  Document document =
      parse(R"({"json":["x",{"p":"x"},{"$type":"map","entries":[["a","x"],["x","b"],["c",1]]},)"
            R"({"$type":"set","values":["a","x","c"]},{"$type":"error","name":"E","message":"m",)"
            R"("cause":"x","own":"x"}],"meta":{}})");
  IdentityMap seen;
  Walk walk(seen);
  Replacements replacements;
  CHECK(replacements.empty());
  for (walk.start(document.root()); walk.next(); walk.enter()) {
    const Value value = walk.value();
    if (value.is_string() && value.as_string() == "x")
      replacements.add(walk.place(), document.number(7));
  }
  replacements.apply();
  CHECK(replacements.empty());
  CHECK(stringify(document) ==
        R"({"json":[7,{"p":7},{"$type":"map","entries":[["a",7],[7,"b"],["c",1]]},)"
        R"({"$type":"set","values":["a",7,"c"]},{"$type":"error","name":"E","message":"m",)"
        R"("cause":7,"own":7}],"meta":{}})");
}

TEST_CASE("places of a copy are found by what stands in the original") {
  Document original = parse(R"({"json":[1,{"x":"here"},["here"]],"meta":{}})");
  Document other;
  const Value copy = other.copy(original.root());
  const auto places = places_in_copy(original.root(), copy, [](Value v) { return v.is_string(); });
  REQUIRE(places.size() == 2);
  CHECK(places[0].place.container.is(copy[1]));
  CHECK(places[1].place.container.is(copy[2]));
}

}  // namespace
}  // namespace candela
