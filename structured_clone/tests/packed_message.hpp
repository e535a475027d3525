// Messages of the format `packed` put together by hand, right ones and wrong ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "formats/packed_layout.hpp"

struct PackedMessage {
  std::vector<candela::packed::Node> nodes;
  std::vector<candela::Slot> slots;
  std::vector<std::uint32_t> shapes;
  std::vector<std::uint32_t> shape_keys;
  std::vector<std::uint32_t> keys;
  std::string buffers, long_text, strings, key_text;
  candela::Slot root = candela::slots::undefined;

  std::string bytes() const {
    candela::packed::Header header{};
    std::memcpy(header.magic, candela::packed::magic.data(), 4);
    header.version = 1;
    header.header_bytes = sizeof header;
    header.nodes = static_cast<std::uint32_t>(nodes.size());
    header.slots = static_cast<std::uint32_t>(slots.size());
    header.shapes = static_cast<std::uint32_t>(shapes.size());
    header.shape_keys = static_cast<std::uint32_t>(shape_keys.size());
    header.keys = static_cast<std::uint32_t>(keys.size());
    header.buffer_bytes = static_cast<std::uint32_t>(buffers.size());
    header.long_bytes = static_cast<std::uint32_t>(long_text.size());
    header.string_bytes = static_cast<std::uint32_t>(strings.size());
    header.key_bytes = static_cast<std::uint32_t>(key_text.size());
    header.root = root;
    std::string all(reinterpret_cast<const char*>(&header), sizeof header);
    append(all, nodes);
    append(all, slots);
    append(all, shapes);
    append(all, shape_keys);
    append(all, keys);
    all.resize((all.size() + 7) / 8 * 8, '\0');
    return all + buffers + long_text + strings + key_text;
  }

  /// One node, which the root refers to.
  static PackedMessage of(candela::packed::Node node, std::vector<candela::Slot> slots) {
    PackedMessage message;
    message.nodes = {node};
    message.slots = std::move(slots);
    message.root = candela::slots::reference(0);
    return message;
  }

 private:
  template <typename T>
  static void append(std::string& all, const std::vector<T>& items) {
    if (items.empty()) return;
    all.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
  }
};

/// A string's slot.
inline candela::Slot string_at(std::uint32_t offset, std::uint32_t length) {
  return candela::packed::bytes_slot(candela::slots::tag_string, length, offset);
}
inline candela::Slot bigint_at(std::uint32_t offset, std::uint32_t length) {
  return candela::packed::bytes_slot(candela::slots::tag_bigint, length, offset);
}
/// A u32 and then bytes: how long strings and bigints stand.
inline std::string with_length(const std::string& bytes) {
  const auto length = static_cast<std::uint32_t>(bytes.size());
  return std::string(reinterpret_cast<const char*>(&length), sizeof length) + bytes;
}
