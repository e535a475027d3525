#include "static_pages.hpp"

#include <string>

#include <doctest/doctest.h>
#include <kj/async-io.h>

namespace candela {
namespace {

struct PagesFixture {
  std::string get(kj::StringPtr url, kj::HttpMethod method = kj::HttpMethod::GET) {
    kj::HttpHeaders headers(table);
    auto client = kj::newHttpClient(pages);
    auto request = client->request(method, url, headers, std::uint64_t{0});
    auto response = request.response.wait(scope);
    auto body = response.body->readAllText().wait(scope);
    content_type = response.headers->get(kj::HttpHeaderId::CONTENT_TYPE).orDefault("").cStr();
    return std::to_string(response.statusCode) + " " + body.cStr();
  }

  std::string content_type;  // of the last answer
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  kj::HttpHeaderTable table;
  StaticPages further{table, {{"/further", "text/plain", "here"}}, nullptr};
  StaticPages pages{table, {{"/", "text/html", "<p>"}, {"/a.css", "text/css", ""}}, &further};
};

TEST_CASE("a page is found by its path, whatever the query is") {
  PagesFixture fixture;
  CHECK(fixture.get("/") == "200 <p>");
  CHECK(fixture.get("/?a=b") == "200 <p>");
  CHECK(fixture.get("/a.css") == "200 ");
}

TEST_CASE("what is no page is the fallback's, and 404 where there is none") {
  PagesFixture fixture;
  CHECK(fixture.get("/further") == "200 here");
  CHECK(fixture.get("/a.css/").substr(0, 3) == "404");
  CHECK(fixture.content_type == "text/plain;charset=UTF-8");
  CHECK(fixture.get("/../etc/passwd").substr(0, 3) == "404");
}

TEST_CASE("a page is only read") {
  PagesFixture fixture;
  CHECK(fixture.get("/", kj::HttpMethod::PUT).substr(0, 3) == "405");
}

}  // namespace
}  // namespace candela
