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
  std::size_t bytes =
      0;  // of ids that are written in each answer, however often an item stands there
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Value id = property_of(items[i], wire::id);
    if (id.is_string()) bytes += id.as_string().size();
    if (id.is_bigint()) bytes += id.as_bigint().limbs().size() * sizeof(std::uint64_t);
  }
  if (bytes > limits.id_bytes)
    throw InvalidBatch("Ids too large: " + std::to_string(bytes) + " > " +
                       std::to_string(limits.id_bytes));
  return items;
}

bool asks_for_atomic(Value request) {
  const Value atomic = property_of(request, wire::atomic);
  if (!atomic.is_undefined() && !atomic.is_boolean())
    throw InvalidBatch("Invalid batch: atomic must be a boolean");
  return atomic.is_boolean() && atomic.as_boolean();
}

}  // namespace candela
