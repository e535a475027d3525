// A Document owns a graph of JavaScript-shaped values: any of them, with cycles and aliases.
//
// Guarantees
// - All memory is the document's: an arena of 8-byte slots, addressed by 32-bit indexes, and
//   segments of string bytes that never move. Nothing is freed before the document is; what was
//   overwritten is reused where it fits.
// - Moving a document keeps every handle (Value) good. A moved-from document may only be assigned
//   to or destroyed.
// Threads: any number may read; writing needs to be alone. Two documents share nothing.
// Limits: 2^32 slots, 2^32 containers, 4 GiB of string and buffer bytes (CloneError{capacity}).
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include <candela/structured_clone/value.hpp>

namespace candela {

class Document {
 public:
  Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// Forgets all values; every handle to them is void. The memory is used again.
  void clear() noexcept;
  /// undefined until it is set.
  Value root() const noexcept;
  void set_root(const Init& value);

  // Primitives as values, for where a Value is asked for; most places take them as they are.
  Value string(std::string_view text);
  Value number(double number) noexcept;
  Value boolean(bool flag) noexcept;  // NOLINT: the value itself
  Value null() noexcept;
  Value undefined() noexcept;
  Value bigint(const BigInt& number);

  Value object(std::initializer_list<Property> properties = {});
  Value array(std::initializer_list<Init> elements = {});
  Value make_map(std::initializer_list<std::pair<Init, Init>> entries = {});
  Value make_set(std::initializer_list<Init> members = {});
  /// Milliseconds since 1970; NaN, or more than 8.64e15 from it, makes an invalid date.
  Value date(double ms);
  Value regexp(std::string_view source, std::string_view flags);
  /// Name and message as given; no stack. Parts and own properties can be set afterwards.
  Value error(std::string_view name, std::string_view message);
  /// Zeroed.
  Value array_buffer(std::size_t bytes);
  Value array_buffer(std::span<const std::byte> bytes);
  /// `byte_offset` must be a multiple of the element size, and the part must lie inside the buffer
  /// (CloneError{bad_shape}).
  Value typed_array(ElementType type, Value buffer, std::size_t byte_offset, std::size_t length);
  /// With a buffer of its own.
  Value typed_array(ElementType type, std::span<const std::byte> bytes);
  Value data_view(Value buffer, std::size_t byte_offset, std::size_t byte_length);
  /// Boolean, number, string or bigint.
  Value boxed(const Init& primitive);
  Value host(std::string_view tag, const Init& payload);
  Value function(std::string_view name);

  /// The graph that hangs on `value` (of any document, this one too) made anew here; identity
  /// inside of it is kept.
  Value copy(Value value);
  /// The whole document again, at the cost of a few memcpys.
  Document clone() const;

  /// Bytes that the document takes: its arena, used or reserved, and itself.
  std::size_t memory() const noexcept;

  Core& core() const noexcept { return *core_; }  // for the codecs, not for users

 private:
  std::unique_ptr<Core> core_;
};

}  // namespace candela
