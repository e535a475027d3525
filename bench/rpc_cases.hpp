#pragma once

// The cases over sockets: a server on one core, a client that loads it on another, ours and bare
// echoes of kj.
//
// Guarantees: every server runs through all rounds of its case, idle while others are measured; the
// client is the same for all. Programs that were not built give contenders that are missing.
// Threads: one.

#include <vector>

#include "contender.hpp"

namespace candela::bench {

std::vector<CasePlan> rpc_cases();

}  // namespace candela::bench
