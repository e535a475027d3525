#include "url_host.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>
#include <candela/request_sync/url.hpp>

using candela::HostKind;
using candela::HttpValueError;
using candela::HttpValueErrorCode;

namespace {

std::string parse_host(std::string_view text, HostKind kind) {
  std::string host = "x://";
  if (const auto failure = candela::append_host(host, text, kind)) throw *failure;
  REQUIRE(host.substr(0, 4) == "x://");
  return host.substr(4);
}

std::string domain(std::string_view text) {
  return parse_host(text, HostKind::domain);
}

}  // namespace

TEST_CASE("domains are decoded and put into lower case") {
  CHECK(domain("EX%41mple.COM.") == "example.com.");
  CHECK_THROWS_AS(domain("a%2Fb"), HttpValueError);
  CHECK_THROWS_AS(domain("a b"), HttpValueError);
}

TEST_CASE("a plain domain ends at what is none, and is told from numbers and Punycode") {
  CHECK(candela::plain_domain_size("a-b.c/d") == 5);
  CHECK(candela::plain_domain_size("a.b:1") == 3);
  CHECK(candela::plain_domain_size("a.b2") == 4);
  CHECK(candela::plain_domain_size("aB") == 1);
  for (const char* text :
       {"", "/", "1", "a.1", "a.", "a.0x", "[::1]", "xn--a", "b.xn--a", "\u00E4"})
    CHECK(candela::plain_domain_size(text) == 0);
}

TEST_CASE("what ends in a number is an IPv4 address, in any of its spellings, or an error") {
  CHECK(domain("127.1") == "127.0.0.1");
  CHECK(domain("0x7F000001") == "127.0.0.1");
  CHECK(domain("017700000001.") == "127.0.0.1");
  CHECK(domain("4294967295") == "255.255.255.255");
  CHECK_THROWS_AS(domain("4294967296"), HttpValueError);
  CHECK_THROWS_AS(domain("1.2.3.256"), HttpValueError);
  CHECK_THROWS_AS(domain("1.2.3.4.5"), HttpValueError);
  CHECK_THROWS_AS(domain("a.b.09"), HttpValueError);
  CHECK_THROWS_AS(domain(std::string(100'000, '9')), HttpValueError);
}

TEST_CASE("IPv6 addresses are compressed at the first of their longest runs of zeros") {
  CHECK(domain("[0:0:1:0:0:0:0:1]") == "[0:0:1::1]");
  CHECK(domain("[1:0:0:2:3:0:0:4]") == "[1::2:3:0:0:4]");
  CHECK(domain("[::FFFF:1.2.3.4]") == "[::ffff:102:304]");
  CHECK(domain("[1:2:3:4:5:6:7::]") == "[1:2:3:4:5:6:7:0]");
  CHECK_THROWS_AS(domain("[1:2:3:4:5:6:7:8::]"), HttpValueError);
  CHECK_THROWS_AS(domain("[1:2::3:4:5:6:7:8]"), HttpValueError);
  CHECK_THROWS_AS(domain("["), HttpValueError);
}

TEST_CASE("hosts of other schemes are only percent-encoded") {
  CHECK(parse_host("A%zz\u00E4", HostKind::opaque) == "A%zz%C3%A4");
  CHECK(parse_host("1.2.3", HostKind::opaque) == "1.2.3");
  CHECK_THROWS_AS(parse_host("a|b", HostKind::opaque), HttpValueError);
}

TEST_CASE("a domain that is not ASCII is mapped, also where it is percent-encoded") {
  CHECK(domain("\u00C4.Example") == "xn--4ca.example");
  CHECK(domain("%C3%84.example") == "xn--4ca.example");
  CHECK(domain("XN--4CA.example") == "xn--4ca.example");
  CHECK(domain("\uFF11\uFF12\uFF17.1") == "127.0.0.1");
  CHECK(domain("%ef%bc%90x7f.1") == "127.0.0.1");
  CHECK(domain("a\u00ADb") == "ab");
}

TEST_CASE("what is mapped to a character that no domain may have is refused, as it is itself") {
  CHECK_THROWS_AS(domain("a\uFF05b"), HttpValueError);  // a full-width percent sign
  CHECK_THROWS_AS(domain("a\uFF0Fb"), HttpValueError);  // a full-width slash
  CHECK_THROWS_AS(domain("\u00AD"), HttpValueError);    // nothing is left of it
  CHECK_THROWS_AS(domain("%FF"), HttpValueError);
  CHECK_THROWS_AS(domain("%ED%A0%80"), HttpValueError);
  CHECK_THROWS_AS(domain("\uFFFD"), HttpValueError);
  CHECK_THROWS_AS(domain("a%00\u00E4"), HttpValueError);
  CHECK(domain("<\u0338") == "xn--gdh");  // one character when it is composed
}

TEST_CASE("a domain to be mapped has a length of its own, and a plain one the URL's") {
  std::string longest = "\u00E4";
  while (longest.size() + 2 <= candela::Url::max_mapped_host_bytes)
    longest += ".b";
  CHECK(domain(longest).substr(0, 9) == "xn--4ca.b");
  try {
    domain(longest + ".b");
    FAIL("it was accepted");
  } catch (const HttpValueError& error) {
    CHECK(error.code() == HttpValueErrorCode::url_too_long);
  }
  CHECK(domain(std::string(1'000'000, 'B')) == std::string(1'000'000, 'b'));
}
