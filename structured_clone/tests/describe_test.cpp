#include "describe.hpp"

#include <cmath>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include <candela/structured_clone/document.hpp>

using candela::BigInt;
using candela::describe;
using candela::describe_with_kind;
using candela::described_bytes;
using candela::Document;
using candela::ElementType;
using candela::Value;

TEST_CASE("primitives are described as they are") {
  Document doc;
  CHECK(describe(Value()) == "undefined");
  CHECK(describe(doc.null()) == "null");
  CHECK(describe(doc.boolean(true)) == "true");
  CHECK(describe(doc.number(3.5)) == "3.5");
  CHECK(describe(doc.number(100'000)) == "100000");
  CHECK(describe(doc.number(1e21)) == "1e+21");
  CHECK(describe(doc.number(-std::numeric_limits<double>::infinity())) == "-Infinity");
  CHECK(describe(doc.number(0)) == "0");
  CHECK(describe(doc.number(-0.0)) == "-0");
  CHECK(describe(doc.number(std::nan(""))) == "NaN");
  CHECK(describe(doc.string("Ada \"x\"")) == R"("Ada \"x\"")");
  CHECK(describe(doc.bigint(12)) == "12n");
}

TEST_CASE("containers are described by kind and size") {
  Document doc;
  CHECK(describe(doc.object({{"a", 1}})) == "an object");
  CHECK(describe(doc.array({1, 2, 3})) == "an array of 3");
  CHECK(describe(doc.make_map({{1, 2}})) == "a Map of 1");
  CHECK(describe(doc.make_set({})) == "a Set of 0");
  CHECK(describe(doc.date(0)) == "a Date");
  CHECK(describe(doc.regexp("x", "")) == "a RegExp");
  CHECK(describe(doc.error("Error", "m")) == "an Error");
  const Value buffer = doc.array_buffer(std::size_t{8});
  CHECK(describe(buffer) == "an ArrayBuffer of 8");
  CHECK(describe(doc.typed_array(ElementType::uint16, buffer, 0, 4)) == "a Uint16Array of 4");
  CHECK(describe(doc.typed_array(ElementType::int8, buffer, 0, 4)) == "an Int8Array of 4");
  CHECK(describe(doc.data_view(buffer, 0, 3)) == "a DataView of 3");
  CHECK(describe(doc.boxed(1)) == "a boxed 1");
  CHECK(describe(doc.host("URL", "x")) == "a host \"URL\"");
  CHECK(describe(doc.function("f")) == "a function");
}

TEST_CASE("the kind stands before a string or number where it is asked for") {
  Document doc;
  CHECK(describe_with_kind(doc.string("x")) == "the string \"x\"");
  CHECK(describe_with_kind(doc.number(1)) == "the number 1");
  CHECK(describe_with_kind(doc.boolean(false)) == "false");
  CHECK(describe_with_kind(doc.bigint(1)) == "1n");
  CHECK(describe_with_kind(Value()) == "undefined");
  CHECK(describe_with_kind(doc.null()) == "null");
  CHECK(describe_with_kind(doc.array()) == "an array of 0");
}

TEST_CASE("long strings and great BigInts are described in short") {
  Document doc;
  const std::string whole(described_bytes, 'x');
  CHECK(describe(doc.string(whole)) == '"' + whole + '"');
  CHECK(describe(doc.string(whole + "y")) == '"' + whole + "... 1 more bytes\"");
  CHECK(describe(doc.bigint(*BigInt::from_decimal("1" + std::string(57, '0')))) ==
        "1" + std::string(57, '0') + "n");
  CHECK(describe(doc.bigint(*BigInt::from_decimal(std::string(20'000, '9')))) ==
        "a BigInt of 66496 bits");
}

TEST_CASE("paths name properties with a dot where JavaScript could") {
  std::string path = "$";
  candela::append_path_key(path, "users");
  candela::append_path_index(path, 3);
  candela::append_path_key(path, "first name");
  candela::append_path_key(path, "$id_2");
  candela::append_path_key(path, "2nd");
  candela::append_path_key(path, "");
  CHECK(path == R"($.users[3]["first name"].$id_2["2nd"][""])");
}
