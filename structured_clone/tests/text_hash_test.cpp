#include "graph/text_hash.hpp"

#include <cstdint>
#include <set>
#include <string>

#include <doctest/doctest.h>

using candela::text_hash;

TEST_CASE(
    "texts of every length that differ in one byte, or in their length, differ in their hash") {
  std::set<std::uint64_t> hashes;
  std::size_t texts = 0;
  for (std::size_t size = 0; size <= 40; ++size) {
    hashes.insert(text_hash(std::string(size, 'a'), 7));
    ++texts;
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'a');
      text[at] = 'b';
      hashes.insert(text_hash(text, 7));
      ++texts;
    }
  }
  CHECK(hashes.size() == texts);
}

TEST_CASE("another seed is another hash, the same seed the same") {
  for (const char* text : {"", "k", "four", "eight by", "a text of more than sixteen bytes"}) {
    CHECK(text_hash(text, 1) == text_hash(std::string(text), 1));
    CHECK(text_hash(text, 1) != text_hash(text, 2));
  }
}
