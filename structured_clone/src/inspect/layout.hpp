// How the printed entries of one container are put together: on one line, on a line each, or in
// columns, as node's util.inspect does with `compact: 3` (lib/internal/util/inspect.js:
// reduceToSingleString, groupArrayElements).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "inspect/piece.hpp"

namespace candela::inspection {

/// Where a container stands: what decides how much fits on a line.
struct Place {
  std::size_t indent = 0;
  std::size_t line_width = 80;
  std::size_t levels_below = 0;  ///< From this container to the one that was entered last.
  std::size_t levels_on_a_line = 3;
};

enum class Alignment : unsigned char { left, right };

/// Puts more than six entries into columns, where these are similar enough in length. The last
/// `ungrouped` stay by themselves.
std::vector<Piece> group_into_columns(std::vector<Piece> entries, const Place& place,
                                      Alignment alignment, std::size_t ungrouped);

struct Frame {
  Piece base;  ///< Empty: none.
  std::string_view open;
  std::string_view close;
};
enum class Grouped : unsigned char { no, yes };
/// `<base> <open> a, b <close>` on one line when it fits and holds few enough levels, else a
/// line for each entry.
Piece join_entries(const Frame& frame, const std::vector<Piece>& entries, const Place& place,
                   Grouped grouped);

}  // namespace candela::inspection
