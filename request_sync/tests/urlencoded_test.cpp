#include "urlencoded.hpp"

#include <string>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::append_urlencoded;
using candela::NameValue;
using candela::parse_urlencoded;

namespace {

std::string again(std::string_view text) {
  std::string out;
  for (const NameValue& pair : parse_urlencoded(text, 100))
    append_urlencoded(out, pair.first, pair.second);
  return out;
}

}  // namespace

TEST_CASE("pairs are split at & and the first =, and what is empty is skipped") {
  CHECK(again("a=b&c=d") == "a=b&c=d");
  CHECK(again("&&a&=b&c==d&") == "a=&=b&c=%3Dd");
  CHECK(again("") == "");
  CHECK(parse_urlencoded("=", 1).size() == 1);
}

TEST_CASE("plus and percent are decoded, broken ones stay, bytes become UTF-8") {
  const auto pairs = parse_urlencoded("a+b%20c=%e2%82%AC&x%=%4&y=%FF&z=%EF%BB%BF", 100);
  CHECK(pairs[0] == NameValue("a b c", "\xE2\x82\xAC"));
  CHECK(pairs[1] == NameValue("x%", "%4"));
  CHECK(pairs[2] == NameValue("y", "\xEF\xBF\xBD"));
  CHECK(pairs[3] == NameValue("z", "\xEF\xBB\xBF"));
}

TEST_CASE("letters, digits and *-._ stand for themselves, a space is a plus, all else is encoded") {
  std::string out;
  append_urlencoded(out, "aZ09*-._", " !'()~/\x7F");
  CHECK(out == "aZ09*-._=+%21%27%28%29%7E%2F%7F");
}

TEST_CASE("there are at most so many pairs") {
  CHECK(parse_urlencoded("a&b&c", 3).size() == 3);
  CHECK_THROWS_AS((void)parse_urlencoded("a&b&c", 2), candela::HttpValueError);
}
