#include "url_parser.hpp"

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::HttpValueError;
using candela::parse_url;
using candela::UrlRecord;

TEST_CASE("the parser tells an absent part from an empty one") {
  const UrlRecord bare = parse_url("foo:/a", nullptr);
  CHECK(!bare.host);
  CHECK(!bare.query);
  CHECK(!bare.fragment);
  const UrlRecord empty = parse_url("foo:///a?#", nullptr);
  CHECK(empty.host == "");
  CHECK(empty.query == "");
  CHECK(empty.fragment == "");
}

TEST_CASE("parts are filled in apart and encoded, and a default port is left out") {
  const UrlRecord url = parse_url("HTTPS://u@v:p:q@Host:443/a b/../c?d'#e`", nullptr);
  CHECK(url.scheme == "https");
  CHECK(url.username == "u%40v");
  CHECK(url.password == "p%3Aq");
  CHECK(url.host == "host");
  CHECK(!url.port);
  CHECK(url.path == "/c");
  CHECK(url.query == "d%27");
  CHECK(url.fragment == "e%60");
  CHECK(parse_url("https://h:0", nullptr).port == 0);
}

TEST_CASE("a base gives the parts that the text does not have") {
  const UrlRecord base = parse_url("http://u@h:1/a/b?q#f", nullptr);
  const UrlRecord url = parse_url("c", &base);
  CHECK(url.username == "u");
  CHECK(url.port == 1);
  CHECK(url.path == "/a/c");
  CHECK(!url.query);
  CHECK(parse_url("", &base).query == "q");
  CHECK(!parse_url("", &base).fragment);
}

TEST_CASE("an opaque path takes no relative text but a fragment") {
  const UrlRecord base = parse_url("mailto:a@b", nullptr);
  CHECK(base.has_opaque_path());
  CHECK(parse_url("#f", &base).path == "a@b");
  CHECK_THROWS_AS(parse_url("f", &base), HttpValueError);
  CHECK_THROWS_AS(parse_url("g#f", &base), HttpValueError);
}

TEST_CASE("a path of many dots and slashes is worked off in one pass") {
  std::string text = "http://h";
  for (int i = 0; i < 100'000; ++i)
    text += "/a/..";
  CHECK(parse_url(text, nullptr).path == "/");
}
