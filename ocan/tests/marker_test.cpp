#include <candela/ocan/marker.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::again;
using testing::apply;
using testing::failure;
using testing::get;
using testing::item;
using testing::method;
using testing::nested;
using testing::Probe;
using testing::result;
using testing::run_batch;

std::string marker(std::string_view operations, std::string_view name) {
  return R"({"__isRemoteFunction":true,"__operationChain":[)" + std::string(operations) +
         R"(],"__functionName":")" + std::string(name) + R"("})";
}

TEST_CASE("a function in a result becomes a marker with the chain that led to it") {
  Probe probe;
  CHECK(run_batch(item(method("getFn")), target(probe)) ==
        result(marker(method("getFn"), "named")));
}

TEST_CASE("the chain in a marker holds the nested calls as they were sent, and can be called") {
  Probe probe;
  const auto chain = [](const std::string& nested) {
    return method("echo", R"({"x":)" + nested + "}") + "," + get("x");
  };
  const std::string sent =
      testing::nested("r", method("echo", testing::nested("s", method("getFn"))));
  const std::string found = result(R"({"x":)" + marker(chain(sent), "named") + "}");
  CHECK(run_batch(item(method("echo", R"({"x":)" + sent + "}")), target(probe)) == found);
  CHECK(run_batch(item(chain(sent) + "," + apply()), target(probe)) == result(R"("named-result")"));
}

TEST_CASE("a nested call that a marker's chain names by its id only gets its chain there") {
  Probe probe;
  const std::string sent = testing::nested("r", method("getFn"));
  const std::string first = R"({"id":"1","operations":[)" + method("count", sent) + "]},";
  CHECK(run_batch(first + item(method("echo", testing::again("r"))), target(probe)) ==
        result("1") + "," + result(marker(method("echo", sent), "named")));
}

/// Its field can be read from the second time on.
struct Flaky {
  int reads = 0;
  int value() {
    if (++reads == 1) throw Error("not yet");
    return reads;
  }
  CANDELA_EXPOSE(Flaky, CANDELA_GETTER("value", value))
};

struct FlakySet {
  std::shared_ptr<Flaky> first = std::make_shared<Flaky>(Flaky{1});
  std::shared_ptr<Flaky> second = std::make_shared<Flaky>(Flaky{1});
  std::shared_ptr<Flaky> last = std::make_shared<Flaky>();
  Value all(Call& call) {
    return call.document().make_set(
        {call.object(target(first)), call.object(target(second)), call.object(target(last))});
  }
  Value echo(Value value) { return value; }
  CANDELA_EXPOSE(FlakySet, all, echo)
};

TEST_CASE("a Set in a result that failed is whole in the next result that has it") {
  FlakySet flaky;
  const std::string once = item(method("echo", testing::nested("r", method("all"))));
  const std::string twice = once + "," + item(method("echo", testing::again("r")));
  CHECK(run_batch(twice, target(flaky)) ==
        testing::failure("Error", "not yet") + "," +
            result(R"({"$type":"set","values":[{"value":3},{"value":3},{"value":2}]})"));
}

TEST_CASE("arguments that are kept for markers count as memory of results") {
  Probe probe;
  std::string items;
  for (int i = 0; i < 4; ++i)
    items += (i ? "," : "") +
             item(method("count", testing::nested("r" + std::to_string(i), method("one")) + ",\"" +
                                      std::string(100'000, 'x') + '"'));
  ExecutionOptions options;
  options.limits.result_memory = 50'000;
  CHECK(run_batch(items, target(probe), options).find("Too much memory for results") !=
        std::string::npos);
  options.markers = FunctionMarkers::left;
  CHECK(run_batch(items, target(probe), options).find("Too much memory") == std::string::npos);
}

TEST_CASE("what leads to a function counts in each of its markers, as text and as memory") {
  Probe probe;
  ExecutionOptions options;
  const std::string chain = item(method("getFn", "\"" + std::string(50, 'x') + "\""));
  options.limits.result_bytes = 1 + 7 + 2 + 51;
  CHECK(run_batch(chain, target(probe), options).find("_isRemoteFunction") != std::string::npos);
  --options.limits.result_bytes;
  CHECK(run_batch(chain, target(probe), options) == failure("Error", "Results too large: 61 > 60"));

  options.limits = {};
  options.limits.arguments = 10'000;
  options.limits.result_memory = std::size_t{1} << 21;
  std::string many = "0";
  for (int i = 1; i < 10'000; ++i)
    many += ",0";
  std::string functions = nested("f", method("getFn"));
  for (int i = 1; i < 200; ++i)
    functions += "," + again("f");
  BatchExecution batch(
      testing::batch_of(item(method("echoArgs", functions) + "," + method("concat", many))),
      target(probe), options);
  CHECK(batch.run() == ExecutionState::done);
  REQUIRE(batch.failure(0));
  CHECK(batch.failure(0)->limit == "result_memory");
  CHECK(batch.workspace().document().memory() < std::size_t{1} << 22);
}

TEST_CASE("functions inside of arrays and objects are reached by get; unnamed ones are anonymous") {
  Probe probe;
  const std::string base = method("getMixed");
  const std::string third = R"({"type":"get","key":2})";
  const std::string fourth = R"({"type":"get","key":3})";
  CHECK(run_batch(item(base), target(probe)) ==
        result("[1,2," + marker(base + "," + third, "anonymous") + R"(,{"value":42,"getValue":)" +
               marker(base + "," + fourth + "," + get("getValue"), "getValue") + "},5]"));
}

TEST_CASE("in tuple the markers of one result share the operations that lead the same way") {
  Probe probe;
  BatchExecution batch(testing::batch_of(item(method("model"))), target(probe));
  CHECK(batch.run() == ExecutionState::done);
  const Value model = batch.response(MarkerChains::shared)["batch"][0]["result"];
  const Value first = model["getValue"]["__operationChain"];
  const Value second = model["compute"]["__operationChain"];
  CHECK_FALSE(first.is(second));
  CHECK(first[0].is(second[0]));
  CHECK(first[1].is(second[1]));
  CHECK_FALSE(first[2].is(second[2]));
  CHECK(second[2]["key"].as_string() == "compute");
}

TEST_CASE("operations are shared inside of one result only") {
  Probe probe;
  const std::string two = R"({"id":"1","operations":[)" + method("model") +
                          R"(]},{"id":"2","operations":[)" + method("model") + "]}";
  BatchExecution batch(testing::batch_of(two), target(probe));
  CHECK(batch.run() == ExecutionState::done);
  const Value answers = batch.answers(MarkerChains::shared);
  const auto first_operation = [&](std::size_t answer) {
    return answers[answer]["result"]["compute"]["__operationChain"][0];
  };
  CHECK_FALSE(first_operation(0).is(first_operation(1)));
}

TEST_CASE("functions inside of Maps, Sets and errors have markers that can be called") {
  Probe probe;
  const std::string map = method("getMap") + "," + method("get", "\"f\"");
  CHECK(run_batch(item(method("getMap")), target(probe)) ==
        result(R"({"$type":"map","entries":[["f",)" + marker(map, "anonymous") + R"(],["n",1]]})"));
  CHECK(run_batch(item(map + "," + apply()), target(probe)) == result("\"from-map\""));

  const std::string set = method("getSet") + "," + method("values") + R"(,{"type":"get","key":0})";
  CHECK(run_batch(item(method("getSet")), target(probe)) ==
        result(R"({"$type":"set","values":[)" + marker(set, "anonymous") + ",2]}"));
  CHECK(run_batch(item(set + "," + apply()), target(probe)) == result("\"from-set\""));

  const std::string error = method("getError") + "," + get("fn");
  CHECK(
      run_batch(item(method("getError")), target(probe)) ==
      result(R"({"$type":"error","name":"Error","message":"e","fn":)" + marker(error, "fn") + "}"));
  CHECK(run_batch(item(error + "," + apply()), target(probe)) == result("\"from-error\""));
}

TEST_CASE("an exposed object becomes an object of its fields and markers of its methods") {
  Probe probe;
  const std::string base = method("model");
  const auto of = [&](std::string_view name) {
    return R"(")" + std::string(name) + R"(":)" + marker(base + "," + get(name), name);
  };
  CHECK(run_batch(item(base), target(probe)) ==
        result(R"({"value":42,"name":"TestModel",)" + of("getValue") + "," + of("getName") + "," +
               of("compute") + "}"));
}

TEST_CASE("a field that throws fails the call") {
  Probe probe;
  CHECK(run_batch(item(method("problem")), target(probe)) ==
        testing::failure("Error", "Getter throws error"));
}

TEST_CASE("a field that throws fails every item of the batch that leads to it") {
  Probe probe;
  const std::string problem = testing::nested("r", method("problem"));
  const std::string failed = testing::failure("Error", "Getter throws error");
  CHECK(run_batch(item(method("echo", problem)) + "," + item(method("echo", testing::again("r"))),
                  target(probe)) == failed + "," + failed);
}

TEST_CASE("what stands beside a field that throws is complete in a later item") {
  Probe probe;
  const std::string both =
      testing::nested("p", method("problem")) + "," + testing::nested("f", method("getMixed"));
  BatchExecution batch(testing::batch_of(item(method("echoArgs", both)) + "," +
                                         item(method("echo", testing::again("f")))),
                       target(probe));
  CHECK(batch.run() == ExecutionState::done);
  const Value answers = batch.response()["batch"];
  CHECK_FALSE(answers[0]["success"].as_boolean());
  CHECK(answers[1]["success"].as_boolean());
  const Value mixed = answers[1]["result"];
  CHECK(function_marker_operations(mixed[2]).is_array());
  CHECK(function_marker_operations(mixed[3]["getValue"]).is_array());
}

/// Its field counts.
class Meter : public Lendable {
 public:
  int reading = 0;
  Meter& add(int by) { return reading += by, *this; }
  CANDELA_EXPOSE(Meter, reading, add)
};

TEST_CASE("each item shows an exposed object as it was when the item ended") {
  Meter meter;
  const std::string answers = run_batch(
      item(method("add", "1")) + "," + item(method("add", "1")) + "," + item(get("reading")),
      target(meter));
  CHECK(answers.find(R"("result":{"reading":1,)") != std::string::npos);
  CHECK(answers.find(R"("result":{"reading":2,)") != std::string::npos);
  CHECK(answers.find(result("2")) != std::string::npos);
}

TEST_CASE("values of results that are gone through again after a failure have a limit") {
  Probe probe;
  ExecutionOptions options;
  options.limits.values_again = 5;
  const std::string failed = testing::failure("Error", "Getter throws error");
  const auto list = [](const std::string& problem, const std::string& fill) {
    return item(method("echoArgs", problem + fill));
  };
  const std::string first = list(testing::nested("p", method("problem")), ",1,2,3,4,5,6,7");
  CHECK(run_batch(first + "," + list(testing::again("p"), ",1,2,3,4"), target(probe), options) ==
        failed + "," + failed);
  CHECK(run_batch(first + "," + list(testing::again("p"), ",1,2,3,4,5"), target(probe), options) ==
        failed + "," + testing::failure("Error", "Too many values in results: 6 > 5"));
}

TEST_CASE("the arguments of the chain stand in its markers, and are no aliases of each other") {
  Probe probe;
  const std::string base = method("session", "\"s\"");
  CHECK(run_batch(item(base), target(probe)) ==
        result(R"({"label":"s","bump":)" + marker(base + "," + get("bump"), "bump") +
               R"(,"value":)" + marker(base + "," + get("value"), "value") + "}"));
}

TEST_CASE("a method of the target that was not called is a function") {
  Probe probe;
  CHECK(run_batch(item(get("one")), target(probe)) == result(marker(get("one"), "one")));
  CHECK(probe.calls == 0);
}

TEST_CASE("later items of a batch still find the functions of earlier results") {
  Probe probe;
  const std::string fn = testing::nested("r", method("getMixed"));
  const std::string answers = run_batch(
      item(method("echo", fn)) + "," +
          item(method("echo", testing::again("r")) + R"(,{"type":"get","key":2},)" + apply()),
      target(probe));
  CHECK(answers.find(R"("result":"hello")") != std::string::npos);
}

/// Its field leads back to it.
class Node : public Lendable {
 public:
  Node& self() { return *this; }
  std::vector<std::shared_ptr<Node>> children() const { return list; }
  std::vector<std::shared_ptr<Node>> list;
  CANDELA_EXPOSE(Node, CANDELA_GETTER("self", self), CANDELA_GETTER("children", children))
};

TEST_CASE("objects that lead to each other are each written once") {
  Node node;
  node.list = {std::make_shared<Node>()};
  BatchExecution batch(testing::batch_of(item(get("self"))), target(node));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(
      stringify(batch.response()) ==
      R"({"json":{"batch":[{"id":"1","success":true,"result":{"$ref":0}}]},"meta":{"aliases":)"
      R"({"0":{"self":{"$ref":0},"children":[{"$ref":1}]},"1":{"self":{"$ref":1},"children":[]}}}})");
}

TEST_CASE("a function that is too far away to be called stays a plain function") {
  Probe probe;
  ExecutionOptions options;
  options.limits.operations = 3;
  CHECK(run_batch(item(method("getMixed")), target(probe), options) ==
        result("[1,2," + marker(method("getMixed") + R"(,{"type":"get","key":2})", "anonymous") +
               R"(,{"value":42,"getValue":{"$type":"function","name":"getValue"}},5])"));
}

TEST_CASE("functions and objects in results are as many as their limit, and not more") {
  Probe probe;
  ExecutionOptions options;
  options.limits.functions = 2;
  CHECK(run_batch(item(method("getMixed")), target(probe), options).find("\"success\":true") !=
        std::string::npos);
  CHECK(run_batch(item(method("session", "\"s\"")), target(probe), options) ==
        testing::failure("Error", "Too many functions in results: 3 > 2"));
  CHECK(run_batch(item(method("getFn")) + "," + item(method("getMixed")), target(probe), options)
            .find("Too many functions in results: 3 > 2") != std::string::npos);
}

TEST_CASE("markers are made only where they are wanted") {
  Probe probe;
  ExecutionOptions options;
  options.markers = FunctionMarkers::left;
  CHECK(run_batch(item(method("getFn")), target(probe), options) ==
        result(R"({"$type":"function","name":"named"})"));
}

TEST_CASE("a marker is known by its flag and its chain") {
  Document document = parse(R"({"json":)" + marker(method("one"), "one") + R"(,"meta":{}})");
  CHECK(function_marker_operations(document.root()).size() == 2);
  CHECK(function_marker_operations(document.object()).is_undefined());
  CHECK(function_marker_operations(document.string("x")).is_undefined());
  CHECK(function_marker_operations(document.object({{"__isRemoteFunction", true}})).is_undefined());
}

TEST_CASE("functions from outside are names and nothing else") {
  Probe probe;
  const std::string sent = R"({"$type":"function","name":"one"})";
  CHECK(run_batch(item(method("echo", sent)), target(probe)) == result(sent));
  CHECK(run_batch(item(method("echo", sent) + "," + apply()), target(probe)) ==
        testing::failure("Error", "TypeError: function one is not a function"));
  const std::string host = R"({"$type":"capability","value":0})";
  CHECK(run_batch(item(method("labelOf", host)), target(probe)) ==
        testing::failure("TypeError", "argument 1 of labelOf: expected another object"));
}

}  // namespace
}  // namespace candela
