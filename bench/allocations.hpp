#pragma once

// What one run of an operation allocates.
//
// Threads: one.

#include <optional>

#include "measure.hpp"

namespace candela::bench {

struct Allocations {
  double count = 0;
  double bytes = 0;
};

/// What one run allocates, as the mean of a few; nothing where the C library is not one whose
/// malloc we can count.
std::optional<Allocations> allocations_each(const Operation& operation);

}  // namespace candela::bench
