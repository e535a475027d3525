#include "testing/simulated_file.hpp"

#include <doctest/doctest.h>

#include <candela/runtime/testing/simulated_disk.hpp>
#include <candela/runtime/testing/simulated_world.hpp>

namespace candela {
namespace {

TEST_CASE("what was synced survives a power cut") {
  SeededChance chance(1);
  SimulatedFile file;
  file.write(0, "hello");
  file.write(3, "p!");
  file.sync();
  file.lose_power(chance);
  CHECK(file.bytes() == "help!");
}

TEST_CASE("a power cut keeps some sectors of an unsynced write and loses others") {
  SeededChance chance(1);
  SimulatedFile file;
  file.write(0, std::string(64 * SimulatedDisk::sector_bytes, 'x'));
  file.lose_power(chance);
  const std::string_view bytes = file.bytes();
  CHECK(bytes.find('x') != std::string_view::npos);
  CHECK(bytes.find('\0') != std::string_view::npos);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const std::size_t sector = at / SimulatedDisk::sector_bytes * SimulatedDisk::sector_bytes;
    if (bytes[at] != bytes[sector]) FAIL("a sector was torn at " << at);
  }
}

TEST_CASE("a truncation is a change like any other") {
  SeededChance chance(1);
  SimulatedFile file;
  file.write(0, "12345678");
  file.truncate(4);
  CHECK(file.bytes() == "1234");
  file.sync();
  file.truncate(6);
  CHECK(file.bytes() == std::string("1234\0\0", 6));
  file.drop_unsynced();
  CHECK(file.bytes() == "1234");
}

TEST_CASE("after a failed sync the cache may show what no later sync will write") {
  SeededChance chance(1);
  SimulatedFile file;
  file.write(0, "ab");
  file.sync();
  file.write(0, "XY");
  file.keep_unsynced();
  file.write(1, "Z");
  CHECK(file.bytes() == "XZ");
  file.sync();
  file.lose_power(chance);
  CHECK(file.bytes() == "aZ");
}

}  // namespace
}  // namespace candela
