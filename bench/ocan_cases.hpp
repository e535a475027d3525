#pragma once

// The cases of operation chains: building, executing, and a plain virtual call beside them.

#include <vector>

#include "contender.hpp"

namespace candela::bench {

std::vector<CasePlan> ocan_cases();

}  // namespace candela::bench
