// A Value is a handle to one value of a Document: 16 bytes, trivially copyable, passed by value.
//
// Guarantees
// - Primitives stand in the handle itself; containers are named by an index, so a handle stays good
//   when the document grows or is moved, and two handles of one object compare equal by `is`.
// - A handle never owns: it is good as long as its Document lives. `Value v = Document().root();`
//   is wrong; keep the Document.
// - A string_view from `as_string` or a span from `bytes` stays good as long as the Document lives.
// Threads: any number of threads may read one document; writing needs to be alone.
// Errors: the accessors throw CloneError{wrong_kind}, the setters CloneError{foreign_value} for a
// value of another document.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/kind.hpp>

namespace candela {

class Document;
class Init;
struct Core;  // private: src/graph/core.hpp

class Value {
 public:
  /// undefined, of no document.
  Value() noexcept : core_(nullptr), slot_(undefined_slot) {}

  Kind kind() const noexcept;
  bool is_undefined() const noexcept {
    return slot_ == undefined_slot || kind() == Kind::undefined;
  }
  bool is_null() const noexcept { return kind() == Kind::null; }
  bool is_boolean() const noexcept { return kind() == Kind::boolean; }
  bool is_number() const noexcept { return kind() == Kind::number; }
  bool is_string() const noexcept { return kind() == Kind::string; }
  bool is_bigint() const noexcept { return kind() == Kind::bigint; }
  bool is_object() const noexcept { return kind() == Kind::object; }
  bool is_array() const noexcept { return kind() == Kind::array; }
  bool is_map() const noexcept { return kind() == Kind::map; }
  bool is_set() const noexcept { return kind() == Kind::set; }
  bool is_error() const noexcept { return kind() == Kind::error; }
  bool is_function() const noexcept { return kind() == Kind::function; }
  bool is_host() const noexcept { return kind() == Kind::host; }
  /// Objects, arrays, dates…: everything that can be met twice.
  bool has_identity() const noexcept { return kind() >= Kind::object; }

  /// The same object, or equal primitives as Object.is compares them (NaN is NaN, -0 is not 0).
  bool is(const Value& other) const noexcept;

  bool as_boolean() const;
  double as_number() const;
  /// UTF-8; a lone surrogate is kept as its three bytes (WTF-8).
  std::string_view as_string() const;
  BigInt as_bigint() const;

  /// Objects, arrays, Maps, Sets: how many entries. An error: its own properties beside name,
  /// message, stack, cause.
  std::size_t size() const;

  // Objects, and the own properties of errors

  /// undefined when there is no such property. Only data: there is no prototype to look further in.
  Value operator[](std::string_view key) const;
  Value operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  bool has(std::string_view key) const;
  void set(std::string_view key, const Init& value);
  bool erase(std::string_view key);

  // Arrays

  /// undefined for a hole and past the end.
  Value operator[](std::size_t index) const;
  template <std::integral I>
    requires(!std::is_same_v<I, bool> && !std::is_same_v<I, std::size_t>)
  Value operator[](I index) const {
    return index < I{0} ? Value() : (*this)[static_cast<std::size_t>(index)];
  }
  bool is_hole(std::size_t index) const;
  void push(const Init& value);
  /// `index` may be the size (then it appends); further away is `resize` first.
  void set_at(std::size_t index, const Init& value);
  /// Grows with holes, or cuts.
  void resize(std::size_t size);

  // Maps and Sets

  /// Keys and members are compared as JavaScript compares them: SameValueZero, objects by identity.
  Value get(const Init& key) const;
  bool contains(const Init& key) const;
  void put(const Init& key, const Init& value);
  void add(const Init& member);
  bool remove(const Init& key);

  // Walking: objects in JavaScript's order (integer-like keys first, ascending), Maps and Sets in
  // order of insertion.

  class Cursor;
  /// Requires: nothing is written while the cursor is in use. For an error: its own properties.
  Cursor entries() const;

  // Dates, RegExps, errors, boxed, hosts, functions

  /// Milliseconds since 1970 in UTC; NaN for an invalid date.
  double date_ms() const;
  std::string_view regexp_source() const;
  std::string_view regexp_flags() const;
  double regexp_last_index() const;
  void set_regexp_last_index(double index);
  std::string_view error_name() const;
  std::string_view error_message() const;
  /// What every error may have, besides its own properties. The list of an AggregateError is one of
  /// these: `error["errors"]`.
  enum class ErrorPart : std::uint8_t { name, message, stack, cause };
  /// Whether the part is there. Reading an absent one gives "" or undefined.
  bool error_has(ErrorPart part) const;
  Value error_part(ErrorPart part) const;
  void set_error_part(ErrorPart part, const Init& value);
  void erase_error_part(ErrorPart part);
  /// The primitive inside.
  Value boxed_value() const;
  std::string_view host_tag() const;
  Value host_payload() const;
  std::string_view function_name() const;

  // ArrayBuffers and views

  /// The bytes of an ArrayBuffer, or the part of it that a typed array or DataView shows.
  /// Little-endian elements.
  std::span<std::byte> bytes() const;
  /// The ArrayBuffer that a view looks at.
  Value view_buffer() const;
  std::size_t view_byte_offset() const;
  ElementType view_type() const;

  /// The document's private core and the slot: for the codecs, not for users.
  Core* core() const noexcept { return core_; }
  std::uint64_t slot() const noexcept { return slot_; }
  Value(Core* core, std::uint64_t slot) noexcept : core_(core), slot_(slot) {}

  static constexpr std::uint64_t undefined_slot = 0xFFF1'0000'0000'0000;

 private:
  Core* core_;
  std::uint64_t slot_;
};
static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) == 16);

/// Walks what a container holds:
/// `for (auto c = v.entries(); !c.done(); c.next()) use(c.key(), c.value());`
class Value::Cursor {
 public:
  bool done() const noexcept;
  void next() noexcept;
  /// Objects and errors only: the property's name.
  std::string_view name() const;
  /// Maps: the key. Sets: the member. Arrays: undefined.
  Value key() const;
  /// Sets: the member. Arrays: the element, undefined for a hole.
  Value value() const;
  /// How many entries were passed; an array's index.
  std::size_t index() const noexcept { return index_; }

 private:
  friend class Value;
  void skip_removed() noexcept;

  Value owner_;
  std::size_t index_ = 0;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> order_;  // only where JavaScript's order differs from the stored one
};

/// What a setter accepts: a primitive of C++, or a Value of the same document.
/// Views only: an Init is made in a call's argument list and does not outlive the call.
class Init {
 public:
  Init(Value value) noexcept : form_(Form::value), value_(value) {}               // NOLINT
  Init(std::nullptr_t) noexcept : form_(Form::null) {}                            // NOLINT
  Init(std::string_view text) noexcept : form_(Form::string), text_(text) {}      // NOLINT
  Init(const char* text) noexcept : form_(Form::string), text_(text) {}           // NOLINT
  Init(const std::string& text) noexcept : form_(Form::string), text_(text) {}    // NOLINT
  Init(const BigInt& number) noexcept : form_(Form::bigint), bigint_(&number) {}  // NOLINT
  template <typename T>
    requires std::is_same_v<T, bool> Init(T flag)
  noexcept : form_(Form::boolean), flag_(flag) {}  // NOLINT
  /// Numbers become doubles, as in JavaScript; integers beyond 2^53 lose precision, a BigInt keeps
  /// it.
  template <typename T>
    requires((std::integral<T> || std::floating_point<T>)&&!std::is_same_v<T, bool>)
  Init(T number)
  noexcept : form_(Form::number), number_(static_cast<double>(number)) {}  // NOLINT

 private:
  friend struct Core;
  enum class Form : std::uint8_t { value, null, boolean, number, string, bigint };
  Form form_;
  bool flag_ = false;
  double number_ = 0;
  std::string_view text_;
  const BigInt* bigint_ = nullptr;
  Value value_;
};

/// One property of an object to be made: `doc.object({{"name", "Alice"}, {"age", 41}})`.
struct Property {
  std::string_view key;
  Init value;
};

}  // namespace candela
