#include "excerpt.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::excerpt;
using candela::max_excerpt_bytes;

TEST_CASE("an excerpt is quoted, and cannot break a line of a log") {
  CHECK(excerpt("abc") == "\"abc\"");
  CHECK(excerpt("") == "\"\"");
  CHECK(excerpt("a\"b\\c") == R"("a\"b\\c")");
  CHECK(excerpt("a\r\n\xC3") == R"("a\x0D\x0A\xC3")");
}

TEST_CASE("a text at the limit is shown whole, a longer one is cut and counted") {
  const std::string whole(max_excerpt_bytes, 'x');
  CHECK(excerpt(whole) == '"' + whole + '"');
  CHECK(excerpt(whole + "y") == '"' + whole + "…\" (49 bytes)");
}
