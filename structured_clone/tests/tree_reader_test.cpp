#include "text/tree_reader.hpp"

#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;

namespace {

CloneError error_of(const std::string& text) {
  try {
    candela::parse_json(text);
  } catch (const CloneError& error) {
    return error;
  }
  FAIL("accepted: ", text);
  return {CloneErrorCode::syntax, ""};
}

}  // namespace

TEST_CASE("JSON in every layout is read") {
  const Document doc = candela::parse_json(" \n{ \"a\" : [ 1 , true , null ] ,\t\"b\":{}}\r\n");
  CHECK(candela::stringify_json(doc.root()) == R"({"a":[1,true,null],"b":{}})");
}

TEST_CASE("the last of duplicate keys counts, at the place of the first") {
  const Document doc = candela::parse_json(R"({"a":1,"b":2,"a":3,"c":4,"b":5})");
  CHECK(candela::stringify_json(doc.root()) == R"({"a":3,"b":5,"c":4})");
}

TEST_CASE("keys with a meaning elsewhere mean nothing in plain JSON") {
  const char* const text = R"({"$type":"date","iso":"x","$ref":0,"__proto__":{}})";
  CHECK(candela::stringify_json(candela::parse_json(text).root()) == text);
}

TEST_CASE("errors have the place and the path") {
  const CloneError error = error_of(R"({"users":[{"name":"a"},{"na me":nul}]})");
  CHECK(error.code() == CloneErrorCode::syntax);
  CHECK(error.path() == R"($.users[1]["na me"])");
  CHECK(error.offset() == 35);
  CHECK(error_of("[1,2,}]").path() == "$[2]");
}

TEST_CASE("mistakes in the structure are refused") {
  for (const char* text : {"", " ", "[", "{", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1,", "nul"})
    CHECK(error_of(text).code() == CloneErrorCode::truncated);
  for (const char* text : {"[1 2]", "{1:2}", "[,1]", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "1 2", "]",
                           "tru e", "[1}", "{\"a\":1]", "\xEF\xBB\xBF{}", "'a'"})
    CHECK(error_of(text).code() == CloneErrorCode::syntax);
}

TEST_CASE("a million levels are read without recursion, and an unclosed one is an error") {
  const std::string open(1'000'000, '[');
  const Document doc = candela::parse_json(open + std::string(1'000'000, ']'));
  CHECK(doc.root().is_array());
  CHECK(error_of(open).code() == CloneErrorCode::truncated);
}

TEST_CASE("a path of many steps keeps its two ends") {
  const std::string path = error_of(std::string(1'000, '[') + "x").path();
  CHECK(path.size() < 400);
  CHECK(path.find("…") != std::string::npos);
}

TEST_CASE(
    "a long number at the very end of the text ends the text, whatever stands in memory there") {
  const std::string number(200, '7');
  const std::string rows = R"([{"a":1},{"a":1},{"a":1},{"a":1},{"a":1},{"a":1},{"a":1},{"a":)";
  for (const std::string& text : {'[' + number, "[1," + number, rows + number}) {
    CAPTURE(text);
    const std::string memory = text + R"(,"a":2}])";
    try {
      candela::parse_json(std::string_view(memory).substr(0, text.size()));
      FAIL_CHECK("accepted");
    } catch (const CloneError& error) {
      CHECK(error.code() == CloneErrorCode::truncated);
      CHECK(error.offset() == text.size());
    }
  }
}
