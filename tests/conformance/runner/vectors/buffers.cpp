// ArrayBuffers and what looks at them.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <vector>

#include "vector_table.hpp"

static_assert(std::endian::native == std::endian::little, "the tables copy elements as they are");

namespace candela::conformance {
namespace {

template <typename Element>
Value typed_array(Document& doc, ElementType type, std::initializer_list<Element> elements) {
  return doc.typed_array(type, std::as_bytes(std::span(elements.begin(), elements.size())));
}

Value bytes(Document& doc, std::initializer_list<std::uint8_t> elements) {
  return typed_array(doc, ElementType::uint8, elements);
}

Value buffer(Document& doc, std::initializer_list<std::uint8_t> elements) {
  return doc.array_buffer(std::as_bytes(std::span(elements.begin(), elements.size())));
}

Value counted_bytes(Document& doc) {
  std::vector<std::byte> counted;
  for (unsigned i = 0; i < 1024; ++i)
    counted.push_back(static_cast<std::byte>(i & 255));
  return doc.typed_array(ElementType::uint8, counted);
}

Value views_of_one_buffer(Document& doc) {
  const Value shared = buffer(doc, {1, 2, 3, 4});
  const Value left = doc.typed_array(ElementType::uint8, shared, 0, 2);
  const Value right = doc.typed_array(ElementType::uint8, shared, 2, 2);
  return doc.array({left, right, shared});
}

template <typename T>
using Range = std::numeric_limits<T>;

constexpr auto table = std::to_array<MadeVector>({
    {"ta-Int8Array",
     [](Document& doc) {
       return typed_array<std::int8_t>(doc, ElementType::int8, {-128, 0, 127});
     }},
    {"ta-Uint8Array",
     [](Document& doc) {
       return bytes(doc, {0, 1, 255});
     }},
    {"ta-Int16Array",
     [](Document& doc) {
       return typed_array<std::int16_t>(doc, ElementType::int16, {-32768, 32767});
     }},
    {"ta-Uint16Array",
     [](Document& doc) {
       return typed_array<std::uint16_t>(doc, ElementType::uint16, {0, 65535});
     }},
    {"ta-Int32Array",
     [](Document& doc) {
       return typed_array<std::int32_t>(doc, ElementType::int32,
                                        {Range<std::int32_t>::min(), Range<std::int32_t>::max()});
     }},
    {"ta-Uint32Array",
     [](Document& doc) {
       return typed_array<std::uint32_t>(doc, ElementType::uint32, {0, 4294967295U});
     }},
    {.name = "ta-Float32Array",
     .make =
         [](Document& doc) {
           using Float = Range<float>;
           return typed_array<float>(
               doc, ElementType::float32,
               {0.1F, -0.0F, Float::quiet_NaN(), Float::infinity(), -Float::infinity()});
         },
     .nested = R"({"json":{"$type":"arraybuffer","subtype":"Float32Array",)"
               R"("data":[0.10000000149011612,-0,"NaN","Infinity","-Infinity"]},"meta":{}})",
     .tuple = R"({"root":["$lmz",1],"objects":[null,["arraybuffer",{"type":"Float32Array",)"
              R"("data":[0.10000000149011612,-0,"NaN","Infinity","-Infinity"]}]]})"},
    {.name = "ta-BigInt64Array",
     .make =
         [](Document& doc) {
           return typed_array<std::int64_t>(doc, ElementType::bigint64,
                                            {-1, std::int64_t{1} << 62});
         },
     .nested = R"({"json":{"$type":"arraybuffer","subtype":"BigInt64Array",)"
               R"("data":["-1","4611686018427387904"]},"meta":{}})",
     .tuple = R"({"root":["$lmz",1],"objects":[null,["arraybuffer",{"type":"BigInt64Array",)"
              R"("data":["-1","4611686018427387904"]}]]})"},
    {.name = "ta-BigUint64Array",
     .make =
         [](Document& doc) {
           return typed_array<std::uint64_t>(doc, ElementType::biguint64,
                                             {0, Range<std::uint64_t>::max()});
         },
     .nested = R"({"json":{"$type":"arraybuffer","subtype":"BigUint64Array",)"
               R"("data":["0","18446744073709551615"]},"meta":{}})",
     .tuple = R"({"root":["$lmz",1],"objects":[null,["arraybuffer",{"type":"BigUint64Array",)"
              R"("data":["0","18446744073709551615"]}]]})"},
    {"ta-empty", [](Document& doc) { return bytes(doc, {}); }},
    {.name = "ta-u16-offset",
     .make =
         [](Document& doc) {
           return doc.typed_array(ElementType::uint16, buffer(doc, {1, 2, 3, 4, 5, 6}), 2, 2);
         },
     .nested = R"({"json":{"$type":"arraybuffer","subtype":"Uint16Array","data":[1027,1541],)"
               R"("buffer":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2,3,4,5,6]},)"
               R"("byteOffset":2,"length":2},"meta":{}})",
     .tuple = R"({"root":["$lmz",1],"objects":[null,["arraybuffer",{"type":"Uint16Array",)"
              R"("data":[1027,1541],"buffer":["$lmz",3],"byteOffset":2,"length":2}],null,)"
              R"(["arraybuffer",{"type":"ArrayBuffer","data":[1,2,3,4,5,6]}]]})"},
    {.name = "ta-shared-buffer",
     .make = views_of_one_buffer,
     .nested = R"({"json":[{"$type":"arraybuffer","subtype":"Uint8Array","data":[1,2],)"
               R"("buffer":{"$ref":0},"byteOffset":0,"length":2},{"$type":"arraybuffer",)"
               R"("subtype":"Uint8Array","data":[3,4],"buffer":{"$ref":0},"byteOffset":2,)"
               R"("length":2},{"$ref":0}],"meta":{"aliases":{"0":{"$type":"arraybuffer",)"
               R"("subtype":"ArrayBuffer","data":[1,2,3,4]}}}})",
     .tuple = R"({"root":["$lmz",0],"objects":[["array",[["$lmz",2],["$lmz",6],["$lmz",4]]],null,)"
              R"(["arraybuffer",{"type":"Uint8Array","data":[1,2],"buffer":["$lmz",4],)"
              R"("byteOffset":0,"length":2}],null,["arraybuffer",{"type":"ArrayBuffer","data":[1,)"
              R"(2,3,4]}],null,["arraybuffer",{"type":"Uint8Array","data":[3,4],"buffer":["$lmz",)"
              R"(4],"byteOffset":2,"length":2}]]})"},
    {"ta-twice",
     [](Document& doc) {
       const Value array = bytes(doc, {1});
       return doc.array({array, array});
     }},
    {"ab",
     [](Document& doc) {
       return buffer(doc, {1, 2, 3});
     }},
    {"ab-empty", [](Document& doc) { return buffer(doc, {}); }},
    {"ab-twice",
     [](Document& doc) {
       const Value shared = buffer(doc, {7});
       return doc.object({{"a", shared}, {"b", shared}});
     }},
    {"ta-1k", counted_bytes},
});

}  // namespace

std::span<const MadeVector> buffer_vectors() {
  return table;
}

}  // namespace candela::conformance
