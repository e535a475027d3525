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
      CHECK(code == HttpValueErrorCode::invalid_url);
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

TEST_CASE("a host that is not ASCII is written in Punycode") {
  CHECK(Url("http://ex\u00C4mple.com/").href() == "http://xn--exmple-cua.com/");
  CHECK(Url("http://ex%C3%A4mple.com/").host() == "xn--exmple-cua.com");
  CHECK(Url("file://\u65E5\u672C/x").host() == "xn--wgv71a");
  CHECK(Url("http://XN--exmple-cua.example/\u00E9").href() ==
        "http://xn--exmple-cua.example/%C3%A9");
  CHECK(Url("foo://ex\u00E4mple/").href() == "foo://ex%C3%A4mple/");
  CHECK(code_of("http://\xFF/") == HttpValueErrorCode::invalid_url);
  CHECK(code_of("http://xn--a/") == HttpValueErrorCode::invalid_url);
  CHECK(code_of("http://" + std::string(Url::max_mapped_host_bytes, '-') + "\u00E4/") ==
        HttpValueErrorCode::url_too_long);
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

TEST_CASE("a megabyte is worked off in one pass, whatever it consists of") {
  constexpr std::size_t megabyte = 1'000'000;
  constexpr std::string_view units[] = {
      "a",      "a/",   "../",          "%2e%2e/", "/",  "\\",  "@", ":", "a:b@", "[", ".",
      "1.",     "0",    "%41",          "%",       " ",  "\t",  "?", "#", "&",    "=", "+",
      "\u00E4", "\xFF", "\xED\xA0\x80", "xn--",    "-.", "\0"sv};
  for (const std::string_view unit : units) {
    CAPTURE(std::string(unit));
    std::string text;
    while (text.size() < megabyte)
      text += unit;
    for (const std::string_view head :
         {"", "http:", "http://", "http://h", "http://h:", "http://h/", "http://h/?", "http://h/#",
          "foo://", "foo:", "foo:/.//", "file://", "file:///C:/", "http://[", "http://xn--"}) {
      const auto result = Url::try_parse(std::string(head) + text);
      const Url* url = std::get_if<Url>(&result);
      if (url != nullptr) CHECK(Url(url->href()) == *url);
    }
    using Setter = bool (Url::*)(std::string_view);
    constexpr Setter setters[] = {&Url::set_protocol, &Url::set_host,     &Url::set_hostname,
                                  &Url::set_port,     &Url::set_username, &Url::set_password,
                                  &Url::set_pathname, &Url::set_search,   &Url::set_hash};
    for (const Setter set : setters) {
      Url url("http://u:p@h:1/p?q#f");
      try {
        (url.*set)(text);
      } catch (const HttpValueError& error) {
        CHECK(error.code() == HttpValueErrorCode::url_too_long);  // three times as long
      }
      CHECK(Url(url.href()) == url);
    }
  }
}

TEST_CASE("can_parse says what the constructor would do") {
  CHECK(Url::can_parse("http://h"));
  CHECK(!Url::can_parse("h"));
  CHECK(Url::can_parse("h", Url("http://h")));
  CHECK(!Url::can_parse("//", Url("http://h")));
  CHECK(!Url::can_parse(sized_url(Url::max_bytes + 1)));
}

TEST_CASE("setters change one part, and say when a value is not taken") {
  Url url("http://h/");
  CHECK(url.set_protocol("https"));
  CHECK(url.set_username("u"));
  CHECK(url.set_password("p"));
  CHECK(url.set_hostname("Example.COM"));
  CHECK(url.set_port("8443"));
  CHECK(url.set_pathname("a b"));
  CHECK(url.set_search("q"));
  CHECK(url.set_hash("f"));
  CHECK(url.href() == "https://u:p@example.com:8443/a%20b?q#f");
  CHECK(url.set_host("x:443"));
  CHECK(url.host() == "x");
  CHECK(!url.set_port("x"));
  CHECK(!url.set_hostname(""));
  CHECK(!url.set_protocol("foo"));
  CHECK(url.href() == "https://u:p@x/a%20b?q#f");
}

TEST_CASE("set_href throws, and leaves the URL as it was") {
  Url url("http://h/");
  CHECK_THROWS_AS(url.set_href("x"), HttpValueError);
  CHECK(url.href() == "http://h/");
  url.set_href("foo:x");
  CHECK(url.href() == "foo:x");
  url.set_href(url.href());
  CHECK(url.href() == "foo:x");
}

TEST_CASE("a setter may be given a view of the same URL") {
  Url url("http://host/path?query#hash");
  CHECK(url.set_hash(url.hostname()));
  CHECK(url.set_pathname(url.search()));
  CHECK(url.set_hostname(url.hash().substr(1)));
  CHECK(url.href() == "http://host/%3Fquery?query#host");
}

TEST_CASE("I1: what becomes a file URL is normalised as one") {
  Url host("http://localhost/C|/../x");
  CHECK(host.set_protocol("file"));
  CHECK(host.href() == "file:///x");
  Url drive("http://h/C|/x");
  CHECK(drive.set_protocol("file"));
  CHECK(drive.href() == "file://h/C:/x");
  CHECK(Url(drive.href()) == drive);
}

TEST_CASE("a setter does not make a URL longer than the greatest length, and throws instead") {
  Url url(sized_url(Url::max_bytes));
  const Url before = url;
  CHECK_THROWS_AS(url.set_hash("f"), HttpValueError);
  CHECK_THROWS_AS(url.set_protocol("https"), HttpValueError);
  CHECK_THROWS_AS(url.set_pathname(std::string(Url::max_bytes + 1, 'x')), HttpValueError);
  CHECK(url == before);
  CHECK(url.set_pathname(std::string(Url::max_bytes - 9, 'x')));
  CHECK(url == before);
}

TEST_CASE("search parameters are a copy of the query, and are written back by a setter") {
  Url url("http://h/?a=1&b=x+y#f");
  candela::UrlSearchParams params = url.search_params();
  CHECK(params.get("b") == "x y");
  params.append("c", "'\u00E4");
  CHECK(url.search() == "?a=1&b=x+y");
  url.set_search_params(params);
  CHECK(url.href() == "http://h/?a=1&b=x+y&c=%27%C3%A4#f");
  CHECK(url.search_params() == params);
  url.set_search_params({});
  CHECK(url.href() == "http://h/#f");
  CHECK(Url("http://h/\?\?a").search_params().has("?a"));
}

TEST_CASE("a URL that was moved from has empty parts, and can be assigned to") {
  candela::Url url("https://user:pass@example.com:8443/path?query#hash");
  candela::Url other(std::move(url));
  CHECK(other.href() == "https://user:pass@example.com:8443/path?query#hash");
  for (const std::string_view part :  // NOLINT: on purpose
       {std::string_view(url.href()), url.protocol(), url.username(), url.password(), url.host(),
        url.hostname(), url.port(), url.pathname(), url.search(), url.hash()})
    CHECK(part.empty());
  url = std::move(other);
  CHECK(url.port() == "8443");
  CHECK(other.pathname().empty());  // NOLINT: on purpose
  candela::Url& same = url;
  url = std::move(same);
  CHECK(url.hash() == "#hash");
}
