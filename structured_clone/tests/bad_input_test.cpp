// Texts that are JSON and still no value, in both formats: what is refused, with which code and at
// which byte; and what looks dangerous but is only data.
#include <string>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "refused.hpp"

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::Value;
using enum candela::CloneErrorCode;

namespace {

void refuse(std::initializer_list<Refused> cases) {
  check_refused(cases, [](const std::string& text) { candela::parse(text); });
}

/// As values of `json`, which begin at byte 8.
void refuse_json(CloneErrorCode code, std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values)
    refuse({{R"({"json":)" + std::string(value) + R"(,"meta":{}})", code, 8}});
}

/// As the fields of a buffer.
void refuse_buffer(CloneErrorCode code, std::initializer_list<std::string_view> fields) {
  for (const std::string_view of : fields)
    refuse({{R"({"json":{"$type":"arraybuffer",)" + std::string(of) + R"(},"meta":{}})", code, 8}});
}

std::string path_of(const std::string& text) {
  const auto read = candela::try_parse(text);
  REQUIRE(std::holds_alternative<CloneError>(read));
  return std::get<CloneError>(read).path();
}

/// Both formats write it as it was read.
void check_is_data(const std::string& text) {
  CAPTURE(text);
  const Document doc = candela::parse(text);
  for (const auto format : {candela::Format::nested, candela::Format::tuple}) {
    candela::StringifyOptions options;
    options.format = format;
    const Document back = candela::parse(candela::stringify(doc, options));
    CHECK(candela::first_difference(doc.root(), back.root()) == "");
  }
}

}  // namespace

TEST_CASE("nested: a $ref to nothing is refused at its first mention, with the path to it") {
  refuse({{R"({"json":{"$ref":0},"meta":{}})", bad_reference, 8},
          {R"({"json":{"a":{"$ref":1}},"meta":{"aliases":{"0":{}}}})", bad_reference, 13},
          {R"({"json":{"$ref":4294967294},"meta":{}})", bad_reference, 8},
          {R"({"json":0,"meta":{"aliases":{"0":{"$ref":7}}}})", bad_reference, 33}});
  CHECK(path_of(R"({"json":{"a":[1,{"$ref":1}]},"meta":{"aliases":{"0":{}}}})") == "$.a[1]");
  CHECK(path_of(R"({"json":0,"meta":{"aliases":{"0":{"$ref":7}}}})") == "meta.aliases");
}

TEST_CASE("nested: a $ref to itself, at once or in a circle, is refused") {
  refuse(
      {{R"({"json":{"$ref":0},"meta":{"aliases":{"0":{"$ref":0}}}})", bad_reference, 42},
       {R"({"json":[{"$ref":0}],"meta":{"aliases":{"0":{"$ref":1},"1":{"$ref":2},"2":{"$ref":0}}}})",
        bad_reference, 9}});
  const auto circle = candela::try_parse(
      R"({"json":[{"$ref":9}],"meta":{"aliases":{"9":{"$ref":4000000000},"4000000000":{"$ref":9}}}})");
  REQUIRE(std::holds_alternative<CloneError>(circle));
  CHECK(std::get<CloneError>(circle).offset() == 9);
  CHECK(std::get<CloneError>(circle).path() == "$[0]");
}

TEST_CASE("nested: a $ref of a wrong type or out of range is refused") {
  refuse_json(bad_reference,
              {R"({"$ref":"0"})", R"({"$ref":null})", R"({"$ref":true})", R"({"$ref":{}})",
               R"({"$ref":[0]})", R"({"$ref":-1})", R"({"$ref":0.5})", R"({"$ref":4294967295})",
               R"({"$ref":9007199254740993})", R"({"$ref":1e300})", R"({"$ref":1e400})"});
}

TEST_CASE("nested: names of aliases that are no numbers, or far out of range, are refused") {
  for (const char* name :
       {"", "x", "-1", "+1", " 1", "1 ", "1.0", "1e3", "4294967296", "99999999999999999999"})
    refuse(
        {{R"({"json":1,"meta":{"aliases":{")" + std::string(name) + R"(":{}}}})", bad_shape, 29}});
}

TEST_CASE("nested: $type with missing or wrong fields is refused where the object begins") {
  refuse_json(bad_shape, {R"({"$type":5})",
                          R"({"$type":null})",
                          R"({"$type":[]})",
                          R"({"$type":"date"})",
                          R"({"$type":"date","iso":5})",
                          R"({"$type":"date","iso":"x"})",
                          R"({"$type":"date","iso":""})",
                          R"({"$type":"regexp"})",
                          R"({"$type":"regexp","source":"a"})",
                          R"({"$type":"regexp","flags":"g"})",
                          R"({"$type":"regexp","source":"a","flags":null})",
                          R"({"$type":"regexp","source":"a","flags":"","lastIndex":"1"})",
                          R"({"$type":"map"})",
                          R"({"$type":"map","entries":{}})",
                          R"({"$type":"map","entries":[1]})",
                          R"({"$type":"map","entries":[[]]})",
                          R"({"$type":"map","entries":[[1]]})",
                          R"({"$type":"map","entries":[[1,2,3]]})",
                          R"({"$type":"map","entries":[{}]})",
                          R"({"$type":"set"})",
                          R"({"$type":"set","values":"x"})",
                          R"({"$type":"set","values":{}})",
                          R"({"$type":"function"})",
                          R"({"$type":"function","name":1})",
                          R"({"$type":"bigint"})",
                          R"({"$type":"bigint","value":1})",
                          R"({"$type":"number-special"})",
                          R"({"$type":"number-special","value":"-NaN"})",
                          R"({"$type":"number-special","value":"1"})",
                          R"({"$type":"boolean-object"})",
                          R"({"$type":"boolean-object","value":"true"})",
                          R"({"$type":"number-object"})",
                          R"({"$type":"number-object","value":"1"})",
                          R"({"$type":"string-object","value":1})",
                          R"({"$type":"bigint-object","value":1})"});
  refuse_json(bad_number,
              {R"({"$type":"bigint","value":""})", R"({"$type":"bigint","value":"-"})",
               R"({"$type":"bigint","value":"+1"})", R"({"$type":"bigint","value":"1x"})",
               R"({"$type":"bigint","value":" 1"})", R"({"$type":"bigint","value":"0x1"})",
               R"({"$type":"bigint","value":"1n"})", R"({"$type":"bigint","value":"1e3"})",
               R"({"$type":"bigint-object","value":"x"})"});
}

TEST_CASE("nested: elements that do not fit, and buffers that are none, are refused") {
  refuse_buffer(bad_number, {R"("subtype":"ArrayBuffer","data":[256])",
                             R"("subtype":"Uint8Array","data":[-1])",
                             R"("subtype":"Int8Array","data":[-129])",
                             R"("subtype":"Int8Array","data":[128])",
                             R"("subtype":"Uint8ClampedArray","data":[256])",
                             R"("subtype":"Int16Array","data":[32768])",
                             R"("subtype":"Uint16Array","data":[65536])",
                             R"("subtype":"Int32Array","data":[2147483648])",
                             R"("subtype":"Uint32Array","data":[4294967296])",
                             R"("subtype":"Uint8Array","data":[1e400])",
                             R"("subtype":"Uint8Array","data":[0.5])",
                             R"("subtype":"Uint8Array","data":[null])",
                             R"("subtype":"Uint8Array","data":[[]])",
                             R"("subtype":"Uint8Array","data":[{"$type":"undefined","hole":true}])",
                             R"("subtype":"Float64Array","data":[true])",
                             R"("subtype":"Float64Array","data":["1"])",
                             R"("subtype":"BigInt64Array","data":["9223372036854775808"])",
                             R"("subtype":"BigUint64Array","data":["18446744073709551616"])",
                             R"("subtype":"BigUint64Array","data":["-1"])",
                             R"("subtype":"BigInt64Array","data":[1])"});
  refuse_buffer(bad_shape,
                {R"("data":[])", R"("subtype":"Uint8Array")", R"("subtype":"Uint8Array","data":{})",
                 R"("subtype":"Object","data":[])", R"("subtype":"Float16Array","data":[])",
                 R"("subtype":"__proto__","data":[])", R"("subtype":5,"data":[])"});
}

TEST_CASE("nested: lengths that lie and odd offsets of views are refused") {
  refuse_buffer(bad_shape,
                {R"("subtype":"DataView","data":[1],"byteOffset":0,"byteLength":2)",
                 R"("subtype":"DataView","data":[1],"byteOffset":2,"byteLength":0)",
                 R"("subtype":"DataView","data":[1],"byteOffset":1,"byteLength":4294967295)",
                 R"("subtype":"DataView","data":[1],"byteOffset":4294967296,"byteLength":1)",
                 R"("subtype":"DataView","data":[1],"byteOffset":0)",
                 R"("subtype":"DataView","data":[1],"byteLength":0)",
                 R"("subtype":"DataView","data":[1],"byteOffset":"0","byteLength":1)"});
  const std::string buffer =
      R"("buffer":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[0,0,0]},)";
  for (const char* part : {R"("byteOffset":1,"length":1)", R"("byteOffset":2,"length":1)",
                           R"("byteOffset":0,"length":2)", R"("byteOffset":4,"length":0)",
                           R"("byteOffset":2,"length":2147483648)",
                           R"("byteOffset":4294967294,"length":4294967295)"}) {
    const std::string fields = R"("subtype":"Uint16Array","data":[0],)" + buffer + part;
    refuse_buffer(bad_shape, {fields});
  }
  refuse_buffer(bad_reference,
                {R"("subtype":"Uint8Array","data":[0],"buffer":5,"byteOffset":0,"length":1)",
                 R"("subtype":"Uint8Array","data":[0],"buffer":[],"byteOffset":0,"length":1)"});
  refuse(
      {{R"({"json":{"$ref":0},"meta":{"aliases":{"0":{"$type":"arraybuffer","subtype":"Uint8Array",)"
        R"("data":[0],"buffer":{"$ref":0},"byteOffset":0,"length":1}}}})",
        bad_reference, 42}});
  CHECK(path_of(R"({"json":{"a":[{"$type":"arraybuffer","subtype":"Uint8Array","data":[0],)"
                R"("buffer":5,"byteOffset":0,"length":1}]},"meta":{}})") == "$.a[0]");
}

TEST_CASE("nested: a part of a buffer without the buffer is read from the elements alone") {
  const Document doc = candela::parse(
      R"({"json":{"$type":"arraybuffer","subtype":"Uint8Array","data":[7],"byteOffset":0,"length":9},)"
      R"("meta":{}})");
  CHECK(doc.root().bytes().size() == 1);
}

TEST_CASE("tuple: ids of nothing, of a wrong type and out of range are refused") {
  for (const char* root :
       {R"(["$lmz",0])", R"(["$lmz",4294967294])", R"(["$lmz",4294967295])", R"(["$lmz",-1])",
        R"(["$lmz",0.5])", R"(["$lmz",1e300])", R"(["$lmz",null])", R"(["$lmz","0"])",
        R"(["$lmz",[0]])", R"(["date","2020-01-01T00:00:00.000Z",-1])"})
    refuse({{R"({"root":)" + std::string(root) + R"(,"objects":[]})", bad_reference, 8}});
  refuse({{R"({"root":["$lmz",1],"objects":[["object",{}]]})", bad_reference, 8},
          {R"({"root":["null"],"objects":[["array",[["$lmz",9]]]]})", bad_reference, 38}});
  CHECK(path_of(R"({"root":["null"],"objects":[null,["array",[["$lmz",9]]]]})") == "objects[1]");
}

TEST_CASE("tuple: a reference to a hole is undefined, also far from any entry") {
  for (const char* objects : {"[null]", R"([null,null,["object",{}]])"})
    CHECK(candela::parse(R"({"root":["$lmz",0],"objects":)" + std::string(objects) + "}")
              .root()
              .is_undefined());
}

TEST_CASE("tuple: values and entries of a wrong shape are refused") {
  for (const char* root :
       {"[]", R"(["$lmz"])", R"(["array",[]])", R"(["nothing",1])", R"(["string",1])",
        R"(["string"])", R"(["boolean","true"])", R"(["number","1"])", R"(["number",null])",
        R"(["bigint",1])", R"(["date","x"])", R"(["date",0])", R"(["number-object","x"])"})
    refuse({{R"({"root":)" + std::string(root) + R"(,"objects":[]})", bad_shape, 8}});
  refuse({{R"({"root":["bigint","1x"],"objects":[]})", bad_number, 8},
          {R"({"root":["regexp",{"source":"a"}],"objects":[]})", bad_shape, 18}});
}

TEST_CASE(
    "tuple: lengths that lie and odd offsets of views are refused, in the entry that has them") {
  const std::string head =
      R"({"root":["null"],"objects":[["arraybuffer",{"type":"ArrayBuffer","data":[0,0,0]}],)";
  const std::string view =
      R"(["arraybuffer",{"type":"Uint16Array","data":[0],"buffer":["$lmz",0],)";
  for (const char* part : {R"("byteOffset":1,"length":1)", R"("byteOffset":2,"length":1)",
                           R"("byteOffset":0,"length":4294967295)"}) {
    const std::string text = head + view + part + "}]]}";
    refuse({{text, bad_shape, head.size() + 15}});
    CHECK(path_of(text) == "objects[1]");
  }
  refuse({{head + R"(["arraybuffer",{"type":"Uint8Array","data":[300]}]]})", bad_number,
           head.size() + 15}});
}

TEST_CASE("names of errors are data: nothing is looked up or run by them") {
  for (const char* name : {"fetch", "Function", "eval", "Object", "__proto__", "constructor", ""}) {
    const std::string quoted = '"' + std::string(name) + '"';
    check_is_data(R"({"json":{"$type":"error","name":)" + quoted + R"(,"message":"m"},"meta":{}})");
    check_is_data(R"({"root":["$lmz",0],"objects":[["error",{"name":)" + quoted +
                  R"(,"message":"m"}]]})");
    const Document doc =
        candela::parse(R"({"json":{"$type":"error","name":)" + quoted + R"(},"meta":{}})");
    CHECK(doc.root().is_error());
    CHECK(doc.root().error_name() == name);
  }
}

TEST_CASE("own keys named __proto__, constructor and toJSON are data") {
  const std::string keys =
      R"("__proto__":{"admin":true},"constructor":{"name":"x"},"toJSON":"y","hasOwnProperty":1)";
  const Document doc = candela::parse(R"({"json":{)" + keys + R"(},"meta":{}})");
  CHECK(doc.root().size() == 4);
  CHECK(doc.root()["__proto__"]["admin"].as_boolean());
  CHECK(!doc.root().has("admin"));
  CHECK(candela::stringify(doc) == R"({"json":{)" + keys + R"(},"meta":{}})");
  check_is_data(R"({"json":{)" + keys + R"(},"meta":{}})");
  check_is_data(R"({"json":{"$type":"error","name":"E","message":"m",)" + keys + R"(},"meta":{}})");
  check_is_data(R"({"json":{"$type":"__proto__","a":1},"meta":{}})");
  check_is_data(
      R"({"json":{"$type":"map","entries":[["__proto__",1],["constructor",2]]},"meta":{}})");
}

TEST_CASE("objects that look like what the formats mean are data where they cannot mean it") {
  for (const char* json : {R"({"$$type":"date","iso":"x"})", R"({"$$ref":0})", R"(["$lmz",0])",
                           R"({"$":1})", R"({"$types":1})", R"({"json":1,"meta":{}})",
                           R"({"root":["$lmz",0],"objects":[]})", R"({"$ref":0,"$ref2":1})"})
    check_is_data(R"({"json":)" + std::string(json) + R"(,"meta":{}})");
}

TEST_CASE("nested: an envelope that is JSON of another shape is bad_shape, not syntax") {
  refuse({{R"({"json":1,"meta":null})", bad_shape, 17},
          {R"({"json":1,"meta":[]})", bad_shape, 17},
          {R"({"json":1,"meta":{"aliases":null}})", bad_shape, 28},
          {R"({"json":1,"meta":{"aliases":[]}})", bad_shape, 28}});
  candela::ParseOptions options;
  options.format = candela::Format::nested;
  check_refused({{"[1]", bad_shape, 0}, {"null", bad_shape, 0}, {"1", bad_shape, 0}},
                [&](const std::string& text) { candela::parse(text, options); });
}

TEST_CASE("nested: the number of an alias is written as JavaScript writes it, or it is none") {
  refuse({{R"({"json":{"$ref":1},"meta":{"aliases":{"01":{}}}})", bad_shape, 38},
          {R"({"json":1,"meta":{"aliases":{"00":{}}}})", bad_shape, 29}});
}
