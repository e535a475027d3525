#include "text_characters.hpp"

#include <doctest/doctest.h>

namespace candela {
namespace {

TEST_CASE("characters are read with their bytes, and what is none is one byte") {
  const auto is = [](std::string_view text, char32_t point, std::size_t bytes) {
    const TextCharacter found = character_at(text, 0);
    return found.point == point && found.bytes == bytes;
  };
  CHECK(is("a", 'a', 1));
  CHECK(is("\xC3\xA9", 0xE9, 2));
  CHECK(is("\xE2\x80\xA8", 0x2028, 3));
  CHECK(is("\xED\xA0\x80", 0xD800, 3));  // a document's lone surrogate
  CHECK(is("\xF0\x9F\x98\x80", 0x1F600, 4));
  for (const char* bad : {"\x80", "\xC3", "\xC3(", "\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80",
                          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF"}) {
    CAPTURE(bad);
    CHECK(is(bad, no_character, 1));
  }
}

TEST_CASE("the first bytes that are no UTF-8 are found, a surrogate among them") {
  CHECK(find_bad_utf8("") == std::string_view::npos);
  CHECK(find_bad_utf8("a\xC3\xA9\xF0\x9F\x98\x80") == std::string_view::npos);
  CHECK(find_bad_utf8("ab\xFF") == 2);
  CHECK(find_bad_utf8("\xC3\xA9\xED\xA0\x80") == 2);
  CHECK(find_bad_utf8("abc\xE2\x80") == 3);
}

TEST_CASE("white space is JavaScript's, and never a part of a name") {
  for (const char32_t point :
       U"\t\n\v\f\r \u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF") {
    if (point == 0) continue;  // the end
    CAPTURE(static_cast<std::uint32_t>(point));
    CHECK(is_white_space(point));
    CHECK(!is_name_part(point));
  }
  for (const char32_t point : {U'\0', U'\x85', U'\u200B', U'\u180E', U'a'})
    CHECK(!is_white_space(point));
}

TEST_CASE("a name goes as far as its characters do") {
  CHECK(name_length("abc.d", 0) == 3);
  CHECK(name_length("a1$_ b", 0) == 4);
  CHECK(name_length("1a", 0) == 0);
  CHECK(name_length("x.1a", 2) == 0);
  CHECK(name_length("é日\xC2\xA0x", 0) == 5);
  CHECK(name_length("", 0) == 0);
}

TEST_CASE("a plain name can be printed as it is") {
  for (const char* name : {"a", "$", "_", "a1", "é", "日本", "null"})
    CHECK(is_plain_name(name));
  for (const char* name : {"", "1a", "a b", "a-b", "a\xE2\x80\xA8", "\xEF\xBB\xBF", "\xED\xA0\x80",
                           "\xC2\x85", "a\xE2\x80\xAE", "\xFF"}) {
    CAPTURE(name);
    CHECK(!is_plain_name(name));
  }
}

TEST_CASE("surrogates that belong together become one character, however they come") {
  std::string text = "x";
  append_unit(text, 0xD83D);
  CHECK(text == "x\xED\xA0\xBD");
  append_unit(text, 0xDE00);
  CHECK(text == "x😀");
  append_unit(text, 0xDE00);
  CHECK(text == "x😀\xED\xB8\x80");
  text.clear();
  append_point(text, 0xD83D);
  append_point(text, 0xDE00);
  append_point(text, 0x1F600);
  append_point(text, 0xE9);
  CHECK(text == "😀😀é");
}

TEST_CASE("quoted text shows what can be shown, and escapes the rest") {
  CHECK(quoted_text("it's \\ \"é😀\"") == R"('it\'s \\ "é😀"')");
  CHECK(quoted_text(std::string_view("\0\n\r\t\b\f\v\x1b\x7f", 9)) ==
        R"('\x00\n\r\t\b\f\v\x1b\x7f')");
  CHECK(quoted_text("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF\xE2\x80\xAE") ==
        R"('\x85\u2028\u2029\ufeff\u202e')");
  CHECK(quoted_text("\xED\xA0\x80 \xED\xBF\xBF") == R"('\ud800 \udfff')");
  CHECK(quoted_text("a\xFF") == R"('a\ufffd')");
}

}  // namespace
}  // namespace candela
