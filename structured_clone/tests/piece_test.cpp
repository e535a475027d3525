#include "inspect/piece.hpp"

#include <doctest/doctest.h>

using candela::InspectOptions;
using candela::inspection::Piece;
using candela::inspection::Style;

TEST_CASE("a piece counts UTF-16 units and columns, not bytes and not colours") {
  Piece piece;
  piece.add("aä€😀");
  CHECK(piece.units == 5);
  CHECK(piece.columns == 5);  // an emoji is two columns wide
  piece.add("日本");
  CHECK(piece.units == 7);
  CHECK(piece.columns == 9);
  piece.add("e\u0301");  // a combining accent takes no column
  CHECK(piece.units == 9);
  CHECK(piece.columns == 10);
  piece.add("12", Style::number, InspectOptions::Colors::ansi);
  CHECK(piece.units == 11);
  CHECK(piece.text.ends_with("\x1B[33m12\x1B[39m"));
}

TEST_CASE("bytes that are no UTF-8 are measured one by one, and never read past the end") {
  CHECK(candela::inspection::utf16_units("\xFF\xE2\x82") == 3);
  CHECK(candela::inspection::utf16_units("a\xF0") == 2);
}

TEST_CASE("a text is cut between characters, or in the middle of a pair") {
  using candela::inspection::first_units;
  CHECK(first_units("abc", 2) == "ab");
  CHECK(first_units("abc", 3) == "abc");
  CHECK(first_units("abc", 4) == "abc");
  CHECK(first_units("€😀", 3) == "€😀");
  CHECK(first_units("€😀", 2) == "€\xED\xA0\xBD");
}

TEST_CASE("quotes are chosen so that the fewest escapes are needed") {
  using candela::inspection::quote;
  CHECK(quote("a") == "'a'");
  CHECK(quote("\"") == "'\"'");
  CHECK(quote("'") == "\"'\"");
  CHECK(quote("'\"") == "`'\"`");
  CHECK(quote("'\"`") == "'\\'\"`'");
  CHECK(quote("'\"${") == "'\\'\"${'");
}

TEST_CASE("names are quoted unless they are plain identifiers") {
  const auto name = [](std::string_view text) {
    Piece piece;
    candela::inspection::add_name(piece, text, InspectOptions::Colors::off);
    return piece.text;
  };
  CHECK(name("a_1") == "a_1");
  CHECK(name("1a") == "'1a'");
  CHECK(name("$") == "'$'");
  CHECK(name("") == "''");
  CHECK(name("__proto__") == "['__proto__']");
}

TEST_CASE("strings are in the order of their UTF-16 units") {
  using candela::inspection::is_less;
  CHECK(is_less("", "a"));
  CHECK(is_less("a", "ab"));
  CHECK(is_less("B", "a"));
  CHECK(!is_less("a", "a"));
  CHECK(!is_less("ab", "a"));
  // A pair begins with 0xD83D, which is less than 0xFF5E.
  CHECK(is_less("x\xF0\x9F\x98\x80", "x\xEF\xBD\x9E"));
  CHECK(is_less("\xE2\x82\xAC", "\xF0\x9F\x98\x80"));
}
