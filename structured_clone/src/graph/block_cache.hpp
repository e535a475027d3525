// The large blocks of memory behind documents, readers and writers. A thread keeps those that were
// given back for the next document that it makes: fresh pages from the system cost more than what
// is done with them.
//
// Guarantees
// - A thread keeps at most `most_kept` bytes, in blocks of at most `largest_kept`, and gives them
//   back when it ends. A block may be given back by another thread than the one that took it.
// - Under AddressSanitizer nothing is kept, so that uses after free are seen.
#pragma once

#include <cstddef>

namespace candela {

class BlockCache {
 public:
  static constexpr std::size_t smallest_kept = std::size_t{1} << 7;
  static constexpr std::size_t largest_kept = std::size_t{1} << 23;
  static constexpr std::size_t most_kept = std::size_t{1} << 25;

  /// `bytes` at least, not initialised. std::bad_alloc.
  static void* take(std::size_t bytes);
  /// Gives back what `take(bytes)` gave.
  static void give(void* block, std::size_t bytes) noexcept;
  /// What this thread keeps.
  static std::size_t kept_bytes() noexcept;
};

}  // namespace candela
