#include "utf16.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

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

TEST_CASE("the bytes of units are counted before they are made") {
  for (const char* text : {"", "abc", "é€😀", "\xED\xA0\xBD", "x\xED\xB8\x80\xED\xA0\xBD"}) {
    CAPTURE(text);
    CHECK(utf8_bytes(to_utf16(text)) == std::string_view(text).size());
  }
}

TEST_CASE("texts are ordered by their units, not by their bytes") {
  const std::string high = "\xED\xA0\xBD";
  const std::string low = "\xED\xB8\x80";
  // Each is less than all behind it.
  const std::vector<std::string> ordered = {
      "",  "a",       "ab",     "b",     "é", "€", high, high + "a", "😀", "😀a", high + "\uFFFD",
      low, low + "a", "\uE000", "\uFF0D"};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t k = 0; k < ordered.size(); ++k) {
      CAPTURE(ordered[i]);
      CAPTURE(ordered[k]);
      const int found = compare_utf16(ordered[i], ordered[k]);
      CHECK((found > 0) - (found < 0) == (i > k) - (i < k));
      const int expected = to_utf16(ordered[i]).compare(to_utf16(ordered[k]));
      CHECK((found > 0) - (found < 0) == (expected > 0) - (expected < 0));
    }
  }
}

TEST_CASE("surrogates without their other half are lone") {
  const std::u16string units = {0xD83D, 0xD83D, 0xDE00, 0xDE00, u'a', 0xD83D};
  const bool expected[] = {true, false, false, true, false, true};
  for (std::size_t i = 0; i < units.size(); ++i)
    CHECK(is_lone_surrogate(units, i) == expected[i]);
}

}  // namespace
}  // namespace candela
