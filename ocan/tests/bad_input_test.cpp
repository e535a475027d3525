// What a peer can get wrong in a chain: each a typed error at its operation, and nothing runs after
// it.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::again;
using testing::apply;
using testing::batch_of;
using testing::get;
using testing::item;
using testing::method;
using testing::nested;
using testing::Probe;

struct Row {
  std::string operations;
  FailureCode code;
  std::string path;
  std::string message;
  std::vector<std::string> ran = {};
};

std::string in_map_key(const std::string& marker) {
  return R"({"$type":"map","entries":[[)" + marker + ",1]]}";
}

void check(const Row& row) {
  CAPTURE(row.operations);
  Probe probe;
  BatchExecution batch(batch_of(item(row.operations)), target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  REQUIRE(batch.failure(0) != nullptr);
  CHECK(to_string(batch.failure(0)->code) == to_string(row.code));
  CHECK(batch.failure(0)->path == row.path);
  CHECK(batch.value(0).error_message() == row.message);
  CHECK(probe.log == row.ran);
}

TEST_CASE("wrong shapes are refused before anything of the chain runs") {
  const std::string one = method("one");
  const std::vector<Row> rows = {
      {one + R"(,{"type":"set","key":"x"})", FailureCode::bad_operation, "$.batch[0].operations[2]",
       "Invalid operation chain: operation 2 must be of type get or apply"},
      {one + R"(,{"type":5})", FailureCode::bad_operation, "$.batch[0].operations[2]",
       "Invalid operation chain: operation 2 must be of type get or apply"},
      {one + ",7", FailureCode::bad_operation, "$.batch[0].operations[2]",
       "Invalid operation chain: operation 2 must be an object"},
      {one + R"(,{"type":"get"})", FailureCode::bad_key, "$.batch[0].operations[2]",
       "Invalid operation chain: operation 2 must have a string or a number as its key"},
      {R"({"type":"get","key":{"x":1}})", FailureCode::bad_key, "$.batch[0].operations[0]",
       "Invalid operation chain: operation 0 must have a string or a number as its key"},
      {get("one") + R"(,{"type":"apply","args":{"0":1}})", FailureCode::bad_arguments,
       "$.batch[0].operations[1]",
       "Invalid operation chain: operation 1 must have an array of args"},
      {get("one") + R"(,{"type":"apply"})", FailureCode::bad_arguments, "$.batch[0].operations[1]",
       "Invalid operation chain: operation 1 must have an array of args"}};
  for (const Row& row : rows)
    check(row);
}

TEST_CASE("wrong markers are refused at the operation that has them, however deep") {
  const std::string alone = R"({"__isNestedOperation":true})";
  const std::string undefined_call =
      R"(Alias marker with refId "undefined" has no operation chain and no cached result. )"
      "This indicates the alias was encountered before the full marker.";
  const std::string nested_bad = nested("a", method("one") + "," + get("x") + ",9");
  const std::vector<Row> rows = {
      {method("one") + "," + method("echo", alone), FailureCode::unknown_reference,
       "$.batch[0].operations[3]", undefined_call},
      {method("echo", again("zzz")), FailureCode::unknown_reference, "$.batch[0].operations[1]",
       R"(Alias marker with refId "zzz" has no operation chain and no cached result. )"
       "This indicates the alias was encountered before the full marker."},
      {method("echo", in_map_key(nested("a", method("one")))), FailureCode::bad_marker,
       "$.batch[0].operations[1]", "Invalid nested operation: it cannot be the key of a Map"},
      {method("echo", R"({"__isNestedOperation":true,"__refId":7,"__operationChain":[]})"),
       FailureCode::bad_marker, "$.batch[0].operations[1]",
       "Invalid nested operation: the reference id must be a string"},
      {method("echo", nested("a", method("echo", again("a")))), FailureCode::unknown_reference,
       "$.batch[0].operations[1].args[0].__operationChain[1]",
       R"(Alias marker with refId "a" has no operation chain and no cached result. )"
       "This indicates the alias was encountered before the full marker."},
      {method("echo", R"({"__isNestedOperation":true,"__operationChain":"one"})"),
       FailureCode::bad_chain, "$.batch[0].operations[1].args[0].__operationChain",
       "Invalid operation chain: operations must be an array"},
      {method("echo", R"(1,{"in":[0,{"two words":)" + nested_bad + "}]}"),
       FailureCode::bad_operation,
       R"($.batch[0].operations[1].args[1].in[1]["two words"].__operationChain[3])",
       "Invalid operation chain: operation 3 must be an object"}};
  for (const Row& row : rows)
    check(row);
}

TEST_CASE("a chain that is its own argument is refused") {
  // Through the identity of the marker, without any reference id.
  const Document request = parse(
      R"({"json":{"batch":[{"id":"1","operations":[{"type":"get","key":"echo"},)"
      R"({"type":"apply","args":[{"$ref":0}]}]}]},"meta":{"aliases":{"0":{"__isNestedOperation":true,)"
      R"("__operationChain":[{"type":"get","key":"echo"},{"type":"apply","args":[{"$ref":0}]}]}}}})");
  Probe probe;
  BatchExecution batch(request.clone(), target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(batch.failure(0)->code == FailureCode::circular);
  CHECK(batch.failure(0)->path == "$.batch[0].operations[1].args[0].__operationChain[1]");
  CHECK(probe.calls == 0);
}

TEST_CASE("what fails while it runs fails at its operation, and nothing after it runs") {
  const std::string undefined_read = "Cannot read properties of undefined (reading 'x')";
  const std::vector<Row> rows = {
      {apply() + "," + method("one"), FailureCode::not_callable, "$.batch[0].operations[0]",
       "TypeError: [object Object] is not a function"},
      {method("one") + "," + apply(nested("a", method("touch", "\"t\""))),
       FailureCode::not_callable,
       "$.batch[0].operations[2]",
       "TypeError: 1 is not a function",
       {"one"}},
      {method("nope", nested("a", method("one"))), FailureCode::not_callable,
       "$.batch[0].operations[1]", "TypeError: undefined is not a function"},
      {method("nothing") + "," + get("x") + "," + method("one"),
       FailureCode::not_readable,
       "$.batch[0].operations[2]",
       undefined_read,
       {"nothing"}},
      {method("echo", nested("a", method("nothing") + "," + get("x"))) + "," + method("one"),
       FailureCode::not_readable,
       "$.batch[0].operations[1].args[0].__operationChain[2]",
       undefined_read,
       {"nothing"}},
      {method("echo",
              R"({"$type":"map","entries":[["k",)" + nested("a", method("throwCause")) + "]]}"),
       FailureCode::thrown, R"($.batch[0].operations[1].args[0].get("k").__operationChain[1])",
       "outer"}};
  for (const Row& row : rows)
    check(row);
}

TEST_CASE("a call that failed once fails its later users with the same error, at their places") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("echo", nested("a", method("throwCause")))) + "," +
                                item(method("echo", again("a")))),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(batch.value(0).is(batch.value(1)));
  CHECK(batch.failure(1)->code == FailureCode::thrown);
  CHECK(batch.failure(0)->path == "$.batch[0].operations[1].args[0].__operationChain[1]");
}

TEST_CASE("a million operations are one refusal") {
  std::string operations = get("one");
  for (int i = 1; i < 1'000'000; ++i)
    operations += R"(,{"type":"get","key":"x"})";
  check({operations, FailureCode::limit, "$.batch[0].operations",
         "Operation chain too deep: 1000000 > 50"});
}

TEST_CASE("the limit that was passed is named, and what just fits runs") {
  const std::string one = item(method("one"));
  const Document request = batch_of(one + "," + one + "," + one);
  Probe probe;
  ExecutionOptions options;
  options.limits.batch_operations = 6;
  BatchExecution fits(request.clone(), target(probe), options);
  REQUIRE(fits.run() == ExecutionState::done);
  CHECK_FALSE(fits.any_failed());
  CHECK(probe.calls == 3);

  options.limits.batch_operations = 5;
  BatchExecution batch(request.clone(), target(probe), options);
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(batch.failure(1) == nullptr);
  CHECK(batch.failure(2)->limit == "batch_operations");
  CHECK(batch.value(2).error_message() == "Too many operations in a batch: 6 > 5");
  CHECK(probe.calls == 5);
}

TEST_CASE(
    "what was stored and comes back as an argument is data, also where it looks like a call") {
  // Both items begin with the same operation objects; the first puts the result among their
  // arguments, and that result has the shape of a nested call.
  struct Store {
    Value get(Call& call) {
      return call.document().object(
          {{"__isNestedOperation", true},
           {"__operationChain",
            call.document().array({call.document().object({{"type", "get"}, {"key", "trapped"}}),
                                   call.document().object(
                                       {{"type", "apply"}, {"args", call.document().array()}})})}});
    }
    Value keep(Value value) { return value; }
    int trapped() { return ++times; }
    int times = 0;
    CANDELA_EXPOSE(Store, get, keep, trapped)
  };
  Store store;
  const Document request =
      parse(R"({"json":{"batch":[{"operations":[{"$ref":0},{"$ref":1}]},{"operations":[{"$ref":0},)"
            R"({"$ref":1},{"type":"get","key":"__isNestedOperation"}]}]},"meta":{"aliases":{"0":)"
            R"({"type":"get","key":"keep"},"1":{"type":"apply","args":[)" +
            nested("a", method("get")) + "]}}}}");
  BatchExecution batch(request.clone(), target(store));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK_FALSE(batch.any_failed());
  CHECK(batch.value(1).as_boolean());
  CHECK(store.times == 0);
}

}  // namespace
}  // namespace candela
