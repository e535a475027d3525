#include "packed_shapes.hpp"

#include <algorithm>
#include <cstring>

#include "graph/mix.hpp"

namespace candela {
namespace {

/// Seeded: which keys a document has is for strangers to choose.
std::uint64_t hash_of(std::span<const KeyId> keys, std::uint64_t seed) noexcept {
  std::uint64_t hash = seed ^ keys.size();
  for (const KeyId key : keys)
    hash = mix(hash ^ key);
  return hash;
}

}  // namespace

std::uint32_t PackedShapes::shape_of(std::span<const KeyId> keys) {
  if (keys.empty()) {
    if (empty_ == none) empty_ = add(keys);
    return empty_;
  }
  const KeyId first = keys.front();
  if (first < recent_.size() && recent_[first] != none && is_shape(recent_[first], keys))
    return recent_[first];
  if ((counts_.size() + std::size_t{1}) * 2 > table_.size()) grow_table();
  const std::uint32_t mask = table_.size() - 1;
  auto at = static_cast<std::uint32_t>(hash_of(keys, core_.seed())) & mask;
  while (table_[at] != 0 && !is_shape(table_[at] - 1, keys))
    at = (at + 1) & mask;
  if (table_[at] == 0) table_[at] = add(keys) + 1;
  const std::uint32_t shape = table_[at] - 1;
  while (recent_.size() <= first)
    recent_.push(none);
  recent_[first] = shape;
  return shape;
}

bool PackedShapes::is_shape(std::uint32_t shape, std::span<const KeyId> keys) const noexcept {
  if (counts_[shape] != keys.size()) return false;
  const KeyId* const ids = ids_.data() + firsts_[shape];
  for (std::size_t i = 0; i < keys.size(); ++i)  // mostly few: a call would take longer
    if (ids[i] != keys[i]) return false;
  return true;
}

std::uint32_t PackedShapes::add(std::span<const KeyId> keys) {
  const std::uint32_t shape = counts_.size();
  counts_.push(static_cast<std::uint32_t>(keys.size()));
  firsts_.push(keys_.size());
  for (const KeyId key : keys) {
    keys_.push(number_of(key));
    ids_.push(key);
  }
  return shape;
}

std::uint32_t PackedShapes::number_of(KeyId key) {
  while (numbers_.size() <= key)
    numbers_.push(none);
  if (numbers_[key] != none) return numbers_[key];
  const std::uint32_t number = lengths_.size();
  const std::string_view text = core_.key_text(key);
  lengths_.push(static_cast<std::uint32_t>(text.size()));
  if (!text.empty()) {
    const std::uint32_t offset = text_.extend(text.size());
    std::memcpy(text_.data() + offset, text.data(), text.size());
  }
  return numbers_[key] = number;
}

void PackedShapes::grow_table() {
  const std::size_t size = std::max<std::size_t>(table_.size() * std::size_t{2}, 32);
  table_.truncate(0);
  table_.extend(size);
  std::memset(table_.data(), 0, size * sizeof(std::uint32_t));
  const auto mask = static_cast<std::uint32_t>(size - 1);
  for (std::uint32_t shape = 0; shape < counts_.size(); ++shape) {
    if (counts_[shape] == 0) continue;
    const std::span<const KeyId> keys(ids_.data() + firsts_[shape], counts_[shape]);
    auto at = static_cast<std::uint32_t>(hash_of(keys, core_.seed())) & mask;
    while (table_[at] != 0)
      at = (at + 1) & mask;
    table_[at] = shape + 1;
  }
}

}  // namespace candela
