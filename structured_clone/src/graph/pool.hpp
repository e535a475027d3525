// A growable array of plain data with room for a few elements inside itself, so that a small
// document is one allocation. Addresses change when it grows: keep indexes, never pointers, across
// anything that may append.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#include <candela/structured_clone/error.hpp>

#include "block_cache.hpp"

namespace candela {

template <typename T, std::size_t inline_count>
class Pool {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Pool() noexcept : data_(inline_data()) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() {
    if (data_ != inline_data()) BlockCache::give(data_, memory());
  }

  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }
  T& operator[](std::size_t index) noexcept { return data_[index]; }
  const T& operator[](std::size_t index) const noexcept { return data_[index]; }
  std::uint32_t size() const noexcept { return size_; }
  std::size_t memory() const noexcept {
    return data_ == inline_data() ? 0 : std::size_t{capacity_} * sizeof(T);
  }

  /// Appends `count` elements, not initialised, and returns the index of the first.
  std::uint32_t extend(std::size_t count) {
    if (count > capacity_ - size_) grow(count);
    const std::uint32_t first = size_;
    size_ += static_cast<std::uint32_t>(count);
    return first;
  }
  void push(const T& value) {
    if (size_ == capacity_) {
      const T copy = value;  // it may be one of those that move
      grow(1);
      data_[size_++] = copy;
      return;
    }
    data_[size_++] = value;
  }
  /// The address of the next `count` elements, which may be written; `extend` keeps them.
  T* reserve(std::size_t count) {
    if (count > capacity_ - size_) grow(count);
    return data_ + size_;
  }
  /// Elements that `append` copies at once.
  static constexpr std::size_t block = sizeof(T) < 64 ? 64 / sizeof(T) : 1;
  /// Appends a copy and returns the index of its first element. Cheaper than memcpy for a few.
  /// Requires: from `from` on whole blocks can be read, and they are not elements of this pool.
  std::uint32_t append(const T* from, std::size_t count) {
    T* to = reserve(count + block);
    const T* const end = from + count;
    for (; from < end; from += block, to += block)
      std::memcpy(to, from, block * sizeof(T));
    return extend(count);
  }
  void truncate(std::uint32_t size) noexcept { size_ = size; }

  /// Becomes a copy of `other`'s elements.
  void assign(const Pool& other) {
    size_ = 0;
    extend(other.size_);
    if (other.size_ != 0) std::memcpy(data_, other.data_, std::size_t{other.size_} * sizeof(T));
  }

 private:
  T* inline_data() noexcept { return reinterpret_cast<T*>(inline_); }
  const T* inline_data() const noexcept { return reinterpret_cast<const T*>(inline_); }

  void grow(std::size_t count) {
    constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
    const std::size_t needed = size_ + count;
    if (count > most || needed > most)
      throw CloneError(CloneErrorCode::capacity, "the document is full: more than 2^32 cells");
    std::size_t capacity = std::size_t{capacity_} * 2;
    if (capacity < needed) capacity = needed;
    if (capacity > most) capacity = most;
    T* const grown = static_cast<T*>(BlockCache::take(capacity * sizeof(T)));
    if (size_ != 0) std::memcpy(grown, data_, std::size_t{size_} * sizeof(T));
    if (data_ != inline_data()) BlockCache::give(data_, memory());
    data_ = grown;
    capacity_ = static_cast<std::uint32_t>(capacity);
  }

  T* data_;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = inline_count;
  alignas(T) std::byte inline_[inline_count * sizeof(T)];
};

}  // namespace candela
