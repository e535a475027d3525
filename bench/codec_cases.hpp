#pragma once

// The cases of structured_clone: inputs × operations, ours and the peers that do the same.
//
// Guarantees: ours is checked by a round trip before it is measured.
// Threads: one.

#include <memory>
#include <vector>

#include "contender.hpp"
#include "node_peers.hpp"

namespace candela::bench {

std::vector<CasePlan> codec_cases(const std::shared_ptr<NodePeers>& node);

}  // namespace candela::bench
