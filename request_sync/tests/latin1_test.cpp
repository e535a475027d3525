#include "latin1.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::latin1_to_text;
using candela::text_to_latin1;

TEST_CASE("each byte becomes the character of its number, and back") {
  std::string bytes;
  for (int i = 0; i < 256; ++i)
    bytes += static_cast<char>(i);
  const std::string text = latin1_to_text(bytes);
  CHECK(text.size() == 128 + 2 * 128);
  CHECK(text_to_latin1(text) == bytes);
  CHECK(latin1_to_text("\x80\xC3\xFF") == "\u0080\u00C3\u00FF");
}

TEST_CASE("a character beyond U+00FF, or what is no UTF-8, has no bytes") {
  CHECK(!text_to_latin1("\u0100"));
  CHECK(!text_to_latin1("a\u20AC"));
  CHECK(!text_to_latin1("\xC3"));
  CHECK(!text_to_latin1("\xC3z"));
  CHECK(!text_to_latin1("\xED\xA0\x80"));
  CHECK(!text_to_latin1("\x80"));
}
