#include "table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <string_view>

namespace candela::bench {

namespace {

/// Columns of a terminal: no text here is wider than its code points.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

std::string with_decimals(double number, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, number);
  return text.data();
}

int decimals_of(double number) {
  constexpr int most = 6;
  if (number == 0) return 0;
  return std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(number)))), 0, most);
}

std::string three_digits(double number) {
  return with_decimals(number, decimals_of(number));
}

std::string time_text(double nanoseconds) {
  struct Unit {
    double size;
    const char* name;
  };
  constexpr std::array<Unit, 3> units = {{{1e9, " s"}, {1e6, " ms"}, {1e3, " µs"}}};
  for (const Unit& unit : units) {
    if (nanoseconds >= unit.size) return three_digits(nanoseconds / unit.size) + unit.name;
  }
  return three_digits(nanoseconds) + " ns";
}

void print_aligned(std::ostream& out, const std::vector<Line>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], width(line[i]));
  }
  for (const Line& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i] + std::string(widths[i] - width(line[i]) + 2, ' ');
    }
    out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
  }
}

}  // namespace candela::bench
