#include "key_table.hpp"

#include <cstring>

#include "text_hash.hpp"

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
  return static_cast<std::uint32_t>(text_hash(name, seed_));
}

KeyId KeyTable::find(const ByteStore& bytes, std::string_view name) const noexcept {
  return table_[place_of(bytes, name, hash(name))] - 1;  // a free place holds 0: no_key
}

/// Where the name stands in the table, or the free place where it would.
std::uint32_t KeyTable::place_of(const ByteStore& bytes, std::string_view name,
                                 std::uint32_t hashed) const noexcept {
  const auto matches = [&](const Key& key) {
    return key.hash == hashed && key.length == name.size() &&
           std::memcmp(bytes.at(key.offset), name.data(), name.size()) == 0;
  };
  const std::uint32_t mask = table_.size() - 1;
  std::uint32_t at = hashed & mask;
  while (table_[at] != 0 && !matches(keys_[table_[at] - 1]))
    at = (at + 1) & mask;
  return at;
}

KeyId KeyTable::intern(ByteStore& bytes, std::string_view name) {
  const std::uint32_t hashed = hash(name);
  const std::uint32_t place = place_of(bytes, name, hashed);
  if (table_[place] != 0) return table_[place] - 1;
  char* const to = bytes.room(name.size());
  if (!name.empty()) std::memcpy(to, name.data(), name.size());
  return add(place, bytes.take(name.size()), name, hashed);
}

KeyId KeyTable::adopt(const ByteStore& bytes, std::uint32_t offset, std::string_view name) {
  const std::uint32_t hashed = hash(name);
  const std::uint32_t place = place_of(bytes, name, hashed);
  return table_[place] != 0 ? table_[place] - 1 : add(place, offset, name, hashed);
}

KeyId KeyTable::add(std::uint32_t place, std::uint32_t offset, std::string_view name,
                    std::uint32_t hashed) {
  const KeyId id = keys_.size();
  keys_.push(Key{offset, static_cast<std::uint32_t>(name.size()), hashed, parse_array_index(name)});
  table_[place] = id + 1;
  // Half full at the most: probes stay short.
  if (keys_.size() * std::size_t{2} > table_.size()) rebuild(table_.size() * std::size_t{2});
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

void KeyTable::clear() noexcept {
  keys_.truncate(0);
  table_.truncate(0);
  rebuild(first_table);
}

void KeyTable::assign(const KeyTable& other) {
  seed_ = other.seed_;
  keys_.assign(other.keys_);
  table_.assign(other.table_);
}

}  // namespace candela
