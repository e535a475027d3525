#include "text/wide_string.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using candela::count_units;
using candela::Width;

namespace {

std::string utf16(std::string_view text) {
  std::string units(count_units(text).count * 2, '?');
  char* const end = candela::write_utf16(text, units.data());
  CHECK(end == units.data() + units.size());
  return units;
}

std::string back(std::string_view units) {
  std::string text(candela::utf8_size_of_utf16(units), '?');
  char* const end = candela::write_utf8_of_utf16(units, text.data());
  CHECK(end == text.data() + text.size());
  return text;
}

std::string repeat(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i)
    text += piece;
  return text;
}

}  // namespace

TEST_CASE("the narrowest form that holds a text is found, and how many units it takes") {
  CHECK(count_units("").width == Width::ascii);
  CHECK(count_units(repeat("a", 40)).count == 40);
  CHECK(count_units("grüße").width == Width::latin1);
  CHECK(count_units("grüße").count == 5);
  CHECK(count_units("ÿ").width == Width::latin1);
  CHECK(count_units("Ā").width == Width::utf16);
  CHECK(count_units("a😀").width == Width::utf16);
  CHECK(count_units("a😀").count == 3);
}

TEST_CASE("texts of every length go to UTF-16 and back, ASCII and not") {
  for (int length = 0; length < 40; ++length)
    for (const char* piece : {"a", "ä", "日", "😀",
                              "\xED\xA0\x80"
                              "x",
                              "x\xED\xB0\x80"}) {
      const std::string text = repeat("b", length % 17) + repeat(piece, length) + "c";
      CHECK(back(utf16(text)) == text);
    }
}

TEST_CASE("units are UTF-16, little-endian") {
  using namespace std::string_literals;
  CHECK(utf16("aé") == "a\0\xE9\0"s);
  CHECK(utf16("😀") == "\x3D\xD8\x00\xDE"s);
  CHECK(utf16("\xED\xA0\x80") == "\x00\xD8"s);
  CHECK(back("\x00\xDC\x00\xD8"s) == "\xED\xB0\x80\xED\xA0\x80");
}

TEST_CASE("Latin-1 there and back") {
  for (int length = 0; length < 40; ++length) {
    const std::string text = repeat("aÿ", length) + "x";
    std::string latin1(count_units(text).count, '?');
    CHECK(candela::write_latin1(text, latin1.data()) == latin1.data() + latin1.size());
    std::string again(candela::utf8_size_of_latin1(latin1), '?');
    CHECK(candela::write_utf8_of_latin1(latin1, again.data()) == again.data() + again.size());
    CHECK(again == text);
  }
}

TEST_CASE("what is no UTF-8 takes as many units as were counted") {
  for (const char* text : {"\xFF", "a\xC3", "\xE2\x82", "\x80\x80", "\xF0\x9F\x98",
                           "\xF8\x80\x80\x80\x80", "\xF7\xBF\xBF\xBF", "ab\xC3z"})
    utf16(text);  // which checks it
}
