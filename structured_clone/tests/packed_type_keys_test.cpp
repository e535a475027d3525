#include "bind/packed_type_keys.hpp"

#include <deque>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "all_types.hpp"

using candela::detail::bind::ObjectType;
using candela::detail::bind::PackedTypeKeys;

TEST_CASE("a type has one shape, with the names of its members in their order") {
  PackedTypeKeys keys;
  const auto& point = candela::detail::bind::table<bound::Point>;
  const auto& all = candela::detail::bind::table<bound::AllTypes>;
  CHECK(keys.shape_of(point) == 0);
  CHECK(keys.shape_of(all) == 1);
  CHECK(keys.shape_of(point) == 0);
  CHECK(keys.keys().text.starts_with("xyflagint8"));
  CHECK(keys.keys().shape_counts[0] == 2);
  CHECK(keys.keys().shape_keys[2] == 2);
  CHECK(keys.keys().lengths[2] == 4);
}

TEST_CASE("hundreds of types are told apart") {
  std::deque<ObjectType> types;
  PackedTypeKeys keys;
  for (std::uint32_t round = 0; round < 2; ++round)
    for (std::uint32_t i = 0; i < 300; ++i) {
      if (round == 0) types.push_back(candela::detail::bind::table<bound::Point>);
      REQUIRE(keys.shape_of(types[i]) == i);
    }
}

TEST_CASE("names of maps are shapes of their own, and keys that they share are written once") {
  PackedTypeKeys keys;
  const std::vector<std::string_view> ab = {"a", "b"};
  const std::vector<std::string_view> bc = {"b", "c"};
  CHECK(keys.shape_of(ab) == 0);
  CHECK(keys.shape_of(bc) == 1);
  CHECK(keys.keys().text == "abc");
  CHECK(keys.keys().shape_keys[2] == 1);
}
