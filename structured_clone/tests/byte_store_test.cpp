#include "graph/byte_store.hpp"

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/error.hpp>

using candela::ByteStore;

TEST_CASE("blocks of any size keep their bytes and their addresses while the store grows") {
  ByteStore store;
  std::vector<std::pair<std::uint32_t, std::string>> blocks;
  std::vector<const char*> addresses;
  for (std::size_t i = 0; i < 2'000; ++i) {
    const std::string content((i * 37) % 900 + (i % 100 == 0 ? 70'000 : 0),
                              static_cast<char>('a' + i % 26));
    const std::uint32_t offset = store.allocate(content.size());
    std::memcpy(store.at(offset), content.data(), content.size());
    addresses.push_back(store.at(offset));
    blocks.emplace_back(offset, content);
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    CHECK(store.at(blocks[i].first) == addresses[i]);
    CHECK(std::string(addresses[i], blocks[i].second.size()) == blocks[i].second);
  }
}

TEST_CASE("aligned blocks are aligned, in the inline page too") {
  ByteStore store;
  store.allocate(3);
  for (int i = 0; i < 100; ++i) {
    const std::uint32_t offset = store.allocate(13, 8);
    CHECK(offset % 8 == 0);
    CHECK(reinterpret_cast<std::uintptr_t>(store.at(offset)) % 8 == 0);
  }
}

TEST_CASE("a copy holds the same bytes at the same offsets, and grows alone") {
  ByteStore store;
  const std::uint32_t small = store.allocate(5);
  std::memcpy(store.at(small), "small", 5);
  const std::uint32_t large = store.allocate(200'000);
  std::memset(store.at(large), 'L', 200'000);
  ByteStore copy;
  copy.assign(store);
  std::memset(store.at(large), 'x', 200'000);
  CHECK(std::string(copy.at(small), 5) == "small");
  CHECK(std::string(copy.at(large), 200'000) == std::string(200'000, 'L'));
  CHECK(copy.allocate(10) == store.allocate(10));
}

TEST_CASE("more than 4 GiB are refused, not wrapped") {
  ByteStore store;
  CHECK_THROWS_AS(store.allocate(std::size_t{1} << 32), candela::CloneError);
}

TEST_CASE("an empty block at the very end of a chunk has an address too") {
  ByteStore store;
  store.allocate(512);
  CHECK(store.at(store.allocate(0)) != nullptr);
  const std::uint32_t usable = 65'536 - ByteStore::read_past;
  const std::uint32_t chunk = store.allocate(usable - 1);
  const std::uint32_t last = store.allocate(1);
  CHECK(last == chunk + usable - 1);
  const std::uint32_t empty = store.allocate(0);
  std::memcpy(store.at(empty), "", 0);
  CHECK(store.allocate(4) >= empty);
}
