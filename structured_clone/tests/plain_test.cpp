#include <candela/structured_clone/plain.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::Value;

TEST_CASE("binary formats have no plain form, and say so") {
  Document doc;
  CHECK_THROWS_WITH_AS(candela::to_plain(doc, {.format = Format::packed}),
                       doctest::Contains("binary"), CloneError);
  doc.set_root(doc.object({{"json", 1}}));
  CHECK_THROWS_WITH_AS(candela::from_plain(doc.root(), {.format = Format::packed}),
                       doctest::Contains("binary"), CloneError);
}

namespace {

Document alice() {
  Document doc;
  Value root = doc.object({{"name", "Alice"}, {"born", doc.date(0)}, {"$a", doc.bigint(7)}});
  root.set("self", root);
  root.set("tags", doc.make_set({"dev", NAN}));
  doc.set_root(root);
  return doc;
}

CloneError error_of(Value plain, const candela::ParseOptions& options = {}) {
  auto read = candela::try_from_plain(plain, options);
  if (auto* error = std::get_if<CloneError>(&read)) return *error;
  FAIL("accepted: ", candela::stringify(plain));
  return {CloneErrorCode::syntax, ""};
}

}  // namespace

TEST_CASE("the plain form is the text as a value, and reads back as the same graph") {
  const Document doc = alice();
  const Document plain = candela::to_plain(doc);
  CHECK(plain.root()["json"]["$ref"].as_number() == 0);
  const Value body = plain.root()["meta"]["aliases"]["0"];
  CHECK(body["name"].as_string() == "Alice");
  CHECK(body["born"]["iso"].as_string() == "1970-01-01T00:00:00.000Z");
  CHECK(body["$$a"]["value"].as_string() == "7");
  CHECK(candela::stringify_json(plain.root()) == candela::stringify(doc));
  const Document back = candela::from_plain(plain.root());
  CHECK(candela::first_difference(doc.root(), back.root()) == "");
  CHECK(back.root()["self"].is(back.root()));
}

TEST_CASE("tuple has a plain form too, recognised by its members in any order") {
  const Document doc = alice();
  candela::StringifyOptions options;
  options.format = Format::tuple;
  const Document plain = candela::to_plain(doc.root(), options);
  CHECK(plain.root()["root"][0].as_string() == "$lmz");
  Document turned;
  turned.set_root(turned.object({{"note", "first"},
                                 {"objects", turned.copy(plain.root()["objects"])},
                                 {"root", turned.copy(plain.root()["root"])}}));
  CHECK(candela::equal(candela::from_plain(turned.root()).root(), doc.root()));
}

TEST_CASE("-0, the order of keys and lone surrogates survive both ways") {
  Document doc;
  doc.set_root(doc.object(
      {{"b", -0.0}, {"a", "\xED\xA0\xBD"}, {"2", 1e-7}, {"1", 1e21}, {"\xED\xB8\x80", 1}}));
  const Document plain = candela::to_plain(doc);
  CHECK(std::signbit(plain.root()["json"]["b"].as_number()));
  CHECK(plain.root()["json"]["a"].as_string() == "\xED\xA0\xBD");
  std::vector<std::string> names;
  for (auto c = plain.root()["json"].entries(); !c.done(); c.next())
    names.emplace_back(c.name());
  CHECK(names == std::vector<std::string>{"1", "2", "b", "a", "\xED\xB8\x80"});
  CHECK(candela::first_difference(candela::from_plain(plain.root()).root(), doc.root()) == "");
}

TEST_CASE("a value of a document, and one of none, have a plain form") {
  const Document doc = alice();
  CHECK(candela::to_plain(doc.root()["name"]).root()["json"].as_string() == "Alice");
  CHECK(candela::to_plain(Value()).root()["json"]["$type"].as_string() == "undefined");
  candela::StringifyOptions options;
  options.bytes = 10;
  CHECK_THROWS_AS(candela::to_plain(doc, options), CloneError);
}

TEST_CASE("what plain JSON has no form for is refused, with its place") {
  Document doc;
  Value list = doc.array({1, 2});
  const Value plain = doc.object({{"meta", doc.object()}, {"json", doc.object({{"a b", list}})}});
  const auto refused = [&](const candela::Init& value) {
    list.set_at(1, value);
    const CloneError error = error_of(plain);
    CHECK(error.code() == CloneErrorCode::not_serializable);
    CHECK(error.path() == R"(plain.json["a b"][1])");
  };
  refused(Value());
  refused(NAN);
  refused(doc.date(0));
  refused(doc.make_map());
  refused(doc.bigint(1));
  refused(list);
  list.set_at(1, 5);
  list.resize(3);
  CHECK(error_of(plain).path() == R"(plain.json["a b"][2])");
}

TEST_CASE("a path of many steps keeps its two ends") {
  Document doc;
  Value deep = doc.array({NAN});
  for (int i = 0; i < 1'000; ++i)
    deep = doc.array({deep});
  const CloneError error = error_of(doc.object({{"json", deep}}));
  CHECK(error.path().starts_with("plain.json[0][0]"));
  CHECK(error.path().find("…") != std::string::npos);
  CHECK(error.path().size() < 400);
}

TEST_CASE("an array that stands at two places is read twice: identity comes from $ref alone") {
  Document doc;
  const Value shared = doc.array({1});
  const Document read = candela::from_plain(doc.object({{"json", doc.array({shared, shared})}}));
  CHECK(candela::equal(read.root()[0], read.root()[1]));
  CHECK(!read.root()[0].is(read.root()[1]));
}

TEST_CASE("what parse refuses is refused, with the path and without an offset") {
  Document doc;
  const Value bad = doc.object({{"$type", "date"}, {"iso", "yesterday"}});
  const CloneError error = error_of(doc.object({{"json", doc.array({bad})}}));
  CHECK(error.code() == CloneErrorCode::bad_shape);
  CHECK(error.offset() == CloneError::no_offset);
  CHECK(error.path() == "$[0].iso");
  CHECK(error_of(doc.object({{"root", 1}})).code() == CloneErrorCode::unknown_format);
  CHECK(error_of(doc.array()).code() == CloneErrorCode::unknown_format);
  CHECK(error_of(Value()).code() == CloneErrorCode::unknown_format);
}

TEST_CASE("limits.bytes bounds the text of the plain form: at it, and one past") {
  Document doc;
  const Value plain = doc.object({{"json", "abc"}});
  candela::ParseOptions options;
  options.limits.bytes = candela::stringify_json(plain).size();
  CHECK(candela::from_plain(plain, options).root().as_string() == "abc");
  --options.limits.bytes;
  CHECK(error_of(plain, options).code() == CloneErrorCode::limit_bytes);
}

TEST_CASE("two million levels have a plain form, without recursion") {
  Document doc;
  Value deep = doc.array();
  for (int i = 1; i < 2'000'000; ++i)
    deep = doc.array({deep});
  const Document plain = candela::to_plain(deep);
  candela::ParseOptions options;
  options.limits.depth = 2'000'000;
  CHECK(candela::equal(candela::from_plain(plain.root(), options).root(), deep));
}
