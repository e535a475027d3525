#include "inspect/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

namespace candela::inspection {
namespace {

constexpr std::size_t least_to_group = 7;
constexpr std::size_t most_columns = 15;
constexpr std::size_t separator = 2;  // a comma and a blank

struct Measures {
  std::size_t total = 0;    // columns of all entries with their separators
  std::size_t longest = 0;  // columns of the longest entry
};

// How many columns make the group about as high as wide, a character being two and a half times as
// high as wide.
std::size_t count_columns(const Measures& measures, std::size_t grouped, std::size_t all,
                          const Place& place) {
  const std::size_t widest = measures.longest + separator;
  const auto widest_number = static_cast<double>(widest);
  const double average = static_cast<double>(measures.total) / static_cast<double>(all);
  const double bias = std::sqrt(widest_number - average);
  const double biased = std::max(widest_number - 3 - bias, 1.0);
  const double square =
      std::floor(std::sqrt(2.5 * biased * static_cast<double>(grouped)) / biased + 0.5);
  return std::min({static_cast<std::size_t>(square), (place.line_width - place.indent) / widest,
                   std::min(place.levels_on_a_line, most_columns) * 4, most_columns});
}

void pad(Piece& piece, std::size_t columns) {
  if (columns > 0) piece.add(std::string(columns, ' '));
}

bool fits_one_line(const Frame& frame, const std::vector<Piece>& entries, const Place& place) {
  if (frame.base.has_lines()) return false;
  std::size_t width =
      entries.size() * 2 + place.indent + utf16_units(frame.open) + frame.base.units + 10;
  for (const Piece& entry : entries) {
    if (width > place.line_width || entry.has_lines()) return false;
    width += entry.units;
  }
  return width <= place.line_width;
}

}  // namespace

std::vector<Piece> group_into_columns(std::vector<Piece> entries, const Place& place,
                                      Alignment alignment, std::size_t ungrouped) {
  if (entries.size() < least_to_group) return entries;
  const std::size_t grouped = entries.size() - ungrouped;
  Measures measures;
  for (std::size_t i = 0; i < grouped; ++i) {
    measures.total += entries[i].columns + separator;
    measures.longest = std::max(measures.longest, entries[i].columns);
  }
  const std::size_t widest = measures.longest + separator;
  // Three should fit side by side, and no entry be longer than a fifth of all.
  if (widest * 3 + place.indent >= place.line_width) return entries;
  if (measures.total <= 5 * widest && measures.longest > 6) return entries;
  const std::size_t columns = count_columns(measures, grouped, entries.size(), place);
  if (columns <= 1) return entries;

  std::vector<std::size_t> widths(columns);
  for (std::size_t i = 0; i < grouped; ++i) {
    widths[i % columns] = std::max(widths[i % columns], entries[i].columns + separator);
  }
  std::vector<Piece> lines;
  for (std::size_t start = 0; start < grouped; start += columns) {
    const std::size_t end = std::min(start + columns, grouped);
    Piece line;
    for (std::size_t i = start; i < end; ++i) {
      const std::size_t padding = widths[i - start] - separator - entries[i].columns;
      if (alignment == Alignment::right) pad(line, padding);
      line.add(entries[i]);
      if (i + 1 == end) continue;
      line.add(", ");
      if (alignment == Alignment::left) pad(line, padding);
    }
    lines.push_back(std::move(line));
  }
  lines.insert(lines.end(), entries.begin() + static_cast<std::ptrdiff_t>(grouped), entries.end());
  return lines;
}

Piece join_entries(const Frame& frame, const std::vector<Piece>& entries, const Place& place,
                   Grouped grouped) {
  Piece out = frame.base;
  if (!out.text.empty()) out.add(" ");
  out.add(frame.open);
  const bool one_line = grouped == Grouped::no && place.levels_below < place.levels_on_a_line &&
                        fits_one_line(frame, entries, place);
  const std::string line_start = one_line ? " " : "\n" + std::string(place.indent + 2, ' ');
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) out.add(",");
    out.add(line_start);
    out.add(entries[i]);
  }
  out.add(one_line ? " " : "\n" + std::string(place.indent, ' '));
  out.add(frame.close);
  return out;
}

}  // namespace candela::inspection
