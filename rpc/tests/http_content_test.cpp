#include "http_content.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <candela/structured_clone/error.hpp>

namespace {

using candela::Body;
using candela::body_of;
using candela::Content;
using candela::content_of;
using candela::Document;
using candela::Headers;

Body read(std::string_view bytes, std::string_view type, std::string_view coding = "") {
  Headers headers;
  if (!type.empty()) headers.set("content-type", type);
  if (!coding.empty()) headers.set("content-encoding", coding);
  return body_of(bytes, headers, candela::server_limits());
}

std::string sent(const Body& body, const char* type) {
  const Content content = content_of(body, type);
  return content.type.value_or("none") + " " + content.bytes;
}

}  // namespace

TEST_CASE("JSON becomes a value, by any of JSON's media types") {
  for (const char* type : {"application/json", "Application/JSON; charset=utf-8", "text/json",
                           "application/problem+json"}) {
    CAPTURE(type);
    const Body body = read(R"({"a":[1,2]})", type);
    REQUIRE(body.kind() == Body::Kind::value);
    CHECK(body.as_value()->root()["a"][1].as_number() == 2);
  }
}

TEST_CASE("JSON that is none, or that no value stands for, stays the text it was") {
  for (const char* text : {"{\"a\":", "null", "\"text\"", "[1] 2", "nul"}) {
    CAPTURE(text);
    const Body body = read(text, "application/json");
    REQUIRE(body.kind() == Body::Kind::text);
    CHECK(*body.as_text() == text);
  }
  CHECK_THROWS_AS((void)read("{\"a\":", "application/json").json(), candela::CloneError);
  CHECK(read("\"text\"", "application/json").json().root().as_string() == "text");
  CHECK(read(std::string(5'000, '['), "application/json").kind() == Body::Kind::text);
}

TEST_CASE("text is read in its charset, and stays bytes where that is unknown") {
  CHECK(read("caf\xC3\xA9", "text/plain") == Body("caf\xC3\xA9"));
  CHECK(read("caf\xE9", "text/html;charset=iso-8859-1") == Body("caf\xC3\xA9"));
  CHECK(read("a\xFF", "text/plain") == Body("a\xEF\xBF\xBD"));
  const Body unknown = read("caf\xE9", "text/plain;charset=x-unknown");
  REQUIRE(unknown.kind() == Body::Kind::bytes);
  CHECK(unknown.as_bytes()->size() == 4);
}

TEST_CASE("all else stays bytes: other types, none, what is coded; nothing is no body") {
  CHECK(read("{}", "application/octet-stream").kind() == Body::Kind::bytes);
  CHECK(read("{}", "").kind() == Body::Kind::bytes);
  CHECK(read("{}", "no media type").kind() == Body::Kind::bytes);
  CHECK(read("{}", "application/json", "gzip").kind() == Body::Kind::bytes);
  CHECK(read("{}", "application/json", "identity").kind() == Body::Kind::value);
  CHECK(read("", "application/json").is_none());
}

TEST_CASE("headers of one connection are dropped, and those that Connection names") {
  Headers headers{{"Connection", "close, X-Mine ,,\"x\", a b"},
                  {"Keep-Alive", "5"},
                  {"Proxy-Connection", "close"},
                  {"TE", "trailers"},
                  {"Trailer", "x"},
                  {"Transfer-Encoding", "chunked"},
                  {"Upgrade", "h2c"},
                  {"X-Mine", "1"},
                  {"X-Kept", "2"}};
  candela::drop_hop_by_hop(headers);
  CHECK(headers == Headers{{"X-Kept", "2"}});
}

TEST_CASE("text leaves as UTF-8, and a charset that says otherwise is mended") {
  CHECK(sent("caf\xC3\xA9", "text/plain") == "text/plain caf\xC3\xA9");
  CHECK(sent("a", "text/plain;charset=utf-8") == "text/plain;charset=utf-8 a");
  CHECK(sent("a", "text/plain; x=y; charset=latin1") == "text/plain;x=y;charset=UTF-8 a");
  CHECK(sent("a\xED\xA0\x80", "text/plain") == "text/plain a\xEF\xBF\xBD");
}

TEST_CASE("bytes leave as they are, with the type as it is; a value leaves as JSON") {
  CHECK(sent(std::vector<std::byte>{std::byte{0xE9}}, "text/plain;charset=latin1") ==
        "text/plain;charset=latin1 \xE9");
  Document value;
  value.set_root(value.object({{"a", 1}}));
  CHECK(sent(Body(std::move(value)), "application/json") == "application/json {\"a\":1}");
  CHECK(content_of(Body(), std::nullopt).bytes.empty());
  Document cycle;
  candela::Value list = cycle.array();
  list.push(list);
  cycle.set_root(list);
  CHECK_THROWS_AS((void)content_of(Body(std::move(cycle)), std::nullopt), candela::CloneError);
}
