#pragma once
// Packed messages that are wrong in one place, or in another way right: what two readers must agree
// about. It knows the sections of docs/formats/packed.md, and nothing of the codec. Stateless.
#include <string>
#include <string_view>

#include "random.hpp"

namespace candela::conformance {

/// Requires: a right message of version 1.0.
std::string mutated(std::string_view message, Random& random);

}  // namespace candela::conformance
