// Property names, interned: each different name has one 32-bit id per document.
//
// Hashing is xxHash (for names of up to 16 bytes one product over all of them) with a seed that differs from document to document, so that names chosen to
// collide in one do not in the next. Ids are dense and in order of first use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "byte_store.hpp"
#include "pool.hpp"
#include "slot.hpp"

namespace candela {

using KeyId = std::uint32_t;
inline constexpr KeyId no_key = 0xFFFF'FFFF;
/// What `KeyTable::array_index` says of a name that is none.
inline constexpr std::uint32_t no_index = 0xFFFF'FFFF;

class KeyTable {
 public:
  explicit KeyTable(std::uint64_t seed) : seed_(seed) { rebuild(first_table); }

  std::uint32_t size() const noexcept { return keys_.size(); }
  /// Requires: the bytes' offset and length as `intern` stored them.
  std::string_view text(const ByteStore& bytes, KeyId id) const noexcept {
    return {bytes.at(keys_[id].offset), keys_[id].length};
  }
  /// The name as an array index (canonical, below 2^32-1), or `no_index`.
  std::uint32_t array_index(KeyId id) const noexcept { return keys_[id].index; }

  KeyId find(const ByteStore& bytes, std::string_view name) const noexcept;
  KeyId intern(ByteStore& bytes, std::string_view name);
  /// The same for a name whose bytes are in the store already, at `offset`.
  KeyId adopt(const ByteStore& bytes, std::uint32_t offset, std::string_view name);

  void assign(const KeyTable& other);
  void clear() noexcept;
  std::size_t memory() const noexcept { return keys_.memory() + table_.memory(); }

 private:
  struct Key {
    std::uint32_t offset;
    std::uint32_t length;
    std::uint32_t hash;
    std::uint32_t index;
  };
  static constexpr std::size_t first_table = 64;

  std::uint32_t hash(std::string_view name) const noexcept;
  std::uint32_t place_of(const ByteStore& bytes, std::string_view name,
                         std::uint32_t hashed) const noexcept;
  KeyId add(std::uint32_t place, std::uint32_t offset, std::string_view name, std::uint32_t hashed);
  void enter(KeyId id) noexcept;
  void rebuild(std::size_t capacity);

  std::uint64_t seed_;
  Pool<Key, 12> keys_;
  Pool<std::uint32_t, first_table> table_;  // id + 1, 0 is free; a power of two
};

}  // namespace candela
