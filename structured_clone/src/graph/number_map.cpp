#include "number_map.hpp"

#include <utility>

#include "mix.hpp"

namespace candela {

namespace {

constexpr std::size_t first_table = 16;
/// An array of so many times the table's memory is preferred: it is faster, and what is copied takes
/// about as much.
constexpr std::size_t array_factor = 4;

}  // namespace

NumberMap::NumberMap(std::size_t bound, std::uint64_t seed) : bound_(bound), seed_(seed) {
  if (bound * sizeof(std::uint32_t) <= first_table * sizeof(Entry)) array_.resize(bound, absent);
}

std::size_t NumberMap::position(std::uint32_t number) const noexcept {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = mix(number ^ seed_) & mask;
  while (table_[at].number != absent && table_[at].number != number)
    at = (at + 1) & mask;
  return at;
}

void NumberMap::insert(std::uint32_t number, std::uint32_t value) {
  if (array_.empty() && (size_ + 1) * 2 > table_.size()) grow();
  if (!array_.empty()) {
    array_[number] = value;
    return;
  }
  table_[position(number)] = {number, value};
  ++size_;
}

void NumberMap::grow() {
  const std::size_t larger = table_.empty() ? first_table : table_.size() * 2;
  const std::vector<Entry> entries = std::move(table_);
  table_.clear();
  const bool as_array = larger * sizeof(Entry) * array_factor >= bound_ * sizeof(std::uint32_t);
  if (as_array) {
    array_.resize(bound_, absent);
  } else {
    table_.resize(larger);
  }
  for (const Entry& entry : entries) {
    if (entry.number == absent) continue;
    if (as_array) {
      array_[entry.number] = entry.value;
    } else {
      table_[position(entry.number)] = entry;
    }
  }
}

std::size_t NumberMap::memory() const noexcept {
  return table_.size() * sizeof(Entry) + array_.size() * sizeof(std::uint32_t);
}

}  // namespace candela
