#include <candela/request_sync/body.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/error.hpp>

using candela::Body;
using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;

namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes;
  for (const char c : text)
    bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

Document cyclic() {
  Document document;
  auto root = document.object({{"a", 1}});
  root.set("self", root);
  document.set_root(root);
  return document;
}

Document plain() {
  Document document;
  document.set_root(document.object({{"a", 1}, {"b", document.array({true, nullptr})}}));
  return document;
}

}  // namespace

TEST_CASE("no body reads as null, as an empty text and as no bytes") {
  const Body body;
  CHECK(body.kind() == Body::Kind::none);
  CHECK(body.json().root().is_null());
  CHECK(body.text().empty());
  CHECK(body.bytes().empty());
  CHECK(Body(nullptr).is_none());
}

TEST_CASE("a text reads as itself, as its JSON, and as its UTF-8") {
  const Body body = R"({"a":[1,"ä"]})";
  CHECK(body.kind() == Body::Kind::text);
  CHECK(body.text() == R"({"a":[1,"ä"]})");
  CHECK(body.json().root()["a"][1].as_string() == "ä");
  CHECK(body.bytes() == bytes_of(R"({"a":[1,"ä"]})"));
  CHECK(Body("").kind() == Body::Kind::text);
}

TEST_CASE("a lone surrogate stays in the text and is replaced in its bytes") {
  const Body body = "a\xED\xA0\x80";
  CHECK(body.text() == "a\xED\xA0\x80");
  CHECK(body.bytes() == bytes_of("a\uFFFD"));
}

TEST_CASE("bytes are decoded as UTF-8 with replacements, and stay as they are") {
  const Body body = bytes_of("\uFEFF[1]\xFF");
  CHECK(body.kind() == Body::Kind::bytes);
  CHECK(body.text() == "[1]\uFFFD");
  CHECK(body.bytes() == bytes_of("\uFEFF[1]\xFF"));
  CHECK(Body(bytes_of("[1]")).json().root()[0].as_number() == 1);
  CHECK(Body(std::vector<std::byte>()).kind() == Body::Kind::bytes);
}

TEST_CASE("a body that is no JSON fails when it is read as JSON, not before") {
  const Body body = "{nope";
  CHECK(body.text() == "{nope");
  CHECK_THROWS_AS(body.json(), CloneError);
  CHECK_THROWS_AS(Body("").json(), CloneError);
  candela::Limits limits;
  limits.depth = 2;
  CHECK_NOTHROW(Body("[[1]]").json(limits));
  CHECK_THROWS_AS(Body("[[[1]]]").json(limits), CloneError);
}

TEST_CASE("a value keeps its graph, and reads as JSON where JSON can have it") {
  const Body body = cyclic();
  CHECK(body.kind() == Body::Kind::value);
  const Document copy = body.json();
  CHECK(copy.root()["self"].is(copy.root()));
  try {
    body.text();
    FAIL("a cycle has no JSON");
  } catch (const CloneError& error) {
    CHECK(error.code() == CloneErrorCode::not_serializable);
  }
  CHECK(Body(plain()).text() == R"({"a":1,"b":[true,null]})");
  CHECK(Body(plain()).bytes() == bytes_of(R"({"a":1,"b":[true,null]})"));
}

TEST_CASE("each content has one form: null is no body, a string is text, an ArrayBuffer is bytes") {
  Document document;
  CHECK(Body::of(document.undefined()).is_none());
  CHECK(Body::of(candela::Value()).is_none());
  CHECK(Body::of(document.null()).is_none());
  CHECK(Body::of(document.string("x")) == Body("x"));
  CHECK(Body::of(document.array_buffer(bytes_of("x"))) == Body(bytes_of("x")));
  CHECK(Body::of(document.number(1)).kind() == Body::Kind::value);
  document.set_root("y");
  CHECK(Body(std::move(document)) == Body("y"));
}

TEST_CASE("a copy has a document of its own") {
  const Body body = plain();
  const Body copy = body;
  CHECK(copy == body);
  auto root = copy.as_value()->root();
  root.set("a", 2);
  CHECK(copy != body);
  CHECK(body.as_value()->root()["a"].as_number() == 1);
  Body assigned = "x";
  assigned = body;
  CHECK(assigned == body);
  const Body& same = assigned;
  assigned = same;
  CHECK(assigned == body);
}

TEST_CASE("bodies of different kinds are different") {
  CHECK(Body("x") != Body(bytes_of("x")));
  CHECK(Body("") != Body());
  CHECK(Body("1") != Body::of(Document().number(1)));
  CHECK(Body() == Body());
}

TEST_CASE("what was moved from is no body") {
  Body body = plain();
  Body moved = std::move(body);
  CHECK(body.is_none());  // NOLINT: what is tested
  CHECK(body.text().empty());
  CHECK(body != moved);
  CHECK(moved == plain());
  body = std::move(moved);
  CHECK(moved.is_none());  // NOLINT: what is tested
  CHECK(body == plain());
  Body& same = body;
  body = std::move(same);
  CHECK(body == plain());
}

TEST_CASE("a view stays a view and reads as the bytes that it shows") {
  for (const candela::ElementType type :
       {candela::ElementType::uint8, candela::ElementType::int8}) {
    Document document;
    document.set_root(document.typed_array(type, document.array_buffer(bytes_of("x[1]y")), 1, 3));
    const Body body(std::move(document));
    CHECK(body.kind() == Body::Kind::value);
    CHECK(body.as_value()->root().view_type() == type);
    CHECK(body.bytes() == bytes_of("[1]"));
    CHECK(body.text() == "[1]");
    CHECK(body.default_type().empty());
    CHECK(body.json().root().kind() == candela::Kind::typed_array);
  }
  Document document;
  document.set_root(document.data_view(document.array_buffer(bytes_of("a\xFF")), 0, 2));
  const Body body(std::move(document));
  CHECK(body.bytes() == bytes_of("a\xFF"));
  CHECK(body.text() == "a\uFFFD");
}
