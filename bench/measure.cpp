#include "measure.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace candela::bench {

namespace {

using Clock = std::chrono::steady_clock;

/// Between two samples where the place is no whole number, as most statistics programs do.
double quantile(const std::vector<double>& sorted, double part) {
  const double place = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

}  // namespace

double nanoseconds_each(const Operation& operation, Milliseconds duration) {
  using Nanoseconds = std::chrono::duration<double, std::nano>;
  const Nanoseconds wanted = duration;
  std::uint64_t runs = 0;
  std::uint64_t batch = 1;
  const auto start = Clock::now();
  for (;;) {
    for (std::uint64_t i = 0; i < batch; ++i)
      operation();
    runs += batch;
    const Nanoseconds taken = Clock::now() - start;
    if (taken >= wanted) return taken.count() / static_cast<double>(runs);
    // The clock is read seldom, and the last batch ends near the wanted time.
    const double left = (wanted - taken) / taken * static_cast<double>(runs);
    batch = static_cast<std::uint64_t>(std::clamp(left, 1.0, 2.0 * static_cast<double>(batch)));
  }
}

Summary summarise(std::vector<double> samples) {
  assert(!samples.empty() && "at least one sample");
  std::sort(samples.begin(), samples.end());
  return {quantile(samples, 0.5), (quantile(samples, 0.75) - quantile(samples, 0.25)) / 2};
}

}  // namespace candela::bench
