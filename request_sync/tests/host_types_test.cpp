#include <candela/request_sync/host_types.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

using candela::Body;
using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::from;
using candela::Headers;
using candela::RequestSync;
using candela::ResponseSync;
using candela::to;
using candela::Url;
using candela::Value;

namespace {

std::string write(const Document& document, Format format) {
  return candela::stringify(document,
                            {format, candela::Fidelity::lossless, candela::http_host_types});
}

Document read(std::string_view text) {
  return candela::parse(text, {{}, std::nullopt, candela::http_host_types});
}

/// `t` written in both formats, read back and converted; the wire forms are compared with `nested`
/// and `tuple`.
template <typename T>
void check_wire(const T& t, std::string_view nested, std::string_view tuple) {
  Document document;
  document.set_root(from(document, t));
  CHECK(write(document, Format::nested) == nested);
  CHECK(write(document, Format::tuple) == tuple);
  CHECK(to<T>(read(nested).root()) == t);
  CHECK(to<T>(read(tuple).root()) == t);
}

template <typename T>
CloneError error_of(Value value) {
  try {
    to<T>(value);
  } catch (const CloneError& error) {
    return error;
  }
  FAIL("nothing was thrown");
  return CloneError(CloneErrorCode::syntax, "");
}

}  // namespace

TEST_CASE("headers travel as the original writes them") {
  check_wire(Headers{{"X-B", "2"}, {"x-a", "1"}},
             R"({"json":{"$type":"headers","entries":[["x-a","1"],["x-b","2"]]},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["headers",[["x-a","1"],["x-b","2"]]]]})");
  check_wire(Headers{{"x", "1"}, {"x", "2"}, {"set-cookie", "a=1"}, {"set-cookie", "b=2"}},
             R"({"json":{"$type":"headers","entries":[["set-cookie","a=1"],["set-cookie","b=2"],)"
             R"(["x","1, 2"]]},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["headers",[["set-cookie","a=1"],)"
             R"(["set-cookie","b=2"],["x","1, 2"]]]]})");
}

TEST_CASE("I4: bytes of a header travel as characters up to U+00FF") {
  check_wire(Headers{{"a", "\xC3\xA4\xFF"}},
             R"({"json":{"$type":"headers","entries":[["a","Ã¤ÿ"]]},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["headers",[["a","Ã¤ÿ"]]]]})");
}

TEST_CASE("URLs travel as the original writes them") {
  check_wire(Url("https://u:p@ex.example:8443/p/a?q=1&q=2#h"),
             R"({"json":{"$type":"url","href":"https://u:p@ex.example:8443/p/a?q=1&q=2#h"},)"
             R"("meta":{}})",
             R"({"root":["$lmz",0],"objects":[["url",)"
             R"({"href":"https://u:p@ex.example:8443/p/a?q=1&q=2#h"}]]})");
}

TEST_CASE("requests travel as the original writes them") {
  check_wire(RequestSync("https://e.example/x"),
             R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x","method":)"
             R"("GET","headers":{"$type":"headers","entries":[]},"body":null}},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["request-sync",{"url":"https://e.example/x",)"
             R"("method":"GET","headers":["$lmz",1],"body":null}],["headers",[]]]})");
  Document body;
  body.set_root(body.object({{"a", 1}, {"b", body.array({2})}}));
  check_wire(RequestSync("https://e.example/x",
                         {"POST", {{"Content-Type", "application/json"}}, std::move(body)}),
             R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x","method":)"
             R"("POST","headers":{"$type":"headers","entries":[["content-type",)"
             R"("application/json"]]},"body":{"a":1,"b":[2]}}},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["request-sync",{"url":"https://e.example/x",)"
             R"("method":"POST","headers":["$lmz",1],"body":{"a":1,"b":[2]}}],)"
             R"(["headers",[["content-type","application/json"]]]]})");
}

TEST_CASE("responses travel as the original writes them") {
  check_wire(ResponseSync("nope", {404, "Not Found", {{"x-a", "1"}}}),
             R"({"json":{"$type":"response-sync","data":{"status":404,"statusText":"Not Found",)"
             R"("headers":{"$type":"headers","entries":[["x-a","1"]]},"body":"nope"}},"meta":{}})",
             R"({"root":["$lmz",0],"objects":[["response-sync",{"status":404,"statusText":)"
             R"("Not Found","headers":["$lmz",1],"body":"nope"}],["headers",[["x-a","1"]]]]})");
}

TEST_CASE("I5: bodies that plain JSON would lose come back as they were, in both formats") {
  Document value;
  auto root = value.object({{"when", value.date(0)}, {"m", value.make_map({{1, 2}})}});
  root.set("self", root);
  value.set_root(root);
  const std::vector<Body> bodies = {std::vector<std::byte>{std::byte{1}, std::byte{2}},
                                    std::vector<std::byte>(), Body("\xED\xA0\x80"), Body(""),
                                    Body(std::move(value))};
  for (const Body& body : bodies) {
    for (const Format format : {Format::nested, Format::tuple}) {
      Document document;
      document.set_root(from(document, RequestSync("http://h/", {"POST", {}, body})));
      const Document back = read(write(document, format));
      CHECK(candela::first_difference(document.root(), back.root()).empty());
      CHECK(to<RequestSync>(back.root()).body() == body);
    }
  }
}

TEST_CASE("fields that are not there are as the constructors have them") {
  Document doc;
  const auto request =
      doc.host("request-sync", doc.object({{"url", "http://h"}, {"later", "ignored"}}));
  CHECK(to<RequestSync>(request) == RequestSync("http://h/"));
  CHECK(to<ResponseSync>(doc.host("response-sync", doc.object())) == ResponseSync());
}

TEST_CASE("a value of another kind or tag is refused by its kind") {
  Document doc;
  for (const Value value : {doc.null(), doc.object(), doc.host("other", doc.object())}) {
    CHECK(error_of<Headers>(value).code() == CloneErrorCode::wrong_kind);
    CHECK(error_of<Url>(value).code() == CloneErrorCode::wrong_kind);
    CHECK(error_of<RequestSync>(value).code() == CloneErrorCode::wrong_kind);
    CHECK(error_of<ResponseSync>(value).code() == CloneErrorCode::wrong_kind);
  }
  CHECK(error_of<Headers>(doc.host("headers", 1)).code() == CloneErrorCode::bad_shape);
  CHECK(error_of<Url>(doc.host("url", 1)).code() == CloneErrorCode::wrong_kind);
  CHECK(error_of<RequestSync>(doc.host("request-sync", 1)).code() == CloneErrorCode::bad_shape);
}

TEST_CASE("an error says where in the value it is, and what HTTP has against it") {
  Document doc;
  const auto entries = [&](std::string_view name, const candela::Init& value) {
    return doc.host("headers", doc.array({doc.array({"ok", "1"}), doc.array({name, value})}));
  };
  const auto request = [&](std::string_view url, std::string_view method, Value headers) {
    return doc.host("request-sync",
                    doc.object({{"url", url}, {"method", method}, {"headers", headers}}));
  };
  CHECK(error_of<Headers>(entries("a b", "1")).path() == "$[1]");
  CHECK(error_of<Headers>(entries("a", "b\nc")).code() == CloneErrorCode::bad_shape);
  CHECK(error_of<Headers>(entries("a", 1)).path() == "$[1][1]");
  CHECK(error_of<Headers>(entries("a", "\u20AC")).path() == "$[1][1]");
  CHECK(error_of<RequestSync>(request("/x", "GET", entries("a", "1"))).path() == "$.url");
  CHECK(error_of<RequestSync>(request("http://h", "GET", entries("", ""))).path() ==
        "$.headers[1]");
  const CloneError method = error_of<RequestSync>(request("http://h", "a b", entries("a", "1")));
  CHECK(method.path() == "$");
  CHECK(method.message() == "Invalid method \"a b\": it is no token");

  const auto response = [&](const candela::Init& status, const candela::Init& body) {
    return doc.host("response-sync", doc.object({{"status", status}, {"body", body}}));
  };
  CHECK(error_of<ResponseSync>(response("200", nullptr)).path() == "$.status");
  CHECK(error_of<ResponseSync>(response(200.5, nullptr)).code() == CloneErrorCode::bad_number);
  CHECK(error_of<ResponseSync>(response(99, nullptr)).code() == CloneErrorCode::bad_shape);
  CHECK(error_of<ResponseSync>(response(204, "x")).code() == CloneErrorCode::bad_shape);
}

TEST_CASE("a list of more headers than the limit is refused") {
  Document doc;
  Value list = doc.array();
  for (std::size_t i = 0; i < Headers::max_entries; ++i)
    list.push(doc.array({"x" + std::to_string(i), "v"}));
  CHECK(to<Headers>(doc.host("headers", list)).size() == Headers::max_entries);
  list.push(doc.array({"y", "v"}));
  CHECK(error_of<Headers>(doc.host("headers", list)).path() == "$[4096]");
}

TEST_CASE("options travel in every format, and only those that were set") {
  candela::RequestInit init{"POST", {{"a", "1"}}, "x"};
  init.mode = candela::RequestMode::same_origin;
  init.credentials = candela::RequestCredentials::include;
  init.cache = candela::RequestCache::only_if_cached;
  init.redirect = candela::RequestRedirect::manual;
  init.referrer = "https://r/";
  init.referrer_policy = candela::ReferrerPolicy::strict_origin;
  init.integrity = "sha256-x";
  init.keepalive = true;
  init.destination = candela::RequestDestination::image;
  init.signal = {true, "late"};
  candela::ResponseInit answer{404, "No", {{"b", "2"}}};
  answer.type = candela::ResponseType::basic;
  answer.url = Url("https://u/");
  answer.redirected = true;
  const RequestSync request("https://e.example/x", init);
  const ResponseSync response("y", answer);
  for (const Format format : {Format::nested, Format::tuple, Format::packed, Format::v8}) {
    Document document;
    document.set_root(document.array({from(document, request), from(document, response),
                                      from(document, ResponseSync::error())}));
    const Document again = read(write(document, format));
    CHECK(candela::first_difference(document.root(), again.root()) == "");
    CHECK(to<RequestSync>(again.root()[0]) == request);
    CHECK(to<ResponseSync>(again.root()[1]) == response);
    CHECK(to<ResponseSync>(again.root()[2]) == ResponseSync::error());
  }
  Document document;
  document.set_root(from(document, ResponseSync("y", answer)));
  CHECK(write(document, Format::nested) ==
        R"({"json":{"$type":"response-sync","data":{"status":404,"statusText":"No",)"
        R"("headers":{"$type":"headers","entries":[["b","2"]]},"body":"y",)"
        R"("type":"basic","url":"https://u/","redirected":true}},"meta":{}})");
}

TEST_CASE("options that are none are refused with their place") {
  Document document;
  const auto error_with = [&](const char* field, Value value) {
    Value record = document.object({{"url", "https://a/"}});
    record.set(field, value);
    return error_of<RequestSync>(document.host(candela::request_sync_tag, record));
  };
  const CloneError mode = error_with("mode", document.string("sideways"));
  CHECK(mode.code() == CloneErrorCode::bad_shape);
  CHECK(mode.path() == "$.mode");
  CHECK(mode.message() == "there is no mode \"sideways\"");
  CHECK(error_with("keepalive", document.number(1)).code() == CloneErrorCode::wrong_kind);
  CHECK(error_with("mode", document.string("navigate")).code() == CloneErrorCode::bad_shape);
  CHECK(error_with("signal", document.object({{"aborted", 1}})).path() == "$.signal");
  CHECK(error_with("signal", document.number(1)).code() == CloneErrorCode::wrong_kind);
  Value record = document.object({{"status", 0}});
  CHECK(error_of<ResponseSync>(document.host(candela::response_sync_tag, record)).code() ==
        CloneErrorCode::bad_shape);
  record.set("type", "nothing");
  CHECK(error_of<ResponseSync>(document.host(candela::response_sync_tag, record)).path() ==
        "$.type");
}

TEST_CASE("fields that say that there is nothing are read so") {
  Document document;
  Value record = document.object({{"url", "https://a/"}, {"signal", nullptr}});
  CHECK_FALSE(to<RequestSync>(document.host(candela::request_sync_tag, record)).signal().aborted);
  record.set("signal", document.object({{"aborted", true}}));
  CHECK(to<RequestSync>(document.host(candela::request_sync_tag, record)).signal() ==
        candela::SignalState{true, ""});
  const Value answer = document.object({{"url", ""}});
  CHECK(to<ResponseSync>(document.host(candela::response_sync_tag, answer)).url() == "");
}
