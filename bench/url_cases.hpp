#pragma once

// The case of request_sync's Url: the list of urls.txt, parsed, beside node's own URL.
//
// Guarantees: our normalised forms are looked at, and are as long as node's.
// Threads: one.

#include <memory>
#include <vector>

#include "contender.hpp"

namespace candela::bench {

/// Group url. Starts a node process of its own when the case is made.
std::vector<CasePlan> url_cases();

}  // namespace candela::bench
