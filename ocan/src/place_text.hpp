// Ways through values as text, for people: `[3].list["two words"]`.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>

#include "walk.hpp"

namespace candela {

/// `[3]`.
std::string index_text(std::size_t index);

/// The way from `root` to a place in it, nested calls on the way not entered; nothing when it is not
/// there any more. A Map's values are `.get(key)` where the key is text or a number, else
/// `.values()[2]`, as are the members of Sets.
std::string place_text(Value root, const Place& place);

}  // namespace candela
