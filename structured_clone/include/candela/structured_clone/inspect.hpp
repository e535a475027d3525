// A value for people, printed as node's util.inspect prints it:
// `<ref *1> { name: 'Alice', self: [Circular *1] }`.
//
// Iterative; bounded by its own options, so that a hostile graph prints little. For people only:
// the text may change with node's, and nothing reads it back.
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
  enum class Colors : std::uint8_t { off, ansi } colors = Colors::off;
};

inline constexpr std::size_t inspect_deepest = 1000;

std::string inspect(Value value, const InspectOptions& options = {});

}  // namespace candela
