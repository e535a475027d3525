#include <candela/runtime/world.hpp>

#include <cassert>
#include <cerrno>
#include <limits>
#include <sys/random.h>
#include <system_error>

namespace candela {

std::uint64_t Chance::next() {
  std::uint64_t number = 0;
  fill(std::as_writable_bytes(std::span(&number, 1)));
  return number;
}

std::uint64_t Chance::below(std::uint64_t bound) {
  assert(bound > 0);
  // Numbers above the last whole multiple of the bound would favour the small ones.
  constexpr std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t last = max - (max % bound + 1) % bound;
  std::uint64_t number = next();
  while (number > last)
    number = next();
  return number % bound;
}

SystemTime SystemClock::system_now() {
  return std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::system_clock::now());  // NOLINT: the real one
}

MonotonicTime SystemClock::monotonic_now() {
  return std::chrono::floor<std::chrono::microseconds>(
      std::chrono::steady_clock::now());  // NOLINT: the real one
}

void SystemChance::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "getrandom");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace candela
