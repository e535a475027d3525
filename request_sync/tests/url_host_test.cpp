#include "url_host.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::HostKind;
using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::parse_host;

namespace {

std::string domain(std::string_view text) {
  return parse_host(text, HostKind::domain);
}

}  // namespace

TEST_CASE("domains are decoded and put into lower case") {
  CHECK(domain("EX%41mple.COM.") == "example.com.");
  CHECK_THROWS_AS(domain("a%2Fb"), HttpValueError);
  CHECK_THROWS_AS(domain("a b"), HttpValueError);
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

TEST_CASE("a domain that is not ASCII is told apart from one that is wrong") {
  try {
    domain("\u00E4.example");
    FAIL("it was accepted");
  } catch (const HttpValueError& error) {
    CHECK(error.code() == HttpValueErrorCode::url_host_not_ascii);
  }
}
