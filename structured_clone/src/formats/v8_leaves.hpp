// What V8's format says without going deeper: primitives, keys, references, Dates, RegExps, boxed
// values, buffers and views, and the parts of errors but for the cause.
//
// Also the ids: everything with identity has the next one.
// Borrows all it is given. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/limits.hpp>

#include "graph/core.hpp"
#include "graph/pool.hpp"
#include "v8_input.hpp"

namespace candela {

class V8Leaves {
 public:
  static constexpr std::uint32_t name_part = 0;
  static constexpr std::uint32_t message_part = 1;
  static constexpr std::uint32_t stack_part = 2;
  static constexpr std::uint32_t cause_part = 3;

  V8Leaves(Core& core, V8Input& input, const Limits& limits)
      : core_(core), input_(input), limits_(limits) {}

  /// The two bytes at the start. CloneError{unknown_format, truncated}.
  void read_version();

  /// A header with the next id.
  HeaderIndex new_header(Kind kind);
  /// What an id stands for; the tag was peeked, here and below.
  Slot read_reference();

  /// Reads a primitive; false where the tag is none.
  bool read_primitive(char tag, Slot& value);
  /// Reads what has identity and holds no values, or fails.
  Slot read_leaf(char tag);

  /// A view that follows on its buffer; the tag has been passed.
  Slot read_view(HeaderIndex buffer);
  /// A view as node's DefaultSerializer writes it, behind its type.
  Slot read_node_view(std::uint32_t type, std::size_t start);

  void set_error_part(HeaderIndex error, std::uint32_t part, Slot value) {
    core_.cells[core_[error].cells + part] = value;
  }
  /// Reads an error up to its end, or up to a cause, which follows; returns whether one does.
  bool read_error_parts(HeaderIndex error);

  /// A property's key that is a number, as text in `digits`, which has `number_room` bytes.
  std::string_view read_number_key(char tag, char* digits);
  /// An array's key: the index, below `length`, or `no_index` for a name.
  std::uint32_t read_array_key(std::uint32_t length);

 private:
  Slot read_bigint();
  Slot read_boxed(char tag, HeaderIndex header);
  Slot read_regexp(HeaderIndex header);
  Slot read_buffer(char tag, HeaderIndex header);
  void fill_buffer(HeaderIndex buffer, std::string_view bytes);
  Slot make_view(HeaderIndex view, HeaderIndex buffer, ElementType type, std::uint32_t offset,
                 std::uint32_t bytes, std::size_t start);
  double read_number(char tag);
  [[noreturn]] void fail_tag(char tag) const;

  Core& core_;
  V8Input& input_;
  const Limits& limits_;
  unsigned version_ = v8::newest_version;
  static constexpr std::uint32_t referred_bit = 0x8000'0000;
  Pool<std::uint32_t, 64> ids_;  // headers by id, and whether they have been referred to
  std::size_t referred_ = 0;
  BigInt too_large_;  // 10 to the limit's power, when it was needed
};

}  // namespace candela
