// The keys of objects, as paths in a tree: what came after a key before is what will come again.
//
// A reader that is at a node compares the text with the key that followed there last time, and
// needs no hash. Paths hold no key twice, so an object that stays on known ones has no duplicates
// either. What grows past the bounds leaves the tree (`none`), and is read without it.
//
// Behind the quote that opens it, a key stands in JSON with another quote at its end, in V8's format
// with its length before it: one byte more either way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "graph/key_table.hpp"
#include "graph/pool.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {

class ShapeTree {
 public:
  using Node = std::uint32_t;
  static constexpr Node root = 0;
  static constexpr Node none = 0xFFFF'FFFF;
  /// Bytes that `find` reads: the longest key that it compares, and its quote or length.
  static constexpr std::size_t compared = 32;

  enum class Form : std::uint8_t {
    quoted,   ///< `key"`, where the key stands as it is
    counted,  ///< a byte with its length, and the key, where that is ASCII and no index
  };
  explicit ShapeTree(Form form = Form::quoted) : form_(form) {
    entries_.extend(1), entries_[root] = Entry{};
  }

  struct Entry {
    char text[compared] = {};   ///< the key, with the quote that ends it or the length before it
    std::uint32_t compare = 0;  ///< a bit for each byte that must be equal; 0: never compared
    std::uint32_t length = 0;   ///< of the key
    KeyId key = no_key;
    Node parent = none;
    Node first_child = none;
    Node next_sibling = none;
    Node likely = none;  ///< the child that came last
    Node inside = none;  ///< the first key of the object that stood here last
    std::uint16_t children = 0;
    std::uint16_t depth = 0;
    bool special = false;         ///< a key on the path begins with '$'
    bool has_index_keys = false;  ///< a key on the path is an array index

    /// Whether the text at `at`, behind its opening quote, begins with the key in its form.
    bool matches(const char* at) const noexcept {
#if defined(__SSE2__)
      const auto equal = [&](std::size_t from) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(
            _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at + from)),
                           _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + from)))));
      };
      if (compare <= 0xFFFF) return (compare & ~equal(0)) == 0 && compare != 0;
      return (compare & ~(equal(0) | (equal(16) << 16))) == 0;
#else
      return compare != 0 && std::memcmp(at, text, length + 1) == 0;
#endif
    }
  };
  const Entry& operator[](Node node) const noexcept {
    return entries_[node];
  }

  /// The child whose key the text at `at` (behind the opening quote) is, or `none`.
  /// Requires: `compared` bytes to read.
  Node find(Node parent, const char* at) noexcept {
    const Node likely = entries_[parent].likely;
    if (likely != none && matches(likely, at)) return likely;
    return find_other(parent, at);
  }
  bool matches(Node node, const char* at) const noexcept {
    return entries_[node].matches(at);
  }
  /// The child with that key, made if need be; `none` where the path has it already, or the tree is
  /// full there.
  Node child(Node parent, KeyId key, std::string_view name, bool is_index);
  /// The node at which the next object in the same place will begin: see `Entry::inside`.
  void note_inside(Node holder, Node first) noexcept {
    entries_[holder].inside = first;
  }

 private:
  static constexpr std::size_t most_nodes = 4096;
  static constexpr std::uint16_t most_children = 32;
  static constexpr std::uint16_t deepest = 64;

  Node find_other(Node parent, const char* at) noexcept;
  bool is_on_path(Node node, KeyId key) const noexcept;
  void make_comparable(Entry& entry, std::string_view name, bool is_index) const noexcept;

  Form form_;
  Pool<Entry, 24> entries_;
};

}  // namespace candela
