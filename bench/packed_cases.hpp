#pragma once

// The cases of the binary formats, by way of a document.
//
// Guarantees: what is measured was looked at before, as in codec_cases.hpp.

#include <memory>
#include <vector>

#include "contender.hpp"
#include "node_peers.hpp"

namespace candela::bench {

/// Group codec.
std::vector<CasePlan> packed_cases(const std::shared_ptr<NodePeers>& node);

}  // namespace candela::bench
