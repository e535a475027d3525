#include "bind/text_cursor.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::detail::bind::Detour;
using candela::detail::bind::TextCursor;

namespace {

const candela::Limits limits;

bool skips(const std::string& text, std::size_t levels = 10) {
  try {
    TextCursor cursor(text, limits);
    cursor.skip_value(levels);
    cursor.expect_end();
    return true;
  } catch (const Detour&) {
    return false;
  } catch (const candela::CloneError&) {
    return false;
  }
}

}  // namespace

TEST_CASE("any value is skipped, and nothing else is") {
  for (const char* good : {"1", "-1.5e3 ", " \"a\\u00e9\"", "true", "null", "[]", "{ }",
                           "[ 1 , [ ] ]", "{\"a\":{\"b\":[{}]},\"c\":1}", "[[[[[[[[[[]]]]]]]]]]"}) {
    CAPTURE(good);
    CHECK(skips(good));
  }
  for (const char* bad : {"",
                          "x",
                          "[",
                          "[1",
                          "[1,]",
                          "[,1]",
                          "{\"a\"}",
                          "{\"a\":}",
                          "{\"a\":1,}",
                          "{1:2}",
                          "[}",
                          "{]",
                          "tru",
                          "01",
                          "\"\\x\"",
                          "\"a",
                          "1 2",
                          "{\"$ref\":1}",
                          "{\"\\u0024type\":1}",
                          "[[[[[[[[[[[]]]]]]]]]]]"}) {
    CAPTURE(bad);
    CHECK_FALSE(skips(bad));
  }
}

TEST_CASE("short integers are passed as a whole or not at all") {
  const auto read = [](const std::string& text) {
    TextCursor cursor(text, limits);
    std::int64_t number = -99;
    const bool is_read = cursor.short_integer(number);
    CHECK((cursor.here() != text.data()) == is_read);
    return number;
  };
  CHECK(read("0,") == 0);
  CHECK(read("-12]") == -12);
  CHECK(read("123456789012345 ") == 123456789012345);
  for (const char* other : {"1234567890123456,", "1", "1.0,", "1e2,", "01,", "-,", "x", ""})
    CHECK(read(other) == -99);
}

TEST_CASE("a text that is no UTF-8 is nothing for it") {
  CHECK_THROWS_AS(TextCursor("\"\xFF\"", limits), Detour);
}

TEST_CASE("strings are views of the text where they have no escapes") {
  const std::string text = R"("plain" "a\tb" ")" + std::string(100, 'x') + '"';
  TextCursor cursor(text, limits);
  const auto plain = cursor.string();
  CHECK(plain.text == "plain");
  CHECK(plain.text.data() == text.data() + 1);
  cursor.peek();
  const auto escaped = cursor.string();
  CHECK(escaped.text == "a\tb");
  CHECK_FALSE(escaped.is_in_text);
  cursor.peek();
  CHECK(cursor.string().text.size() == 100);
  cursor.expect_end();
}
