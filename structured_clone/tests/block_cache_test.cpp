#include "graph/block_cache.hpp"

#include <cstring>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using candela::BlockCache;

namespace {

/// Whether this build keeps blocks at all.
bool keeps_blocks() {
  const std::size_t before = BlockCache::kept_bytes();
  BlockCache::give(BlockCache::take(BlockCache::smallest_kept), BlockCache::smallest_kept);
  return BlockCache::kept_bytes() != 0 || before != 0;
}

}  // namespace

TEST_CASE("a block given back is the next one of its size") {
  if (!keeps_blocks()) return;
  void* const block = BlockCache::take(100'000);
  std::memset(block, 7, 100'000);
  BlockCache::give(block, 100'000);
  void* const again = BlockCache::take(70'000);  // the same power of two
  CHECK(again == block);
  BlockCache::give(again, 70'000);
}

TEST_CASE("small and very large blocks are not kept") {
  const std::size_t before = BlockCache::kept_bytes();
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{64}, BlockCache::largest_kept + 1})
    BlockCache::give(BlockCache::take(bytes), bytes);
  CHECK(BlockCache::kept_bytes() == before);
}

TEST_CASE("a thread keeps no more than the limit, and its own") {
  if (!keeps_blocks()) return;
  std::size_t kept = 0;
  std::size_t kept_elsewhere = 1;
  std::thread([&] {
    std::vector<void*> blocks;
    for (std::size_t i = 0; i < 2 * BlockCache::most_kept / BlockCache::largest_kept; ++i)
      blocks.push_back(BlockCache::take(BlockCache::largest_kept));
    for (void* const block : blocks)
      BlockCache::give(block, BlockCache::largest_kept);
    kept = BlockCache::kept_bytes();
    std::thread([&] { kept_elsewhere = BlockCache::kept_bytes(); }).join();
  }).join();
  CHECK(kept == BlockCache::most_kept);
  CHECK(kept_elsewhere == 0);
}
