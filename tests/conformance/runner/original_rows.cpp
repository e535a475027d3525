// What the original loses, and what we write. original/rows.mjs has a row of the same name for
// each.
#include <array>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>

#include "original.hpp"

namespace candela::conformance {
namespace {

using Original = LossyRow::Original;
using Part = Value::ErrorPart;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <typename Element>
Value elements(Document& doc, ElementType type, std::initializer_list<Element> list) {
  return doc.typed_array(type, std::as_bytes(std::span(list.begin(), list.size())));
}

Value buffer(Document& doc, std::initializer_list<std::uint8_t> list) {
  return doc.array_buffer(std::as_bytes(std::span(list.begin(), list.size())));
}

Value grown(Value array, std::size_t size) {
  array.resize(size);
  return array;
}

Value minus_zero(Document& doc) {
  return doc.array({-0.0, doc.boxed(-0.0), doc.make_map({{"k", -0.0}}), doc.object({{"k", -0.0}})});
}

Value minus_zero_floats(Document& doc) {
  return doc.array({elements<float>(doc, ElementType::float32, {-0.0F, 1}),
                    elements<double>(doc, ElementType::float64, {-0.0, 1})});
}

Value holes(Document& doc) {
  Value array = grown(doc.array({1}), 2);
  array.push(3);
  array.push(grown(doc.array(), 2));
  return array;
}

Value special_floats(Document& doc) {
  using Float = std::numeric_limits<float>;
  return doc.array(
      {elements<float>(doc, ElementType::float32,
                       {Float::quiet_NaN(), Float::infinity(), -Float::infinity()}),
       elements<double>(doc, ElementType::float64, {not_a_number, infinity, -infinity})});
}

Value signed_bigints(Document& doc) {
  return elements<std::int64_t>(
      doc, ElementType::bigint64,
      {-1, std::int64_t{1} << 62, std::numeric_limits<std::int64_t>::min()});
}

Value unsigned_bigints(Document& doc) {
  return elements<std::uint64_t>(doc, ElementType::biguint64,
                                 {0, std::numeric_limits<std::uint64_t>::max()});
}

Value shared_buffer(Document& doc) {
  const Value shared = buffer(doc, {1, 2, 3, 4});
  const Value bytes = doc.typed_array(ElementType::uint8, shared, 0, 2);
  const Value pairs = doc.typed_array(ElementType::uint16, shared, 0, 2);
  return doc.array({bytes, pairs, shared});
}

Value part_of_buffer(Document& doc) {
  return doc.typed_array(ElementType::uint8, buffer(doc, {1, 2, 3, 4}), 1, 2);
}

Value data_view(Document& doc) {
  return doc.data_view(buffer(doc, {1, 2, 3, 4}), 1, 2);
}

Value data_views(Document& doc) {
  const Value shared = buffer(doc, {1, 2, 3, 4});
  return doc.array({doc.data_view(shared, 1, 2), doc.data_view(shared, 2, 2), shared});
}

Value at_several_places(Document& doc) {
  const Value date = doc.date(5);
  const Value regexp = doc.regexp("a", "g");
  const Value boxed = doc.boxed(BigInt(1));
  const Value again = doc.object({{"date", date}, {"regexp", regexp}, {"boxed", boxed}});
  return doc.array({date, regexp, boxed, again});
}

Value regexps(Document& doc) {
  Value at_3 = doc.regexp("a", "g");
  at_3.set_regexp_last_index(3);
  return doc.array({at_3, doc.regexp("b", "y")});
}

Value request(Document& doc, const Init& body) {
  return doc.host("request-sync", doc.object({{"url", "https://e.example/x"},
                                              {"method", "POST"},
                                              {"headers", doc.host("headers", doc.array())},
                                              {"body", body}}));
}

Value response(Document& doc, int status, const Init& body) {
  return doc.host("response-sync", doc.object({{"status", status},
                                               {"statusText", ""},
                                               {"headers", doc.host("headers", doc.array())},
                                               {"body", body}}));
}

Value rich(Document& doc) {
  return doc.object({{"d", doc.date(0)},
                     {"m", doc.make_map({{1, 2}})},
                     {"u", doc.undefined()},
                     {"n", not_a_number}});
}

Value minus_zero_body(Document& doc) {
  return doc.object({{"z", -0.0}, {"s", doc.array({doc.undefined()})}});
}

Value with_part(Value error, Part part, const Init& value) {
  error.set_error_part(part, value);
  return error;
}

Value without_message(Document& doc) {
  Value error = doc.error("Error", "");
  error.erase_error_part(Part::message);
  return error;
}

Value errors_after_another(Document& doc) {
  Value error = doc.error("Error", "m");
  error.set("a", 1);
  error.set("errors", doc.array({1}));
  return error;
}

Value error_with_index(Document& doc) {
  Value error = with_part(doc.error("Error", "m"), Part::cause, doc.array({0}));
  error.set("a", 1);
  error.set("7", 2);
  return error;
}

Value aggregate(Document& doc) {
  const Value list = doc.array({doc.error("TypeError", "a"), 1});
  Value error = doc.error("AggregateError", "m");
  error.set("errors", list);
  return error;
}

Value constructor_called(Document& doc, std::string_view name) {
  return doc.object({{"constructor", doc.object({{"name", name}})}, {"a", 1}});
}

constexpr auto table = std::to_array<LossyRow>({
    {"minus zero", minus_zero, Original::writes,
     R"({"json":[-0,{"$type":"number-object","value":-0},{"$type":"map","entries":[["k",-0]]},)"
     R"({"k":-0}],"meta":{}})"},
    {"minus zero in float arrays", minus_zero_floats, Original::writes,
     R"({"json":[{"$type":"arraybuffer","subtype":"Float32Array","data":[-0,1]},)"
     R"({"$type":"arraybuffer","subtype":"Float64Array","data":[-0,1]}],"meta":{}})"},
    {"array holes", holes, Original::writes,
     R"({"json":[1,{"$type":"undefined","hole":true},3,[{"$type":"undefined","hole":true},)"
     R"({"$type":"undefined","hole":true}]],"meta":{}})"},
    {"numbers of float arrays that JSON has not", special_floats, Original::writes,
     R"({"json":[{"$type":"arraybuffer","subtype":"Float32Array","data":["NaN","Infinity",)"
     R"("-Infinity"]},{"$type":"arraybuffer","subtype":"Float64Array","data":["NaN","Infinity",)"
     R"("-Infinity"]}],"meta":{}})"},
    {"a BigInt64Array", signed_bigints, Original::throws,
     R"({"json":{"$type":"arraybuffer","subtype":"BigInt64Array","data":["-1",)"
     R"("4611686018427387904","-9223372036854775808"]},"meta":{}})"},
    {"a BigUint64Array", unsigned_bigints, Original::throws,
     R"({"json":{"$type":"arraybuffer","subtype":"BigUint64Array","data":["0",)"
     R"("18446744073709551615"]},"meta":{}})"},
    {"an invalid date", [](Document& doc) { return doc.date(not_a_number); }, Original::throws,
     R"({"json":{"$type":"date","iso":"NaN"},"meta":{}})"},
    {"views that share a buffer", shared_buffer, Original::writes,
     R"({"json":[{"$type":"arraybuffer","subtype":"Uint8Array","data":[1,2],"buffer":{"$ref":0},)"
     R"("byteOffset":0,"length":2},{"$type":"arraybuffer","subtype":"Uint16Array",)"
     R"("data":[513,1027],"buffer":{"$ref":0},"byteOffset":0,"length":2},{"$ref":0}],)"
     R"("meta":{"aliases":{"0":{"$type":"arraybuffer","subtype":"ArrayBuffer",)"
     R"("data":[1,2,3,4]}}}})"},
    {"a view on a part of a buffer", part_of_buffer, Original::writes,
     R"({"json":{"$type":"arraybuffer","subtype":"Uint8Array","data":[2,3],)"
     R"("buffer":{"$type":"arraybuffer","subtype":"ArrayBuffer","data":[1,2,3,4]},)"
     R"("byteOffset":1,"length":2},"meta":{}})"},
    {"a DataView on a part of a buffer of its own", data_view, Original::writes,
     R"({"json":{"$type":"arraybuffer","subtype":"DataView","data":[1,2,3,4],"byteOffset":1,)"
     R"("byteLength":2},"meta":{}})"},
    {"DataViews that share a buffer", data_views, Original::writes,
     R"({"json":[{"$type":"arraybuffer","subtype":"DataView","data":[1,2,3,4],)"
     R"("buffer":{"$ref":0},"byteOffset":1,"byteLength":2},{"$type":"arraybuffer",)"
     R"("subtype":"DataView","data":[1,2,3,4],"buffer":{"$ref":0},"byteOffset":2,)"
     R"("byteLength":2},{"$ref":0}],"meta":{"aliases":{"0":{"$type":"arraybuffer",)"
     R"("subtype":"ArrayBuffer","data":[1,2,3,4]}}}})"},
    {"a date, a RegExp and a boxed value at several places", at_several_places, Original::writes,
     R"({"json":[{"$ref":0},{"$ref":1},{"$ref":2},{"date":{"$ref":0},"regexp":{"$ref":1},)"
     R"("boxed":{"$ref":2}}],"meta":{"aliases":{"0":{"$type":"date",)"
     R"("iso":"1970-01-01T00:00:00.005Z"},"1":{"$type":"regexp","source":"a","flags":"g"},)"
     R"("2":{"$type":"bigint-object","value":"1"}}}})"},
    {"lastIndex of a RegExp", regexps, Original::writes,
     R"({"json":[{"$type":"regexp","source":"a","flags":"g","lastIndex":3},{"$type":"regexp",)"
     R"("source":"b","flags":"y"}],"meta":{}})"},
    {"a request body of bytes",
     [](Document& doc) {
       return request(doc, buffer(doc, {1, 2}));
     },
     Original::writes,
     R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x","method":"POST",)"
     R"("headers":{"$type":"headers","entries":[]},"body":{},"bodyValue":{"$type":"arraybuffer",)"
     R"("subtype":"ArrayBuffer","data":[1,2]}}},"meta":{}})"},
    {"a request body of rich values", [](Document& doc) { return request(doc, rich(doc)); },
     Original::writes,
     R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x","method":"POST",)"
     R"("headers":{"$type":"headers","entries":[]},"body":{"d":"1970-01-01T00:00:00.000Z",)"
     R"("m":{},"n":null},"bodyValue":{"d":{"$type":"date","iso":"1970-01-01T00:00:00.000Z"},)"
     R"("m":{"$type":"map","entries":[[1,2]]},"u":{"$type":"undefined"},)"
     R"("n":{"$type":"number-special","value":"NaN"}}}},"meta":{}})"},
    {"a request body of minus zero",
     [](Document& doc) { return request(doc, minus_zero_body(doc)); }, Original::writes,
     R"({"json":{"$type":"request-sync","data":{"url":"https://e.example/x","method":"POST",)"
     R"("headers":{"$type":"headers","entries":[]},"body":{"z":0,"s":[null]},)"
     R"("bodyValue":{"z":-0,"s":[{"$type":"undefined"}]}}},"meta":{}})"},
    {"a response body of bytes",
     [](Document& doc) {
       return response(doc, 201, buffer(doc, {1, 2}));
     },
     Original::writes,
     R"({"json":{"$type":"response-sync","data":{"status":201,"statusText":"",)"
     R"("headers":{"$type":"headers","entries":[]},"body":{},"bodyValue":{"$type":"arraybuffer",)"
     R"("subtype":"ArrayBuffer","data":[1,2]}}},"meta":{}})"},
    {"a response body of rich values", [](Document& doc) { return response(doc, 200, rich(doc)); },
     Original::writes,
     R"({"json":{"$type":"response-sync","data":{"status":200,"statusText":"",)"
     R"("headers":{"$type":"headers","entries":[]},"body":{"d":"1970-01-01T00:00:00.000Z",)"
     R"("m":{},"n":null},"bodyValue":{"d":{"$type":"date","iso":"1970-01-01T00:00:00.000Z"},)"
     R"("m":{"$type":"map","entries":[[1,2]]},"u":{"$type":"undefined"},)"
     R"("n":{"$type":"number-special","value":"NaN"}}}},"meta":{}})"},
    {"an AggregateError", aggregate, Original::writes,
     R"({"json":{"$type":"error","name":"AggregateError","message":"m","errors":[)"
     R"({"$type":"error","name":"TypeError","message":"a"},1]},"meta":{}})"},
    {"own errors of an Error",
     [](Document& doc) {
       Value error = doc.error("Error", "m");
       error.set("errors", doc.array({1, "two"}));
       return error;
     },
     Original::writes,
     R"({"json":{"$type":"error","name":"Error","message":"m","errors":[1,"two"]},"meta":{}})"},
    {"own errors of an Error after another property", errors_after_another, Original::writes,
     R"({"json":{"$type":"error","name":"Error","message":"m","a":1,"errors":[1]},"meta":{}})"},
    {"an own property of an Error that looks like an index", error_with_index, Original::writes,
     R"({"json":{"7":2,"$type":"error","name":"Error","message":"m","cause":[0],"a":1},"meta":{}})"},
    {"an own cause that is undefined",
     [](Document& doc) { return with_part(doc.error("Error", "m"), Part::cause, doc.undefined()); },
     Original::writes,
     R"({"json":{"$type":"error","name":"Error","message":"m","cause":{"$type":"undefined"}},)"
     R"("meta":{}})"},
    {"a cause that is null",
     [](Document& doc) { return with_part(doc.error("Error", "m"), Part::cause, nullptr); },
     Original::writes,
     R"({"json":{"$type":"error","name":"Error","message":"m","cause":null},"meta":{}})"},
    {"an own message that is empty, and none",
     [](Document& doc) {
       return doc.array({doc.error("Error", ""), without_message(doc)});
     },
     Original::writes,
     R"({"json":[{"$type":"error","name":"Error","message":""},{"$type":"error",)"
     R"("name":"Error"}],"meta":{}})"},
    {"an own __proto__",
     [](Document& doc) {
       return doc.object({{"__proto__", doc.object({{"a", 1}})}, {"b", 2}});
     },
     Original::mistakes, R"({"json":{"__proto__":{"a":1},"b":2},"meta":{}})"},
    {"an own __proto__ that is null",
     [](Document& doc) {
       return doc.object({{"__proto__", nullptr}, {"b", 2}});
     },
     Original::mistakes, R"({"json":{"__proto__":null,"b":2},"meta":{}})"},
    {"an own constructor that is a number",
     [](Document& doc) {
       return doc.object({{"constructor", 2}, {"a", 1}});
     },
     Original::crashes, R"({"json":{"constructor":2,"a":1},"meta":{}})"},
    {"an own constructor that is called ArrayBuffer",
     [](Document& doc) { return constructor_called(doc, "ArrayBuffer"); }, Original::mistakes,
     R"({"json":{"constructor":{"name":"ArrayBuffer"},"a":1},"meta":{}})"},
    {"an own constructor that is called BigInt",
     [](Document& doc) { return constructor_called(doc, "BigInt"); }, Original::mistakes,
     R"({"json":{"constructor":{"name":"BigInt"},"a":1},"meta":{}})"},
    {"an own toJSON that is data",
     [](Document& doc) {
       return doc.object({{"toJSON", doc.object({{"a", 1}})}, {"b", 2}});
     },
     Original::writes, R"({"json":{"toJSON":{"a":1},"b":2},"meta":{}})"},
    {"an own toJSON that is a function",
     [](Document& doc) {
       return doc.object({{"toJSON", doc.function("toJSON")}, {"a", 1}});
     },
     Original::writes,
     R"({"json":{"toJSON":{"$type":"function","name":"toJSON"},"a":1},"meta":{}})"},
});

}  // namespace

std::span<const LossyRow> lossy_rows() {
  return table;
}

}  // namespace candela::conformance
