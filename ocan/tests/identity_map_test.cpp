#include "identity_map.hpp"

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>

namespace candela {
namespace {

TEST_CASE("each value has the number it was inserted with, first come") {
  Document document;
  IdentityMap map;
  std::vector<Value> values;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    values.push_back(document.object());
    CHECK(map.find(values.back()) == IdentityMap::absent);
    CHECK(map.insert(values.back(), i));
  }
  CHECK(map.size() == 1000);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    CHECK(map.find(values[i]) == i);
    CHECK_FALSE(map.insert(values[i], 5));
  }
  CHECK(map.find(values[7]) == 7);
}

TEST_CASE("clearing forgets everything and keeps working") {
  Document document;
  const Value value = document.array();
  IdentityMap map;
  for (int round = 0; round < 100; ++round) {
    CHECK(map.find(value) == IdentityMap::absent);
    CHECK(map.insert(value));
    CHECK(map.find(value) == 0);
    map.clear();
    CHECK(map.size() == 0);
  }
}

}  // namespace
}  // namespace candela
