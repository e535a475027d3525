#include <candela/runtime/testing/simulated_world.hpp>

#include <array>

#include <doctest/doctest.h>

namespace candela {
namespace {

using namespace std::chrono_literals;

TEST_CASE("simulated time stands still until it is advanced, both clocks together") {
  SimulatedWorld world(1);
  const auto system = world.clock().system_now();
  const auto monotonic = world.clock().monotonic_now();
  CHECK(world.clock().monotonic_now() == monotonic);
  for (int i = 0; i < 3; ++i)
    world.clock().advance(500us);
  CHECK(world.clock().monotonic_now() - monotonic == 1500us);
  CHECK(world.clock().system_now() - system == 1ms);
}

TEST_CASE("wall time can be set back, and monotonic time goes on") {
  SimulatedClock clock;
  clock.advance(10s);
  clock.set_system(SystemTime(5ms));
  clock.advance(2ms);
  CHECK(clock.system_now() == SystemTime(7ms));
  CHECK(clock.monotonic_now() == MonotonicTime(10s + 2ms));
}

TEST_CASE("the same seed draws the same numbers, another seed others") {
  SeededChance one(7);
  SeededChance same(7);
  SeededChance other(8);
  const auto number = one.next();
  CHECK(number == same.next());
  CHECK(number != other.next());
  std::array<std::byte, 13> bytes{};
  std::array<std::byte, 13> again{};
  one.fill(bytes);
  same.fill(again);
  CHECK(bytes == again);
}

TEST_CASE("what the disk draws does not change what the world draws") {
  SimulatedWorld quiet(3);
  SimulatedWorld busy(3);
  busy.disk().overwrite("f", 0, "x");
  busy.disk().restart();
  CHECK(quiet.chance().next() == busy.chance().next());
}

}  // namespace
}  // namespace candela
