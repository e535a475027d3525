#pragma once
// Headers, Request, Response, forms and search parameters of node (fetch/fetch.mjs), against ours:
// the same random case for both, and the same answer, errors by their names.
#include "line_process.hpp"
#include "report.hpp"
#include "seeds.hpp"

namespace candela::conformance {

/// How many kinds of cases there are; each makes seed_cases(seeds).
inline constexpr std::size_t fetch_kinds = 9;

void check_fetch(Seeds seeds, LineProcess& node, Report& report);

}  // namespace candela::conformance
