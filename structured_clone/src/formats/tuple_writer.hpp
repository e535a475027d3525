// Writing `tuple`, the format of November 2025: {"root":R,"objects":[…]}, where everything with
// identity has an id.
#pragma once

#include <candela/structured_clone/format.hpp>

#include "graph/slot.hpp"
#include "text/output.hpp"

namespace candela {

/// CloneError{not_serializable} only in the reference form, for what the original cannot write.
void write_tuple(Output& out, Core& core, Slot root, const StringifyOptions& options);

}  // namespace candela
