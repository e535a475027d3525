// What the codec throws: one exception type with a code, a place in the input and a path in the
// value.
//
// Guarantees: `what()` is a sentence that a stranger can act on and already names place and path;
// the parts can be read one by one. Copyable, thread-agnostic, owns its strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace candela {

/// Why a value or a text was refused. Stable: programs may switch over it.
enum class CloneErrorCode : std::uint8_t {
  syntax,          ///< The text is not JSON.
  truncated,       ///< The text ends inside a value.
  invalid_utf8,    ///< The text is not UTF-8, in a string or outside of one.
  unknown_format,  ///< Neither the first bytes nor the options name a format that is known.
  bad_shape,       ///< JSON, but not the form that the format asks for at this place.
  bad_reference,   ///< `$ref` or `$lmz` to nothing, to itself, or of a wrong type.
  /// A number or BigInt text that is none, or a number outside of its type's range.
  bad_number,
  wrong_kind,        ///< A value is of another kind than the one asked for.
  foreign_value,     ///< A value of one document was given to another; `Document::copy` is the way.
  limit_bytes,       ///< `Limits::bytes`, `StringifyOptions::bytes`
  limit_depth,       ///< `Limits::depth`
  limit_values,      ///< `Limits::values`
  limit_keys,        ///< `Limits::keys`
  limit_string,      ///< `Limits::string_bytes`
  limit_aliases,     ///< `Limits::aliases`
  limit_bigint,      ///< `Limits::bigint_digits`
  limit_holes,       ///< `Limits::holes`
  capacity,          ///< A document is full: 2^32 slots, 2^32 containers or 4 GiB of string bytes.
  not_serializable,  ///< The value has no form in the format that was asked for.
};

/// The code's name as it stands in the enumeration, for logs.
std::string_view to_string(CloneErrorCode code) noexcept;

class CloneError : public std::exception {
 public:
  /// `offset` is in bytes from the start of the input (`no_offset` when there is none), `path` as
  /// in `$.users[3].name`.
  CloneError(CloneErrorCode code, std::string_view message, std::size_t offset = no_offset,
             std::string path = {});

  static constexpr std::size_t no_offset = static_cast<std::size_t>(-1);

  const char* what() const noexcept override { return what_.c_str(); }
  CloneErrorCode code() const noexcept { return code_; }
  std::size_t offset() const noexcept { return offset_; }
  const std::string& path() const noexcept { return path_; }
  /// The sentence without place and path.
  const std::string& message() const noexcept { return message_; }

 private:
  CloneErrorCode code_;
  std::size_t offset_;
  std::string path_;
  std::string message_;
  std::string what_;
};

}  // namespace candela
