#pragma once
// Cases run by ocan's executor: several batches in one program, each with a graph of its own, what
// they wait for settled in any order.
#include <cstdint>
#include <span>
#include <vector>

#include "outcome.hpp"

namespace candela::model {

/// Throws std::runtime_error when a batch does not come to its end.
std::vector<ModelOutcome> execute_together(std::span<const Case> cases, std::uint64_t seed);

/// The request for people: its chains as text.
std::string chains_as_text(const Document& request);

}  // namespace candela::model
