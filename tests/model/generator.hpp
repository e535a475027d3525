#pragma once
// Random cases: an object graph, and a batch of chains for it in the wire's shape. Most chains fit
// what they run on, so that they go deep; some are wrong in every way that the wire allows.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <candela/structured_clone/document.hpp>

#include "../hostile/random.hpp"
#include "graph.hpp"
#include "interpreter.hpp"

namespace candela::model {

using hostile::Random;

struct Case {
  std::uint64_t seed = 0;
  GraphSpec graph = {};
  Document request = {};
  Limits limits = {};
};

Case make_case(std::uint64_t seed);

}  // namespace candela::model
