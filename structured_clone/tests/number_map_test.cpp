#include "graph/number_map.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using candela::NumberMap;

TEST_CASE("numbers are found, whether few or all below the bound are there") {
  for (const std::uint32_t bound : {1U, 8U, 32U, 33U, 1000U, 5000U}) {
    CAPTURE(bound);
    NumberMap map(bound, 7);
    for (std::uint32_t step = 0; step < bound; ++step) {
      const std::uint32_t number = bound - 1 - step;
      REQUIRE(map.find(number) == NumberMap::absent);
      map.insert(number, number * 3);
      REQUIRE(map.find(number) == number * 3);
    }
    for (std::uint32_t number = 0; number < bound; ++number)
      REQUIRE(map.find(number) == number * 3);
  }
}

TEST_CASE("memory goes with how many numbers there are, not with the bound") {
  const std::size_t bound = std::size_t{1} << 28;
  NumberMap map(bound, 7);
  CHECK(map.memory() == 0);
  map.insert(5, 1);
  map.insert(std::uint32_t{1} << 27, 2);
  CHECK(map.memory() <= 256);
  NumberMap small(10'000, 7);
  for (std::uint32_t number = 0; number < 64; ++number)
    small.insert(number * 100, number);
  CHECK(small.memory() < 10'000 * sizeof(std::uint32_t));
  for (std::uint32_t number = 0; number < 1000; ++number)
    map.insert(1'000'000 + number * 1024, number);
  CHECK(map.memory() <= std::size_t{1002} * 8 * 4);
  CHECK(map.find(1'000'000 + 999 * 1024) == 999);
  CHECK(map.find(std::uint32_t{1} << 27) == 2);
  CHECK(map.find(6) == NumberMap::absent);
}

TEST_CASE("memory is never more than an array's, but for what a first table takes") {
  const std::size_t bound = 10'000;
  NumberMap map(bound, 7);
  for (std::uint32_t number = 0; number < bound; ++number) {
    map.insert(number, number);
    REQUIRE(map.memory() <= bound * sizeof(std::uint32_t));
  }
}
