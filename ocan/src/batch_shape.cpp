#include "batch_shape.hpp"

#include <string>

#include <candela/ocan/batch.hpp>

#include "wire_names.hpp"

namespace candela {

Value items_of_batch(Value request, const ChainLimits& limits) {
  const Value items = property_of(request, wire::batch);
  if (!items.is_array()) throw InvalidBatch("Invalid batch: batch must be an array");
  if (items.size() > limits.batch)
    throw InvalidBatch("Too many operation chains: " + std::to_string(items.size()) + " > " +
                       std::to_string(limits.batch));
  return items;
}

bool asks_for_atomic(Value request) {
  const Value atomic = property_of(request, wire::atomic);
  if (!atomic.is_undefined() && !atomic.is_boolean())
    throw InvalidBatch("Invalid batch: atomic must be a boolean");
  return atomic.is_boolean() && atomic.as_boolean();
}

}  // namespace candela
