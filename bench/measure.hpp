#pragma once

// How one operation is timed, and what is made of several timings.
//
// Guarantees: `nanoseconds_each` takes about the time it is given, at least one run of the
// operation. Nothing here allocates while it times.
// Threads: one; what else runs on the machine shows in the spread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace candela::bench {

using Milliseconds = std::chrono::milliseconds;
using Operation = std::function<void()>;

/// Makes the compiler believe that somebody looks at `value`.
template <typename T>
void keep(const T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

/// Nanoseconds that one run takes, as the mean of as many as fit into `duration`.
double nanoseconds_each(const Operation& operation, Milliseconds duration);

/// The middle of several samples, and half the distance between their quartiles.
struct Summary {
  double median = 0;
  double spread = 0;
};

/// Requires: at least one sample.
Summary summarise(std::vector<double> samples);

}  // namespace candela::bench
