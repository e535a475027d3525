#include "formats/tuple_writer.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::Document;
using candela::Fidelity;
using candela::Value;

namespace {

std::string tuple_of(Value value, Fidelity fidelity = Fidelity::lossless) {
  candela::StringifyOptions options;
  options.format = candela::Format::tuple;
  options.fidelity = fidelity;
  return candela::stringify(value, options);
}

}  // namespace

TEST_CASE("inline values leave a hole, but not at the end of the list") {
  Document doc;
  CHECK(
      tuple_of(doc.array({doc.date(0), doc.object()})) ==
      R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.000Z"],["$lmz",2]]],)"
      R"(null,["object",{}]]})");
  CHECK(tuple_of(doc.array({doc.date(0)})) ==
        R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.000Z"]]]]})");
}

TEST_CASE("a Date at two places keeps its identity by its id; the reference form loses it") {
  Document doc;
  Value date = doc.date(5);
  Value twice = doc.array({date, date});
  CHECK(tuple_of(twice) ==
        R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.005Z",1],)"
        R"(["date","1970-01-01T00:00:00.005Z",1]]]]})");
  CHECK(
      tuple_of(twice, Fidelity::reference) ==
      R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.005Z"],["$lmz",1]]]]})");
}

TEST_CASE("a function takes an id at every place") {
  Document doc;
  Value function = doc.function("f");
  CHECK(tuple_of(doc.object({{"a", function}, {"b", function}})) ==
        R"({"root":["$lmz",0],"objects":[["object",{"a":["$lmz",1],"b":["$lmz",2]}],)"
        R"(["function",{"name":"f"}],["function",{"name":"f"}]]})");
  CHECK(tuple_of(function) == R"({"root":["$lmz",0],"objects":[["function",{"name":"f"}]]})");
}

TEST_CASE("a buffer takes two ids, and the reference form knows no shared ones") {
  Document doc;
  const std::byte bytes[] = {std::byte{1}, std::byte{2}};
  Value buffer = doc.array_buffer(bytes);
  Value view = doc.typed_array(candela::ElementType::uint8, buffer, 1, 1);
  CHECK(
      tuple_of(doc.array({view, buffer}), Fidelity::reference) ==
      R"({"root":["$lmz",0],"objects":[["array",[["$lmz",2],["$lmz",4]]],null,["arraybuffer",)"
      R"({"type":"Uint8Array","data":[2]}],null,["arraybuffer",{"type":"ArrayBuffer","data":[1,2]}]]})");
  CHECK(tuple_of(doc.array({view, buffer}))
            .find(R"("buffer":["$lmz",4],"byteOffset":1,"length":1)") != std::string::npos);
}

TEST_CASE("a deep chain is written and read without recursion") {
  Document doc;
  Value head = doc.object({{"next", nullptr}});
  for (int i = 1; i < 200'000; ++i)
    head = doc.object({{"next", head}});
  const Document back = candela::parse(tuple_of(head));
  CHECK(candela::equal(back.root(), head));
}

TEST_CASE("the fields of a host value that look like indexes come first, and so do their ids") {
  const Document unknown = candela::parse(
      R"({"root":["$lmz",0],"objects":[["thing",{"b":["$lmz",1],"1":["$lmz",2],"0":5}],)"
      R"(["map",[]],["set",[]]]})");
  CHECK(tuple_of(unknown.root()) ==
        R"({"root":["$lmz",0],"objects":[["thing",{"0":5,"1":["$lmz",1],"b":["$lmz",2]}],)"
        R"(["set",[]],["map",[]]]})");

  const candela::HostType hosts[] = {{.tag = "message",
                                      .nested_field = "data",
                                      .payload = candela::HostType::Payload::record,
                                      .encoded_field = "headers"}};
  candela::ParseOptions reading;
  reading.hosts = hosts;
  candela::StringifyOptions writing;
  writing.format = candela::Format::tuple;
  writing.hosts = hosts;
  const Document known = candela::parse(
      R"({"root":["$lmz",0],"objects":[["message",{"url":"u","headers":["null"],"7":1}]]})",
      reading);
  CHECK(candela::stringify(known, writing) ==
        R"({"root":["$lmz",0],"objects":[["message",{"7":1,"url":"u","headers":["null"]}]]})");
}

TEST_CASE(
    "a list in a host value of an unknown tag that looks like a reference is written as a list") {
  const std::string text =
      R"({"root":["$lmz",0],"objects":[["thing",{"list":["$lmz",1],"deep":[["$lmz",5]]}],)"
      R"(["array",[["string","$lmz"],["number",5]]]]})";
  const Document doc = candela::parse(text);
  CHECK(doc.root().host_payload()["list"].size() == 2);
  CHECK(tuple_of(doc.root()) == text);
}
