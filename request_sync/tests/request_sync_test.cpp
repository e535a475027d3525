#include <candela/request_sync/request_sync.hpp>

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::Body;
using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::RequestSync;
using candela::Url;

namespace {

template <typename Make>
HttpValueErrorCode code_of(Make make) {
  try {
    make();
  } catch (const HttpValueError& error) {
    return error.code();
  }
  FAIL("nothing was thrown");
  return {};
}

std::string method_of(const char* method) {
  return RequestSync("http://h/", {method}).method();
}

}  // namespace

TEST_CASE("a request has what was set, and nothing else") {
  const RequestSync request("https://e.example/x?q#h",
                            {"POST", {{"X-A", "1"}}, Body(R"({"a":1})")});
  CHECK(request.url().href() == "https://e.example/x?q#h");
  CHECK(request.method() == "POST");
  CHECK(request.headers() == candela::Headers{{"x-a", "1"}});
  CHECK(request.text() == R"({"a":1})");
  CHECK(request.json().root()["a"].as_number() == 1);
  CHECK(request.bytes().size() == 7);

  const RequestSync bare("https://e.example");
  CHECK(bare.method() == "GET");
  CHECK(bare.headers().empty());
  CHECK(bare.body().is_none());
}

TEST_CASE("the six common methods are put into upper case, others are left") {
  CHECK(method_of("dElEtE") == "DELETE");
  CHECK(method_of("get") == "GET");
  CHECK(method_of("Head") == "HEAD");
  CHECK(method_of("options") == "OPTIONS");
  CHECK(method_of("pOST") == "POST");
  CHECK(method_of("put") == "PUT");
  CHECK(method_of("patch") == "patch");
  CHECK(method_of("PaTcH") == "PaTcH");
  CHECK(method_of("x-y!") == "x-y!");
}

TEST_CASE("methods that are no token or not allowed are refused") {
  for (const char* method : {"", "a b", "GET\r\n", "(x)", "\xC3\xA4"})
    CHECK(code_of([&] { method_of(method); }) == HttpValueErrorCode::invalid_method);
  for (const char* method : {"CONNECT", "trace", "Track"})
    CHECK(code_of([&] { method_of(method); }) == HttpValueErrorCode::forbidden_method);
}

TEST_CASE("I3: GET and HEAD have no body, not even an empty one") {
  const auto make = [](const char* method, Body body) {
    return RequestSync("http://h/", {method, {}, std::move(body)});
  };
  CHECK(code_of([&] { make("get", ""); }) == HttpValueErrorCode::method_without_body);
  CHECK(code_of([&] { make("HEAD", "x"); }) == HttpValueErrorCode::method_without_body);
  CHECK_NOTHROW(make("GET", nullptr));
  CHECK_NOTHROW(make("DELETE", "x"));
}

TEST_CASE("the URL is absolute and has no credentials") {
  CHECK(code_of([] { RequestSync("/x"); }) == HttpValueErrorCode::invalid_url);
  CHECK(code_of([] { RequestSync("http://u@h/"); }) == HttpValueErrorCode::url_has_credentials);
  CHECK(code_of([] { RequestSync("http://:p@h/"); }) == HttpValueErrorCode::url_has_credentials);
  CHECK(RequestSync(Url("../y", Url("http://h/a/b"))).url().href() == "http://h/y");
}

TEST_CASE("copies are equal and independent") {
  const RequestSync request("http://h/", {"PUT", {{"a", "1"}}, Body("x")});
  RequestSync copy = request;
  CHECK(copy == request);
  copy.headers().set("a", "2");
  CHECK(copy != request);
  CHECK(request.headers().get("a") == "1");
}

TEST_CASE("a content type is the header's, or what the body chooses; no header is filled in") {
  const auto type_of = [](candela::Body body) {
    const candela::RequestSync message("https://a/", {"POST", {}, body});
    CHECK(message.headers().empty());
    return message.content_type();
  };
  candela::Document value;
  value.set_root(value.array({1}));
  CHECK(type_of("text") == "text/plain;charset=UTF-8");
  CHECK(type_of(std::move(value)) == "application/json");
  CHECK(type_of(std::vector<std::byte>(3)) == std::nullopt);
  CHECK(type_of(nullptr) == std::nullopt);
  candela::RequestSync named("https://a/", {"POST", {}, "<p>"});
  named.headers().set("Content-Type", "text/html");
  CHECK(named.content_type() == "text/html");
}

TEST_CASE("options are what was set, and otherwise what Fetch has") {
  const RequestSync plain("https://a/");
  CHECK(plain.mode() == candela::RequestMode::cors);
  CHECK(plain.credentials() == candela::RequestCredentials::same_origin);
  CHECK(plain.cache() == candela::RequestCache::standard);
  CHECK(plain.redirect() == candela::RequestRedirect::follow);
  CHECK(plain.referrer() == "about:client");
  CHECK(plain.referrer_policy() == candela::ReferrerPolicy::none);
  CHECK(plain.integrity() == "");
  CHECK_FALSE(plain.keepalive());
  CHECK(plain.destination() == candela::RequestDestination::none);
  CHECK_FALSE(plain.signal().aborted);

  candela::RequestInit init;
  init.mode = candela::RequestMode::same_origin;
  init.cache = candela::RequestCache::only_if_cached;
  init.referrer = "HTTP://b:80/x#y";
  init.keepalive = true;
  init.signal = {true, "too late"};
  const RequestSync request("https://a/", init);
  CHECK(request.cache() == candela::RequestCache::only_if_cached);
  CHECK(request.referrer() == "http://b/x#y");
  CHECK(request.keepalive());
  CHECK(request.signal().reason == "too late");
  CHECK_FALSE(request == plain);
  CHECK(request.clone() == request);
}

TEST_CASE("options that do not go together are refused") {
  const auto code_with = [](auto change) {
    return code_of([&] {
      candela::RequestInit init;
      change(init);
      (void)RequestSync("https://a/", std::move(init));
    });
  };
  CHECK(code_with([](auto& init) { init.mode = candela::RequestMode::navigate; }) ==
        HttpValueErrorCode::invalid_mode);
  CHECK(code_with([](auto& init) { init.cache = candela::RequestCache::only_if_cached; }) ==
        HttpValueErrorCode::invalid_mode);
  CHECK(code_with([](auto& init) {
          init.mode = candela::RequestMode::no_cors;
          init.method = "PUT";
        }) == HttpValueErrorCode::invalid_mode);
  CHECK(code_with([](auto& init) { init.referrer = "/relative"; }) ==
        HttpValueErrorCode::invalid_referrer);
  candela::RequestInit init;
  init.referrer = "about:client";
  CHECK(RequestSync("https://a/", init).referrer() == "about:client");
  init.referrer = "";
  CHECK(RequestSync("https://a/", init).referrer() == "");
}

TEST_CASE("a request is made from another one with something changed") {
  const RequestSync request("https://a/", {"POST", {{"X-A", "1"}}, "text"});
  auto init = request.init();
  init.headers.set("X-A", "2");
  const RequestSync other(request.url(), std::move(init));
  CHECK(other.text() == "text");
  CHECK(other.headers().get("x-a") == "2");
  CHECK(request.headers().get("x-a") == "1");
  init = request.init();
  init.method = "GET";
  CHECK(code_of([&] { (void)RequestSync(request.url(), init); }) ==
        HttpValueErrorCode::method_without_body);
}

TEST_CASE("a form is read by the content type, and a blob has it") {
  candela::Form form;
  form.append("a", "1");
  candela::Blob sent = form.multipart();
  const RequestSync request("https://a/", {"POST", {{"Content-Type", sent.type}}, sent.bytes});
  CHECK(request.form() == form);
  CHECK(request.blob() == sent);
  const RequestSync text("https://a/", {"POST", {}, "a=1"});
  CHECK(code_of([&] { (void)text.form(); }) == HttpValueErrorCode::no_form);
  CHECK(text.blob().type == "text/plain;charset=UTF-8");
}
