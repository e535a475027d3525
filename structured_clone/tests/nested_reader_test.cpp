#include "formats/nested_reader.hpp"

#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Value;

namespace {

Document read(const std::string& json) {
  return candela::parse("{\"json\":" + json + ",\"meta\":{}}");
}

CloneError error_of(const std::string& json) {
  try {
    read(json);
  } catch (const CloneError& error) {
    return error;
  }
  FAIL("accepted: ", json);
  return {CloneErrorCode::syntax, ""};
}

}  // namespace

TEST_CASE("the fields of a type may stand in any order, with others between them") {
  const Document doc = read(R"({"flags":"g","note":1,"source":"a","$type":"regexp"})");
  CHECK(doc.root().regexp_source() == "a");
  const Document map = read(R"({"entries":[["k",1]],"$type":"map"})");
  CHECK(map.root().get("k").as_number() == 1);
}

TEST_CASE("a $ of a user's key is taken off again, one only") {
  const Document doc = read(R"({"$$type":"date","$$$x":1,"$y":2,"plain":3})");
  CHECK(doc.root()["$type"].as_string() == "date");
  CHECK(doc.root()["$$x"].as_number() == 1);
  CHECK(doc.root()["$y"].as_number() == 2);
  CHECK(read(R"({"$$a":1,"$a":2})").root().size() == 1);
}

TEST_CASE("an unknown $type is a host value: it reads like an object and is written as it came") {
  const std::string text =
      R"({"json":{"$type":"future","a":{"$type":"date","iso":"NaN"}},"meta":{}})";
  const Document doc = candela::parse(text);
  CHECK(doc.root().host_tag() == "future");
  CHECK(doc.root().host_payload()["a"].kind() == candela::Kind::date);
  CHECK(candela::stringify(doc) == text);
}

TEST_CASE("a host record's plain fields are read as they stand, whatever they look like") {
  static constexpr candela::HostType hosts[] = {
      {"request-sync", "data", candela::HostType::Payload::record,
       candela::HostType::TuplePlace::bare, "headers", "body", "bodyValue"}};
  candela::ParseOptions options;
  options.hosts = hosts;
  const Document doc = candela::parse(
      R"({"json":{"$type":"request-sync","data":{"headers":{"$type":"set","values":[]},)"
      R"("body":{"$type":"date","iso":"x","$ref":{"$ref":5}}}},"meta":{}})",
      options);
  const Value payload = doc.root().host_payload();
  CHECK(payload["headers"].is_set());
  CHECK(payload["body"]["$type"].as_string() == "date");
}

TEST_CASE("an error's name is data, and its own properties keep their names") {
  const Document doc =
      read(R"({"$type":"error","name":"Function","message":"m","$$type":"x","__proto__":1})");
  CHECK(doc.root().error_name() == "Function");
  CHECK(doc.root()["$type"].as_string() == "x");
  CHECK(doc.root()["__proto__"].as_number() == 1);
  CHECK(!doc.root().error_has(Value::ErrorPart::stack));
}

TEST_CASE("types with missing or wrong fields are refused, with the path") {
  for (const char* json :
       {R"({"$type":5})", R"({"$type":"map"})", R"({"$type":"map","entries":[1]})",
        R"({"$type":"map","entries":[[1]]})", R"({"$type":"map","entries":[[1,2,3]]})",
        R"({"$type":"set","values":{}})", R"({"$type":"regexp","source":"a"})",
        R"({"$type":"regexp","source":"a","flags":1})", R"({"$type":"function"})",
        R"({"$type":"bigint"})", R"({"$type":"number-special","value":1})"})
    CHECK(error_of(json).code() == CloneErrorCode::bad_shape);
  CHECK(error_of(R"({"users":[{"born":{"$type":"date","iso":"x"}}]})").path() ==
        "$.users[0].born.iso");
}

TEST_CASE("the path of a mistake inside of an alias begins with it") {
  try {
    candela::parse(R"({"json":1,"meta":{"aliases":{"3":{"a":[tru]}}}})");
    FAIL("accepted");
  } catch (const CloneError& error) {
    CHECK(error.path() == "aliases[3].a[0]");
  }
}

TEST_CASE("a text without json is refused, unknown members are passed over") {
  CHECK_THROWS_AS(candela::parse(R"({"meta":{}})"), CloneError);
  CHECK(candela::parse(R"({"json":1,"meta":{"v":[{}]},"more":{"$type":7}})").root().as_number() ==
        1);
  CHECK_THROWS_AS(candela::parse(R"({"json":1,"meta":{}} x)"), CloneError);
  CHECK_THROWS_AS(candela::parse(R"({"json":1,"meta":[]})"), CloneError);
}
