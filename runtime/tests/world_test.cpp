#include <candela/runtime/world.hpp>

#include <array>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <candela/runtime/testing/simulated_world.hpp>

namespace candela {
namespace {

TEST_CASE("the machine's clocks go on, its chance is not constant, its disk is the system's") {
  RealWorld world;
  const auto before = world.clock().monotonic_now();
  CHECK(world.clock().monotonic_now() >= before);
  CHECK(world.clock().system_now() > SystemTime(std::chrono::milliseconds(1'600'000'000'000)));
  CHECK(world.chance().next() != world.chance().next());
  CHECK(world.disk().vfs_name().empty());
}

TEST_CASE("random bytes fill a span of any length, and nothing beside it") {
  SystemChance chance;
  std::array<std::byte, 1000> bytes{};
  chance.fill(std::span(bytes).first(0));
  chance.fill(std::span(bytes).subspan(1, 998));
  CHECK(bytes.front() == std::byte{0});
  CHECK(bytes.back() == std::byte{0});
}

TEST_CASE("a number below a bound is below it, and every one of them comes up") {
  SeededChance chance(1);
  std::array<int, 7> seen{};
  for (int i = 0; i < 700; ++i)
    ++seen.at(chance.below(seen.size()));
  for (const int count : seen)
    CHECK(count > 50);
  CHECK(chance.below(1) == 0);
}

/// Says what it was given, to show which numbers are refused.
class ScriptedChance final : public Chance {
 public:
  explicit ScriptedChance(std::vector<std::uint64_t> numbers) : numbers_(std::move(numbers)) {}
  void fill(std::span<std::byte> bytes) override {
    REQUIRE(bytes.size() == sizeof(std::uint64_t));
    std::memcpy(bytes.data(), &numbers_.at(at_++), bytes.size());
  }
  std::size_t drawn() const { return at_; }

 private:
  std::vector<std::uint64_t> numbers_;
  std::size_t at_ = 0;
};

TEST_CASE("numbers that would favour the small ones are drawn again") {
  constexpr auto max = std::numeric_limits<std::uint64_t>::max();
  ScriptedChance chance({max, max - 1, 5});  // 2^64 is 1 above a multiple of 3
  CHECK(chance.below(3) == (max - 1) % 3);
  CHECK(chance.drawn() == 2);
}

}  // namespace
}  // namespace candela
