// A `packed` message that grows: nodes and slots in the order in which they are added, strings and
// other bytes as they come. What writers of documents and writers of C++ types have in common.
//
// One thread. Errors: CloneError{limit_bytes} as soon as the bytes that were added are too many;
// {capacity} beyond 2^32 of anything.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "graph/pool.hpp"
#include "packed_layout.hpp"

namespace candela {

/// What shapes and keys come to.
struct PackedKeys {
  std::span<const std::uint32_t> shape_counts;
  std::span<const std::uint32_t> shape_keys;
  std::span<const std::uint32_t> lengths;
  std::string_view text;
};

class PackedBuilder {
 public:
  explicit PackedBuilder(std::size_t most_bytes) noexcept;

  /// The number of the new node.
  std::uint32_t add_node(const packed::Node& node) {
    const std::uint32_t number = nodes_.extend(1);
    nodes_[number] = node;
    return number;
  }
  /// The first of so many new slots, not initialised; they belong to the nodes in their order.
  std::uint32_t add_slots(std::size_t count) { return slots_.extend(count); }
  /// Addresses change when slots are added.
  Slot* slots() noexcept { return slots_.data(); }

  Slot string(std::string_view text) {
    if (text.size() >= packed::long_length) return in_long(slots::tag_string, text);
    spend(text.size());
    copy(text, strings_.reserve(text.size()));
    return string_slot(text.size());
  }
  /// The same for text that can be read in whole blocks of 32 bytes.
  Slot string_of_blocks(std::string_view text) {
    if (text.size() >= packed::long_length) return in_long(slots::tag_string, text);
    spend(text.size());
    constexpr std::size_t block = 32;
    char* const to = strings_.reserve(text.size() + block);
    for (std::size_t done = 0; done < text.size(); done += block)
      std::memcpy(to + done, text.data() + done, block);
    return string_slot(text.size());
  }
  /// A sign and limbs, as documents have them.
  Slot bigint(std::string_view image) { return in_long(slots::tag_bigint, image); }
  /// An ArrayBuffer. Its bytes are borrowed until the message is assembled.
  std::uint32_t add_buffer(std::string_view bytes);

  /// Makes `out` the message; after an error it is as it was. Requires: as many slots as the nodes have.
  void assemble(std::string& out, Slot root, const PackedKeys& keys) const;

 private:
  struct Sixteen {
    char bytes[16];
  };
  /// What is added may be much more than what it is made of: many slots may share their bytes.
  void spend(std::size_t bytes) {
    if (bytes > left_) fail();
    left_ -= bytes;
  }
  [[noreturn]] void fail() const;
  /// Texts are short, mostly: a call of memcpy would take longer than the copy.
  static void copy(std::string_view text, char* to) noexcept {
    const char* const from = text.data();
    const std::size_t size = text.size();
    const auto both_ends = [&](auto piece) {  // which overlap
      std::memcpy(&piece, from, sizeof piece);
      std::memcpy(to, &piece, sizeof piece);
      std::memcpy(&piece, from + size - sizeof piece, sizeof piece);
      std::memcpy(to + size - sizeof piece, &piece, sizeof piece);
    };
    constexpr std::size_t step = sizeof(Sixteen);
    if (size >= step) {
      for (std::size_t at = step; at + step < size; at += step)
        std::memcpy(to + at, from + at, step);
      both_ends(Sixteen{});
    } else if (size >= 8) {
      both_ends(std::uint64_t{});
    } else if (size >= 4) {
      both_ends(std::uint32_t{});
    } else if (size >= 2) {
      both_ends(std::uint16_t{});
    } else if (size == 1) {
      *to = *from;
    }
  }
  Slot string_slot(std::size_t size) {
    const auto length = static_cast<std::uint32_t>(size);
    return packed::bytes_slot(slots::tag_string, length, strings_.extend(size));
  }
  Slot in_long(Slot tag, std::string_view bytes);

  std::size_t most_bytes_;
  std::size_t left_;
  Pool<packed::Node, 64> nodes_;
  Pool<Slot, 128> slots_;
  Pool<char, 1024> strings_;
  Pool<char, 64> long_;
  Pool<std::string_view, 4> buffers_;
  std::size_t buffer_bytes_ = 0;
};

}  // namespace candela
