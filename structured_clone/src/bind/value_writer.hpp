// C++ objects as values of a document, by their tables.
#pragma once

#include <cstdint>

#include <candela/structured_clone/detail/type.hpp>

namespace candela::detail::bind {

/// CloneError{not_serializable} with the path inside of the object.
Value write_value(Document& doc, const Type& type, const void* object, std::uint32_t version);

}  // namespace candela::detail::bind
