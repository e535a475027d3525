// A document again: as it is, or only what its root reaches.
//
// A document frees nothing while it lives: what was erased, overwritten or replaced stays in its
// memory, and in its clones. `compact` is for who changes one document for a long time, or has
// erased what nobody shall find.
//
// Guarantees of `compact`: the root is equal to the old one's (`equal`), with cycles and what is
// shared; blocks are as large as what is in them, but for the bytes of strings and buffers, which may
// have as much room again, up to 4 MiB. No key, string or buffer is in the new document that the root
// does not reach. The old one is left as it was, its memory too. Iterative, linear.
// Threads: both read their argument only.
#pragma once

#include <candela/structured_clone/document.hpp>

namespace candela {

/// The whole document, at the cost of a few memcpys: `document.clone()`.
Document clone(const Document& document);

/// What the root reaches, in a new document; handles into the old one do not fit it. A short string
/// is there once for each place at which it stands, one of 64 bytes or more as often as before.
Document compact(const Document& document);

}  // namespace candela
