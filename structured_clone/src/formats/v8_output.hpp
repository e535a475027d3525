// The pieces of V8's format, written: tags, numbers, strings, and the keys of a document, each made
// once.
//
// Borrows the output and the document's core, which must not change meanwhile. One thread.
#pragma once

#include <algorithm>
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

class V8Output {
 public:
  V8Output(Output& out, const Core& core)
      : out_(out), core_(core), start_(out.size()), is_small_(core.headers.size() < worth_it) {}

  void put(char tag) { out_.put(tag); }
  void put_raw(std::string_view bytes) { out_.put(bytes); }
  void put_varint(std::uint32_t number) {
    out_.advance(write_varint(number, out_.room(longest_varint)));
  }
  /// A tag and a number behind it.
  void put_varint(char tag, std::uint32_t number) {
    char* const to = out_.room(1 + longest_varint);
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
  /// All of them as int32, which they must be, or all as doubles.
  void put_numbers(std::span<const Slot> numbers, char tag) {
    constexpr std::size_t longest = 1 + sizeof(double);
    constexpr std::size_t block = 4096;  // the output need not grow by more than is written
    while (!numbers.empty()) {
      const std::span<const Slot> some = numbers.first(std::min(block, numbers.size()));
      char* to = out_.room(some.size() * longest);
      for (const Slot number : some) {
        *to++ = tag;
        if (tag == v8::number) {
          std::memcpy(to, &number, sizeof number);
          to += sizeof number;
        } else {
          to = write_varint(zigzag(static_cast<std::int32_t>(slots::as_number(number))), to);
        }
      }
      out_.advance(to);
      numbers = numbers.subspan(some.size());
    }
  }
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
  static constexpr std::size_t longest_varint = 5;
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
  static char* write_varint(std::uint32_t number, char* to) noexcept {
    for (; number >= 0x80; number >>= 7)
      *to++ = static_cast<char>(number | 0x80);
    *to++ = static_cast<char>(number);
    return to;
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
