// What a request or a response carries: nothing, text, bytes, or a value (a Document).
//
// Guarantees
// - Whole and in memory: read as often as one likes, synchronously, and nothing is ever "used up".
// - What was set is what is read: text is kept as text and bytes as bytes; a value keeps its graph,
//   with cycles and aliases. null and undefined are no body; a value that is only a string is text,
//   one that is only an ArrayBuffer is bytes, so that every body has one form.
// - A value that is only a typed array or a DataView stays one, and reads as the bytes that it shows.
// - No header is set by it: `default_type` is for who sends it.
// Text is UTF-8, in which a lone surrogate stands as its three bytes; what is anything else is bytes.
// Copying a value body clones its document; moving leaves no body behind.
// Threads: a plain value; any number may read.
// Limits: memory; `json` takes those of the codec.
// Errors: CloneError, from `json`, `text` and `bytes` only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

class Body {
 public:
  enum class Kind : std::uint8_t { none, text, bytes, value };

  Body() noexcept = default;
  Body(std::nullptr_t) noexcept {}                              // NOLINT: no body, as in JavaScript
  Body(std::string text) : content_(std::move(text)) {}         // NOLINT
  Body(std::string_view text) : content_(std::string(text)) {}  // NOLINT
  Body(const char* text) : content_(std::string(text)) {}       // NOLINT
  Body(std::vector<std::byte> bytes) : content_(std::move(bytes)) {}  // NOLINT
  Body(Document value);                                               // NOLINT
  /// A copy of the graph that hangs on `value`.
  static Body of(Value value);

  Body(const Body& other);
  Body& operator=(const Body& other);
  Body(Body&& other) noexcept : content_(std::exchange(other.content_, Content())) {}
  Body& operator=(Body&& other) noexcept {
    content_ = std::exchange(other.content_, Content());
    return *this;
  }
  ~Body() = default;

  Kind kind() const noexcept { return static_cast<Kind>(content_.index()); }
  bool is_none() const noexcept { return kind() == Kind::none; }

  /// The Content-Type that Fetch would choose, or "": "text/plain;charset=UTF-8" for text,
  /// "application/json" for a value; bytes have none, nor has a view of some.
  std::string_view default_type() const noexcept;

  // What is kept, not copied; null for a body of another kind.
  const std::string* as_text() const noexcept { return std::get_if<std::string>(&content_); }
  const std::vector<std::byte>* as_bytes() const noexcept {
    return std::get_if<std::vector<std::byte>>(&content_);
  }
  const Document* as_value() const noexcept { return std::get_if<Document>(&content_); }

  /// The value; text and bytes are parsed as JSON, which is where CloneError{syntax} comes from.
  /// null for no body.
  Document json(const Limits& limits = {}) const;
  /// Text as it is, bytes decoded as UTF-8 with U+FFFD for what is wrong in them, a value as JSON
  /// (CloneError{not_serializable} where JSON cannot have it: a cycle, a BigInt), "" for no body.
  /// A view counts as bytes here.
  std::string text() const;
  /// The bytes, or the text in UTF-8 (a lone surrogate as U+FFFD); a value as `text` writes it.
  std::vector<std::byte> bytes() const;

  /// The same kind and content; values as `equal` compares them.
  friend bool operator==(const Body& left, const Body& right);

 private:
  using Content = std::variant<std::monostate, std::string, std::vector<std::byte>, Document>;
  static Content copy(const Content& content);

  Content content_;  // in the order of Kind
};

}  // namespace candela
