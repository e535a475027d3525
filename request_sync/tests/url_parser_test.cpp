#include "url_parser.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::clean_url_text;
using candela::Ends;
using candela::find_port_colon;
using candela::HttpValueError;
using candela::Scheme;
using candela::until_slash;
using candela::UrlRecord;
using candela::UrlText;

namespace {

/// A record with the text that it views.
struct Parsed : UrlRecord {
  std::shared_ptr<const UrlText> text;
};

Parsed parse_url(std::string_view input, const UrlRecord* base) {
  UrlText text;
  if (const auto failure = candela::parse_url(input, base, text)) throw *failure;
  const auto kept = std::make_shared<const UrlText>(std::move(text));
  return {candela::record_of(kept->href, kept->at), kept};
}

}  // namespace

TEST_CASE("the parser tells an absent part from an empty one") {
  const Parsed bare = parse_url("foo:/a", nullptr);
  CHECK(!bare.host);
  CHECK(!bare.query);
  CHECK(!bare.fragment);
  const Parsed empty = parse_url("foo:///a?#", nullptr);
  CHECK(empty.host == "");
  CHECK(empty.query == "");
  CHECK(empty.fragment == "");
}

TEST_CASE("parts are filled in apart and encoded, and a default port is left out") {
  const Parsed url = parse_url("HTTPS://u@v:p:q@Host:443/a b/../c?d'#e`", nullptr);
  CHECK(url.scheme == "https");
  CHECK(url.username == "u%40v");
  CHECK(url.password == "p%3Aq");
  CHECK(url.host == "host");
  CHECK(url.port.empty());
  CHECK(url.path == "/c");
  CHECK(url.query == "d%27");
  CHECK(url.fragment == "e%60");
  CHECK(parse_url("https://h:0", nullptr).port == "0");
}

TEST_CASE("a base gives the parts that the text does not have") {
  const Parsed base = parse_url("http://u@h:1/a/b?q#f", nullptr);
  const Parsed url = parse_url("c", &base);
  CHECK(url.username == "u");
  CHECK(url.port == "1");
  CHECK(url.path == "/a/c");
  CHECK(!url.query);
  CHECK(parse_url("", &base).query == "q");
  CHECK(!parse_url("", &base).fragment);
}

TEST_CASE("an opaque path takes no relative text but a fragment") {
  const Parsed base = parse_url("mailto:a@b", nullptr);
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

TEST_CASE("credentials are written where there are any") {
  CHECK(parse_url("http://u:p@h", nullptr).text->href == "http://u:p@h/");
  CHECK(parse_url("http://u:@h", nullptr).text->href == "http://u@h/");
  CHECK(parse_url("http://:p@h", nullptr).text->href == "http://:p@h/");
  CHECK(parse_url("http://:@h", nullptr).text->href == "http://h/");
  CHECK(parse_url("http://@h", nullptr).text->href == "http://h/");
}

TEST_CASE("a text is cleaned without a copy where nothing is wrong with it") {
  std::string storage;
  const std::string_view input = " a b ";
  CHECK(clean_url_text(input, Ends::stripped, storage).data() == input.data() + 1);
  CHECK(clean_url_text(input, Ends::kept, storage) == input);
  CHECK(clean_url_text("\t a\nb\r ", Ends::stripped, storage) == "ab");
  CHECK(clean_url_text("\t a\nb\r ", Ends::kept, storage) == " ab ");
  CHECK(clean_url_text("\xFF", Ends::kept, storage) == "\uFFFD");
  CHECK(clean_url_text("", Ends::stripped, storage).empty());
}

TEST_CASE("a byte that has to go, or is no UTF-8, is found wherever it stands") {
  std::string storage;
  for (std::size_t size = 1; size < 40; ++size) {
    const std::string plain(size, '~');
    CHECK(clean_url_text(plain, Ends::kept, storage).data() == plain.data());
    for (std::size_t at = 0; at < size; ++at) {
      std::string text = plain;
      text[at] = '\t';
      CHECK(clean_url_text(text, Ends::kept, storage) == plain.substr(1));
      text[at] = '\xFF';
      CHECK(clean_url_text(text, Ends::kept, storage).size() == size + 2);
      text[at] = '\x7F';
      CHECK(clean_url_text(text, Ends::kept, storage) == text);
    }
  }
}

TEST_CASE("the port's colon is the first that is in no brackets") {
  CHECK(find_port_colon("h:1:2") == 1);
  CHECK(find_port_colon("[::1]:2") == 5);
  CHECK(find_port_colon("[::1]") == std::string_view::npos);
  CHECK(find_port_colon("[::1") == std::string_view::npos);
  CHECK(find_port_colon("h") == std::string_view::npos);
}

TEST_CASE("a backslash ends an authority in special URLs only") {
  CHECK(until_slash("a\\b/c", Scheme::http) == "a");
  CHECK(until_slash("a\\b/c", Scheme::other) == "a\\b");
  CHECK(until_slash("ab", Scheme::other) == "ab");
}
