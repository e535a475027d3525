#include "allocations.hpp"

#include "allocation_counter.hpp"

namespace candela::bench {

std::optional<Allocations> allocations_each(const Operation& operation) {
  constexpr int runs = 4;
  if (!counts_allocations()) return std::nullopt;
  operation();
  const AllocationCount before = allocations_so_far();
  for (int i = 0; i < runs; ++i)
    operation();
  const AllocationCount after = allocations_so_far();
  return Allocations{static_cast<double>(after.count - before.count) / runs,
                     static_cast<double>(after.bytes - before.bytes) / runs};
}

}  // namespace candela::bench
