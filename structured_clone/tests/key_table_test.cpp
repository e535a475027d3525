#include "graph/key_table.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::ByteStore;
using candela::KeyTable;

TEST_CASE("a name has one id, dense and in order of first use, few or many") {
  ByteStore bytes;
  KeyTable keys(1);
  for (candela::KeyId i = 0; i < 5'000; ++i)
    REQUIRE(keys.intern(bytes, "key" + std::to_string(i)) == i);
  for (candela::KeyId i = 0; i < 5'000; ++i) {
    const std::string name = "key" + std::to_string(i);
    REQUIRE(keys.intern(bytes, name) == i);
    REQUIRE(keys.find(bytes, name) == i);
    REQUIRE(keys.text(bytes, i) == name);
  }
  CHECK(keys.size() == 5'000);
  CHECK(keys.find(bytes, "absent") == candela::no_key);
}

TEST_CASE("array indexes are canonical decimals below 2^32-1") {
  ByteStore bytes;
  KeyTable keys(1);
  const auto index = [&](const char* name) { return keys.array_index(keys.intern(bytes, name)); };
  CHECK(index("0") == 0);
  CHECK(index("42") == 42);
  CHECK(index("4294967294") == 4294967294U);
  for (const char* none : {"", "01", "-1", "1.0", "4294967295", "99999999999", "1e3", " 1", "a"})
    CHECK(index(none) == candela::no_index);
}
