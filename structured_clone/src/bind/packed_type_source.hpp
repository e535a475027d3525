// A `packed` message as a reader of C++ types looks into it: by node, in any order, everything
// checked when it is asked for.
//
// Borrows the bytes. CloneError for tables that are wrong (PackedTables); else what is wrong is
// null, false or `nowhere`.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include <candela/structured_clone/limits.hpp>

#include "formats/packed_tables.hpp"
#include "text/utf8.hpp"

namespace candela::detail::bind {

class PackedTypeSource {
 public:
  PackedTypeSource(std::string_view bytes, const Limits& limits);

  /// Whether the nodes have the slots and the bytes that are there, no more and no less.
  bool is_whole() const noexcept { return is_whole_; }
  Slot root() const noexcept { return tables_.header().root; }

  static constexpr std::uint32_t nowhere = 0xFFFF'FFFF;
  /// The node that a slot refers to, of that kind; or `nowhere`.
  std::uint32_t node_of(Slot slot, Kind kind) const noexcept {
    const Slot number = slot - slots::reference(0);
    if (number >= tables_.header().nodes) return nowhere;
    const auto index = static_cast<std::uint32_t>(number);
    return tables_.node(index).kind == packed::code_of(kind) ? index : nowhere;
  }
  /// Of a node of the kind that `node_of` was asked for.
  std::uint32_t count(std::uint32_t node) const noexcept { return tables_.node(node).count; }
  std::uint8_t element(std::uint32_t node) const noexcept { return tables_.node(node).element; }
  /// A slot of a node. Requires: it has so many.
  Slot slot(std::uint32_t node, std::size_t index) const noexcept {
    return packed::load<Slot>(slots_ + (std::size_t{firsts_[node]} + index) * sizeof(Slot));
  }
  /// The text of a string's slot; false where it is none, or is not UTF-8.
  bool text(Slot slot, std::string_view& text) const noexcept;
  /// The bytes of an ArrayBuffer.
  std::string_view buffer(std::uint32_t node) const noexcept {
    return tables_.contents().substr(firsts_[node], count(node));
  }

  std::uint32_t shapes() const noexcept { return tables_.header().shapes; }
  /// The numbers of a shape's keys, and a key's text.
  std::span<const std::uint32_t> keys_of(std::uint32_t shape) noexcept {
    const PackedTables::Shape& found = tables_.shapes()[shape];
    return {tables_.keys_of(found), found.count};
  }
  /// Of all strings together: what each slot shows has bytes of its own.
  std::size_t text_bytes() const noexcept {
    return strings_.size() + std::size_t{tables_.header().long_bytes};
  }
  std::string_view key(std::uint32_t number) const noexcept { return tables_.key(number); }
  std::uint32_t nodes() const noexcept { return tables_.header().nodes; }

 private:
  bool find_firsts();
  bool long_text(Slot slot, std::string_view& text) const noexcept;

  PackedTables tables_;
  const char* slots_;
  std::string_view strings_;
  bool is_utf8_;
  Pool<std::uint32_t, 64> firsts_;  // by node: its first slot, or where its bytes begin
  bool is_whole_;
};

inline bool PackedTypeSource::text(Slot slot, std::string_view& text) const noexcept {
  if (!slots::is_string(slot) || !is_utf8_) return false;
  const auto start = static_cast<std::uint32_t>(slot);
  const std::uint32_t length = static_cast<std::uint32_t>(slot >> 32) & packed::long_length;
  if (length == packed::long_length) return long_text(slot, text);
  const std::size_t end = std::size_t{start} + length;
  if (end > strings_.size()) return false;
  const bool is_whole =
      is_between_characters(strings_, start) && is_between_characters(strings_, end);
  if (!is_whole && length != 0) return false;
  text = {strings_.data() + start, length};
  return true;
}

}  // namespace candela::detail::bind
