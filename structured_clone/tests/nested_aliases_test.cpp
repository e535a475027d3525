#include "formats/nested_aliases.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;

namespace {

Document read(const std::string& json, const std::string& aliases) {
  return candela::parse("{\"json\":" + json + ",\"meta\":{\"aliases\":{" + aliases + "}}}");
}

CloneErrorCode code_of(const std::string& json, const std::string& aliases) {
  try {
    read(json, aliases);
  } catch (const CloneError& error) {
    return error.code();
  }
  FAIL("accepted: ", json, " with ", aliases);
  return CloneErrorCode::syntax;
}

}  // namespace

TEST_CASE("aliases may refer forward, back, to each other, and may be unused or out of order") {
  const Document doc =
      read(R"([{"$ref":2},{"$ref":0}])", R"("2":{"to":{"$ref":0}},"0":{"back":{"$ref":2}},"7":[])");
  CHECK(doc.root()[0]["to"].is(doc.root()[1]));
  CHECK(doc.root()[1]["back"].is(doc.root()[0]));
}

TEST_CASE("meta may stand before json") {
  const Document doc =
      candela::parse(R"({"meta":{"aliases":{"0":{"a":1}}},"json":[{"$ref":0},{"$ref":0}]})");
  CHECK(doc.root()[0].is(doc.root()[1]));
}

TEST_CASE("an alias of a primitive, or of another alias, stands for that") {
  const Document doc =
      read(R"([{"$ref":0},{"$ref":1},{"$ref":2}])", R"("0":"text","1":{"$ref":2},"2":{"x":1})");
  CHECK(doc.root()[0].as_string() == "text");
  CHECK(doc.root()[1].is(doc.root()[2]));
  const Document keys = read(R"({"$type":"map","entries":[[{"$ref":0},1]]})", R"("0":"key")");
  CHECK(keys.root().get("key").as_number() == 1);
}

TEST_CASE("references to nothing, to themselves, or of a wrong type are refused") {
  CHECK(code_of(R"({"$ref":1})", R"("0":{})") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":4000000000})", "") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":"0"})", R"("0":{})") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":-1})", "") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":0.5})", R"("0":{})") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":1e300})", R"("0":{})") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":0})", R"("0":{"$ref":0})") == CloneErrorCode::bad_reference);
  CHECK(code_of(R"({"$ref":0})", R"("0":{"$ref":1},"1":{"$ref":0})") ==
        CloneErrorCode::bad_reference);
  CHECK(code_of("1", R"("x":{})") == CloneErrorCode::bad_shape);
}

TEST_CASE("a $ref with company is plain data") {
  const Document doc = candela::parse(R"({"json":{"$ref":0,"more":1},"meta":{}})");
  CHECK(doc.root()["$ref"].as_number() == 0);
  CHECK(candela::stringify(doc) == R"({"json":{"$$ref":0,"more":1},"meta":{}})");
}

TEST_CASE("lists that a type owns cannot be aliases") {
  CHECK(code_of(R"({"$type":"map","entries":{"$ref":0}})", R"("0":[])") ==
        CloneErrorCode::bad_shape);
  CHECK(code_of(R"([{"$ref":0},{"$type":"set","values":{"$ref":0}}])", R"("0":[])") ==
        CloneErrorCode::bad_shape);
  CHECK(code_of("1", R"("0":[1,2],"1":{"$type":"map","entries":[{"$ref":0}]})") ==
        CloneErrorCode::bad_shape);
}

TEST_CASE("a chain of 100,000 aliases of aliases costs linear time") {
  std::string aliases;
  for (int i = 0; i < 100'000; ++i)
    aliases += "\"" + std::to_string(i) + "\":{\"$ref\":" + std::to_string(i + 1) + "},";
  const Document doc = read(R"({"$ref":0})", aliases + R"("100000":{"end":true})");
  CHECK(doc.root()["end"].as_boolean());
}

TEST_CASE(
    "the second body of a number replaces the first, also where that was a view of a buffer") {
  const std::string view =
      R"({"$type":"arraybuffer","subtype":"Uint8Array","data":[],"byteOffset":1,"length":3,)"
      R"("buffer":{"$ref":1}})";
  const std::string buffer =
      R"("1":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2,3,4]})";
  const Document array = read(R"({"$ref":0})", buffer + ",\"0\":" + view + ",\"0\":[7]");
  REQUIRE(array.root().is_array());
  CHECK(array.root().size() == 1);
  const Document object = read(R"({"$ref":0})", buffer + ",\"0\":" + view + R"(,"0":{"a":7})");
  REQUIRE(object.root().size() == 1);
  CHECK(object.root()["a"].as_number() == 7);
  const Document alone = read(
      R"({"$ref":0})", buffer + ",\"0\":" + view +
                           R"(,"0":{"$type":"arraybuffer","subtype":"Uint8Array","data":[9]})");
  CHECK(alone.root().bytes().size() == 1);
  CHECK(alone.root().bytes()[0] == std::byte{9});
  const Document twice = read(R"({"$ref":0})", buffer + ",\"0\":[7],\"0\":" + view);
  CHECK(twice.root().bytes().size() == 3);
}
