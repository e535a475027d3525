// The pieces of V8's format, written: tags, numbers, strings, and the keys of a document, each made
// once.
//
// Borrows the output and the document's core, which must not change meanwhile. One thread.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "graph/core.hpp"
#include "graph/pool.hpp"
#include "text/output.hpp"
#include "text/wide_string.hpp"
#include "v8_tags.hpp"

namespace candela {

/// By the zeros in front of a number of 32 bits: how many bytes its varint has, and the bits in all
/// of them but the last that say that more follow.
inline constexpr auto varint_sizes = [] {
  std::array<std::uint8_t, 32> sizes{};
  for (unsigned zeros = 0; zeros < 32; ++zeros)
    sizes[zeros] = static_cast<std::uint8_t>((31 - zeros) / 7 + 1);
  return sizes;
}();
inline constexpr auto varint_marks = [] {
  std::array<std::uint64_t, 32> marks{};
  for (unsigned zeros = 0; zeros < 32; ++zeros)
    for (unsigned byte = 0; byte + 1 < varint_sizes[zeros]; ++byte)
      marks[zeros] |= std::uint64_t{0x80} << byte * 8;
  return marks;
}();

class V8Output {
 public:
  V8Output(Output& out, const Core& core)
      : out_(out), core_(core), start_(out.size()), is_small_(core.headers.size() < worth_it) {}

  void put(char tag) { out_.put(tag); }
  void put_raw(std::string_view bytes) { out_.put(bytes); }
  void put_varint(std::uint32_t number) {
    out_.advance(write_varint(number, out_.room(varint_room)));
  }
  /// A tag and a number behind it.
  void put_varint(char tag, std::uint32_t number) {
    char* const to = out_.room(1 + varint_room);
    *to = tag;
    out_.advance(write_varint(number, to + 1));
  }
  void put_double(char tag, double number) {
    char* const to = out_.room(1 + sizeof number);
    *to = tag;
    std::memcpy(to + 1, &number, sizeof number);
    out_.advance(to + 1 + sizeof number);
  }
  /// As int32 where it is one, else as double.
  void put_number(Slot number) {
    static_assert(varint_room <= sizeof(double));
    char* const to = out_.room(1 + sizeof(double));
    std::int32_t integer = 0;
    if (!is_int32(number, integer)) {
      *to = v8::number;
      std::memcpy(to + 1, &number, sizeof number);
      return out_.advance(to + 1 + sizeof number);
    }
    *to = v8::int32;
    out_.advance(write_varint(zigzag(integer), to + 1));
  }
  /// Numbers that all are int32.
  void put_int32s(std::span<const Slot> numbers);
  /// Numbers, all as doubles.
  void put_doubles(std::span<const Slot> numbers);
  static bool are_int32(std::span<const Slot> values) noexcept;
  static bool is_int32(Slot number, std::int32_t& integer) noexcept {
    const double value = slots::as_number(number);
    if (!(value >= -2147483648.0 && value <= 2147483647.0)) return false;
    integer = static_cast<std::int32_t>(value);
    return slots::number(integer) == number;  // and not -0
  }

  /// A string whose bytes, up to 32, can be read in whole blocks: what a document stores.
  void put_stored_string(std::string_view text) {
    if (text.size() > short_string || !put_short_ascii(text)) put_string(text);
  }
  void put_string(std::string_view text);
  void put_key(KeyId key) {
    if (is_small_) return put_key_directly(key);
    if (key >= keys_.size() || keys_[key].size == 0) make_key(key);
    const Key& made = keys_[key];
    if (made.size == at_even_place) return put_string(core_.key_text(key));
    out_.put_blocks(bytes_.data() + made.offset, made.size);
  }
  void put_bigint(char tag, Slot bigint);

 private:
  static constexpr std::size_t varint_room = 8;
  static constexpr std::size_t short_string = 32;
  /// In a document of fewer containers keys are hardly written twice.
  static constexpr std::uint32_t worth_it = 12;
  /// The size of a key that needs padding or not, depending on where it stands.
  static constexpr std::uint32_t at_even_place = 0xFFFF'FFFF;
  struct Key {
    std::uint32_t offset;
    std::uint32_t size;  // 0: not made yet
  };

  static std::uint32_t zigzag(std::int32_t number) noexcept {
    return (static_cast<std::uint32_t>(number) << 1) ^ (number < 0 ? 0xFFFF'FFFFU : 0U);
  }
  /// Without a branch for each byte. Requires: `varint_room` bytes at `to`.
  static char* write_varint(std::uint32_t number, char* to) noexcept {
    const auto zeros = static_cast<unsigned>(std::countl_zero(number | 1));
    const std::uint64_t bits = number;
    const std::uint64_t bytes = (bits & 0x7F) | (bits << 1 & 0x7F00) | (bits << 2 & 0x7F'0000) |
                                (bits << 3 & 0x7F00'0000) | (bits << 4 & 0x7F'0000'0000);
    const std::uint64_t marked = bytes | varint_marks[zeros];
    std::memcpy(to, &marked, sizeof marked);
    return to + varint_sizes[zeros];
  }
  bool put_short_ascii(std::string_view text);
  void put_key_directly(KeyId key);
  void make_key(KeyId key);

  Output& out_;
  const Core& core_;
  std::size_t start_;  // even places are counted from here
  bool is_small_;
  Pool<Key, 32> keys_;  // by key
  Pool<char, 1024> bytes_;
};

}  // namespace candela
