#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

Value floats(BuiltinRunner& r, const std::vector<double>& numbers) {
  return r.document.typed_array(ElementType::float64, std::as_bytes(std::span(numbers)));
}
Value bytes(BuiltinRunner& r, const std::vector<std::uint8_t>& numbers,
            ElementType type = ElementType::uint8) {
  return r.document.typed_array(type, std::as_bytes(std::span(numbers)));
}

TEST_CASE("typed arrays are measured, and read by index") {
  BuiltinRunner r;
  const Value buffer = r.document.array_buffer(16);
  buffer.bytes()[7] = std::byte{0xFF};
  const Value view = r.document.typed_array(ElementType::uint16, buffer, 2, 3);
  CHECK(r.read(view, "length").as_number() == 3);
  CHECK(r.read(view, "byteLength").as_number() == 6);
  CHECK(r.read(view, "byteOffset").as_number() == 2);
  CHECK(r.read(view, "buffer").is(buffer));
  CHECK(r.read(view, 2).as_number() == 0xFF00);
  CHECK(r.read(view, 3).is_undefined());
  CHECK(r.show(view, "at", {r.n(-1)}) == "65280");
}

TEST_CASE("elements of typed arrays are found, of their own type only") {
  BuiltinRunner r;
  const Value array = bytes(r, {1, 2, 1, 44});
  CHECK(r.show(array, "indexOf", {r.n(1)}) == "0");
  CHECK(r.show(array, "indexOf", {r.n(1), r.n(-2)}) == "2");
  CHECK(r.show(array, "lastIndexOf", {r.n(1)}) == "2");
  CHECK(r.show(array, "lastIndexOf", {r.n(1), r.n(1)}) == "0");
  CHECK(r.show(array, "lastIndexOf", {r.n(1), Value()}) == "0");
  CHECK(r.show(array, "includes", {r.n(44)}) == "true");
  CHECK(r.show(array, "includes", {r.n(300)}) == "false");  // 44 + 256
  CHECK(r.show(array, "includes", {r.n(1.5)}) == "false");
  CHECK(r.show(array, "includes", {r.s("1")}) == "false");
  const Value some = floats(r, {std::nan(""), -0.0});
  CHECK(r.show(some, "includes", {r.n(std::nan(""))}) == "true");
  CHECK(r.show(some, "indexOf", {r.n(std::nan(""))}) == "-1");
  CHECK(r.show(some, "indexOf", {r.n(0)}) == "1");
  const std::vector<std::uint64_t> limbs = {1, ~std::uint64_t{0}};
  const Value large =
      r.document.typed_array(ElementType::biguint64, std::as_bytes(std::span(limbs)));
  CHECK(r.show(large, "indexOf", {r.document.bigint(BigInt::from_uint64(~std::uint64_t{0}))}) ==
        "1");
  CHECK(r.show(large, "indexOf", {r.document.bigint(BigInt(-1))}) == "-1");
  CHECK(r.show(large, "includes", {r.n(1)}) == "false");
}

TEST_CASE("typed arrays are cut, into a buffer of their own or of the same") {
  BuiltinRunner r;
  const Value array = bytes(r, {1, 2, 3, 4});
  const Value part = r.call(array, "slice", {r.n(1), r.n(-1)});
  CHECK(inspect(part) == "Uint8Array(2) [ 2, 3 ]");
  CHECK_FALSE(part.view_buffer().is(array.view_buffer()));
  const Value shown = r.call(array, "subarray", {r.n(1), r.n(-1)});
  CHECK(inspect(shown) == "Uint8Array(2) [ 2, 3 ]");
  CHECK(shown.view_buffer().is(array.view_buffer()));
  CHECK(r.show(shown, "subarray", {r.n(1)}) == "Uint8Array(1) [ 3 ]");
}

TEST_CASE("typed arrays are sorted by number, turned, and changed in one place") {
  BuiltinRunner r;
  CHECK(r.show(floats(r, {10, std::nan(""), 9, 0.0, -0.0, -INFINITY}), "toSorted") ==
        "Float64Array(6) [ -Infinity, -0, 0, 9, 10, NaN ]");
  CHECK(r.show(bytes(r, {200, 100}, ElementType::int8), "toSorted") == "Int8Array(2) [ -56, 100 ]");
  CHECK(r.show(bytes(r, {1, 2, 3}), "toReversed") == "Uint8Array(3) [ 3, 2, 1 ]");
  CHECK(r.refusal(bytes(r, {1}), "toSorted", {r.document.function("f")}) ==
        "TypeError: toSorted expects no function to compare with");
  const Value two = bytes(r, {1, 2});
  CHECK(r.show(two, "with", {r.n(-1), r.n(-1)}) == "Uint8Array(2) [ 1, 255 ]");
  CHECK(r.show(two, "with", {r.n(0), r.n(1e300)}) == "Uint8Array(2) [ 0, 2 ]");
  CHECK(r.show(bytes(r, {1}, ElementType::uint8_clamped), "with", {r.n(0), r.n(2.5)}) ==
        "Uint8ClampedArray(1) [ 2 ]");
  CHECK(r.show(bytes(r, {1}, ElementType::uint8_clamped), "with", {r.n(0), r.n(999)}) ==
        "Uint8ClampedArray(1) [ 255 ]");
  CHECK(r.refusal(two, "with", {r.n(2), r.n(1)}) == "RangeError: Invalid typed array index");
  CHECK(r.refusal(two, "with", {r.n(0), r.s("1")}) == "TypeError: with expects a number");
}

TEST_CASE("typed arrays are listed and joined") {
  BuiltinRunner r;
  const Value array = bytes(r, {7, 8});
  CHECK(r.show(array, "keys") == "[ 0, 1 ]");
  CHECK(r.show(array, "values") == "[ 7, 8 ]");
  CHECK(r.show(array, "entries") == "[ [ 0, 7 ], [ 1, 8 ] ]");
  CHECK(r.show(array, "join", {r.s("; ")}) == "'7; 8'");
  CHECK(r.show(floats(r, {-0.0, 1e21}), "toString") == "'0,1e+21'");
}

TEST_CASE("what typed arrays read and make is charged") {
  BuiltinRunner r;
  const Value array = bytes(r, {1, 2, 3, 4});
  CHECK(r.costs(4, array, "includes", {r.n(1)}));
  CHECK(r.costs(2 * 3, array, "slice", {r.n(1)}));
  CHECK(r.costs(0, array, "subarray"));
  CHECK(r.costs(4 + 4, array, "toReversed"));
  CHECK(r.costs(4 + 4 * 3 + 4, array, "toSorted"));
  CHECK(r.costs(4 + 4 * builtin_entry_bytes, array, "values"));
}

}  // namespace
}  // namespace candela
