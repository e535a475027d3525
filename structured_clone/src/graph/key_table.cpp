#include "key_table.hpp"

#include <xxhash.h>

#include <cstring>

namespace candela {
namespace {

/// ECMAScript's array index: canonical decimal, 0 to 2^32-2 (ECMA-262, 6.1.7).
std::uint32_t parse_array_index(std::string_view name) noexcept {
  if (name.empty() || name.size() > 10) return no_index;
  if (name[0] == '0' && name.size() > 1) return no_index;
  std::uint64_t value = 0;
  for (const char c : name) {
    if (c < '0' || c > '9') return no_index;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value < no_index ? static_cast<std::uint32_t>(value) : no_index;
}

}  // namespace

std::uint32_t KeyTable::hash(std::string_view name) const noexcept {
  return static_cast<std::uint32_t>(XXH3_64bits_withSeed(name.data(), name.size(), seed_));
}

KeyId KeyTable::find(const ByteStore& bytes, std::string_view name) const noexcept {
  return find(bytes, name, hash(name));
}

KeyId KeyTable::find(const ByteStore& bytes, std::string_view name,
                     std::uint32_t hashed) const noexcept {
  const auto matches = [&](const Key& key) {
    return key.hash == hashed && key.length == name.size() &&
           std::memcmp(bytes.at(key.offset), name.data(), name.size()) == 0;
  };
  if (table_.size() == 0) {
    for (KeyId id = 0; id < keys_.size(); ++id)
      if (matches(keys_[id])) return id;
    return no_key;
  }
  const std::uint32_t mask = table_.size() - 1;
  for (std::uint32_t at = hashed & mask; table_[at] != 0; at = (at + 1) & mask)
    if (matches(keys_[table_[at] - 1])) return table_[at] - 1;
  return no_key;
}

KeyId KeyTable::intern(ByteStore& bytes, std::string_view name) {
  const std::uint32_t hashed = hash(name);
  const KeyId found = find(bytes, name, hashed);
  if (found != no_key) return found;
  // Half full at the most: probes stay short.
  if (keys_.size() >= linear_until && (keys_.size() + std::size_t{1}) * 2 > table_.size())
    rebuild(table_.size() == 0 ? first_table : table_.size() * std::size_t{2});
  char* const to = bytes.room(name.size());
  if (!name.empty()) std::memcpy(to, name.data(), name.size());
  const std::uint32_t offset = bytes.take(name.size());
  const KeyId id = keys_.size();
  keys_.push(Key{offset, static_cast<std::uint32_t>(name.size()), hashed, parse_array_index(name)});
  if (table_.size() != 0) enter(id);
  return id;
}

void KeyTable::enter(KeyId id) noexcept {
  const std::uint32_t mask = table_.size() - 1;
  std::uint32_t at = keys_[id].hash & mask;
  while (table_[at] != 0)
    at = (at + 1) & mask;
  table_[at] = id + 1;
}

void KeyTable::rebuild(std::size_t capacity) {
  table_.truncate(0);
  table_.extend(capacity);
  std::memset(table_.data(), 0, capacity * sizeof(std::uint32_t));
  for (KeyId id = 0; id < keys_.size(); ++id)
    enter(id);
}

void KeyTable::assign(const KeyTable& other) {
  seed_ = other.seed_;
  keys_.assign(other.keys_);
  table_.assign(other.table_);
}

}  // namespace candela
