#pragma once
// The format packed, held against a second implementation that was written from its document
// (packed/peer.mjs): graphs and recorded values go there and come back, and both readers must agree
// about messages that are wrong.
#include <cstddef>

#include <candela/structured_clone/document.hpp>

#include "codec.hpp"
#include "line_process.hpp"
#include "report.hpp"
#include "seeds.hpp"

namespace candela::conformance {

/// What a whole run passes, beside its graphs and mistakes. Raise it with the tables.
inline constexpr std::size_t least_packed_vectors = 173;
/// So many of them are no values of node 18.
inline constexpr std::size_t most_packed_left_out = 2;
inline constexpr std::size_t least_packed_messages = 155;

void check_packed_vectors(Value recordings, const Codec& codec, LineProcess& peer, Report& report);
void check_packed_graphs(Seeds seeds, const Codec& codec, LineProcess& peer, Report& report);
/// Messages that stand at the edge of what the document allows.
void check_packed_messages(LineProcess& peer, Report& report);
/// One message of each seed's graph, with a mistake.
void check_packed_mistakes(Seeds seeds, LineProcess& peer, Report& report);

}  // namespace candela::conformance
