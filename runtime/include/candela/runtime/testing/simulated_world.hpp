#pragma once
// A world for tests: time stands until it is told to go on, chance comes from a seed, the disk is
// in memory. Same seed, same calls: same run.
// Threads: one.

#include <chrono>
#include <cstdint>

#include <candela/runtime/testing/simulated_disk.hpp>
#include <candela/runtime/world.hpp>

namespace candela {

class SimulatedClock final : public Clock {
 public:
  SystemTime system_now() override { return system_; }
  MonotonicTime monotonic_now() override { return monotonic_; }

  /// Both clocks. Wall time is cut to whole milliseconds of what has passed since the start.
  void advance(std::chrono::microseconds by);
  /// Wall time alone, as an operator or NTP does; back as well as forth.
  void set_system(SystemTime now);

 private:
  std::chrono::microseconds since_set_{0};
  SystemTime set_{std::chrono::milliseconds{1'700'000'000'000}};
  SystemTime system_ = set_;
  MonotonicTime monotonic_{};
};

/// splitmix64: not for secrets, the same on every machine.
class SeededChance final : public Chance {
 public:
  explicit SeededChance(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::byte> bytes) override;

 private:
  std::uint64_t state_;
};

class SimulatedWorld final : public World {
 public:
  explicit SimulatedWorld(std::uint64_t seed) : chance_(seed), disk_chance_(~seed) {}

  SimulatedClock& clock() override { return clock_; }
  SeededChance& chance() override { return chance_; }
  SimulatedDisk& disk() override { return disk_; }

 private:
  SimulatedClock clock_;
  SeededChance chance_;
  SeededChance disk_chance_;  // its own, so that a run draws the same whatever the disk does
  SimulatedDisk disk_{disk_chance_};
};

}  // namespace candela
