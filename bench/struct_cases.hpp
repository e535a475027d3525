#pragma once

// C++ structs to nested text and packed, and back, beside the libraries that do the same.
//
// Guarantees: what is measured was looked at before, as in codec_cases.hpp.

#include <vector>

#include "contender.hpp"

namespace candela::bench {

/// Group codec.
std::vector<CasePlan> struct_cases();

}  // namespace candela::bench
