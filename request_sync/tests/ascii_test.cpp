#include "ascii.hpp"

#include <doctest/doctest.h>

using namespace candela;

TEST_CASE("a token has letters, digits and the marks of RFC 9110, and at least one of them") {
  CHECK(is_token("Content-Type"));
  CHECK(is_token("!#$%&'*+-.^_`|~09azAZ"));
  CHECK(!is_token(""));
  for (const char c : std::string_view("\0 \t\"(),/:;<=>?@[\\]{}\x7F\xC3", 21))
    CHECK(!is_token(std::string_view(&c, 1)));
}

TEST_CASE("case is folded for ASCII letters only") {
  CHECK(lower("AbZ[@\xC3\x84") == "abz[@\xC3\x84");
  CHECK(upper("aBz{`\xC3\xA4") == "ABZ{`\xC3\xA4");
  CHECK(equal_ignoring_case("GeT", "gEt"));
  CHECK(!equal_ignoring_case("get", "gets"));
}

TEST_CASE("hexadecimal digits have values, other bytes do not") {
  CHECK(hex_value('0') == 0);
  CHECK(hex_value('f') == 15);
  CHECK(hex_value('A') == 10);
  CHECK(hex_value('g') == -1);
  CHECK(hex_value('\xFF') == -1);
}
