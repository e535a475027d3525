#include "inspect/layout.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using candela::inspection::Alignment;
using candela::inspection::group_into_columns;
using candela::inspection::Grouped;
using candela::inspection::join_entries;
using candela::inspection::Piece;
using candela::inspection::Place;

namespace {

Piece piece(std::string_view text) {
  Piece made;
  made.add(text);
  return made;
}

std::vector<Piece> pieces(std::size_t count, std::string_view text) {
  return std::vector<Piece>(count, piece(text));
}

std::string joined(const std::vector<Piece>& entries, const Place& place,
                   Grouped grouped = Grouped::no) {
  return join_entries({.base = {}, .open = "{", .close = "}"}, entries, place, grouped).text;
}

}  // namespace

TEST_CASE("six entries stay as they are, seven are grouped") {
  CHECK(group_into_columns(pieces(6, "1"), {}, Alignment::right, 0).size() == 6);
  CHECK(group_into_columns(pieces(7, "1"), {}, Alignment::right, 0).size() < 7);
}

TEST_CASE("numbers are aligned to the right, all else to the left") {
  std::vector<Piece> entries = pieces(6, "1");
  entries.push_back(piece("100"));
  const auto right = group_into_columns(entries, {.line_width = 20}, Alignment::right, 0);
  const auto left = group_into_columns(entries, {.line_width = 20}, Alignment::left, 0);
  REQUIRE(right.size() == 2);
  CHECK(right[0].text == "1, 1,   1, 1");
  CHECK(right[1].text == "1, 1, 100");
  CHECK(left[0].text == "1, 1, 1,   1");
  CHECK(left[1].text == "1, 1, 100");
}

TEST_CASE("entries of very different length are not grouped") {
  std::vector<Piece> entries = pieces(6, "1");
  entries.push_back(piece(std::string(22, 'x')));
  CHECK(group_into_columns(entries, {}, Alignment::left, 0).size() == 7);
}

TEST_CASE("an indentation beyond the line's width groups nothing") {
  CHECK(group_into_columns(pieces(9, "1"), {.indent = 90}, Alignment::left, 0).size() == 9);
}

TEST_CASE("what counts the rest keeps a line of its own") {
  std::vector<Piece> entries = pieces(8, "1");
  entries.push_back(piece("... 5 more items"));
  const auto lines = group_into_columns(entries, {}, Alignment::right, 1);
  CHECK(lines.back().text == "... 5 more items");
  CHECK(lines.front().text.starts_with("1, 1"));
}

TEST_CASE("entries share a line when they fit it, with ten columns to spare") {
  // An entry costs itself, a comma and a blank; the brace one, and ten are kept free.
  const Place place = {.line_width = 40};
  CHECK(joined({piece(std::string(27, 'x'))}, place) == "{ " + std::string(27, 'x') + " }");
  CHECK(joined({piece(std::string(28, 'x'))}, place) == "{\n  " + std::string(28, 'x') + "\n}");
}

TEST_CASE("three levels share a line, four do not") {
  CHECK(joined({piece("a")}, {.levels_below = 2}) == "{ a }");
  CHECK(joined({piece("a")}, {.levels_below = 3}) == "{\n  a\n}");
}

TEST_CASE("what has lines or columns of its own gets several lines") {
  CHECK(joined({piece("a\nb")}, {.indent = 2}) == "{\n    a\nb\n  }");
  CHECK(joined({piece("1, 2"), piece("3, 4")}, {}, Grouped::yes) == "{\n  1, 2,\n  3, 4\n}");
  CHECK(join_entries({.base = piece("Error\n    at x"), .open = "{", .close = "}"}, {piece("a: 1")},
                     {}, Grouped::no)
            .text == "Error\n    at x {\n  a: 1\n}");
}
