#pragma once
// The JSON Schema that a value suggests: one value is no proof of what others look like.
#include <candela/structured_clone/document.hpp>

namespace candela::tool {

/// Draft 2020-12, of a tree of plain JSON: types, properties (required are those that each object at
/// the place has), elements. Iterative; all elements of a list are described as one.
Document schema_of(Value plain);

}  // namespace candela::tool
