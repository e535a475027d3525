// How a message of the format `packed` is laid out: docs/formats/packed.md, in numbers.
//
//   header | nodes | slots | tables, padded to 8 bytes | buffers | long | strings | keys
//
// Little-endian throughout; nothing in it is an address.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <candela/structured_clone/kind.hpp>

#include "graph/slot.hpp"

namespace candela::packed {

static_assert(std::endian::native == std::endian::little,
              "packed is copied as it is: a big-endian machine needs loads that turn it around");

/// The first byte is none that a text can begin with.
inline constexpr std::string_view magic =
    "\x89"
    "CPK";
inline constexpr std::uint8_t version = 1;

struct Header {
  char magic[4];
  std::uint8_t version;
  std::uint8_t minor;
  std::uint16_t header_bytes;
  std::uint32_t nodes;
  std::uint32_t slots;
  std::uint32_t shapes;
  std::uint32_t shape_keys;  ///< of all shapes
  std::uint32_t keys;
  std::uint32_t buffer_bytes;
  std::uint32_t long_bytes;
  std::uint32_t string_bytes;
  std::uint32_t key_bytes;
  std::uint32_t reserved;
  Slot root;
};
static_assert(sizeof(Header) == 56);

/// Kind, element type (of typed arrays), and what the kind counts: a shape for objects and errors,
/// elements, entries or bytes for others, 0 for those of a fixed size.
struct Node {
  std::uint8_t kind;
  std::uint8_t element;
  std::uint16_t reserved;
  std::uint32_t count;
};
static_assert(sizeof(Node) == 8);

/// Kinds on the wire: 1 for an object, and so on in the order of the enumeration.
constexpr std::uint8_t code_of(Kind kind) noexcept {
  return static_cast<std::uint8_t>(static_cast<unsigned>(kind) -
                                   static_cast<unsigned>(Kind::object) + 1);
}
static_assert(code_of(Kind::array) == 2 && code_of(Kind::error) == 7 &&
              code_of(Kind::function) == 13);
inline constexpr std::uint8_t last_code = 13;

constexpr Kind kind_of(std::uint8_t code) noexcept {
  return static_cast<Kind>(code - 1U + static_cast<unsigned>(Kind::object));
}

/// A string shorter than that stands in `strings`, a longer one in `long`, behind its length.
inline constexpr std::uint32_t long_length = 0xFFFF;
/// A length in a slot, and where the bytes begin in their section.
constexpr Slot bytes_slot(Slot tag, std::uint32_t length, std::uint32_t offset) noexcept {
  return (tag << slots::tag_shift) | (Slot{length} << 32) | offset;
}

constexpr std::size_t padded(std::size_t bytes) noexcept {
  return (bytes + 7) & ~std::size_t{7};
}

/// Where the sections of a message begin. 64 bits hold every sum of these counts.
struct Sections {
  std::uint64_t nodes, slots, shapes, shape_keys, keys, buffers, long_bytes, strings, key_text, end;

  explicit constexpr Sections(const Header& header) noexcept
      : nodes(header.header_bytes),
        slots(nodes + std::uint64_t{header.nodes} * sizeof(Node)),
        shapes(slots + std::uint64_t{header.slots} * sizeof(Slot)),
        shape_keys(shapes + std::uint64_t{header.shapes} * 4),
        keys(shape_keys + std::uint64_t{header.shape_keys} * 4),
        buffers((keys + std::uint64_t{header.keys} * 4 + 7) & ~std::uint64_t{7}),
        long_bytes(buffers + header.buffer_bytes),
        strings(long_bytes + header.long_bytes),
        key_text(strings + header.string_bytes),
        end(key_text + header.key_bytes) {}
};

template <typename T>
T load(const char* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

}  // namespace candela::packed
