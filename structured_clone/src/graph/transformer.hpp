// Running a Transform over the graph of a document, in place: the rules stand in
// candela/structured_clone/transform.hpp. Iterative.
#pragma once

#include <candela/structured_clone/transform.hpp>

namespace candela {

/// Requires: `transform` is not empty.
void transform_graph(Document& document, const Transform& transform);

}  // namespace candela
