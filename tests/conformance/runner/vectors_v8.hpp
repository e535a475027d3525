#pragma once
// The vectors as node's v8.serialize wrote them: bytes of V8's format, in base64.
#include <candela/structured_clone/document.hpp>

#include "report.hpp"

namespace candela::conformance {

/// One case for a vector: what node wrote is read as the value, and ours writes the same bytes.
/// What V8 loses, and where equal values have other bytes, stands in a table; so does nothing else.
void check_v8_vector(Value vector, Report& report);

}  // namespace candela::conformance
