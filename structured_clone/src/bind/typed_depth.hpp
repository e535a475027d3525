// How deep C++ objects own each other: their destructors recurse that far.
#pragma once

#include <cstddef>

#include <candela/structured_clone/detail/type.hpp>

namespace candela::detail::bind {

/// Throws CloneError{limit_depth} where freeing the object would pass more than `most` pointers, or
/// containers of values, inside each other. What is in a cycle of shared_ptr is not freed so.
void check_depth(const Type& type, const void* object, std::size_t most);

}  // namespace candela::detail::bind
