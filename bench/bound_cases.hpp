#pragma once

// The cases of bound C++ types: structs to nested text and back.
//
// Guarantees: ours is checked by a round trip before it is measured.
// Threads: one.

#include <vector>

#include "contender.hpp"

namespace candela::bench {

std::vector<CasePlan> bound_cases();

}  // namespace candela::bench
