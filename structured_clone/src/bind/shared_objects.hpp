// Which objects of a C++ graph are pointed at more than once, and their numbers in the nested
// format: ranks in the order of the first visit.
//
// Borrows the objects, which must not change meanwhile. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "parts.hpp"

namespace candela::detail::bind {

class SharedObjects {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// Walks all that is written of the object, without recursion.
  void run(const Type& type, const void* object, const PartRules& rules);

  /// The number of a shared object, or `none`.
  std::uint32_t rank(const Identity& identity) const noexcept;
  /// By rank.
  const std::vector<Identity>& all() const noexcept { return shared_; }

 private:
  struct Entry {
    Identity identity;
    std::uint32_t order;  // of the first visit
    bool is_shared;
  };
  struct Level {
    std::size_t first;  // of its parts
    std::size_t next;
  };

  std::size_t place(const Identity& identity) const noexcept;
  /// Whether it is the first visit.
  bool visit(const Identity& identity);
  void grow();
  void give_ranks();

  std::vector<Entry> table_;  // a power of two, at most half full
  std::size_t count_ = 0;
  std::vector<Identity> shared_;
};

}  // namespace candela::detail::bind
