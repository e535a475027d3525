#include "graph/mix.hpp"

#include <cstdint>
#include <unordered_map>

#include <doctest/doctest.h>

using candela::SeededHash;

TEST_CASE("multiples of the bucket count do not meet in one bucket") {
  std::unordered_map<std::uint32_t, int, SeededHash> map(0, SeededHash{42});
  map.rehash(20'000);
  const auto step = static_cast<std::uint32_t>(map.bucket_count());
  for (std::uint32_t i = 0; i < 10'000; ++i)
    map[i * step] = 1;
  REQUIRE(map.bucket_count() == step);
  std::size_t fullest = 0;
  for (std::size_t bucket = 0; bucket < map.bucket_count(); ++bucket)
    fullest = map.bucket_size(bucket) > fullest ? map.bucket_size(bucket) : fullest;
  CHECK(fullest < 16);
}

TEST_CASE("another seed is another order") {
  CHECK(SeededHash{1}(7) != SeededHash{2}(7));
}
