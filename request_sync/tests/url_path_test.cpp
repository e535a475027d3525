#include "url_path.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>

using candela::append_path;
using candela::drive_of;
using candela::is_drive_letter;
using candela::Scheme;
using candela::shorten_path;
using candela::starts_with_drive_letter;

namespace {

std::string path(std::string_view text, Scheme scheme = Scheme::http) {
  std::string out = "/kept";
  append_path(out, 5, text, scheme);
  REQUIRE(out.substr(0, 5) == "/kept");
  return out.substr(5);
}

}  // namespace

TEST_CASE("items that mean a dot go, and two dots take the item before them along") {
  CHECK(path("") == "/");
  CHECK(path("a/b.c") == "/a/b.c");
  CHECK(path("a/./b") == "/a/b");
  CHECK(path("a/.") == "/a/");
  CHECK(path("a/b/..") == "/a/");
  CHECK(path("../../a") == "/a");
  CHECK(path("a/%2E%2e/b/%2e") == "/b/");
  CHECK(path(".%2e/%2e./a") == "/a");
  CHECK(path("a/.../.b/%2e%2e%2e") == "/a/.../.b/%2e%2e%2e");
  CHECK(path("a//../b") == "/a/b");
}

TEST_CASE("a backslash divides items in special URLs only, and the rest is encoded") {
  CHECK(path("a\\..\\b") == "/b");
  CHECK(path("a\\..\\b", Scheme::other) == "/a\\..\\b");
  CHECK(path("a b?#^{}") == "/a%20b%3F%23%5E%7B%7D");
  CHECK(path("../a b") == "/a%20b");
}

TEST_CASE("a file's drive letter is normalised and stays") {
  CHECK(path("C|/a", Scheme::file) == "/C:/a");
  CHECK(path("C|/../..", Scheme::file) == "/C:/");
  CHECK(path("C|/a", Scheme::http) == "/C|/a");
  CHECK(path("a/C|", Scheme::file) == "/a/C|");
  std::string drive = "/C:";
  shorten_path(drive, 0, Scheme::file);
  CHECK(drive == "/C:");
  shorten_path(drive, 0, Scheme::http);
  CHECK(drive.empty());
  shorten_path(drive, 0, Scheme::http);
  CHECK(drive.empty());
}

TEST_CASE("drive letters are told from what looks like one") {
  CHECK(is_drive_letter("c|"));
  CHECK(!is_drive_letter("1:"));
  CHECK(!is_drive_letter("c:/"));
  CHECK(starts_with_drive_letter("c:"));
  CHECK(starts_with_drive_letter("c|\\x"));
  CHECK(!starts_with_drive_letter("c:x"));
  CHECK(drive_of("/C:") == "C:");
  CHECK(drive_of("/C:/a") == "C:");
  CHECK(drive_of("/C:a").empty());
  CHECK(drive_of("/C|/a").empty());
  CHECK(drive_of("").empty());
}
