#pragma once
// What can be read of plain values, as ocan's README lists it; of these the names that the generator
// writes.
#include <string>

#include "thing.hpp"

namespace candela::model {

/// What was thrown.
struct Thrown {
  Thing* value;
};

[[noreturn]] void throw_error(Heap& heap, std::string_view name, std::string_view message);

/// Of anything but a capability. `key` is a string or a number.
Thing* read_plain(Heap& heap, Thing* self, const Thing& key);

/// A value in the message that it is no function.
std::string in_words(const Thing& thing);

/// A key as a property's name.
std::string name_of_key(const Thing& key);

}  // namespace candela::model
