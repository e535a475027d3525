#include <candela/ocan/chain_text.hpp>

#include <algorithm>

namespace candela {

namespace {

struct LinePlace {
  std::size_t line = 1;
  std::size_t begin = 0;  // of the line
};

LinePlace find_line(TextPlace place) {
  LinePlace found;
  for (std::size_t i = 0; i < place.at && i < place.text.size(); ++i) {
    const char c = place.text[i];
    const bool is_first_of_two = c == '\r' && place.text.substr(i + 1).starts_with('\n');
    if (c != '\n' && (c != '\r' || is_first_of_two)) continue;
    ++found.line;
    found.begin = i + 1;
  }
  return found;
}

std::string place_text(TextPlace place) {
  const LinePlace found = find_line(place);
  const std::string column = "column " + std::to_string(place.at - found.begin + 1);
  const bool has_lines = place.text.find_first_of("\n\r") != std::string_view::npos;
  return has_lines ? "line " + std::to_string(found.line) + ", " + column : column;
}

}  // namespace

ChainSyntaxError::ChainSyntaxError(std::string_view problem, TextPlace place)
    : Error("SyntaxError", std::string(problem) + " at " + place_text(place)),
      column_(place.at + 1) {
  const LinePlace found = find_line(place);
  line_ = found.line;
  line_column_ = place.at - found.begin + 1;
}

}  // namespace candela
