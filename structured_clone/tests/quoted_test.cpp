#include "text/quoted.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

std::string quoted(std::string_view text, std::size_t max_bytes = 100) {
  std::string out;
  candela::append_quoted(out, text, max_bytes);
  return out;
}

}  // namespace

TEST_CASE("quotes, backslashes and control characters are escaped") {
  CHECK(quoted("") == R"("")");
  CHECK(quoted("say \"hi\" \\ bye") == R"("say \"hi\" \\ bye")");
  CHECK(quoted("a\nb\rc\td") == R"("a\nb\rc\td")");
  CHECK(quoted(std::string_view("\0\x01\x1F\x7F", 4)) == R"("\u0000\u0001\u001f\u007f")");
  CHECK(quoted("ä € 😀") == "\"ä € 😀\"");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters, one each") {
  CHECK(quoted("a\xFF") == R"("a\ufffd")");
  CHECK(quoted("\xC3") == R"("\ufffd")");
  CHECK(quoted("\xC0\x80") == R"("\ufffd\ufffd")");
  CHECK(quoted("\xED\xA0\x80") == R"("\ufffd\ufffd\ufffd")");
  CHECK(quoted("\xE0\x80\x80") == R"("\ufffd\ufffd\ufffd")");
  CHECK(quoted("\xF4\x90\x80\x80") == R"("\ufffd\ufffd\ufffd\ufffd")");
  CHECK(quoted("\xE2\x82") == R"("\ufffd\ufffd")");
}

TEST_CASE("a text of the greatest length is shown whole, one byte more is cut and counted") {
  CHECK(quoted("abc", 3) == R"("abc")");
  CHECK(quoted("abcd", 3) == R"("abc... 1 more bytes")");
}

TEST_CASE("a character is never cut in two") {
  CHECK(quoted("abä", 3) == R"("ab... 2 more bytes")");
  CHECK(quoted("abä", 4) == "\"abä\"");
}
