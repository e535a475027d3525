#include "utf16.hpp"

#include <doctest/doctest.h>

namespace candela {
namespace {

TEST_CASE("units are counted and converted both ways") {
  for (const char* text : {"", "abc", "é", "€", "😀", "a😀b€cé", "\xED\xA0\xBD", "x\xED\xB8\x80"}) {
    CAPTURE(text);
    const std::u16string units = to_utf16(text);
    CHECK(units.size() == utf16_length(text));
    CHECK(from_utf16(units) == text);
  }
  CHECK(to_utf16("a😀") == u"a\xD83D\xDE00");
}

TEST_CASE("surrogates that belong together become one character") {
  const std::u16string halves = {0xD83D, 0xDE00};
  CHECK(from_utf16(halves) == "😀");
  const std::u16string wrong = {0xDE00, 0xD83D};
  CHECK(from_utf16(wrong) == "\xED\xB8\x80\xED\xA0\xBD");
}

TEST_CASE("bytes that end inside of a character are left out") {
  CHECK(to_utf16("a\xE2\x82") == u"a");
}

}  // namespace
}  // namespace candela
