// Time in tests: measured generously, to tell linear from quadratic and a second from a minute.
#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <limits>

/// Seconds that one call takes.
template <typename Run>
double seconds_of(Run&& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The least of several runs, in processor time: what a busy machine adds, is added to the others.
template <typename Run>
double least_cpu_seconds_of(int runs, Run&& run) {
  std::clock_t least = std::numeric_limits<std::clock_t>::max();
  for (int i = 0; i < runs; ++i) {
    const std::clock_t start = std::clock();
    run();
    least = std::min(least, std::clock() - start);
  }
  return static_cast<double>(least) / CLOCKS_PER_SEC;
}
