// Bytes to document and back: the two text formats that Lumenize peers speak, and binary ones.
//
// `parse` reads what any valid encoder writes: keys in any order, aliases that refer forward,
// whitespace, every escape. `stringify` writes the original's bytes wherever the original loses
// nothing, and a form that the original reads right where it does (Fidelity::lossless), or the
// original's bytes in every case (Fidelity::reference).
// Threads: free functions without state. Depth is bounded by Limits::depth, never by the stack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/limits.hpp>
#include <candela/structured_clone/transform.hpp>

namespace candela {

enum class Format : std::uint8_t {
  nested,  ///< {"json":…,"meta":{"aliases":…}}, of 2026
  tuple,   ///< {"root":…,"objects":[…]}, of November 2025
  v8,      ///< V8's ValueSerializer, versions 13 to 15: what node's v8.serialize writes
  packed,  ///< Candela's own, binary, the fastest: docs/formats/packed.md
};

inline constexpr Format all_formats[] = {Format::nested, Format::tuple, Format::v8, Format::packed};

/// Whether it is JSON: the others are binary.
constexpr bool is_text(Format format) noexcept {
  return format == Format::nested || format == Format::tuple;
}
std::string_view to_string(Format format) noexcept;
std::optional<Format> format_from_name(std::string_view name) noexcept;

enum class Fidelity : std::uint8_t {
  lossless,   ///< Nothing is lost between two peers of ours; the original reads it right, or as it
              ///< always did.
  reference,  ///< The original's bytes, also where they lose data.
};

/// Of types whose fields have versions.
inline constexpr std::uint32_t newest_version = ~std::uint32_t{0};

struct ParseOptions {
  Limits limits = {};
  /// Empty: recognised from the bytes.
  std::optional<Format> format = std::nullopt;
  std::span<const HostType> hosts = {};
  /// Asked about every value that was read; empty: nothing is walked. See transform.hpp.
  Transform transform = {};
  /// Of the C++ types that are read (fields.hpp): which fields must be there.
  std::uint32_t version = newest_version;
};

struct StringifyOptions {
  Format format = Format::nested;
  Fidelity fidelity = Fidelity::lossless;
  std::span<const HostType> hosts = {};
  /// The longest text that is written; past it CloneError{limit_bytes}. A small graph may have a
  /// long text: each view writes its elements, however many share one buffer, and what formats hold
  /// as plain JSON is written at each place.
  std::size_t bytes = std::size_t{1} << 30;
  /// Asked about every value that is to be written, on a copy; empty: nothing is copied. See
  /// transform.hpp.
  Transform transform = {};
  /// Of the C++ types that are written (fields.hpp): which fields are.
  std::uint32_t version = newest_version;
};

/// The format that the first bytes or the first member's key name, or nothing. Looks no further.
std::optional<Format> detect_format(std::string_view text) noexcept;

/// Throws CloneError.
Document parse(std::string_view text, const ParseOptions& options = {});
/// The same into a document that is there already and is emptied first: who keeps it reads one text
/// after the other without asking for memory, once it has grown. After an error it is empty.
void parse_into(Document& document, std::string_view text, const ParseOptions& options = {});
/// The same as `parse` without an exception for bad input.
std::variant<Document, CloneError> try_parse(std::string_view text,
                                             const ParseOptions& options = {});

std::string stringify(const Document& document, const StringifyOptions& options = {});
/// Any value of a document, as a root of its own.
std::string stringify(Value value, const StringifyOptions& options = {});

/// The same into a text that is there already, whose memory is used again. After an error it is as
/// it was.
void stringify_into(std::string& text, Value value, const StringifyOptions& options = {});

/// Plain JSON, as JSON.parse reads it: nothing in it means more than it says.
Document parse_json(std::string_view text, const Limits& limits = {});
/// As JSON.stringify writes: undefined and functions left out or null, Maps and Sets as {}, dates
/// as text, invalid ones null. A cycle or a BigInt is CloneError{not_serializable}.
std::string stringify_json(Value value);

}  // namespace candela
