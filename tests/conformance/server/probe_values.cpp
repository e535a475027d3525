#include "probe_values.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <candela/request_sync/host_types.hpp>

namespace candela::conformance {
namespace {

using Numbers = std::numeric_limits<double>;

Value bytes_as(Document& doc, ElementType type, std::span<const std::byte> bytes) {
  return doc.typed_array(type, bytes);
}

Value make_views(Document& doc, Value kinds) {
  static constexpr std::array<std::uint8_t, 3> u8 = {1, 2, 255};
  static constexpr std::array<double, 2> f64 = {0.5, -1};
  static constexpr std::array<std::uint8_t, 2> ab = {9, 8};
  static constexpr std::array<std::uint8_t, 4> viewed = {1, 2, 3, 4};
  kinds.set("u8", bytes_as(doc, ElementType::uint8, std::as_bytes(std::span(u8))));
  kinds.set("f64", bytes_as(doc, ElementType::float64, std::as_bytes(std::span(f64))));
  kinds.set("ab", doc.array_buffer(std::as_bytes(std::span(ab))));
  const Value buffer = doc.array_buffer(std::as_bytes(std::span(viewed)));
  kinds.set("dv", doc.data_view(buffer, 1, 2));
  return kinds;
}

}  // namespace

std::string_view kind_name(Value value) {
  switch (value.kind()) {
    case Kind::undefined: return "undefined";
    case Kind::null: return "null";
    case Kind::boolean: return "boolean";
    case Kind::number: return "number";
    case Kind::bigint: return "bigint";
    case Kind::string: return "string";
    case Kind::array: return "array";
    case Kind::function: return "function";
    default: return "object";
  }
}

double sum_of(std::span<const Value> values) {
  std::vector<Value> waiting(values.rbegin(), values.rend());
  double sum = 0;
  for (std::size_t looked_at = 0; !waiting.empty(); ++looked_at) {
    if (looked_at == max_summed) throw Error("RangeError", "Too many values to add");
    const Value value = waiting.back();
    waiting.pop_back();
    if (value.is_number()) sum += value.as_number();
    if (!value.is_array()) continue;
    if (value.size() > max_summed - waiting.size())
      throw Error("RangeError", "Too many values to add");
    for (std::size_t i = value.size(); i > 0; --i)
      waiting.push_back(value[i - 1]);
  }
  return sum;
}

Value make_ring(Document& doc) {
  Value a = doc.object({{"n", "a"}});
  Value b = doc.object({{"n", "b"}});
  const Value c = doc.object({{"n", "c"}, {"a", a}});
  b.set("c", c);
  a.set("b", b);
  return a;
}

Value make_aliased(Document& doc) {
  const Value shared = doc.object({{"v", 1}});
  const Value list = doc.array({shared, shared});
  const Value map = doc.make_map({{shared, shared}});
  return doc.object({{"x", shared}, {"y", shared}, {"list", list}, {"map", map}});
}

Value make_sparse(Document& doc) {
  Value array = doc.array({1});
  array.resize(2);
  array.push(3);
  array.resize(5);
  return array;
}

Value make_dollar_keys(Document& doc) {
  return doc.object({{"$type", "date"}, {"$ref", 0}, {"$lmz", 1}, {"$$x", 2}, {"normal", 3}});
}

Value make_own_prototype(Document& doc) {
  return doc.object({{"__proto__", doc.object({{"polluted", 1}})}, {"constructor", 2}});
}

Value make_kinds(Document& doc) {
  const Value by_object = doc.array({2});
  const Value kinds = doc.object({
      {"big", BigInt(123)},
      {"nan", Numbers::quiet_NaN()},
      {"inf", Numbers::infinity()},
      {"ninf", -Numbers::infinity()},
      {"nz", -0.0},
      {"undef", doc.undefined()},
      {"nul", nullptr},
      {"d", doc.date(0)},
      {"re", doc.regexp("a+", "gi")},
      {"m", doc.make_map({{"k", 1}, {doc.object({{"o", 1}}), by_object}})},
      {"s", doc.make_set({1, "2"})},
  });
  make_views(doc, kinds);
  Value with_http = kinds;
  with_http.set("url", from(doc, Url("https://a.example/p?q=1#h")));
  with_http.set("h", from(doc, Headers{{"X-A", "1"}, {"x-a", "2"}, {"b", "3"}}));
  return kinds;
}

Error error_with_cause() {
  Document doc;
  Value cause = doc.error("TypeError", "inner");
  cause.set("detail", doc.object({{"a", 1}}));
  Value error = doc.error("RangeError", "outer");
  error.set_error_part(Value::ErrorPart::cause, cause);
  error.set("code", "E_OUTER");
  error.set("when", doc.date(0));
  error.set("nested", doc.make_map({{"k", BigInt(1)}}));
  return Error::from_value(error);
}

Error error_with_itself() {
  Document doc;
  Value error = doc.error("Error", "cyc");
  error.set("self", error);
  return Error::from_value(error);
}

Error object_that_is_thrown() {
  Document doc;
  return Error::from_value(doc.object({{"code", 7}, {"fn", doc.function("fn")}}));
}

}  // namespace candela::conformance
