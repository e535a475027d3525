#include <candela/request_sync/response_sync.hpp>

#include <string_view>

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::Body;
using candela::HttpValueError;
using candela::HttpValueErrorCode;
using candela::ResponseSync;

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

}  // namespace

TEST_CASE("a response has what was set, and nothing else") {
  const ResponseSync response("nope", {404, "Not Found", {{"X-A", "1"}}});
  CHECK(response.status() == 404);
  CHECK(response.status_text() == "Not Found");
  CHECK(!response.ok());
  CHECK(response.headers().get("x-a") == "1");
  CHECK(response.text() == "nope");

  const ResponseSync bare;
  CHECK(bare.status() == 200);
  CHECK(bare.status_text().empty());
  CHECK(bare.ok());
  CHECK(bare.headers().empty());
  CHECK(bare.json().root().is_null());
  CHECK(bare.bytes().empty());
}

TEST_CASE("a status from 200 to 599 is taken, and one outside is a RangeError") {
  CHECK(ResponseSync({}, {200}).ok());
  CHECK(ResponseSync({}, {299}).ok());
  CHECK(!ResponseSync({}, {300}).ok());
  CHECK(ResponseSync({}, {599}).status() == 599);
  for (const int status : {199, 600, 0, -200, 100})
    CHECK(code_of([&] { ResponseSync({}, {status}); }) == HttpValueErrorCode::status_out_of_range);
  try {
    ResponseSync({}, {600});
  } catch (const HttpValueError& error) {
    CHECK(error.name() == "RangeError");
    CHECK(std::string_view(error.what()) == "The status 600 is not in 200 to 599");
  }
}

TEST_CASE("I3: a status of which no body can come refuses one, also an empty one") {
  for (const int status : {204, 205, 304}) {
    CHECK(code_of([&] { ResponseSync("", {status}); }) == HttpValueErrorCode::status_without_body);
    CHECK(ResponseSync(nullptr, {status}).status() == status);
  }
}

TEST_CASE("a status text may have tabs and bytes above ASCII, but no control characters") {
  CHECK(ResponseSync({}, {200, "a\tb \xFF~"}).status_text() == "a\tb \xFF~");
  for (const char* text : {"a\r\nb", "\x01", "\x7F"}) {
    CHECK(code_of([&] {
            ResponseSync({}, {200, text});
          }) == HttpValueErrorCode::invalid_status_text);
  }
}

TEST_CASE("copies are equal and independent") {
  const ResponseSync response("x", {201, "", {{"a", "1"}}});
  ResponseSync copy = response;
  CHECK(copy == response);
  copy.headers().remove("a");
  CHECK(copy != response);
}

TEST_CASE("a content type is the header's, or what the body chooses; no header is filled in") {
  const auto type_of = [](candela::Body body) {
    const candela::ResponseSync message(body);
    CHECK(message.headers().empty());
    return message.content_type();
  };
  candela::Document value;
  value.set_root(value.array({1}));
  CHECK(type_of("text") == "text/plain;charset=UTF-8");
  CHECK(type_of(std::move(value)) == "application/json");
  CHECK(type_of(std::vector<std::byte>(3)) == std::nullopt);
  CHECK(type_of(nullptr) == std::nullopt);
  candela::ResponseSync named("<p>");
  named.headers().set("Content-Type", "text/html");
  CHECK(named.content_type() == "text/html");
}

TEST_CASE("an error has the status 0 and nothing else") {
  const ResponseSync error = ResponseSync::error();
  CHECK(error.type() == candela::ResponseType::error);
  CHECK(error.status() == 0);
  CHECK_FALSE(error.ok());
  CHECK(error.body().is_none());
  candela::ResponseInit init;
  init.type = candela::ResponseType::error;
  CHECK(code_of([&] { (void)ResponseSync({}, init); }) == HttpValueErrorCode::network_error);
  init.status = 0;
  CHECK(ResponseSync({}, init) == error);
  CHECK(code_of([&] { (void)ResponseSync("x", init); }) == HttpValueErrorCode::network_error);
  init.type = candela::ResponseType::basic;
  CHECK(code_of([&] { (void)ResponseSync({}, init); }) == HttpValueErrorCode::status_out_of_range);
}

TEST_CASE("a redirect has a location and one of five statuses") {
  const ResponseSync found = ResponseSync::redirect(candela::Url("https://a/b c"));
  CHECK(found.status() == 302);
  CHECK(found.headers().get("location") == "https://a/b%20c");
  for (const int status : {301, 302, 303, 307, 308})
    CHECK(ResponseSync::redirect(candela::Url("https://a/"), status).status() == status);
  for (const int status : {300, 304, 305, 306, 309, 200, 0})
    CHECK(code_of([&] { (void)ResponseSync::redirect(candela::Url("https://a/"), status); }) ==
          HttpValueErrorCode::redirect_status);
  CHECK(HttpValueError(HttpValueErrorCode::redirect_status, "").name() == "RangeError");
}

TEST_CASE("json writes a value as text, with its type where there is none") {
  candela::Document doc;
  const candela::Value value = doc.object({{"a", 1}});
  const ResponseSync made = ResponseSync::json(value);
  CHECK(made.text() == "{\"a\":1}");
  CHECK(made.headers().get("content-type") == "application/json");
  const ResponseSync typed =
      ResponseSync::json(doc.null(), {201, "", {{"Content-Type", "application/problem+json"}}});
  CHECK(typed.text() == "null");
  CHECK(typed.status() == 201);
  CHECK(typed.headers().get("content-type") == "application/problem+json");
  candela::Value cycle = doc.array();
  cycle.push(cycle);
  CHECK(code_of([&] { (void)ResponseSync::json(cycle); }) == HttpValueErrorCode::not_json);
  CHECK(code_of([&] { (void)ResponseSync::json(doc.undefined()); }) ==
        HttpValueErrorCode::not_json);
  CHECK(code_of([&] {
          (void)ResponseSync::json(doc.null(), {204, "", {}});
        }) == HttpValueErrorCode::status_without_body);
}

TEST_CASE("type, url and redirected are what was set, without a fragment") {
  candela::ResponseInit init;
  init.type = candela::ResponseType::basic;
  init.url = candela::Url("https://a/b#c");
  init.redirected = true;
  const ResponseSync response("x", init);
  CHECK(response.url() == "https://a/b");
  CHECK(response.redirected());
  CHECK(response.type() == candela::ResponseType::basic);
  CHECK(ResponseSync().url() == "");
  CHECK(response.clone() == response);
}

TEST_CASE("a form is read by the content type") {
  const ResponseSync response("a=1&b=2",
                              {200, "", {{"Content-Type", "application/x-www-form-urlencoded"}}});
  CHECK(response.form().size() == 2);
  CHECK(response.blob().bytes.size() == 7);
  CHECK(code_of([&] { (void)ResponseSync("a=1").form(); }) == HttpValueErrorCode::no_form);
}
