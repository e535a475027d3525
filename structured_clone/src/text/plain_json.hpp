// A graph as plain JSON, as JSON.stringify writes it, and whether that loses anything.
#pragma once

#include <cstddef>
#include <cstdint>

#include "graph/core.hpp"
#include "output.hpp"

namespace candela {

/// What is done with a cycle and with a BigInt, which JSON.stringify refuses.
enum class Unwritable : std::uint8_t {
  refused,  ///< CloneError{not_serializable}
  null,     ///< null stands in its place: for where a lossless form stands beside it
  strict,   ///< refused, and so is everything else that is no JSON: undefined, Dates, NaN, holes…
};

/// ECMA-262, 25.5.2: undefined and functions are left out (null in arrays), holes and non-finite
/// numbers null, dates ISO texts, Maps, Sets, RegExps, errors objects of their own properties,
/// typed arrays objects of their elements. Iterative.
void write_plain_json(Output& out, Core& core, Slot root, Unwritable unwritable);

/// Whether JSON.parse(JSON.stringify(root)) is the same value: a tree of objects, arrays, strings,
/// booleans, null and finite numbers that are not -0. Each value that is looked at takes one of
/// `steps`; where none is left, the answer is no.
bool is_plain_json(const Core& core, Slot root, std::size_t& steps);

}  // namespace candela
