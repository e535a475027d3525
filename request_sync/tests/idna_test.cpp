#include "idna.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using candela::domain_to_ascii;
using candela::has_punycode;

namespace {

/// "!" where it is refused.
std::string ascii(std::string_view domain) {
  const auto result = domain_to_ascii(domain);
  return result.refused.empty() ? result.domain : "!";
}

}  // namespace

TEST_CASE("domains are mapped by UTS #46, without its transitional rules") {
  CHECK(ascii("B\u00FCcher.Example") == "xn--bcher-kva.example");
  CHECK(ascii("fa\u00DF.de") == "xn--fa-hia.de");
  CHECK(ascii("\u65E5\u672C\u3002jp") == "xn--wgv71a.jp");
  CHECK(ascii("\uFF25xample") == "example");
  CHECK(ascii("a\u0308") == "xn--4ca");
  CHECK(ascii("xn--bcher-kva") == "xn--bcher-kva");
  CHECK(ascii("\U0001F600.a") == "xn--e28h.a");
}

TEST_CASE("hyphens and lengths are no reason to refuse a domain") {
  CHECK(ascii("-\u00E4-") == "xn-----via");
  CHECK(ascii("ab--\u00E4") == "xn--ab---ooa");
  CHECK(ascii("\u00E4..b") == "xn--4ca..b");
  CHECK(ascii("\u00E4." + std::string(70, 'a')) == "xn--4ca." + std::string(70, 'a'));
  CHECK(ascii("\u00E4" + std::string(300, 'a')).substr(0, 8) == "xn--aaaa");
}

TEST_CASE("what UTS #46 does not allow is refused") {
  CHECK(ascii("\u0301a") == "!");   // a mark in front
  CHECK(ascii("a\u200Cb") == "!");  // a joiner between Latin letters
  CHECK(ascii("\u05D0a") == "!");   // both directions in one label
  CHECK(ascii("\uFFFD") == "!");
  CHECK(ascii("xn--a-\u00E4") == "!");
  CHECK(ascii("xn--999999999999") == "!");
  CHECK(ascii("xn--\u00E4") == "!");
  CHECK(ascii("xn--4CA-") == "!");
}

TEST_CASE("Punycode of ASCII alone, or of nothing, is refused") {
  CHECK(ascii("xn--") == "!");
  CHECK(ascii("a.xn--abc-.b") == "!");
  CHECK(ascii("xn---") == "!");
}

TEST_CASE("every reason is a phrase that follows the host") {
  for (const std::string_view domain :
       {"\uFFFD", "\u0301a", "xn--a-b-\u00E4", "\u05D0a", "a\u200Cb"}) {
    CAPTURE(std::string(domain));
    CHECK(domain_to_ascii(domain).refused.size() > 10);
  }
}

TEST_CASE("labels in Punycode are found at their beginnings") {
  CHECK(has_punycode("xn--a"));
  CHECK(has_punycode("a.xn--a"));
  CHECK(has_punycode("axn--.xn--"));
  CHECK(!has_punycode("axn--a"));
  CHECK(!has_punycode("xn-a"));
}
