#include "utf8.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::decode_utf8;
using candela::decode_utf8_with_mark;
using candela::to_scalar_text;

namespace {
const std::string bad = "\uFFFD";
}

TEST_CASE("good UTF-8 is left as it is") {
  const std::string text = "a\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF";
  CHECK(decode_utf8(text) == text);
  CHECK(to_scalar_text(text) == text);
}

TEST_CASE("each maximal part of a broken sequence becomes one replacement character") {
  CHECK(decode_utf8("a\x80z") == "a" + bad + "z");
  CHECK(decode_utf8("\xC3") == bad);
  CHECK(decode_utf8("\xE2\x82z") == bad + "z");
  CHECK(decode_utf8("\xF0\x9F\x98") == bad);
  CHECK(decode_utf8("\xC0\xAF") == bad + bad);
  CHECK(decode_utf8("\xE0\x9F\xBF") == bad + bad + bad);
  CHECK(decode_utf8("\xF0\x8F\xBF\xBF") == bad + bad + bad + bad);
  CHECK(decode_utf8("\xF4\x90\x80\x80") == bad + bad + bad + bad);
  CHECK(decode_utf8("\xF5\xFF") == bad + bad);
}

TEST_CASE("a surrogate is three errors for a decoder of bytes, and one for a text") {
  CHECK(decode_utf8("\xED\xA0\x80") == bad + bad + bad);
  CHECK(to_scalar_text("\xED\xA0\x80") == bad);
  CHECK(to_scalar_text("\xED\xBF\xBFz") == bad + "z");
  CHECK(to_scalar_text("\xED\xA0") == bad + bad);
}

TEST_CASE("a byte order mark is taken off bytes, once, and is a character of a text") {
  CHECK(decode_utf8("\uFEFFa") == "a");
  CHECK(decode_utf8("\uFEFF\uFEFF") == "\uFEFF");
  CHECK(decode_utf8_with_mark("\uFEFFa\xFF") == "\uFEFFa\uFFFD");
  CHECK(to_scalar_text("\uFEFFa") == "\uFEFFa");
}

TEST_CASE("UTF-8 is told from what is none") {
  for (const char* good : {"", "a", "\u00E4z", "\uFEFF", "\U0010FFFF"})
    CHECK(candela::is_good_utf8(good));
  for (const char* wrong : {"\x80", "a\xC3", "\xE2\x82z", "\xED\xA0\x80", "\xF5\xFF", "\xC0\xAF"})
    CHECK(!candela::is_good_utf8(wrong));
}
