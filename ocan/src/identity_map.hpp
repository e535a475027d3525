// Numbers by the identity of values of one document: a hash table that forgets at once and keeps
// its memory.
//
// Requires: the values have identity.
// Threads: one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <candela/structured_clone/value.hpp>

namespace candela {

class IdentityMap {
 public:
  static constexpr std::uint32_t absent = 0xFFFF'FFFF;

  /// The number of the value, or `absent`.
  std::uint32_t find(Value value) const noexcept;
  /// False, and nothing changes, when the value has a number.
  bool insert(Value value, std::uint32_t number = 0);
  void clear() noexcept;
  std::size_t size() const noexcept { return size_; }

 private:
  struct Entry {
    std::uint64_t identity = 0;
    std::uint32_t number = 0;
    std::uint32_t round = 0;  // entries of an earlier round are free
  };
  std::size_t position(std::uint64_t identity) const noexcept;
  void grow();

  std::vector<Entry> entries_;  // a power of two, at most half full
  std::size_t size_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace candela
