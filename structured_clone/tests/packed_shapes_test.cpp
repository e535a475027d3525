#include "formats/packed_shapes.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using candela::Core;
using candela::KeyId;
using candela::PackedShapes;

TEST_CASE("a list of keys is one shape; another order, a longer or a shorter list is another") {
  Core core;
  const KeyId a = core.intern("a");
  const KeyId b = core.intern("b");
  const std::vector<KeyId> none, ab = {a, b}, ba = {b, a}, only_a = {a};
  PackedShapes shapes(core);
  CHECK(shapes.shape_of(ab) == 0);
  CHECK(shapes.shape_of(ba) == 1);
  CHECK(shapes.shape_of(only_a) == 2);
  CHECK(shapes.shape_of(none) == 3);
  CHECK(shapes.shape_of(ab) == 0);
  CHECK(shapes.shape_of(only_a) == 2);
  CHECK(shapes.shape_of(none) == 3);
  CHECK(shapes.keys().shape_counts.size() == 4);
  CHECK(shapes.keys().text == "ab");
}

TEST_CASE(
    "keys are numbered in the order in which shapes need them, not as the document has them") {
  Core core;
  core.intern("unused");
  const std::vector<KeyId> keys = {core.intern("z"), core.intern("yy")};
  PackedShapes shapes(core);
  shapes.shape_of(keys);
  CHECK(shapes.keys().text == "zyy");
  CHECK(shapes.keys().shape_keys[0] == 0);
  CHECK(shapes.keys().shape_keys[1] == 1);
  CHECK(shapes.keys().lengths[1] == 2);
}

TEST_CASE("thousands of shapes are found again") {
  Core core;
  std::vector<KeyId> keys(3'000);
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i] = core.intern("key" + std::to_string(i));
  PackedShapes shapes(core);
  for (int round = 0; round < 2; ++round)
    for (std::size_t i = 1; i < keys.size(); ++i)
      REQUIRE(shapes.shape_of(std::vector<KeyId>{keys[0], keys[i]}) == i - 1);
}
