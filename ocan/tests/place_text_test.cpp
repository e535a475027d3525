#include "place_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <candela/structured_clone/format.hpp>

namespace candela {
namespace {

/// The ways to all strings that begin with "here".
std::vector<std::string> ways(std::string_view json) {
  const Document document = parse(R"({"json":)" + std::string(json) + R"(,"meta":{}})");
  IdentityMap seen;
  Walk walk(seen);
  std::vector<Place> places;
  for (walk.start(document.root()); walk.next(); walk.enter()) {
    if (walk.value().is_string() && walk.value().as_string().starts_with("here"))
      places.push_back(walk.place());
  }
  std::vector<std::string> texts;
  for (const Place& place : places)
    texts.push_back(place_text(document.root(), place));
  return texts;
}

TEST_CASE("a way names what is gone through, as one would write it") {
  CHECK(ways(R"([1,{"a":{"two words":["here"]}}])") ==
        std::vector<std::string>{R"([1].a["two words"][0])"});
  CHECK(
      ways(R"({"$type":"map","entries":[["k","here"],[5,"here"],[{"o":1},"here"],["here",1]]})") ==
      std::vector<std::string>{R"(.get("k"))", ".get(5)", ".values()[2]", ".keys()[3]"});
  CHECK(ways(R"({"$type":"set","values":[1,"here"]})") == std::vector<std::string>{".values()[1]"});
  CHECK(ways(R"([{"$type":"error","name":"E","message":"m","cause":"here","own":"here"}])") ==
        std::vector<std::string>{"[0].cause", "[0].own"});
}

TEST_CASE("a very long way is cut") {
  std::string deep = R"("here")";
  for (int i = 0; i < 100; ++i)
    deep = R"({"name":)" + deep + "}";
  const std::string way = ways(deep).front();
  CHECK(way.starts_with(".name.name"));
  CHECK(way.ends_with("…"));
  CHECK(way.size() < 230);
}

TEST_CASE("a place that is not there any more has no way") {
  Document document;
  Value array = document.array({1});
  Place place;
  place.container = document.array({1});
  CHECK(place_text(array, place).empty());
}

}  // namespace
}  // namespace candela
