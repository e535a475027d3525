#pragma once

// Counts what this program allocates: malloc and its relatives are replaced by ones that count, and
// `operator new` of the standard library calls these, so both are seen, in linked libraries too.
//
// Threads: each has its own count.
// State: one counter per thread; malloc has no place for an object of ours.

#include <cstdint>

namespace candela::bench {

struct AllocationCount {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
};

/// Of the calling thread. A reallocation counts as one, with its new size.
AllocationCount allocations_so_far() noexcept;
/// Whether anything is counted: glibc only.
bool counts_allocations() noexcept;

}  // namespace candela::bench
