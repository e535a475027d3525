#include "url_record.hpp"

#include <doctest/doctest.h>

using candela::default_port;
using candela::is_special;
using candela::UrlRecord;

TEST_CASE("the six special schemes are known, with their ports") {
  CHECK(default_port("http") == 80);
  CHECK(default_port("ws") == 80);
  CHECK(default_port("https") == 443);
  CHECK(default_port("wss") == 443);
  CHECK(default_port("ftp") == 21);
  CHECK(is_special("file"));
  CHECK(default_port("file") == std::nullopt);
  CHECK(!is_special("mailto"));
  CHECK(default_port("mailto") == std::nullopt);
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
