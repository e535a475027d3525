#include "graph/host_functions.hpp"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Format;
using candela::HostType;
using candela::Init;
using candela::Value;

namespace {

/// A point: {x, y} in the document, "x,y" on the wire.
void decode_point(Document& doc, Value host, const void*) {
  const Value wire = host.host_payload();
  if (!wire.is_string()) throw CloneError(CloneErrorCode::bad_shape, "a point is text");
  const std::string text(wire.as_string());
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos)
    throw CloneError(CloneErrorCode::bad_shape, "a point has a comma");
  host.set_host_payload(doc.object(
      {{"x", std::stod(text.substr(0, comma))}, {"y", std::stod(text.substr(comma + 1))}}));
}

void encode_point(Document& doc, Value host, const void*) {
  const auto number = [&](const char* name) {
    return std::to_string(static_cast<int>(host.host_payload()[name].as_number()));
  };
  host.set_host_payload(doc.string(number("x") + "," + number("y")));
}

constexpr HostType point{.tag = "point",
                         .nested_field = "at",
                         .tuple_place = HostType::TuplePlace::field,
                         .decode = decode_point,
                         .encode = encode_point};

std::string written(Value value, std::span<const HostType> hosts, Format format = Format::nested) {
  candela::StringifyOptions options;
  options.format = format;
  options.hosts = hosts;
  return candela::stringify(value, options);
}

Document read(const std::string& text, std::span<const HostType> hosts) {
  candela::ParseOptions options;
  options.hosts = hosts;
  return candela::parse(text, options);
}

using Calls = std::vector<std::string>;

/// Notes the payload's `name` in the context, which the table hands over.
void note(Document&, Value host, const void* context) {
  auto& calls = **static_cast<Calls* const*>(context);
  calls.emplace_back(host.host_payload()["name"].as_string());
}

}  // namespace

TEST_CASE("a payload is decoded after reading and encoded before writing, in both formats") {
  Document doc;
  const Value shared = doc.host("point", doc.object({{"x", 3}, {"y", 4}}));
  doc.set_root(doc.array({shared, shared}));
  for (const Format format : {Format::nested, Format::tuple}) {
    const std::string text = written(doc.root(), {&point, 1}, format);
    CHECK(text.find("\"at\":\"3,4\"") != std::string::npos);
    const Document back = read(text, {&point, 1});
    CHECK(candela::equal(back.root(), doc.root()));
    CHECK(back.root()[0].is(back.root()[1]));
  }
}

TEST_CASE("what is encoded is a copy: the document stays as it is") {
  Document doc;
  doc.set_root(doc.host("point", doc.object({{"x", 3}, {"y", 4}})));
  written(doc.root(), {&point, 1});
  CHECK(doc.root().host_payload()["x"].as_number() == 3);
}

TEST_CASE("a decode that refuses names the code, and the place of the host value") {
  candela::ParseOptions options;
  options.hosts = {&point, 1};
  const auto refused =
      candela::try_parse(R"({"json":{"a":[1,{"$type":"point","at":"1;2"}]},"meta":{}})", options);
  REQUIRE(std::holds_alternative<CloneError>(refused));
  CHECK(std::get<CloneError>(refused).code() == CloneErrorCode::bad_shape);
  CHECK(std::get<CloneError>(refused).path() == "$.a[1]");
  CHECK(std::get<CloneError>(refused).message() == "a point has a comma");
}

TEST_CASE("each host is called for once: inner ones first when decoding, last when encoding") {
  Calls calls;
  Calls* const context = &calls;
  const std::array<HostType, 1> types = {HostType{.tag = "note",
                                                  .nested_field = "data",
                                                  .payload = HostType::Payload::record,
                                                  .encoded_field = "inner",
                                                  .decode = note,
                                                  .encode = note,
                                                  .context = &context}};
  Document doc;
  const Value inner = doc.host("note", doc.object({{"name", "inner"}}));
  const Value outer = doc.host("note", doc.object({{"name", "outer"}, {"inner", inner}}));
  const std::string text = written(doc.array({outer, inner, outer}), types);
  CHECK(calls == Calls{"outer", "inner"});
  calls.clear();
  read(text, types);
  CHECK(calls == Calls{"inner", "outer"});
}

TEST_CASE("a host that holds itself is decoded and encoded once") {
  Calls calls;
  Calls* const context = &calls;
  const std::array<HostType, 1> types = {HostType{.tag = "note",
                                                  .nested_field = "data",
                                                  .payload = HostType::Payload::record,
                                                  .encoded_field = "self",
                                                  .decode = note,
                                                  .encode = note,
                                                  .context = &context}};
  Document doc;
  const Value payload = doc.object({{"name", "a"}});
  Value host = doc.host("note", payload);
  host.host_payload().set("self", host);
  const Document back = read(written(host, types), types);
  CHECK(calls == Calls{"a", "a"});
  CHECK(back.root().host_payload()["self"].is(back.root()));
}

TEST_CASE("what encode makes is not encoded again") {
  const std::array<HostType, 1> types = {
      HostType{.tag = "wrap",
               .nested_field = "data",
               .payload = HostType::Payload::record,
               .encoded_field = "in",
               .encode = [](Document& doc, Value host, const void*) {
                 const Value inner = doc.host("wrap", host.host_payload());
                 host.set_host_payload(doc.object({{"in", inner}}));
               }}};
  Document doc;
  CHECK(written(doc.host("wrap", doc.object({{"a", 1}})), types) ==
        R"({"json":{"$type":"wrap","data":{"in":{"$type":"wrap","data":{"a":1}}}},"meta":{}})");
}

TEST_CASE("a transform sees payloads decoded, on reading and on writing") {
  Document doc;
  const Value host = doc.host("point", doc.object({{"x", 1}, {"y", 2}}));
  const auto mirror = [](Document& in, Value value, const candela::Path&) {
    return value.is_number() ? candela::Change::to(in.number(-value.as_number()))
                             : candela::Change::keep();
  };
  candela::StringifyOptions out;
  out.hosts = {&point, 1};
  out.transform = mirror;
  const std::string text = candela::stringify(host, out);
  CHECK(text == R"({"json":{"$type":"point","at":"-1,-2"},"meta":{}})");
  candela::ParseOptions in;
  in.hosts = {&point, 1};
  in.transform = mirror;
  CHECK(candela::equal(candela::parse(text, in).root(), host));
}

TEST_CASE("an unknown tag survives a round trip in both formats, also beside known types") {
  const std::string nested =
      R"({"json":[{"$type":"future","a":{"$type":"date","iso":"NaN"},"$$b":-0},)"
      R"({"$type":"point","at":"1,2"}],"meta":{}})";
  CHECK(written(read(nested, {&point, 1}).root(), {&point, 1}) == nested);
  const std::string tuple =
      R"({"root":["$lmz",0],"objects":[["array",[["$lmz",1],["$lmz",2]]],)"
      R"(["future",{"a":["$lmz",3],"b":[1,{}]}],["point",{"at":"1,2"}],["object",{}]]})";
  const Document doc = read(tuple, {&point, 1});
  CHECK(doc.root()[0].host_tag() == "future");
  CHECK(doc.root()[0].host_payload()["a"].is_object());
  const Document twice = read(written(doc.root(), {&point, 1}, Format::tuple), {&point, 1});
  CHECK(candela::first_difference(doc.root(), twice.root()) == "");
}

TEST_CASE("a payload is set by hand, and only that of a host") {
  Document doc;
  Value host = doc.host("t", 1);
  host.set_host_payload("text");
  CHECK(host.host_payload().as_string() == "text");
  CHECK_THROWS_AS(doc.array().set_host_payload(1), CloneError);
}

TEST_CASE("half a million hosts inside of each other are decoded without recursion") {
  std::size_t counted = 0;
  std::size_t* const counter = &counted;
  const HostType type{
      .tag = "t",
      .nested_field = "data",
      .payload = HostType::Payload::record,
      .encoded_field = "in",
      .decode = [](Document&, Value,
                   const void* context) { ++**static_cast<std::size_t* const*>(context); },
      .context = &counter};
  Document doc;
  Value deep = doc.null();
  for (int i = 0; i < 500'000; ++i)
    deep = doc.host("t", doc.object({{"in", deep}}));
  doc.set_root(deep);
  candela::decode_hosts(doc, {&type, 1});
  CHECK(counted == 500'000);
}
