// C++ values as `packed`, straight from their tables, with no document in between.
#pragma once

#include <string>

#include <candela/structured_clone/detail/reach.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::detail::bind {

/// False where the value needs the way through a document, which then writes it or says what is
/// wrong: a type with a Convert<T> of its own, an enumerator without a name, a time that no Date
/// holds. Nothing was written then. CloneError{limit_bytes}.
bool write_packed_type(std::string& out, const Root& root, const void* object,
                       const StringifyOptions& options);

}  // namespace candela::detail::bind
