// A value for people, printed as node's util.inspect prints it:
// `<ref *1> { name: 'Alice', self: [Circular *1] }`.
//
// The options are node's: depth, maxArrayLength, maxStringLength, breakLength, compact, sorted,
// colors. Iterative; bounded by its own options, so that a hostile graph prints little. For people
// only: the text may change with node's, and nothing reads it back.
//
// Threads: reads only; two threads may print one document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <candela/structured_clone/value.hpp>

namespace candela {

struct InspectOptions {
  /// Containers below the first that are opened; further ones print as [Object]. More than
  /// `inspect_deepest` count as that.
  std::size_t depth = 2;
  /// Of each array, Map, Set and buffer; the rest is counted.
  std::size_t max_entries = 100;
  /// UTF-16 units of one string; the rest is counted.
  std::size_t max_string = 10'000;
  /// Where a container that does not fit breaks into lines.
  std::size_t line_width = 80;
  /// Bytes after which no further container is opened and no further entry printed.
  std::size_t max_output = std::size_t{1} << 27;
  /// Escape sequences of a terminal.
  enum class Colors : std::uint8_t { off, ansi } colors = Colors::off;
  /// A container is put on one line, where it fits, when it holds no more levels than that; 0: each
  /// entry has a line.
  std::size_t levels_on_a_line = 3;
  /// `sorted`: entries by their printed text, but for those of arrays; to compare two values.
  enum class Order : std::uint8_t { as_stored, sorted } order = Order::as_stored;
};

inline constexpr std::size_t inspect_deepest = 1000;

std::string inspect(Value value, const InspectOptions& options = {});

}  // namespace candela
