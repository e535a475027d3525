#include <doctest/doctest.h>

#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>

using candela::inspect;
using candela::RequestSync;
using candela::ResponseSync;

TEST_CASE("a request is shown with its parts, and with the options that were set") {
  CHECK(inspect(RequestSync("https://a/b")) ==
        "RequestSync {\n  url: 'https://a/b',\n  method: 'GET',\n  headers: Headers {},\n"
        "  body: null\n}");
  candela::RequestInit init{"POST", {{"X-A", "1"}, {"X-B", "\xE9"}}, "text"};
  init.mode = candela::RequestMode::no_cors;
  CHECK(inspect(RequestSync("https://a/b", init)) ==
        "RequestSync {\n  url: 'https://a/b',\n  method: 'POST',\n"
        "  headers: Headers { 'x-a': '1', 'x-b': '\xC3\xA9' },\n  body: 'text',\n"
        "  mode: 'no-cors'\n}");
}

TEST_CASE("a response is shown with its parts, each cookie for itself") {
  const ResponseSync response(
      nullptr,
      {404, "Not Found", {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"Set-Cookie", "c=3"}}});
  CHECK(inspect(response) ==
        "ResponseSync {\n  status: 404,\n  statusText: 'Not Found',\n"
        "  headers: Headers { 'set-cookie': [ 'a=1', 'b=2', 'c=3' ] },\n  body: null\n}");
}
