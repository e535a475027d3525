#include "example.hpp"

#include <chrono>
#include <cmath>

#include "bindings.hpp"

namespace candela::conformance {
namespace {

constexpr std::string_view count_key = "count";
constexpr std::string_view echo_key = "test-echo";

Value answering_42(Call& call) {
  Value object = call.document().object({{"value", 42}});
  object.set("getValue", call.function("getValue", [] { return 42; }));
  return object;
}

}  // namespace

double ProblematicObject::bad_getter() const {
  throw Error("Getter throws error");
}

double ExampleDO::add_to_count(double by) {
  const double count = kv().get<double>(count_key).value_or(0) + by;
  if (by != 0) kv().put(count_key, count);
  return count;
}

kj::Promise<double> ExampleDO::slow_increment(double ms) {
  const auto delay = std::chrono::milliseconds(std::isfinite(ms) ? std::llround(ms) : 0);
  return after(delay).then([this] { return add_to_count(1); });
}

void ExampleDO::throw_error(std::string_view message) {
  Document doc;
  Value error = doc.error("Error", message);
  error.set("code", "TEST_ERROR");
  error.set("statusCode", 400);
  error.set("metadata", doc.object({{"timestamp", now_ms()}, {"source", "SharedDOMethods"}}));
  throw Error::from_value(error);
}

void ExampleDO::throw_string(std::string_view text) {
  throw Error::of(text);
}

Value ExampleDO::get_object(Call& call) {
  return call.document().object({{"value", 42}, {"nested", answering_42(call)}});
}

Value ExampleDO::get_array(Call& call) {
  return call.document().array({1, 2, 3, 4, 5});
}

Value ExampleDO::get_array_with_functions(Call& call) {
  const Value greeting = call.function("", [] { return "hello"; });
  return call.document().array({1, 2, greeting, answering_42(call), 5});
}

std::unique_ptr<ProblematicObject> ExampleDO::get_problematic_object() {
  return std::make_unique<ProblematicObject>();
}

Value ExampleDO::get_deeply_nested(Call& call) {
  Document& doc = call.document();
  Value level3 = doc.object({{"value", "deep"}});
  level3.set("getValue", call.function("getValue", [] { return "deeply nested value"; }));
  const Value level2 = doc.object({{"level3", level3}});
  return doc.object({{"level1", doc.object({{"level2", level2}})}});
}

Value ExampleDO::get_object_with_non_function(Call& call) {
  Document& doc = call.document();
  return doc.object({{"notAFunction", 42}, {"data", doc.object({{"value", "test"}})}});
}

Value ExampleDO::complex_data(Call& call) {
  Document& doc = call.document();
  const Value items = doc.array({doc.object({{"id", 1}}), doc.object({{"id", 2}})});
  return doc.object({{"name", "complex"}, {"items", items}});
}

Document ExampleDO::echo_through_storage(Value value) {
  kv().put(echo_key, value);
  return kv().get(echo_key).value();
}

RequestSync ExampleDO::get_request() {
  return RequestSync("https://example.com/test",
                     {.method = "POST", .headers = {{"X-Test", "value"}}, .body = "test body"});
}

ResponseSync ExampleDO::get_response() {
  return ResponseSync("test response", {.status = 200, .headers = {{"X-Test", "value"}}});
}

Headers ExampleDO::get_headers() {
  return {{"Content-Type", "application/json"}, {"X-Custom", "value"}};
}

Url ExampleDO::get_url() {
  return Url("https://example.com/path?query=value#hash");
}

Value ExampleDO::get_web_api_mix(Call& call) {
  Document& doc = call.document();
  return doc.object({{"request", from(doc, get_request())},
                     {"response", from(doc, get_response())},
                     {"headers", from(doc, get_headers())},
                     {"url", from(doc, get_url())}});
}

Binding example_binding() {
  return binding<ExampleDO>("EXAMPLE_DO");
}

}  // namespace candela::conformance
