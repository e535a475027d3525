#include <candela/request_sync/url.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include <doctest/doctest.h>

using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::Url;

namespace {

using namespace std::string_view_literals;

/// `href` is empty where the standard refuses the input.
struct UrlCase {
  std::string_view input;
  std::string_view base = {};
  std::string_view href = {};
  std::string_view origin = {};
  std::string_view protocol = {};
  std::string_view username = {};
  std::string_view password = {};
  std::string_view host = {};
  std::string_view hostname = {};
  std::string_view port = {};
  std::string_view pathname = {};
  std::string_view search = {};
  std::string_view hash = {};
};

/// Data made by node's URL; make_url_cases.mjs, which made it, says how.
constexpr UrlCase cases[] = {
#include "url_cases.inc"
};

std::variant<Url, HttpValueError> parse(std::string_view input, std::string_view base) {
  if (base.empty()) return Url::try_parse(input);
  const auto parsed = Url::try_parse(base);
  if (const auto* error = std::get_if<HttpValueError>(&parsed)) return *error;
  return Url::try_parse(input, std::get<Url>(parsed));
}

HttpValueErrorCode code_of(std::string_view input) {
  const auto result = Url::try_parse(input);
  REQUIRE(std::holds_alternative<HttpValueError>(result));
  return std::get<HttpValueError>(result).code();
}

std::string sized_url(std::size_t bytes) {
  std::string url = "http://h/";
  return url.append(bytes - url.size(), 'x');
}

}  // namespace

TEST_CASE("URLs are parsed, refused and taken apart as node does it") {
  for (const UrlCase& expected : cases) {
    CAPTURE(std::string(expected.input));
    CAPTURE(std::string(expected.base));
    const auto result = parse(expected.input, expected.base);
    const Url* url = std::get_if<Url>(&result);
    CHECK((url != nullptr) == !expected.href.empty());
    if (url == nullptr) {
      const HttpValueErrorCode code = std::get<HttpValueError>(result).code();
      CHECK((code == HttpValueErrorCode::invalid_url ||
             code == HttpValueErrorCode::url_host_not_ascii));
      continue;
    }
    CHECK(url->href() == expected.href);
    CHECK(url->origin() == expected.origin);
    CHECK(url->protocol() == expected.protocol);
    CHECK(url->username() == expected.username);
    CHECK(url->password() == expected.password);
    CHECK(url->host() == expected.host);
    CHECK(url->hostname() == expected.hostname);
    CHECK(url->port() == expected.port);
    CHECK(url->pathname() == expected.pathname);
    CHECK(url->search() == expected.search);
    CHECK(url->hash() == expected.hash);
  }
}

TEST_CASE("I1: a parsed URL is parsed again to itself") {
  for (const UrlCase& expected : cases) {
    if (expected.href.empty()) continue;
    CAPTURE(std::string(expected.href));
    const Url url(expected.href);
    CHECK(url.href() == expected.href);
  }
}

TEST_CASE("the standard's newer rules hold where node 20 has the older ones") {
  CHECK(Url("http://h/a^b").href() == "http://h/a%5Eb");
  CHECK(Url("foo:a^b").href() == "foo:a^b");
  CHECK(Url("data:x  #f").href() == "data:x %20#f");
  CHECK(Url("data:x ?q").href() == "data:x%20?q");
  CHECK(Url("data:x  ").href() == "data:x");
}

TEST_CASE("a host that is not ASCII is refused with an error of its own") {
  CHECK(code_of("http://ex\u00E4mple.com/") == HttpValueErrorCode::url_host_not_ascii);
  CHECK(code_of("http://ex%C3%A4mple.com/") == HttpValueErrorCode::url_host_not_ascii);
  CHECK(code_of("file://\u65E5\u672C/x") == HttpValueErrorCode::url_host_not_ascii);
  CHECK(code_of("http://\xFF/") == HttpValueErrorCode::url_host_not_ascii);
  CHECK(Url("http://XN--exmple-cua.example/\u00E9").href() ==
        "http://xn--exmple-cua.example/%C3%A9");
  CHECK(Url("foo://ex\u00E4mple/").href() == "foo://ex%C3%A4mple/");
}

TEST_CASE("input that is no UTF-8 is read with replacement characters") {
  CHECK(Url("http://h/\xFF").href() == "http://h/%EF%BF%BD");
  CHECK(Url("http://h/?\xE2\x82").href() == "http://h/?%EF%BF%BD");
}

TEST_CASE("a URL of the greatest length passes, and one byte more does not") {
  const std::string longest = sized_url(Url::max_bytes);
  CHECK(Url(longest).href() == longest);
  CHECK(code_of(longest + "x") == HttpValueErrorCode::url_too_long);
}

TEST_CASE("the limit of length holds for what the input becomes, too") {
  std::string spaces = "http://h/?" + std::string(Url::max_bytes / 3, '"');
  CHECK(code_of(spaces) == HttpValueErrorCode::url_too_long);
  spaces.resize(10 + (Url::max_bytes - 10) / 3);
  CHECK(Url(Url(spaces).href()).href().size() > Url::max_bytes - 3);
  const Url base(sized_url(Url::max_bytes));
  CHECK(Url("", base) == base);
  CHECK(std::get<HttpValueError>(Url::try_parse("?", base)).code() ==
        HttpValueErrorCode::url_too_long);
}

TEST_CASE("an error names what is wrong, in a short message that can be logged") {
  const auto result = Url::try_parse("http://h:" + std::string(1000, 'a') + "\n/");
  const std::string message = std::get<HttpValueError>(result).what();
  CHECK(message.find("the port \"aaa") != std::string::npos);
  CHECK(message.size() < 200);
  CHECK(std::get<HttpValueError>(result).name() == "TypeError");
  CHECK_THROWS_AS(Url("x"), HttpValueError);
}

TEST_CASE("URLs are equal when their normalised forms are") {
  CHECK(Url("HTTP://H:80") == Url("http://h/"));
  CHECK(Url("http://h/?") != Url("http://h/"));
}
