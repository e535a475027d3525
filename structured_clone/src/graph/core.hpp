// What a Document is made of: headers, slots, words and bytes, addressed by 32-bit indexes, and the
// operations on them that the handles and the codecs share.
//
// Invariants
// - I1: no pointer or reference to a header, slot or word lives across a call that may allocate;
//   indexes do.
// - I2: `Header::size` counts stored entries; removed Map and Set entries stay as holes until the
//   block is rebuilt.
// - I3: the keys of one object are different from each other.
// - I4: a typed array's offset is a multiple of its element size, and every view lies inside its
//   buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/kind.hpp>
#include <candela/structured_clone/value.hpp>

#include "byte_store.hpp"
#include "key_table.hpp"
#include "pool.hpp"
#include "slot.hpp"

namespace candela {

using HeaderIndex = std::uint32_t;
inline constexpr std::uint32_t no_block = 0xFFFF'FFFF;

/// One container. What `cells` and `words` hold, by kind:
///   object        cells: values; words: key ids, then (above `hashed_above` keys) the hash index
///   error         cells: `error_parts` slots, then own values; words: own key ids, hash index
///   array         cells: elements, holes as slots::hole
///   map, set      cells: key, value, … or members, removed ones as holes; words: the hash index
///   date, boxed   cells: the time value or the primitive
///   regexp        cells: source, flags, lastIndex
///   host          cells: tag, payload
///   function      cells: name
///   array_buffer  words: the offset of its bytes; size: their number
///   typed_array   cells: the buffer; words: byte offset; size: elements
///   data_view     cells: the buffer; words: byte offset; size: bytes
struct Header {
  std::uint32_t cells = no_block;
  std::uint32_t words = no_block;
  std::uint32_t size = 0;
  std::uint32_t capacity = 0;
  std::uint32_t live = 0;  ///< Maps and Sets: entries that are not removed
  Kind kind = Kind::undefined;
  ElementType element = ElementType::int8;
  bool has_index_keys = false;  ///< JavaScript's order differs from the stored one
  bool hashed = false;          ///< `words` holds a hash index
};

struct Core {
  Core();

  // Strings, bigints

  Slot make_string(std::string_view text);
  std::string_view text(Slot string) const noexcept;
  Slot make_bigint(const BigInt& number);
  BigInt bigint(Slot slot) const;
  /// The slot of a piece of `bytes` that was written in place. Requires: 4 bytes before it are free
  /// when it is long.
  Slot string_slot(std::uint32_t offset, std::size_t length) noexcept;
  Slot from_init(const Init& init);

  // Containers

  HeaderIndex new_header(Kind kind) {
    if (free_headers_ != no_block || kind == Kind::error) return reuse_header(kind);
    const HeaderIndex index = headers.extend(1);
    headers[index] = Header{};
    headers[index].kind = kind;
    return index;
  }
  /// Makes another kind of an empty header: a reader learns late what it reads.
  void become(HeaderIndex index, Kind kind);
  /// Sets the slots of a kind that has a fixed number of them: dates, RegExps, boxed values, hosts,
  /// functions.
  void set_fixed(HeaderIndex index, std::initializer_list<Slot> slots);
  /// Gives a header and its blocks back for reuse. Requires: nothing refers to it.
  void free_header(HeaderIndex index) noexcept;
  Header& operator[](HeaderIndex index) noexcept { return headers[index]; }
  const Header& operator[](HeaderIndex index) const noexcept { return headers[index]; }
  Kind kind(Slot slot) const noexcept;

  /// Makes room for `count` entries more, in the blocks that the kind has.
  void reserve(HeaderIndex index, std::uint32_t count);
  /// Sets what a reader has collected, in blocks of exactly that size. Requires: an empty header;
  /// keys all different; whole blocks (Pool::append) to read. `has_index_keys` is for the reader to
  /// set.
  void fill_object(HeaderIndex index, const KeyId* keys, const Slot* values, std::uint32_t count);
  void fill_array(HeaderIndex index, const Slot* values, std::uint32_t count);

  // For readers whose values lie in the cells already: the header's `cells` is set, its blocks are
  // of exactly the size.

  /// Requires: keys all different; whole blocks (Pool::append) to read.
  void adopt_properties(HeaderIndex index, const KeyId* keys, std::uint32_t count);
  /// The entries of a Map or members of a Set. False when two have the same key.
  bool adopt_entries(HeaderIndex index, std::uint32_t count);
  /// Takes out the properties whose values are holes.
  void drop_holes(HeaderIndex index) noexcept;

  static constexpr std::uint32_t error_parts = 4;
  static std::uint32_t first_value(const Header& header) noexcept {
    return header.kind == Kind::error ? error_parts : 0;
  }
  /// How many cells of a container hold values of the program's. A view's buffer is none of them.
  static std::uint32_t value_cells(const Header& header) noexcept {
    switch (header.kind) {
      case Kind::object:
      case Kind::error: return first_value(header) + header.size;
      case Kind::array:
      case Kind::set: return header.size;
      case Kind::map: return header.size * 2;
      case Kind::host: return 2;
      default: return 0;
    }
  }
  static constexpr std::uint32_t nowhere = 0xFFFF'FFFF;
  /// The position of a key among the entries of an object or error, or `nowhere`.
  std::uint32_t find_property(HeaderIndex index, KeyId key) const noexcept;
  Slot property(HeaderIndex index, KeyId key) const noexcept;  ///< undefined when absent
  void set_property(HeaderIndex index, KeyId key, Slot value);
  bool erase_property(HeaderIndex index, KeyId key);

  void push(HeaderIndex array, Slot value);
  void resize_array(HeaderIndex array, std::uint32_t size);

  /// A key to look for; strings and bigints by their bytes, so that looking writes nothing into the
  /// document.
  struct EntryKey {
    Slot slot;  ///< for strings and bigints only the tag counts
    std::string_view image;
  };
  EntryKey entry_key(Slot slot) const noexcept;
  EntryKey entry_key(const Init& init, std::string& bigint_image) const;
  /// The entry of a Map or Set whose key is the same by SameValueZero, or `nowhere`.
  std::uint32_t find_entry(HeaderIndex index, const EntryKey& key) const noexcept;
  /// A Map's entry, or a Set's member (`value` is unused).
  void put_entry(HeaderIndex index, Slot key, Slot value);
  bool remove_entry(HeaderIndex index, const EntryKey& key);

  /// Gives an empty array_buffer header zeroed bytes.
  void make_buffer(HeaderIndex index, std::size_t bytes);
  struct ViewPart {
    std::size_t byte_offset;
    std::size_t size;  ///< elements, or bytes of a DataView
  };
  /// Points an empty typed_array or data_view header at a part of a buffer. CloneError{bad_shape}.
  void make_view(HeaderIndex index, ElementType type, HeaderIndex buffer, ViewPart part);
  char* buffer_bytes(HeaderIndex buffer) noexcept { return bytes.at(headers[buffer].words); }
  /// The bytes that a buffer or view shows.
  std::span<char> shown_bytes(HeaderIndex index) noexcept;

  /// Positions of an object's properties in JavaScript's order; empty when it is the stored one.
  std::vector<std::uint32_t> property_order(HeaderIndex index) const;

  KeyId intern(std::string_view name) { return keys.intern(bytes, name); }
  KeyId find_key(std::string_view name) const noexcept { return keys.find(bytes, name); }
  std::string_view key_text(KeyId id) const noexcept { return keys.text(bytes, id); }

  /// Differs from document to document: for whoever hashes foreign numbers beside it.
  std::uint64_t seed() const noexcept { return seed_; }

  void assign(const Core& other);
  void clear() noexcept;
  std::size_t memory() const noexcept;

  /// Fewer keys or entries than that are looked through one by one. Keys are small numbers side by
  /// side: many of them are passed in the time of one look at a table.
  static constexpr std::uint32_t hashed_above(Kind kind) noexcept {
    return kind == Kind::map || kind == Kind::set ? 16 : 64;
  }

  Pool<Header, 16> headers;
  Pool<Slot, 64> cells;
  Pool<std::uint32_t, 64> words;
  ByteStore bytes;
  KeyTable keys;
  Slot root = slots::undefined;

 private:
  static constexpr unsigned size_classes = 33;

  HeaderIndex reuse_header(Kind kind);
  std::uint32_t allocate_cells(std::uint32_t count);
  void free_cells(std::uint32_t block, std::uint32_t count) noexcept;
  std::uint32_t allocate_words(std::uint32_t count);
  void free_words(std::uint32_t block, std::uint32_t count) noexcept;

  void grow(HeaderIndex index, std::uint32_t capacity);
  std::uint32_t words_needed(const Header& header, std::uint32_t capacity) const noexcept;
  std::uint32_t cells_needed(const Header& header, std::uint32_t capacity) const noexcept;
  void rebuild_index(HeaderIndex index) noexcept;
  void index_entry(HeaderIndex index, std::uint32_t position) noexcept;
  std::uint64_t entry_hash(const Header& header, std::uint32_t position) const noexcept;
  std::uint64_t hash_key(const EntryKey& key) const noexcept;
  bool matches(Slot stored, const EntryKey& key) const noexcept;
  void compact_entries(HeaderIndex index) noexcept;

  std::uint64_t seed_;
  std::uint32_t free_headers_ = no_block;
  std::uint32_t free_cells_[size_classes];
  std::uint32_t free_words_[size_classes];
};

/// SameValueZero's one exception to bits: -0 is 0.
inline Slot normalized_key(Slot slot) noexcept {
  return slot == 0x8000'0000'0000'0000 ? Slot{0} : slot;
}

}  // namespace candela
