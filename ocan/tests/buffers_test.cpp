#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <string>

#include "builtins_fixture.hpp"

namespace candela {
namespace {

using testing::BuiltinRunner;

TEST_CASE("buffers are measured and cut") {
  BuiltinRunner r;
  Document& d = r.document;
  const Value buffer = d.array_buffer(16);
  buffer.bytes()[2] = std::byte{7};
  CHECK(r.read(buffer, "byteLength").as_number() == 16);
  const Value part = r.call(buffer, "slice", {r.n(2), r.n(-10)});
  CHECK(part.bytes().size() == 4);
  CHECK(part.bytes()[0] == std::byte{7});
  CHECK(r.call(buffer, "slice").bytes().size() == 16);
  CHECK(r.call(buffer, "slice", {r.n(9), r.n(3)}).bytes().empty());
  CHECK(r.costs(2 * 4, buffer, "slice", {r.n(12)}));
  const Value view = d.data_view(buffer, 1, 4);
  CHECK(r.read(view, "byteLength").as_number() == 4);
  CHECK(r.read(view, "byteOffset").as_number() == 1);
  CHECK(r.read(view, "buffer").is(buffer));
}

TEST_CASE("DataViews read every type, big-endian but where it is said otherwise") {
  BuiltinRunner r;
  Document& d = r.document;
  const Value buffer = d.array_buffer(10);
  for (std::size_t i = 0; i < 10; ++i)
    buffer.bytes()[i] = std::byte(0x80 + i);
  const Value view = d.data_view(buffer, 1, 9);
  const Value yes = d.boolean(true);
  CHECK(r.show(view, "getUint8") == "129");
  CHECK(r.show(view, "getInt8", {r.n(1)}) == "-126");
  CHECK(r.show(view, "getUint16", {r.n(0)}) == "33154");
  CHECK(r.show(view, "getUint16", {r.n(0), yes}) == "33409");
  CHECK(r.show(view, "getInt16", {r.n(0), d.boolean(false)}) == "-32382");
  CHECK(r.show(view, "getUint32", {r.n(0)}) == "2172814212");
  CHECK(r.show(view, "getInt32", {r.n(0), yes}) == "-2071756159");
  CHECK(r.show(view, "getBigUint64", {r.n(1)}) == "9404506155902273673n");
  CHECK(r.show(view, "getBigInt64", {r.n(1), yes}) == "-8536424081845353598n");
  const Value one = d.data_view(d.array_buffer(8), 0, 8);
  one.bytes()[0] = std::byte{0x3F};
  one.bytes()[1] = std::byte{0xF0};
  CHECK(r.show(one, "getFloat64") == "1");
  CHECK(r.show(one, "getFloat32") == "1.875");
}

TEST_CASE("what is not wholly inside of a DataView is not read") {
  BuiltinRunner r;
  const Value view = r.document.data_view(r.document.array_buffer(16), 4, 8);
  const std::string message = "RangeError: Offset is outside the bounds of the DataView";
  CHECK(r.show(view, "getFloat64", {r.n(0)}) == "0");
  CHECK(r.refusal(view, "getFloat64", {r.n(1)}) == message);
  CHECK(r.show(view, "getInt8", {r.n(7)}) == "0");
  CHECK(r.refusal(view, "getInt8", {r.n(8)}) == message);
  CHECK(r.refusal(view, "getInt8", {r.n(-1)}) == message);
  CHECK(r.refusal(view, "getInt8", {r.n(INFINITY)}) == message);
  CHECK(r.refusal(view, "getInt8", {r.n(0), r.n(1)}) == "TypeError: getInt8 expects a boolean");
}

}  // namespace
}  // namespace candela
