#include <candela/runtime/testing/simulated_world.hpp>

#include <algorithm>
#include <cassert>
#include <cstring>

namespace candela {

void SimulatedClock::advance(std::chrono::microseconds by) {
  assert(by.count() >= 0);
  monotonic_ += by;
  since_set_ += by;
  system_ = set_ + std::chrono::floor<std::chrono::milliseconds>(since_set_);
}

void SimulatedClock::set_system(SystemTime now) {
  set_ = now;
  system_ = now;
  since_set_ = std::chrono::microseconds{0};
}

// https://prng.di.unimi.it/splitmix64.c
void SeededChance::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t number = state_;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    number ^= number >> 31;
    const std::size_t size = std::min(bytes.size(), sizeof number);
    std::memcpy(bytes.data(), &number, size);
    bytes = bytes.subspan(size);
  }
}

}  // namespace candela
