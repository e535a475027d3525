// Values of a document into C++ objects, by their tables.
#pragma once

#include <cstdint>

#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela::detail::bind {

struct ReadRules {
  Limits limits = {};
  std::uint32_t version = newest_version;
};
/// After an error the object is taken apart. CloneError with the path inside of `value`.
void read_value(const Type& type, void* object, Value value, const ReadRules& rules);

}  // namespace candela::detail::bind
