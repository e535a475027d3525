// Nested text into C++ objects, by their tables, with no document between: the same objects as
// parse(text) and to<T>() give.
#pragma once

#include <string_view>

#include <candela/structured_clone/detail/reach.hpp>
#include <candela/structured_clone/detail/view_buffer.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::detail::bind {

/// Whether it was read. Else the object is in between, but nothing deep hangs on it, and a document
/// must do it, into a new object: for what is wrong (its error names place and path), and for what
/// this reader leaves to it: `meta` before `json`, references to what no pointer can hold, property
/// names that come twice, variants of several structs, texts near a limit.
/// Views are into `text`, or into `buffer` where the text has escapes.
/// Requires: no transform.
bool read_text(std::string_view text, const Root& root, void* object, const ParseOptions& options,
               ViewBuffer* buffer);

}  // namespace candela::detail::bind
