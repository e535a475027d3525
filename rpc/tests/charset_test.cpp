#include "charset.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

using candela::to_utf8;
using namespace std::string_literals;

TEST_CASE("UTF-8 is text as it is, and what is wrong in it becomes U+FFFD") {
  CHECK(to_utf8("caf\xC3\xA9", "utf-8") == "caf\xC3\xA9");
  CHECK(to_utf8("a\xFF"
                "b",
                "UTF8") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(to_utf8("\xEF\xBB\xBF"
                "a",
                "utf-8") == "a");
  CHECK(to_utf8("", "utf-8") == "");
}

TEST_CASE("latin1 and ascii are windows-1252, where every byte is a character") {
  for (const char* label : {"ISO-8859-1", "latin1", " us-ascii\t", "windows-1252"}) {
    CAPTURE(label);
    CHECK(to_utf8("caf\xE9 \x80 \x81", label) == "caf\xC3\xA9 \xE2\x82\xAC \xC2\x81");
  }
  std::string all;
  for (int byte = 0; byte < 256; ++byte)
    all += static_cast<char>(byte);
  CHECK(to_utf8(all, "latin1").value().size() > 128 + 2 * 128 - 1);
}

TEST_CASE("a byte order mark goes before the label") {
  CHECK(to_utf8("\xFE\xFF\0a"s, "utf-8") == "a");
  CHECK(to_utf8("\xFF\xFE"
                "a\0"s,
                "iso-8859-1") == "a");
  CHECK(to_utf8("\xEF\xBB\xBF\xC3\xA9", "latin1") == "\xC3\xA9");
}

TEST_CASE("a lone surrogate of UTF-16 costs its own two bytes, and half a character the rest") {
  CHECK(to_utf8("\x00\xD8"
                "a\0"s,
                "utf-16le") ==
        "\xEF\xBF\xBD"
        "a");
  CHECK(to_utf8("a\0b"s, "utf-16") == "a\xEF\xBF\xBD");
  CHECK(to_utf8("\x3D\xD8\x00\xDE"s, "utf-16le") == "\xF0\x9F\x98\x80");
}

TEST_CASE("the multi-byte encodings of the web are read, by any of their labels") {
  CHECK(to_utf8("\x83\x65\x83\x58\x83\x67", "Shift_JIS") == "\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88");
  CHECK(to_utf8("\xC4\xE3", "gb2312") == "\xE4\xBD\xA0");
  CHECK(to_utf8("\xCF\xF0\xE8", "windows-1251") == "\xD0\x9F\xD1\x80\xD0\xB8");
  CHECK(to_utf8("\xA4", "iso-8859-15") == "\xE2\x82\xAC");
}

TEST_CASE("more than one block of what iconv writes comes whole") {
  CHECK(to_utf8(std::string(100'000, '\xA4'), "iso-8859-15").value().size() == 300'000);
}

TEST_CASE("a label that is none is nothing") {
  CHECK_FALSE(to_utf8("a", "no-such-charset").has_value());
  CHECK_FALSE(to_utf8("a", "").has_value());
  CHECK_FALSE(to_utf8("a", "utf-8//TRANSLIT").has_value());
}

}  // namespace
