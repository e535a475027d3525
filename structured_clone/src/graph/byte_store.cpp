#include "byte_store.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include <candela/structured_clone/error.hpp>

namespace candela {

ByteStore::~ByteStore() = default;

/// The newest chunk, of `size` bytes at least, which begins at an aligned offset.
void ByteStore::start_chunk(std::size_t size) {
  const std::size_t first_page = pages_.size() + 1;
  const std::size_t wanted = std::max<std::size_t>(size, std::min(allocated_, largest_chunk));
  const std::size_t pages = std::max<std::size_t>((wanted + page_size - 1) >> page_bits, 1);
  constexpr std::size_t most_pages = std::size_t{1} << (32 - page_bits);
  // The last page stays unused, so that offsets one past the end fit into 32 bits.
  if (size > std::numeric_limits<std::uint32_t>::max() || first_page + pages >= most_pages)
    throw CloneError(CloneErrorCode::capacity,
                     "the document is full: more than 4 GiB of string and buffer bytes");
  Chunk chunk{std::unique_ptr<char[]>(new char[(pages << page_bits) + read_past]),
              static_cast<std::uint32_t>(first_page), static_cast<std::uint32_t>(pages)};
  pages_.reserve(pages_.size() + pages);
  chunks_.reserve(chunks_.size() + 1);
  for (std::size_t i = 0; i < pages; ++i)
    pages_.push_back(chunk.bytes.get() + (i << page_bits));
  address_ = chunk.bytes.get();
  chunks_.push_back(std::move(chunk));
  allocated_ += pages << page_bits;
  next_ = static_cast<std::uint32_t>(first_page << page_bits);
  end_ = next_ + static_cast<std::uint32_t>(pages << page_bits);
}

void ByteStore::assign(const ByteStore& other) {
  pages_.clear();
  chunks_.clear();
  std::memcpy(inline_, other.inline_, inline_size);
  pages_.reserve(other.pages_.size());
  chunks_.reserve(other.chunks_.size());
  for (const Chunk& from : other.chunks_) {
    const bool newest = &from == &other.chunks_.back();
    const std::size_t bytes = std::size_t{from.pages} << page_bits;
    const std::size_t used =
        newest ? other.next_ - (std::size_t{from.first_page} << page_bits) : bytes;
    Chunk to{std::unique_ptr<char[]>(new char[bytes + read_past]), from.first_page, from.pages};
    std::memcpy(to.bytes.get(), from.bytes.get(), used);
    for (std::size_t i = 0; i < from.pages; ++i)
      pages_.push_back(to.bytes.get() + (i << page_bits));
    chunks_.push_back(std::move(to));
  }
  next_ = other.next_;
  end_ = other.end_;
  address_ = chunks_.empty()
                 ? inline_ + next_
                 : chunks_.back().bytes.get() + (next_ - (chunks_.back().first_page << page_bits));
  allocated_ = other.allocated_;
}

}  // namespace candela
