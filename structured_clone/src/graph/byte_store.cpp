#include "byte_store.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include <candela/structured_clone/error.hpp>

#include "block_cache.hpp"

namespace candela {

ByteStore::~ByteStore() {
  give_back();
}

void ByteStore::give_back() noexcept {
  for (const Chunk& chunk : chunks_)
    BlockCache::give(chunk.bytes, chunk_bytes(chunk.pages));
  chunks_.clear();
  pages_.clear();
}

/// The newest chunk, of `size` bytes at least, which begins at an aligned offset.
void ByteStore::start_chunk(std::size_t size) {
  const std::size_t first_page = pages_.size() + 1;
  const std::size_t wanted =
      std::max<std::size_t>(size + read_past, std::min(allocated_, largest_chunk));
  const std::size_t pages = std::max<std::size_t>((wanted + page_size - 1) >> page_bits, 1);
  constexpr std::size_t most_pages = std::size_t{1} << (32 - page_bits);
  // The last page stays unused, so that offsets one past the end fit into 32 bits.
  if (size > std::numeric_limits<std::uint32_t>::max() || first_page + pages >= most_pages)
    throw CloneError(CloneErrorCode::capacity,
                     "the document is full: more than 4 GiB of string and buffer bytes");
  pages_.reserve(pages_.size() + pages);
  chunks_.reserve(chunks_.size() + 1);
  const auto count = static_cast<std::uint32_t>(pages);
  char* const bytes = static_cast<char*>(BlockCache::take(chunk_bytes(count)));
  chunks_.push_back(Chunk{bytes, static_cast<std::uint32_t>(first_page), count});
  for (std::size_t i = 0; i < pages; ++i)
    pages_.push_back(bytes + (i << page_bits));
  address_ = bytes;
  allocated_ += pages << page_bits;
  next_ = static_cast<std::uint32_t>(first_page << page_bits);
  end_ = next_ + static_cast<std::uint32_t>((pages << page_bits) - read_past);
}

void ByteStore::clear() noexcept {
  give_back();
  next_ = 0;
  end_ = inline_size;
  address_ = inline_;
  allocated_ = 0;
}

void ByteStore::assign(const ByteStore& other) {
  give_back();
  std::memcpy(inline_, other.inline_, inline_size);
  pages_.reserve(other.pages_.size());
  chunks_.reserve(other.chunks_.size());
  for (const Chunk& from : other.chunks_) {
    const bool newest = &from == &other.chunks_.back();
    const std::size_t whole = std::size_t{from.pages} << page_bits;
    const std::size_t used =
        newest ? other.next_ - (std::size_t{from.first_page} << page_bits) : whole;
    char* const bytes = static_cast<char*>(BlockCache::take(chunk_bytes(from.pages)));
    chunks_.push_back(Chunk{bytes, from.first_page, from.pages});
    std::memcpy(bytes, from.bytes, used);
    for (std::size_t i = 0; i < from.pages; ++i)
      pages_.push_back(bytes + (i << page_bits));
  }
  next_ = other.next_;
  end_ = other.end_;
  address_ = chunks_.empty()
                 ? inline_ + next_
                 : chunks_.back().bytes + (next_ - (chunks_.back().first_page << page_bits));
  allocated_ = other.allocated_;
}

}  // namespace candela
