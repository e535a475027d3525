#include "url_record.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::default_port;
using candela::is_special;
using candela::record_of;
using candela::Scheme;
using candela::scheme_of;
using candela::UrlRecord;
using candela::UrlText;
using candela::write_url;

TEST_CASE("the six special schemes are known, with their ports") {
  CHECK(default_port(scheme_of("http")) == 80);
  CHECK(default_port(scheme_of("ws")) == 80);
  CHECK(default_port(scheme_of("https")) == 443);
  CHECK(default_port(scheme_of("wss")) == 443);
  CHECK(default_port(scheme_of("ftp")) == 21);
  CHECK(scheme_of("file") == Scheme::file);
  CHECK(default_port(Scheme::file) == std::nullopt);
  CHECK(is_special(Scheme::file));
  CHECK(scheme_of("mailto") == Scheme::other);
  CHECK(scheme_of("htt") == Scheme::other);
  CHECK(scheme_of("") == Scheme::other);
  CHECK(!is_special(Scheme::other));
  CHECK(default_port(Scheme::other) == std::nullopt);
}

TEST_CASE("a path without a host and without a slash in front is opaque") {
  UrlRecord url;
  CHECK(url.has_opaque_path());
  url.path = "/a";
  CHECK(!url.has_opaque_path());
  url.path = "a";
  CHECK(url.has_opaque_path());
  url.host = "h";
  url.path = "";
  CHECK(!url.has_opaque_path());
}

TEST_CASE("a record is written as a text of which the same record is read") {
  UrlRecord url;
  url.scheme = "foo";
  url.path = "p";
  CHECK(write_url(url).href == "foo:p");
  url.path = "//p";
  CHECK(write_url(url).href == "foo:/.//p");
  url.host = "";
  CHECK(write_url(url).href == "foo:////p");
  url.host = "h";
  url.password = "w";
  url.port = "1";
  url.query = "";
  url.fragment = "f";
  const UrlText text = write_url(url);
  CHECK(text.href == "foo://:w@h:1//p?#f");
  const UrlRecord read = record_of(text.href, text.at);
  CHECK(read.scheme == "foo");
  CHECK(read.username.empty());
  CHECK(read.password == "w");
  CHECK(read.host == "h");
  CHECK(read.port == "1");
  CHECK(read.path == "//p");
  CHECK(read.query == "");
  CHECK(read.fragment == "f");
}
