#pragma once
// Random graphs from seeds: of one seed the graph that original/graph.mjs makes, with aliases and
// cycles through every container. Stateless.
#include <cstdint>

#include <candela/structured_clone/document.hpp>

namespace candela::conformance {

/// Whether the graph of this seed may hold what the original package loses.
constexpr bool is_lossy(std::uint32_t seed) {
  return seed % 4 == 0;
}

Value make_graph(Document& doc, std::uint32_t seed);

}  // namespace candela::conformance
