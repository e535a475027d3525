#include "urlencoded.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using candela::append_urlencoded;
using candela::UrlencodedPair;
using candela::UrlencodedReader;

namespace {

/// "[name=value]" for each pair.
std::string pairs_of(std::string_view text) {
  std::string all;
  UrlencodedReader reader(text);
  for (UrlencodedPair pair; reader.next(pair);)
    all += "[" + pair.name + "=" + pair.value + "]";
  return all;
}

std::string written(std::string_view name, std::string_view value) {
  std::string out;
  append_urlencoded(out, {std::string(name), std::string(value)});
  return out;
}

}  // namespace

TEST_CASE("pairs are divided at ampersands, and at the first equals sign") {
  CHECK(pairs_of("a=1&b=2") == "[a=1][b=2]");
  CHECK(pairs_of("&&a&=b&c==d=&") == "[a=][=b][c==d=]");
  CHECK(pairs_of("").empty());
  CHECK(pairs_of("=") == "[=]");
}

TEST_CASE("a plus is a space, escapes are bytes of UTF-8, and what is none becomes U+FFFD") {
  CHECK(pairs_of("a+b=%2B+%20") == "[a b=+  ]");
  CHECK(pairs_of("%C3%A4=%zz%4%") == "[\u00E4=%zz%4%]");
  CHECK(pairs_of("a=%FF\xFE") == "[a=\uFFFD\uFFFD]");
  CHECK(pairs_of("a=%EF%BB%BFb") ==
        "[a=\uFEFF"
        "b]");
  CHECK(pairs_of(std::string_view("a=\0%00", 6)) == std::string("[a=\0\0]", 6));
}

TEST_CASE("all but letters, digits and four signs is encoded") {
  CHECK(written("aZ09*-._", " ") == "aZ09*-._=+");
  CHECK(written("!\"#$%&'()+,/", ":;<=>?@[\\]^`{|}~") ==
        "%21%22%23%24%25%26%27%28%29%2B%2C%2F=%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7E");
  CHECK(written("\u00E4\n", "") == "%C3%A4%0A=");
  std::string out = written("a", "1");
  append_urlencoded(out, {"b", "2"});
  CHECK(out == "a=1&b=2");
}
