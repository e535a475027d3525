#include "identity_map.hpp"

#include <algorithm>
#include <utility>

namespace candela {

namespace {
constexpr std::size_t first_capacity = 16;
}

// Fibonacci hashing: identities are dense numbers.
std::size_t IdentityMap::position(std::uint64_t identity) const noexcept {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = static_cast<std::size_t>((identity * 0x9E37'79B9'7F4A'7C15) >> 32) & mask;
  while (entries_[at].round == round_ && entries_[at].identity != identity)
    at = (at + 1) & mask;
  return at;
}

std::uint32_t IdentityMap::find(Value value) const noexcept {
  if (size_ == 0) return absent;
  const Entry& entry = entries_[position(value.slot())];
  return entry.round == round_ ? entry.number : absent;
}

bool IdentityMap::insert(Value value, std::uint32_t number) {
  if (size_ * 2 >= entries_.size()) grow();
  Entry& entry = entries_[position(value.slot())];
  if (entry.round == round_) return false;
  entry = {value.slot(), number, round_};
  ++size_;
  return true;
}

void IdentityMap::clear() noexcept {
  size_ = 0;
  if (++round_ != 0) return;
  std::fill(entries_.begin(), entries_.end(), Entry{});
  round_ = 1;
}

void IdentityMap::grow() {
  std::vector<Entry> old(std::max(first_capacity, entries_.size() * 2));
  std::swap(old, entries_);
  for (const Entry& entry : old) {
    if (entry.round == round_) entries_[position(entry.identity)] = entry;
  }
}

}  // namespace candela
