// From numbers below a bound to numbers, in memory that goes with how many there are, not with the
// bound: a hash table, and an array when that takes not much more.
//
// Requires: no number is inserted twice, none is `absent`.
// Threads: one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace candela {

class NumberMap {
 public:
  static constexpr std::uint32_t absent = 0xFFFF'FFFF;

  /// `seed`: strangers may choose the numbers.
  NumberMap(std::size_t bound, std::uint64_t seed);

  std::uint32_t find(std::uint32_t number) const noexcept;
  void insert(std::uint32_t number, std::uint32_t value);
  /// Bytes.
  std::size_t memory() const noexcept;

 private:
  struct Entry {
    std::uint32_t number = absent;
    std::uint32_t value = absent;
  };
  std::size_t position(std::uint32_t number) const noexcept;
  void grow();

  std::size_t bound_;
  std::uint64_t seed_;
  std::size_t size_ = 0;              // of the table
  std::vector<Entry> table_;          // a power of two, at most half full
  std::vector<std::uint32_t> array_;  // by number; then there is no table
};

inline std::uint32_t NumberMap::find(std::uint32_t number) const noexcept {
  if (!array_.empty()) return array_[number];
  return table_.empty() ? absent : table_[position(number)].value;
}

}  // namespace candela
