#pragma once
// The vectors: values that the original packages wrote, and that are made here by name.
#include <cstddef>

#include <candela/structured_clone/document.hpp>

#include "codec.hpp"
#include "report.hpp"

namespace candela::conformance {

/// What a whole run passes. Raise it with the recordings.
inline constexpr std::size_t least_vector_cases = 700;

/// One case for each vector in each text format, and one for each pair of them that both hold all of
/// it; and one for each in V8's format.
void check_vectors(Value recordings, const Codec& codec, Report& report);

}  // namespace candela::conformance
