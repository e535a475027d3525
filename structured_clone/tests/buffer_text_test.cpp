#include "formats/buffer_text.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/equal.hpp>

using candela::CloneError;
using candela::CloneErrorCode;
using candela::Document;
using candela::ElementType;
using candela::Value;

namespace {

template <typename T>
Value array_of(Document& doc, ElementType type, const std::vector<T>& elements) {
  return doc.typed_array(type, std::as_bytes(std::span(elements)));
}

std::string nested(Value value, candela::Fidelity fidelity = candela::Fidelity::lossless) {
  candela::StringifyOptions options;
  options.fidelity = fidelity;
  return candela::stringify(value, options);
}

/// Both formats, there and back.
void check_round_trip(Value value) {
  for (const auto format : {candela::Format::nested, candela::Format::tuple}) {
    candela::StringifyOptions options;
    options.format = format;
    const std::string text = candela::stringify(value, options);
    const Document back = candela::parse(text);
    CHECK_MESSAGE(candela::equal(value, back.root()), text);
    CHECK(candela::stringify(back, options) == text);
  }
}

CloneErrorCode code_of(const std::string& fields) {
  try {
    candela::parse(R"({"json":{"$type":"arraybuffer",)" + fields + R"(},"meta":{}})");
  } catch (const CloneError& error) {
    return error.code();
  }
  FAIL("accepted: ", fields);
  return CloneErrorCode::syntax;
}

}  // namespace

TEST_CASE("elements of every type are written as numbers and read back") {
  Document doc;
  check_round_trip(array_of<std::int8_t>(doc, ElementType::int8, {-128, 0, 127}));
  check_round_trip(array_of<std::uint8_t>(doc, ElementType::uint8_clamped, {0, 255}));
  check_round_trip(array_of<std::int16_t>(doc, ElementType::int16, {-32768, 32767}));
  check_round_trip(array_of<std::uint16_t>(doc, ElementType::uint16, {0, 65535}));
  check_round_trip(array_of<std::int32_t>(doc, ElementType::int32, {INT32_MIN, INT32_MAX}));
  check_round_trip(array_of<std::uint32_t>(doc, ElementType::uint32, {0, UINT32_MAX}));
  check_round_trip(array_of<float>(doc, ElementType::float32, {0.1F, -0.0F, 1e38F}));
  check_round_trip(array_of<double>(doc, ElementType::float64, {0.1, -0.0, 1e300}));
  check_round_trip(array_of<std::int64_t>(doc, ElementType::bigint64, {INT64_MIN, INT64_MAX}));
  check_round_trip(array_of<std::uint64_t>(doc, ElementType::biguint64, {0, UINT64_MAX}));
  check_round_trip(doc.array_buffer(3));
}

TEST_CASE("numbers beyond a Float32's range are rounded as JavaScript rounds them") {
  // Math.fround: FLT_MAX is 2^128 - 2^104, and from 2^128 - 2^103 on it is Infinity.
  const Document document = candela::parse(
      R"({"json":{"$type":"arraybuffer","subtype":"Float32Array","data":[)"
      "3.4028234663852886e38,3.4028235677973362e38,3.4028235677973366e38,-3.4028235677973362e38,"
      R"(-3.4028235677973366e38,1e300,-1.7976931348623157e308]},"meta":{}})");
  const std::span<const std::byte> bytes = document.root().bytes();
  std::vector<float> floats(bytes.size() / sizeof(float));
  std::memcpy(floats.data(), bytes.data(), bytes.size());
  const float largest = std::numeric_limits<float>::max();
  const float infinity = std::numeric_limits<float>::infinity();
  CHECK(floats ==
        std::vector<float>{largest, largest, infinity, -largest, -infinity, infinity, -infinity});
}

TEST_CASE("non-finite floats are kept by their names; the reference form writes null") {
  Document doc;
  const float infinity = std::numeric_limits<float>::infinity();
  Value floats =
      array_of<float>(doc, ElementType::float32, {0.1F, -0.0F, NAN, infinity, -infinity});
  check_round_trip(floats);
  CHECK(nested(floats).find(R"([0.10000000149011612,-0,"NaN","Infinity","-Infinity"])") !=
        std::string::npos);
  CHECK(
      nested(floats, candela::Fidelity::reference).find("[0.10000000149011612,0,null,null,null]") !=
      std::string::npos);
}

TEST_CASE("64-bit arrays have no reference form") {
  Document doc;
  Value wide = array_of<std::int64_t>(doc, ElementType::bigint64, {1});
  CHECK_THROWS_AS(nested(wide, candela::Fidelity::reference), CloneError);
}

TEST_CASE("views that share a buffer, or see a part of one, still do after the trip") {
  Document doc;
  Value buffer = doc.array_buffer(8);
  buffer.bytes()[3] = std::byte{9};
  Value left = doc.typed_array(ElementType::uint8, buffer, 0, 4);
  Value view = doc.data_view(buffer, 2, 4);
  check_round_trip(doc.array({left, view, buffer}));
  check_round_trip(doc.array({view, left}));
  check_round_trip(left);
  check_round_trip(view);
  check_round_trip(doc.array({left, left}));
  const Document back = candela::parse(nested(doc.array({left, view})));
  CHECK(back.root()[0].view_buffer().is(back.root()[1].view_buffer()));
}

TEST_CASE(
    "a shared buffer's fields stand behind the original's, so that it reads what it always did") {
  Document doc;
  const std::byte bytes[] = {std::byte{1}, std::byte{2}};
  Value buffer = doc.array_buffer(bytes);
  Value tail = doc.typed_array(ElementType::uint8, buffer, 1, 1);
  CHECK(nested(doc.array({tail, buffer})) ==
        R"({"json":[{"$type":"arraybuffer","subtype":"Uint8Array","data":[2],"buffer":{"$ref":0},)"
        R"("byteOffset":1,"length":1},{"$ref":0}],"meta":{"aliases":{"0":{"$type":"arraybuffer",)"
        R"("subtype":"ArrayBuffer","data":[1,2]}}}})");
}

TEST_CASE("elements out of range, odd offsets and parts past the end are refused") {
  CHECK(code_of(R"("subtype":"Uint8Array","data":[256])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"Uint8Array","data":[-1])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"Uint8Array","data":[1.5])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"Uint8Array","data":["1"])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"BigInt64Array","data":["9223372036854775808"])") ==
        CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"BigInt64Array","data":[1])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"Float64Array","data":["nan"])") == CloneErrorCode::bad_number);
  CHECK(code_of(R"("subtype":"Float16Array","data":[])") == CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"Uint8Array","data":{})") == CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"Uint8Array")") == CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"DataView","data":[1],"byteOffset":1,"byteLength":1)") ==
        CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"DataView","data":[1],"byteOffset":-1,"byteLength":1)") ==
        CloneErrorCode::bad_shape);
  const std::string buffer =
      R"("buffer":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[0,0,0]},)";
  CHECK(code_of(R"("subtype":"Uint16Array","data":[0],)" + buffer +
                R"("byteOffset":1,"length":1)") == CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"Uint8Array","data":[0],)" + buffer +
                R"("byteOffset":2,"length":2)") == CloneErrorCode::bad_shape);
  CHECK(code_of(R"("subtype":"Uint8Array","data":[0],"buffer":{},"byteOffset":0,"length":1)") ==
        CloneErrorCode::bad_reference);
}
