#include "formats/tuple_reader.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;

namespace {

CloneError error_of(const std::string& text) {
  try {
    candela::parse(text);
  } catch (const CloneError& error) {
    return error;
  }
  FAIL("accepted: ", text);
  return {CloneErrorCode::syntax, ""};
}

CloneErrorCode code_of_entry(const std::string& entry) {
  return error_of(R"({"root":["$lmz",0],"objects":[)" + entry + "]}").code();
}

}  // namespace

TEST_CASE("root and objects may stand in any order, and entries refer forward and back") {
  const Document doc = candela::parse(
      R"({ "objects" : [["object",{"b":["$lmz",1]}],["array",[["$lmz",0],["number",1]]]], "root":["$lmz",0]})");
  CHECK(doc.root()["b"][0].is(doc.root()));
}

TEST_CASE("an id behind an inline value says which places are one value") {
  const Document doc = candela::parse(
      R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.005Z",1],)"
      R"(["date","1970-01-01T00:00:00.005Z",1],["date","1970-01-01T00:00:00.005Z"]]]]})");
  CHECK(doc.root()[0].is(doc.root()[1]));
  CHECK(!doc.root()[0].is(doc.root()[2]));
}

TEST_CASE("a reference to the hole of an inline value reads as undefined, as in the original") {
  const Document doc = candela::parse(
      R"({"root":["$lmz",0],"objects":[["array",[["date","1970-01-01T00:00:00.005Z"],["$lmz",1]]]]})");
  CHECK(doc.root()[1].is_undefined());
}

TEST_CASE("ids far out of range, and of a wrong type, are refused") {
  CHECK(error_of(R"({"root":["$lmz",7],"objects":[["object",{}]]})").code() ==
        CloneErrorCode::bad_reference);
  CHECK(error_of(R"({"root":["$lmz",0],"objects":[]})").code() == CloneErrorCode::bad_reference);
  CHECK(error_of(R"({"root":["$lmz","0"],"objects":[]})").code() == CloneErrorCode::bad_reference);
  CHECK(error_of(R"({"root":["$lmz",-1],"objects":[]})").code() == CloneErrorCode::bad_reference);
  CHECK(error_of(R"({"root":["$lmz"],"objects":[]})").code() == CloneErrorCode::bad_shape);
}

TEST_CASE("entries and values of a wrong shape are refused") {
  for (const char* entry :
       {"1", "{}", "[]", "[1]", R"(["object"])", R"(["object",[]])", R"(["object",{"a":1}])",
        R"(["object",{"a":["string",1]}])", R"(["object",{"a":["nothing",1]}])", R"(["array",{}])",
        R"(["array",[["boolean",1]]])", R"(["map",[["string","a"]]])", R"(["set",5])",
        R"(["error",[]])", R"(["arraybuffer",{"type":"Uint8Array"}])", R"(["function",{}])",
        R"(["array",[["regexp",{"source":"a"}]]])", R"(["array",[["date",5]]])"})
    CHECK_MESSAGE(code_of_entry(entry) == CloneErrorCode::bad_shape, entry);
  CHECK(code_of_entry(R"(["array",[["bigint","x"]]])") == CloneErrorCode::bad_number);
}

TEST_CASE("a mistake has the entry and the property in its path, and its place in the text") {
  const CloneError error =
      error_of(R"({"root":["null"],"objects":[null,["object",{"a":["null"],"b":["nope"]}]]})");
  CHECK(error.path() == "objects[1].b");
  CHECK(error.offset() == 61);
}

TEST_CASE("the two members must be there") {
  CHECK(error_of(R"({"root":["null"]})").code() == CloneErrorCode::bad_shape);
  CHECK(error_of(R"({"objects":[]})").code() == CloneErrorCode::bad_shape);
  CHECK(error_of(R"({"root":["null"],"objects":{}})").code() == CloneErrorCode::bad_shape);
}

TEST_CASE("an unknown tag is a host value that is written as it came, with what it refers to") {
  const std::string text =
      R"({"root":["$lmz",0],"objects":[["request",{"url":"u","headers":["$lmz",1],"x":[1,{}]}],)"
      R"(["headers",[["a","1"]]]]})";
  const Document doc = candela::parse(text);
  CHECK(doc.root().host_tag() == "request");
  CHECK(doc.root().host_payload()["headers"].host_tag() == "headers");
  candela::StringifyOptions options;
  options.format = candela::Format::tuple;
  CHECK(candela::stringify(doc, options) == text);
}

TEST_CASE("a hole that stands where none can be, as at the root, reads as undefined") {
  const Document root = candela::parse(R"({"root":["undefined","hole"],"objects":[]})");
  candela::StringifyOptions tuple;
  tuple.format = candela::Format::tuple;
  CHECK(candela::stringify(root, tuple) == R"({"root":["undefined"],"objects":[]})");
  const Document member =
      candela::parse(R"({"root":["$lmz",0],"objects":[["object",{"a":["undefined","hole"]}]]})");
  CHECK(candela::stringify(member, tuple) ==
        R"({"root":["$lmz",0],"objects":[["object",{"a":["undefined"]}]]})");
}
