// The shape of a request: `{batch: [{id, operations}], atomic?}`.
//
// Threads: free functions without state.
#pragma once

#include <string_view>

#include <candela/ocan/limits.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// undefined of what is no object.
inline Value property_of(Value object, std::string_view name) {
  return object.is_object() ? object[name] : Value();
}

/// The array of items. Throws InvalidBatch.
Value items_of_batch(Value request, const ChainLimits& limits);
/// Throws InvalidBatch for anything but a boolean or nothing.
bool asks_for_atomic(Value request);

}  // namespace candela
