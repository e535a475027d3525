// Writing V8's ValueSerializer, version 15, as node's v8.serialize does: v8.deserialize reads it.
//
// Lossless: views that share a buffer, and views of a part of one, are written behind their buffer,
// as V8 itself does and as node reads; host values by a host object of our own. Fidelity::reference:
// each view by itself, as node writes it; host values are refused.
#pragma once

#include <candela/structured_clone/format.hpp>

#include "graph/core.hpp"
#include "text/output.hpp"

namespace candela {

/// CloneError{not_serializable} with the path for functions and what else V8 has no form for.
void write_v8(Output& out, Core& core, Slot root, const StringifyOptions& options);

}  // namespace candela
