// The aliases of a nested text while it is read: every number has a header from its first mention
// on, whether its body came before or comes later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <candela/structured_clone/limits.hpp>

#include "graph/core.hpp"
#include "graph/mix.hpp"
#include "graph/pool.hpp"

namespace candela {

class NestedAliases {
 public:
  NestedAliases(Core& core, const Limits& limits, std::size_t text_bytes)
      : core_(core),
        limits_(limits),
        dense_(text_bytes / 4),
        far_(0, SeededHash{core.seed()}),
        forwards_(0, SeededHash{core.seed()}) {}

  /// The header that stands for alias `number`; `offset` is the place of the mention.
  /// CloneError{limit_aliases}.
  HeaderIndex mention(std::uint32_t number, std::size_t offset);
  /// The alias's body has been read: the header itself, or something else that it stands for.
  void define(std::uint32_t number, Slot body);
  bool is_alias(HeaderIndex header) const noexcept {
    return header / 64 < headers_.size() && (headers_[header / 64] >> (header % 64) & 1) != 0;
  }

  /// Checks that every alias that was mentioned has a body, and lets the headers of aliases that
  /// stand for something else (a primitive, another alias) give way to it.
  /// CloneError{bad_reference}.
  void resolve();

 private:
  struct Alias {
    HeaderIndex header = no_block;
    bool defined = false;
    std::size_t offset = 0;
  };

  Alias& at(std::uint32_t number);
  [[noreturn]] void refuse(const Alias& alias, const std::string& why) const;
  [[noreturn]] void refuse_circle(HeaderIndex header) const;
  Slot follow(Slot slot) const;
  void replace_everywhere();
  void rebuild_entries(HeaderIndex index);

  Core& core_;
  const Limits& limits_;
  std::size_t dense_;  // numbers below it stand in a vector: no text has room for more aliases
  std::size_t count_ = 0;
  Pool<Alias, 16> aliases_;
  std::unordered_map<std::uint32_t, Alias, SeededHash> far_;
  Pool<std::uint64_t, 16> headers_;  // a bit for each that is an alias's
  std::unordered_map<HeaderIndex, Slot, SeededHash> forwards_;
};

}  // namespace candela
