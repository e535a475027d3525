#include "text/json_string.hpp"

#include <string>

#include <doctest/doctest.h>

namespace {

std::string quoted(std::string_view text) {
  candela::Output out(1024);
  candela::write_json_string(out, text);
  return out.text();
}

}  // namespace

TEST_CASE("strings are quoted as JSON.stringify quotes them") {
  CHECK(quoted("") == R"("")");
  CHECK(quoted("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(quoted("\b\f\n\r\t") == R"("\b\f\n\r\t")");
  CHECK(quoted(std::string_view("\0\x1f", 2)) == R"("\u0000\u001f")");
  CHECK(quoted("\x7f") == "\"\x7f\"");
}

TEST_CASE("lone surrogates become escapes, other bytes stay") {
  CHECK(quoted("\xED\xA0\xBD") == R"("\ud83d")");
  CHECK(quoted("\xED\xBF\xBF!") == R"("\udfff!")");
  CHECK(quoted("\xED\x95\x9C") == "\"\xED\x95\x9C\"");  // 한 begins with the same byte
  CHECK(quoted("\xE6\x97\xA5\xF0\x9F\x98\x80") == "\"\xE6\x97\xA5\xF0\x9F\x98\x80\"");
}

TEST_CASE("a special character is found at every place of a long string") {
  for (std::size_t at = 0; at < 50; ++at) {
    std::string text(50, 'x');
    text[at] = '\n';
    std::string expected = "\"" + text + "\"";
    expected.replace(at + 1, 1, "\\n");
    CHECK(quoted(text) == expected);
  }
}
