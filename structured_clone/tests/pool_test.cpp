#include "graph/pool.hpp"

#include <cstdint>

#include <doctest/doctest.h>

using candela::Pool;

TEST_CASE("a pool keeps its elements when it grows out of its inline room, and again") {
  Pool<std::uint32_t, 4> pool;
  for (std::uint32_t i = 0; i < 100; ++i)
    pool.push(i);
  REQUIRE(pool.size() == 100);
  for (std::uint32_t i = 0; i < 100; ++i)
    CHECK(pool[i] == i);
}

TEST_CASE("an element of the pool itself may be pushed while it grows") {
  Pool<std::uint32_t, 4> pool;
  pool.push(7);
  for (int i = 0; i < 20; ++i)
    pool.push(pool[0]);
  CHECK(pool[20] == 7);
}
