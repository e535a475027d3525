// Time in tests: measured generously, to tell linear from quadratic and a second from a minute.
#pragma once

#include <algorithm>
#include <chrono>

/// Seconds that one call takes.
template <typename Run>
double seconds_of(Run&& run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The least of several runs: what a busy machine adds, is added to the others.
template <typename Run>
double least_seconds_of(int runs, Run&& run) {
  double least = seconds_of(run);
  for (int i = 1; i < runs; ++i)
    least = std::min(least, seconds_of(run));
  return least;
}
