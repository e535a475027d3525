// How deep a graph is: containers inside each other, each counted where a walk from the root meets
// it first.
#pragma once

#include <cstddef>

#include "core.hpp"

namespace candela {

/// 0 for a primitive root. Iterative; visits each container once.
std::size_t depth_of(const Core& core);

}  // namespace candela
