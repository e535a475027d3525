#include "leaf_printer.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela {
namespace {

/// Empty: no literal.
std::string literal(Value value, const ChainTextLimits& limits = {}) {
  std::string out;
  const bool printed = LeafPrinter(out, limits).print(value);
  CHECK(printed == !out.empty());
  return out;
}

TEST_CASE("numbers are printed as ECMAScript prints them, and -0 as itself") {
  CHECK(number_literal(-0.0) == "-0");
  CHECK(number_literal(0) == "0");
  CHECK(number_literal(1e21) == "1e+21");
  CHECK(number_literal(NAN) == "NaN");
  CHECK(number_literal(-INFINITY) == "-Infinity");
}

TEST_CASE("containers, functions and host values are no leaves") {
  Document d;
  for (const Value value : {d.object(), d.array(), d.make_map(), d.make_set(), d.error("E", "m"),
                            d.function("f"), d.host("URL", 1)})
    CHECK(literal(value) == "");
}

TEST_CASE("a BigInt is printed in base 16 where that has fewer digits than the limit") {
  Document d;
  ChainTextLimits limits;
  limits.bigint_digits = 20;
  const std::vector<std::uint64_t> limbs = {0x0123'4567'89AB'CDEF, 0xFFFF};
  CHECK(literal(d.bigint(BigInt::from_limbs(limbs, BigInt::Sign::negative)), limits) ==
        "-0xffff0123456789abcdefn");
  CHECK(literal(d.bigint(BigInt::from_limbs(std::vector<std::uint64_t>{0, 0x1'0000},
                                            BigInt::Sign::positive)),
                limits) == "");
  CHECK(literal(d.bigint(*BigInt::from_decimal(std::string(20, '9'))), limits) ==
        std::string(20, '9') + "n");
  CHECK(literal(d.boxed(BigInt::from_limbs(limbs, BigInt::Sign::positive)), limits) ==
        "Object(0xffff0123456789abcdefn)");
  limits.bigint_digits = 19;
  CHECK(literal(d.boxed(BigInt::from_limbs(limbs, BigInt::Sign::positive)), limits) == "");
}

TEST_CASE("a RegExp is a literal where it reads back as it is") {
  Document d;
  CHECK(literal(d.regexp("a\\/[/]é", "gi")) == "/a\\/[/]é/gi");
  CHECK(literal(d.regexp("a", "ig")) == "new RegExp('a', 'ig')");
  struct Case {
    const char* source;
    const char* printed;
  };
  for (const Case& row : {Case{"", "''"},
                          {"*", "'*'"},
                          {"/a", "'/a'"},
                          {"a/b", "'a/b'"},
                          {"a\\", R"('a\\')"},
                          {"[", "'['"},
                          {"a\nb", R"('a\nb')"},
                          {"\xE2\x80\xA8", R"('\u2028')"},
                          {"\x01", R"('\x01')"},
                          {"\xED\xA0\x80", R"('\ud800')"},
                          {"\xFF", R"('\ufffd')"}}) {
    CAPTURE(row.source);
    CHECK(literal(d.regexp(row.source, "")) == "new RegExp(" + std::string(row.printed) + ")");
  }
  CHECK(literal(d.regexp("a", "gg")) == "");
  Value moved = d.regexp("a", "g");
  moved.set_regexp_last_index(-0.0);
  CHECK(literal(moved) == "Object.assign(/a/g, {lastIndex: -0})");
}

TEST_CASE("what is made of bytes keeps all of them") {
  Document d;
  const std::array bytes = {std::byte{1}, std::byte{0}, std::byte{255}, std::byte{127}};
  const Value buffer = d.array_buffer(bytes);
  CHECK(literal(buffer) == "new Uint8Array([1, 0, 255, 127]).buffer");
  CHECK(literal(d.array_buffer(std::size_t{3})) == "new ArrayBuffer(3)");
  CHECK(literal(d.typed_array(ElementType::uint16, bytes)) == "new Uint16Array([1, 32767])");
  CHECK(literal(d.typed_array(ElementType::uint16, buffer, 2, 1)) ==
        "new Uint16Array(new Uint8Array([1, 0, 255, 127]).buffer, 2, 1)");
  CHECK(literal(d.typed_array(ElementType::uint8, buffer, 0, 0)) ==
        "new Uint8Array(new Uint8Array([1, 0, 255, 127]).buffer, 0, 0)");
  // A NaN of its own bits.
  CHECK(literal(d.typed_array(ElementType::float32, bytes)) ==
        "new Float32Array(new Uint8Array([1, 0, 255, 127]).buffer)");
  CHECK(literal(d.data_view(buffer, 0, 4)) ==
        "new DataView(new Uint8Array([1, 0, 255, 127]).buffer)");
  CHECK(literal(d.data_view(buffer, 1, 3)) ==
        "new DataView(new Uint8Array([1, 0, 255, 127]).buffer, 1, 3)");
}

TEST_CASE("buffers that are larger than the limit together have no literal") {
  Document d;
  ChainTextLimits limits;
  limits.buffer_bytes = 4;
  std::string out;
  LeafPrinter printer(out, limits);
  const Value buffer = d.array_buffer(std::size_t{2});
  CHECK(printer.print(buffer));
  CHECK(printer.print(d.data_view(buffer, 0, 1)));
  CHECK(!printer.print(d.array_buffer(std::size_t{1})));
  CHECK(out == "new ArrayBuffer(2)new DataView(new ArrayBuffer(2), 0, 1)");
}

TEST_CASE("a large buffer is printed as far as the text may go") {
  Document d;
  ChainTextLimits limits;
  limits.bytes = 100;
  const std::vector<std::byte> bytes(10'000, std::byte{7});
  CHECK(literal(d.array_buffer(bytes), limits).size() < 120);
  CHECK(literal(d.typed_array(ElementType::int8, bytes), limits).size() < 120);
}

}  // namespace
}  // namespace candela
