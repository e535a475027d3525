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

/// The halves of a product of 64 by 64 bits, folded: every bit of each factor counts.
std::uint64_t fold_product(std::uint64_t left, std::uint64_t right) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide product = Wide{left} * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <typename T>
std::uint64_t load(const char* from) noexcept {
  T value = 0;
  std::memcpy(&value, from, sizeof value);
  return value;
}

constexpr std::uint64_t odd_constant = 0x9E37'79B9'7F4A'7C15;  // 2^64 by the golden ratio

}  // namespace

std::uint32_t KeyTable::hash(std::string_view name) const noexcept {
  const char* const start = name.data();
  const std::size_t size = name.size();
  if (size > 16) return static_cast<std::uint32_t>(XXH3_64bits_withSeed(start, size, seed_));
  // All bytes of a short name, in two numbers that may overlap.
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (size >= 8) {
    first = load<std::uint64_t>(start);
    last = load<std::uint64_t>(start + size - 8);
  } else if (size >= 4) {
    first = load<std::uint32_t>(start);
    last = load<std::uint32_t>(start + size - 4);
  } else if (size != 0) {
    first = load<std::uint8_t>(start);
    last = (load<std::uint8_t>(start + size / 2) << 8) | load<std::uint8_t>(start + size - 1);
  }
  return static_cast<std::uint32_t>(
      fold_product(first ^ seed_, last ^ (seed_ * odd_constant + size)));
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
  const std::uint32_t mask = table_.size() - 1;
  for (std::uint32_t at = hashed & mask; table_[at] != 0; at = (at + 1) & mask)
    if (matches(keys_[table_[at] - 1])) return table_[at] - 1;
  return no_key;
}

KeyId KeyTable::intern(ByteStore& bytes, std::string_view name) {
  const std::uint32_t hashed = hash(name);
  const KeyId found = find(bytes, name, hashed);
  if (found != no_key) return found;
  char* const to = bytes.room(name.size());
  if (!name.empty()) std::memcpy(to, name.data(), name.size());
  return add(bytes.take(name.size()), name, hashed);
}

KeyId KeyTable::adopt(const ByteStore& bytes, std::uint32_t offset, std::string_view name) {
  const std::uint32_t hashed = hash(name);
  const KeyId found = find(bytes, name, hashed);
  return found != no_key ? found : add(offset, name, hashed);
}

KeyId KeyTable::add(std::uint32_t offset, std::string_view name, std::uint32_t hashed) {
  // Half full at the most: probes stay short.
  if ((keys_.size() + std::size_t{1}) * 2 > table_.size()) rebuild(table_.size() * std::size_t{2});
  const KeyId id = keys_.size();
  keys_.push(Key{offset, static_cast<std::uint32_t>(name.size()), hashed, parse_array_index(name)});
  enter(id);
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
