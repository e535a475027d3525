// The keys of a document as a format writes them: quoted, escaped, with what stands around them.
// Each is made once, and is then copied in whole blocks.
//
// Borrows the document's core, which must not change meanwhile. One thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "graph/core.hpp"
#include "graph/pool.hpp"
#include "text/output.hpp"

namespace candela {

class QuotedKeys {
 public:
  enum class Dollar : std::uint8_t {
    doubled,  ///< a key of a user that begins with '$' gets one more (nested)
    plain,
  };
  QuotedKeys(const Core& core, Dollar dollar)
      : core_(core), dollar_(dollar), is_small_(core.headers.size() < worth_it) {}

  /// Writes `,"key":`, without the comma where the key is the first.
  void put_first(Output& out, KeyId key) { put(out, key, 1); }
  void put_next(Output& out, KeyId key) { put(out, key, 0); }

 private:
  struct Text {
    std::uint32_t offset;
    std::uint32_t size;  // 0: not made yet
  };
  /// In a document of fewer containers keys are hardly written twice.
  static constexpr std::uint32_t worth_it = 12;

  void put(Output& out, KeyId key, std::uint32_t skipped) {
    if (is_small_) return put_directly(out, key, skipped);
    if (key >= texts_.size() || texts_[key].size == 0) make(key);
    const Text& text = texts_[key];
    out.put_blocks(bytes_.data() + text.offset + skipped, text.size - skipped);
  }
  void make(KeyId key);
  void put_directly(Output& out, KeyId key, std::uint32_t skipped) const;

  const Core& core_;
  Dollar dollar_;
  bool is_small_;
  Pool<Text, 32> texts_;  // by key
  Pool<char, 1024> bytes_;
};

}  // namespace candela
