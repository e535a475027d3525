// C++ objects as nested text, by their tables, with no document between: the same bytes as
// stringify(from(doc, t)) gives.
#pragma once

#include <candela/structured_clone/detail/reach.hpp>
#include <candela/structured_clone/format.hpp>

#include "text/output.hpp"

namespace candela::detail::bind {

/// Whether it was written. Else `out` is as good as empty, and a document must do it: for what is
/// wrong (its error names the path), for values that only documents know how to write, and for
/// what this writer leaves to it: fields named like indexes in maps, Sets of numbers that might be
/// one in JavaScript, pointers to variants.
/// Requires: lossless, and no transform.
bool write_text(Output& out, const Root& root, const void* object, const StringifyOptions& options);

}  // namespace candela::detail::bind
