#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "chain_text_cases.hpp"

namespace candela {
namespace {

using testing::json_of;
using testing::refused;

/// As nested writes it, so that a row stays short.
std::string array(std::string_view type, std::string_view data) {
  return R"({"$type":"arraybuffer","subtype":")" + std::string(type) + R"(","data":)" +
         std::string(data) + "}";
}

TEST_CASE("typed arrays of every type are read from their elements") {
  const std::string bytes = array("Uint8Array", "[1,2,255]");
  const std::string int8 = array("Int8Array", "[-128,127]");
  const std::string clamped = array("Uint8ClampedArray", "[0,255]");
  const std::string int16 = array("Int16Array", "[-32768,32767]");
  const std::string uint16 = array("Uint16Array", "[1,65535]");
  const std::string int32 = array("Int32Array", "[-2147483648,2147483647]");
  const std::string uint32 = array("Uint32Array", "[1,4294967295]");
  const std::string float32 = array("Float32Array", R"([0.5,-0,"NaN","-Infinity"])");
  const std::string float64 = array("Float64Array", R"([0.1,-0,"NaN","-Infinity"])");
  const std::string int64 = array("BigInt64Array", R"(["-1","-9223372036854775808"])");
  const std::string uint64 = array("BigUint64Array", R"(["18446744073709551615","1"])");
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"new Uint8Array([1, 2, 255])", bytes, ""},
      {"new Uint8Array([0x1, +2, 2_55,],)", bytes, "new Uint8Array([1, 2, 255])"},
      {"new Int8Array([-128, 127])", int8, ""},
      {"new Uint8ClampedArray([0, 255])", clamped, ""},
      {"new Int16Array([-32768, 32767])", int16, ""},
      {"new Uint16Array([1, 65535])", uint16, ""},
      {"new Int32Array([-2147483648, 2147483647])", int32, ""},
      {"new Uint32Array([1, 4294967295])", uint32, ""},
      {"new Float32Array([0.5, -0, NaN, -Infinity])", float32, ""},
      {"new Float64Array([0.1, -0, NaN, -Infinity])", float64, ""},
      {"new BigInt64Array([-1n, -9223372036854775808n])", int64, ""},
      {"new BigUint64Array([0xffffffffffffffffn, 1n])", uint64,
       "new BigUint64Array([18446744073709551615n, 1n])"}});
}

TEST_CASE("zeros are said by their number, and buffers by their bytes") {
  const std::string zeros = array("Uint8Array", "[0,0,0]");
  const std::string doubles = array("Float64Array", "[0,0]");
  const std::string none = array("Uint8Array", "[]");
  testing::check_literals(std::vector<testing::LiteralCase>{
      {"new Uint8Array(3)", zeros, ""},
      {"new Uint8Array([0, 0, 0])", zeros, "new Uint8Array(3)"},
      {"new Float64Array(2)", doubles, ""},
      {"new Uint8Array()", none, "new Uint8Array(0)"},
      {"new Uint8Array([])", none, "new Uint8Array(0)"},
      {"new ArrayBuffer(2)", R"({"$type":"arraybuffer","subtype":"ArrayBuffer","data":[0,0]})", ""},
      {"new Uint8Array([1, 2]).buffer",
       R"({"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2]})", ""},
      {"new Float32Array([1]) . buffer",
       R"({"$type":"arraybuffer","subtype":"ArrayBuffer","data":[0,0,128,63]})",
       "new Uint8Array([0, 0, 128, 63]).buffer"}});
}

TEST_CASE("views show a part of their buffer, or all of it") {
  struct Case {
    const char* text;
    std::size_t offset, length, buffer;
    const char* printed;
  };
  for (const Case& row :
       {Case{"new DataView(new ArrayBuffer(4))", 0, 4, 4, ""},
        {"new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 1)", 1, 1, 3, ""},
        {"new DataView(new Uint8Array([1, 2, 3]).buffer, 1)", 1, 2, 3,
         "new DataView(new Uint8Array([1, 2, 3]).buffer, 1, 2)"},
        {"new Uint16Array(new Uint8Array([1, 2, 3, 4]).buffer, 2, 1)", 2, 2, 4, ""},
        {"new Uint16Array(new ArrayBuffer(5), 2, 1)", 2, 2, 5, ""},
        {"new Uint16Array(new Uint8Array([1, 2]).buffer)", 0, 2, 2, "new Uint16Array([513])"},
        {"new Int8Array(new Int8Array(new Int8Array([1]).buffer).buffer)", 0, 1, 1,
         "new Int8Array([1])"},
        {"new Uint8Array(new ArrayBuffer(4), 4,)", 4, 0, 4,
         "new Uint8Array(new ArrayBuffer(4), 4, 0)"},
        {"new Float32Array(new Uint8Array([1, 0, 192, 127]).buffer)", 0, 4, 4, ""},  // another NaN
        {"new Float64Array(new Uint8Array([0, 0, 0, 0, 0, 0, 248, 255]).buffer)", 0, 8, 8, ""}}) {
    CAPTURE(row.text);
    const Chain chain = parse_chain("f(" + std::string(row.text) + ")");
    const Document document = chain.to_document();
    const Value view = document.root()[1]["args"][0];
    CHECK(view.view_byte_offset() == row.offset);
    CHECK(view.bytes().size() == row.length);
    CHECK(view.view_buffer().bytes().size() == row.buffer);
    const std::string printed = *row.printed == 0 ? row.text : row.printed;
    CHECK(to_string(chain) == "f(" + printed + ")");
    CHECK(equal(parse_chain(to_string(chain)).to_document().root(), document.root()));
  }
}

TEST_CASE("what does not fit into an element or a buffer is refused") {
  const auto range = [](const char* type) {
    return "expected an element of " + std::string(type) + ", in its range,";
  };
  CHECK(refused("f(new Uint8Array([1, 256]))", 22) == range("Uint8Array"));
  CHECK(refused("f(new Uint8Array([-1]))", 19) == range("Uint8Array"));
  CHECK(refused("f(new Uint8Array([1.5]))", 19) == range("Uint8Array"));
  CHECK(refused("f(new Uint8Array([NaN]))", 19) == range("Uint8Array"));
  CHECK(refused("f(new Uint8Array([1n]))", 19) == range("Uint8Array"));
  CHECK(refused("f(new Uint8ClampedArray([256]))", 26) == range("Uint8ClampedArray"));
  CHECK(refused("f(new Int8Array([-129]))", 18) == range("Int8Array"));
  CHECK(refused("f(new Int32Array([2147483648]))", 19) == range("Int32Array"));
  CHECK(refused("f(new Uint32Array([4294967296]))", 20) == range("Uint32Array"));
  CHECK(refused("f(new BigInt64Array([1]))", 22) == range("BigInt64Array"));
  CHECK(refused("f(new BigInt64Array([0x8000000000000000n]))", 22) == range("BigInt64Array"));
  CHECK(refused("f(new BigUint64Array([-1n]))", 23) == range("BigUint64Array"));
  testing::check_refused(std::vector<testing::RefusedCase>{
      {"f(new Uint8Array([1,,2]))", 21, "expected a number but found ','"},
      {"f(new Uint8Array([a]))", 19, "expected a number but found 'a'"},
      {"f(new Uint8Array('1'))", 18, "expected '[', a length or an ArrayBuffer but found a string"},
      {"f(new Uint8Array(-1))", 18, "expected the number of elements"},
      {"f(new Uint8Array(1.5))", 18, "expected the number of elements"},
      {"f(new Uint8Array(1).length)", 21, "expected 'buffer' but found 'length'"},
      {"f(new Uint8Array(new Uint8Array(1)))", 18, "expected an ArrayBuffer"},
      {"f(new Uint8Array(new Set()))", 18, "expected an ArrayBuffer"},
      {"f(new ArrayBuffer())", 19, "expected the bytes of an ArrayBuffer but found ')'"},
      {"f(new ArrayBuffer(1n))", 19, "expected the bytes of an ArrayBuffer but found '1n'"},
      {"f(new ArrayBuffer(-1))", 19, "expected the bytes of an ArrayBuffer"},
      {"f(new ArrayBuffer(Infinity))", 19, "expected the bytes of an ArrayBuffer"},
      {"f(new DataView(1))", 16, "expected an ArrayBuffer but found '1'"},
      {"f(new DataView(a))", 16, "expected an ArrayBuffer but found 'a'"},
      {"f(new DataView(new ArrayBuffer(2), 3))", 36,
       "expected the offset of an element in the buffer"},
      {"f(new DataView(new ArrayBuffer(2), 1, 2))", 39,
       "expected a length that the buffer has room for"},
      {"f(new Int16Array(new ArrayBuffer(4), 1))", 38,
       "expected the offset of an element in the buffer"},
      {"f(new Int16Array(new ArrayBuffer(3)))", 18,
       "expected a buffer with a whole number of elements"}});
}

TEST_CASE("the buffers of a text may have as many bytes as the limit says, and not more") {
  ChainTextLimits limits;
  limits.buffer_bytes = 8;
  constexpr std::string_view message = "expected at most 8 bytes of buffers in a text";
  for (const char* text :
       {"f(new ArrayBuffer(8))", "f(new Float64Array(1))", "f(new ArrayBuffer(0))",
        "f(new Float64Array([1]))", "f(new ArrayBuffer(4), new Uint32Array([1]))",
        "f(new DataView(new ArrayBuffer(8)))", "f(new ArrayBuffer(4)).g(new Uint8Array(4))"}) {
    CAPTURE(text);
    CHECK(to_string(parse_chain(text, limits), limits) == text);
  }
  CHECK(refused("f(new ArrayBuffer(9))", 19, limits) == message);
  CHECK(refused("f(new Float64Array(2))", 20, limits) == message);
  CHECK(refused("f(new Float64Array([1, 2]))", 24, limits) == message);
  CHECK(refused("f(new ArrayBuffer(4), new Uint32Array([1, 2]))", 43, limits) == message);
  CHECK(refused("f(new ArrayBuffer(4)).g(new Uint8Array(5))", 40, limits) == message);
  CHECK(refused("f(new ArrayBuffer(1e9))", 19) ==
        "expected at most 16777216 bytes of buffers in a text");
  CHECK(refused("f(new Float64Array(9007199254740992))", 20) != "");
  CHECK(refused("f(new Float64Array(9007199254740994))", 20) == "expected the number of elements");
  CHECK(refused("f(new ArrayBuffer(16777216))", 0) == "");
  CHECK(refused("f(new ArrayBuffer(16777217))", 19) != "");
}

}  // namespace
}  // namespace candela
