// The bytes of a document's strings, bigints and buffers: segments that never move, addressed by
// 32-bit offsets.
//
// The offset space is cut into pages of 64 KiB; a table maps a page to its memory. A block never
// straddles two allocations, so `at(offset)` is the start of contiguous bytes for as long as the
// store lives. The first page may be shorter and lies inside the store itself. Behind every block
// `read_past` more bytes can be read, so that blocks can be walked in whole registers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace candela {

class ByteStore {
 public:
  ByteStore() noexcept {}  // NOLINT: bytes are not zeroed
  ByteStore(const ByteStore&) = delete;
  ByteStore& operator=(const ByteStore&) = delete;
  ~ByteStore();

  static constexpr std::size_t read_past = 32;

  /// The offset of `size` bytes, not initialised, aligned to `alignment` (a power of two up to 8).
  /// CloneError{capacity}.
  std::uint32_t allocate(std::size_t size, std::size_t alignment = 1) {
    const std::uint32_t padding = (0U - next_) & (static_cast<std::uint32_t>(alignment) - 1);
    if (padding < end_ - next_) take(padding);
    room(size);
    return take(size);
  }
  /// The address of the next `size` bytes at least, which may be written; `take` keeps as many of
  /// them as came to be needed. CloneError{capacity}.
  char* room(std::size_t size) {
    if (next_ == end_ || size > end_ - next_) start_chunk(size);
    return address_;
  }
  /// The offset of the bytes kept. Requires: there was room for them.
  std::uint32_t take(std::size_t size) noexcept {
    const std::uint32_t start = next_;
    next_ += static_cast<std::uint32_t>(size);
    address_ += size;
    return start;
  }

  char* at(std::uint32_t offset) noexcept {
    return page(offset >> page_bits) + (offset & (page_size - 1));
  }
  const char* at(std::uint32_t offset) const noexcept {
    return const_cast<ByteStore*>(this)->at(offset);
  }

  void assign(const ByteStore& other);
  /// Forgets all bytes.
  void clear() noexcept;
  std::size_t memory() const noexcept { return allocated_; }
  /// Past all offsets that were given out.
  std::uint32_t end() const noexcept { return next_; }

 private:
  static constexpr unsigned page_bits = 16;
  static constexpr std::uint32_t page_size = std::uint32_t{1} << page_bits;
  static constexpr std::uint32_t inline_size = 512;
  static constexpr std::size_t largest_chunk = std::size_t{1} << 22;

  char* page(std::uint32_t index) noexcept { return index == 0 ? inline_ : pages_[index - 1]; }
  void start_chunk(std::size_t size);

  struct Chunk {
    char* bytes;
    std::uint32_t first_page;
    std::uint32_t pages;
  };
  static std::size_t chunk_bytes(std::uint32_t pages) noexcept {
    return std::size_t{pages} << page_bits;
  }
  void give_back() noexcept;

  std::uint32_t next_ = 0;
  std::uint32_t end_ = inline_size;
  char* address_ = inline_;  // of next_
  std::size_t allocated_ = 0;
  std::vector<char*> pages_;  // of page 1 and up
  std::vector<Chunk> chunks_;
  alignas(8) char inline_[inline_size + read_past];
};

}  // namespace candela
