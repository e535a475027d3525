// The shapes of a document that is written as `packed`: each list of keys once, however many
// objects have it, and each key once.
//
// Borrows the core, which must not change meanwhile. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "graph/core.hpp"
#include "graph/pool.hpp"
#include "packed_builder.hpp"

namespace candela {

class PackedShapes {
 public:
  explicit PackedShapes(const Core& core) : core_(core) {}

  /// The number of the shape with these keys in this order.
  std::uint32_t shape_of(std::span<const KeyId> keys);

  /// Borrowed: good until the next shape.
  PackedKeys keys() const noexcept {
    return {{counts_.data(), counts_.size()},
            {keys_.data(), keys_.size()},
            {lengths_.data(), lengths_.size()},
            {text_.data(), text_.size()}};
  }

 private:
  static constexpr std::uint32_t none = 0xFFFF'FFFF;

  std::uint32_t number_of(KeyId key);
  bool is_shape(std::uint32_t shape, std::span<const KeyId> keys) const noexcept;
  std::uint32_t add(std::span<const KeyId> keys);
  void grow_table();

  const Core& core_;
  Pool<std::uint32_t, 16> counts_;  // by shape
  Pool<std::uint32_t, 16> firsts_;  // by shape: where its keys stand in the two lists
  Pool<std::uint32_t, 64> keys_;    // as they are numbered in the message
  Pool<KeyId, 64> ids_;             // the same as the document numbers them
  Pool<std::uint32_t, 32> lengths_;
  Pool<char, 512> text_;
  Pool<std::uint32_t, 32> numbers_;  // by the document's key: its number here, or none
  Pool<std::uint32_t, 32> recent_;   // by a first key: the shape that began with it last
  Pool<std::uint32_t, 32> table_;    // hashed: a shape + 1, 0 is free; a power of two
  std::uint32_t empty_ = none;
};

}  // namespace candela
