#include "message.hpp"

#include <doctest/doctest.h>

#include <candela/request_sync/error.hpp>

using candela::Body;
using candela::content_type_of;
using candela::form_of;
using candela::Headers;

TEST_CASE("the header goes before what the body chooses, an empty one too") {
  CHECK(content_type_of({}, Body("text")) == "text/plain;charset=UTF-8");
  CHECK(content_type_of({{"Content-Type", "a/b"}}, Body("text")) == "a/b");
  CHECK(content_type_of({{"Content-Type", ""}}, Body("text")) == "");
  CHECK(content_type_of({}, Body()) == std::nullopt);
}

TEST_CASE("a form is read of text and of bytes, by the header alone") {
  const Headers headers{{"Content-Type", "application/x-www-form-urlencoded"}};
  CHECK(form_of(headers, Body("a=1&b"), {}).size() == 2);
  CHECK(form_of(headers, Body(std::vector<std::byte>(1, std::byte{'a'})), {}).has("a"));
  CHECK_THROWS_AS((void)form_of({}, Body("a=1"), {}), candela::HttpValueError);
  CHECK_THROWS_AS((void)form_of(headers, Body("a=1&b"), {.entries = 1}), candela::HttpValueError);
}
