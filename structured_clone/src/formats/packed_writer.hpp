// Writing `packed`, Candela's own binary format: docs/formats/packed.md.
#pragma once

#include <candela/structured_clone/format.hpp>

#include "graph/slot.hpp"
#include "text/output.hpp"

namespace candela {

/// What hangs on `root`, and nothing else that the document holds. CloneError{limit_bytes}.
void write_packed(Output& out, const Core& core, Slot root, const StringifyOptions& options);

}  // namespace candela
