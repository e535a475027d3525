// C++ values from `packed`, straight by their tables, with no document in between.
#pragma once

#include <string_view>

#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::detail::bind {

/// Reads into an object that was just made. Views point into `bytes`. False where something is not
/// as the type has it, or needs the way through a document (a variant, a weak_ptr, a BigInt, a
/// Convert<T> of its own…), which then reads it or says what is wrong and where; the object has
/// been taken apart. What is accepted is what the way through a document gives.
/// CloneError for bytes whose tables are wrong.
bool read_packed_type(const Type& type, void* object, std::string_view bytes,
                      const ParseOptions& options);

}  // namespace candela::detail::bind
