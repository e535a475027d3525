// Printed pieces of a value, measured as node's util.inspect measures them, and its way to write
// strings.
//
// Threads: plain values and free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <candela/structured_clone/inspect.hpp>

namespace candela::inspection {

/// What a text shows; each has a colour of its own.
enum class Style : std::uint8_t {
  plain,
  special,
  number,
  bigint,
  boolean,
  undefined,
  null,
  string,
  date,
  regexp,
};

/// A text with its measures, colours not counted: UTF-16 units decide where lines break, columns
/// how arrays are grouped.
struct Piece {
  std::string text;
  std::size_t units = 0;
  std::size_t columns = 0;

  void add(std::string_view plain);
  void add(const Piece& piece);
  void add(std::string_view plain, Style style, InspectOptions::Colors colors);
  bool has_lines() const noexcept { return text.find('\n') != std::string::npos; }
};

std::size_t utf16_units(std::string_view text) noexcept;

/// Of a text that is longer than `units` UTF-16 units, so many; a pair that is cut leaves its first
/// half, as in JavaScript.
std::string first_units(std::string_view text, std::size_t units);

/// The order of JavaScript's strings: by UTF-16 units.
bool is_less(std::string_view left, std::string_view right) noexcept;

/// In the quotes that need the fewest escapes: single, double, or backticks; control characters and
/// lone surrogates escaped.
std::string quote(std::string_view text);

/// A property's name as it stands before the colon.
void add_name(Piece& piece, std::string_view name, InspectOptions::Colors colors);

}  // namespace candela::inspection
