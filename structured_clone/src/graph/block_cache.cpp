#include "block_cache.hpp"

#include <bit>
#include <cstdlib>
#include <new>

namespace candela {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool keeps_blocks = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool keeps_blocks = false;
#else
constexpr bool keeps_blocks = true;
#endif
#else
constexpr bool keeps_blocks = true;
#endif

/// A block that nobody uses links to the next of its size.
struct Unused {
  Unused* next;
};

constexpr unsigned first_class = std::countr_zero(BlockCache::smallest_kept);
constexpr unsigned classes = std::countr_zero(BlockCache::largest_kept) - first_class + 1;

// Trivially destroyed, so that it can still be asked when the thread's other objects are gone.
thread_local constinit bool is_over = false;

struct Kept {
  Unused* lists[classes] = {};
  std::size_t bytes = 0;

  ~Kept() {
    is_over = true;
    for (Unused* unused : lists)
      while (unused != nullptr) {
        Unused* const next = unused->next;
        std::free(unused);
        unused = next;
      }
  }
};

thread_local constinit Kept kept;

bool is_kept_size(std::size_t bytes) noexcept {
  return keeps_blocks && bytes > BlockCache::smallest_kept / 2 && bytes <= BlockCache::largest_kept;
}

}  // namespace

void* BlockCache::take(std::size_t bytes) {
  std::size_t size = bytes;
  if (is_kept_size(bytes)) {
    size = std::bit_ceil(bytes);
    if (!is_over) {
      Unused*& list = kept.lists[std::countr_zero(size) - static_cast<int>(first_class)];
      if (list != nullptr) {
        Unused* const block = list;
        list = block->next;
        kept.bytes -= size;
        return block;
      }
    }
  }
  void* const block = std::malloc(size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void BlockCache::give(void* block, std::size_t bytes) noexcept {
  if (!is_kept_size(bytes) || is_over) return std::free(block);
  const std::size_t size = std::bit_ceil(bytes);
  if (kept.bytes + size > most_kept) return std::free(block);
  Unused*& list = kept.lists[std::countr_zero(size) - static_cast<int>(first_class)];
  list = new (block) Unused{list};
  kept.bytes += size;
}

std::size_t BlockCache::kept_bytes() noexcept {
  return is_over ? 0 : kept.bytes;
}

}  // namespace candela
