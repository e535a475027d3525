// The tables of a `packed` message, checked: its header, the texts of its keys, its shapes. What
// readers of documents and readers of C++ types have in common.
//
// Borrows the bytes. CloneError with the offset of what is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <candela/structured_clone/limits.hpp>

#include "graph/pool.hpp"
#include "packed_layout.hpp"

namespace candela {

class PackedTables {
 public:
  struct Shape {
    std::uint32_t first;  ///< its keys: from there on in `shape_keys`
    std::uint32_t count;
  };

  PackedTables(std::string_view bytes, const Limits& limits);

  const packed::Header& header() const noexcept { return header_; }
  const packed::Sections& sections() const noexcept { return sections_; }
  std::string_view bytes() const noexcept { return bytes_; }
  /// The sections from `buffers` on.
  std::string_view contents() const noexcept {
    return bytes_.substr(static_cast<std::size_t>(sections_.buffers),
                         static_cast<std::size_t>(sections_.end - sections_.buffers));
  }
  std::string_view key(std::uint32_t number) const noexcept {
    return {bytes_.data() + sections_.key_text + ends_[number] - length_of(number),
            length_of(number)};
  }
  std::span<const Shape> shapes() const noexcept { return {shapes_.data(), shapes_.size()}; }
  /// The keys of one shape, by number. Whole blocks can be read behind them.
  std::uint32_t* keys_of(const Shape& shape) noexcept { return shape_keys_.data() + shape.first; }
  packed::Node node(std::uint32_t number) const noexcept {
    return packed::load<packed::Node>(bytes_.data() + node_offset(number));
  }
  std::size_t node_offset(std::uint32_t number) const noexcept {
    return static_cast<std::size_t>(sections_.nodes) + std::size_t{number} * sizeof(packed::Node);
  }
  /// Where a shape's number of keys stands, and one of its keys.
  std::size_t shape_offset(std::uint32_t shape) const noexcept {
    return static_cast<std::size_t>(sections_.shapes) + std::size_t{shape} * 4;
  }
  std::size_t shape_key_offset(std::uint32_t at) const noexcept {
    return static_cast<std::size_t>(sections_.shape_keys) + std::size_t{at} * 4;
  }
  /// The bytes of the message from `begin` to `end`, which must be zeros.
  void check_padding(std::uint64_t begin, std::uint64_t end) const;

 private:
  packed::Header read_header() const;
  void check_counts() const;
  void read_keys();
  void read_shapes();
  std::uint32_t length_of(std::uint32_t key) const noexcept {
    return packed::load<std::uint32_t>(bytes_.data() + sections_.keys + std::size_t{key} * 4);
  }

  std::string_view bytes_;
  const Limits& limits_;
  packed::Header header_;
  packed::Sections sections_;
  Pool<std::uint32_t, 32> ends_;  // of each key in the section of their texts
  Pool<Shape, 16> shapes_;
  Pool<std::uint32_t, 64> shape_keys_;
};

}  // namespace candela
