// Writing `packed`, Candela's own binary format: docs/formats/packed.md.
#pragma once

#include <string>

#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"

namespace candela {

/// Makes `out` what hangs on `root`, and nothing else that the document holds. CloneError{limit_bytes}.
void write_packed(std::string& out, const Core& core, Slot root, const StringifyOptions& options);

}  // namespace candela
