// Writing `nested`, the format of 2026: {"json":…,"meta":{"aliases":{"0":…}}}. Lumenize
// structured-clone 0.25 and later.
#pragma once

#include <candela/structured_clone/format.hpp>

#include "graph/slot.hpp"
#include "text/output.hpp"

namespace candela {

/// CloneError{not_serializable} only in the reference form, for what the original cannot write.
void write_nested(Output& out, Core& core, Slot root, const StringifyOptions& options);

}  // namespace candela
