#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::again;
using testing::answers_of;
using testing::apply;
using testing::batch_of;
using testing::failure;
using testing::get;
using testing::item;
using testing::method;
using testing::nested;
using testing::Probe;
using testing::result;
using testing::run_batch;

TEST_CASE("the items run one after the other, and a failed one does not stop the next") {
  Probe probe;
  BatchExecution batch(
      batch_of(item(method("one")) + "," + item(method("nope")) + "," + item(method("add", "2,3"))),
      target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(batch.size() == 3);
  CHECK(batch.any_failed());
  CHECK(answers_of(batch) == result("1") + "," +
                                 failure("Error", "TypeError: undefined is not a function") + "," +
                                 result("5"));
}

TEST_CASE("a batch yields after as many items as it may run in a row, one at least") {
  for (const std::size_t in_a_row : {0U, 1U, 2U, 3U}) {
    CAPTURE(in_a_row);
    Probe probe;
    ExecutionOptions options;
    options.items_in_a_row = in_a_row;
    BatchExecution batch(
        batch_of(item(method("one")) + "," + item(method("nope")) + "," + item(method("one"))),
        target(probe), options);
    std::size_t yields = 0;
    while (batch.run() == ExecutionState::yielded)
      ++yields;
    CHECK(yields == (in_a_row < 2 ? 2 : in_a_row == 2 ? 1 : 0));
    CHECK(probe.calls == 2);
  }
}

TEST_CASE("a batch that yielded awaits nothing, so failing it only goes on") {
  Probe probe;
  ExecutionOptions options;
  options.items_in_a_row = 1;
  BatchExecution batch(batch_of(item(method("one")) + "," + item(method("one"))), target(probe),
                       options);
  CHECK(batch.run() == ExecutionState::yielded);
  CHECK(batch.resume(Error("late")) == ExecutionState::done);
  CHECK(answers_of(batch) == result("1") + "," + result("1"));
}

TEST_CASE("ids of any kind are echoed, a missing one as undefined") {
  Probe probe;
  const std::string operations = R"("operations":[)" + method("one") + "]}";
  CHECK(run_batch(R"({"id":7,)" + operations, target(probe)) ==
        R"({"id":7,"success":true,"result":1})");
  CHECK(run_batch("{" + operations, target(probe)) ==
        R"({"id":{"$type":"undefined"},"success":true,"result":1})");
  CHECK(run_batch(R"({"id":{"a":[null]},)" + operations, target(probe)) ==
        R"({"id":{"a":[null]},"success":true,"result":1})");
}

TEST_CASE("an empty batch is answered with an empty batch") {
  Probe probe;
  CHECK(run_batch("", target(probe)).empty());
}

TEST_CASE("a request without a list of chains is an error for the caller") {
  Probe probe;
  for (const char* text : {R"({"json":{"batch":5},"meta":{}})", R"({"json":{},"meta":{}})",
                           R"({"json":[],"meta":{}})", R"({"json":null,"meta":{}})"}) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS(BatchExecution(parse(text), target(probe)),
                         "Invalid batch: batch must be an array", InvalidBatch);
  }
}

TEST_CASE("a batch may be as long as its limit, and not longer") {
  Probe probe;
  ExecutionOptions options;
  options.limits.batch = 2;
  const std::string one = item(method("one"));
  CHECK(run_batch(one + "," + one, target(probe), options) == result("1") + "," + result("1"));
  CHECK_THROWS_WITH_AS(
      BatchExecution(batch_of(one + "," + one + "," + one), target(probe), options),
      "Too many operation chains: 3 > 2", InvalidBatch);
}

TEST_CASE("the limit of steps counts for the whole batch") {
  Probe probe;
  ExecutionOptions options;
  options.limits.steps = 4;
  const std::string one = item(method("one"));
  CHECK(run_batch(one + "," + one + "," + one, target(probe), options) ==
        result("1") + "," + result("1") + "," + failure("Error", "Too many operations: 6 > 4"));
}

TEST_CASE("results that grow together past their limit fail the items that come after") {
  Probe probe;
  ExecutionOptions options;
  options.limits.result_memory = 4'000'000;
  std::string items = item(method("touch", '"' + std::string(400'000, 'x') + '"'));
  for (int i = 0; i < 19; ++i)
    items += "," + item(method("touch", '"' + std::string(400'000, 'x') + '"'));
  const std::string nothing = item(method("one"));
  const std::string answers = run_batch(items + "," + nothing, target(probe), options);
  CHECK(probe.calls >= 4);  // what is reserved counts too
  CHECK(probe.calls <= 11);
  CHECK(answers.find(R"("success":true)") != std::string::npos);
  CHECK(answers.rfind(R"("message":"Too much memory for results: )") > answers.size() - 100);
  CHECK(run_batch(nothing, target(probe), options) == result("1"));
}

TEST_CASE("wrong shapes of operations are refused by number, and nothing of the chain runs") {
  Probe probe;
  const auto refused = [&](std::string_view operations, std::string_view message) {
    CAPTURE(operations);
    const std::string text = R"({"id":"1","operations":)" + std::string(operations) + "}";
    CHECK(run_batch(text, target(probe)) == failure("Error", message));
  };
  const std::string prefix = "Invalid operation chain: ";
  refused("\"x\"", prefix + "operations must be an array");
  refused("null", prefix + "operations must be an array");
  refused("{}", prefix + "operations must be an array");
  const auto second = [&](std::string_view operation) {
    return "[" + method("one") + "," + std::string(operation) + "]";
  };
  refused(second("5"), prefix + "operation 2 must be an object");
  refused(second("null"), prefix + "operation 2 must be an object");
  refused(second("[]"), prefix + "operation 2 must be an object");
  refused(second("{}"), prefix + "operation 2 must be of type get or apply");
  refused(second(R"({"type":"set","key":"x"})"),
          prefix + "operation 2 must be of type get or apply");
  refused(second(R"({"type":{},"key":"x"})"), prefix + "operation 2 must be of type get or apply");
  refused(second(R"({"type":"get"})"),
          prefix + "operation 2 must have a string or a number as its key");
  refused(second(R"({"type":"get","key":{}})"),
          prefix + "operation 2 must have a string or a number as its key");
  refused(second(R"({"type":"get","key":true})"),
          prefix + "operation 2 must have a string or a number as its key");
  refused(second(R"({"type":"apply"})"), prefix + "operation 2 must have an array of args");
  refused(second(R"({"type":"apply","args":{}})"),
          prefix + "operation 2 must have an array of args");
  CHECK(run_batch("5", target(probe)) ==
        R"({"id":{"$type":"undefined"},"success":false,"error":{"$type":"error","name":"Error",)"
        R"("message":"Invalid operation chain: operations must be an array"}})");
  CHECK(probe.calls == 0);
}

TEST_CASE("a million operations are refused by their number") {
  Probe probe;
  Document request;
  Value operations = request.array();
  operations.resize(1'000'000);
  request.set_root(request.object(
      {{"batch", request.array({request.object({{"id", "1"}, {"operations", operations}})})}}));
  BatchExecution batch(std::move(request), target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) == failure("Error", "Operation chain too deep: 1000000 > 50"));
}

TEST_CASE("the recorded limits have the recorded messages") {
  Probe probe;
  std::string gets = get("p0");
  for (int i = 1; i < 50; ++i)
    gets += "," + get("p" + std::to_string(i));
  CHECK(run_batch(item(gets), target(probe)) ==
        failure("TypeError", "Cannot read properties of undefined (reading 'p1')"));
  CHECK(run_batch(item(gets + "," + get("p50")), target(probe)) ==
        failure("Error", "Operation chain too deep: 51 > 50"));
  std::string zeros = "0";
  for (int i = 1; i < 100; ++i)
    zeros += ",0";
  CHECK(run_batch(item(method("count", zeros)), target(probe)) == result("100"));
  probe.calls = 0;
  const std::string too_many = method("count", zeros + ",0");
  CHECK(run_batch(item(too_many), target(probe)) ==
        failure("Error", "Too many arguments: 101 > 100"));
  CHECK(run_batch(item(method("count", nested("r", too_many))), target(probe)) ==
        failure("Error", "Too many arguments: 101 > 100"));
  CHECK(probe.calls == 0);
  CHECK(run_batch(item(method("count", "[" + zeros + ",0]")), target(probe)) == result("1"));
}

TEST_CASE("a reference id is good in the whole batch, and its chain runs once") {
  Probe probe;
  CHECK(run_batch(item(method("echoArgs", nested("r1", method("one")))) + "," +
                      item(method("echoArgs", again("r1") + ",{\"x\":[" + again("r1") + "]}")),
                  target(probe)) == result("[1]") + "," + result("[1,{\"x\":[1]}]"));
  CHECK(probe.log == std::vector<std::string>{"one", "echoArgs", "echoArgs"});
}

TEST_CASE("a reference id that was not defined before is refused before anything runs") {
  Probe probe;
  const std::string message =
      R"(Alias marker with refId \"zzz\" has no operation chain and no cached result. This )"
      R"(indicates the alias was encountered before the full marker.)";
  CHECK(run_batch(item(method("one") + "," + method("x", again("zzz"))), target(probe)) ==
        failure("Error", message));
  CHECK(run_batch(item(method("count", again("zzz") + "," + nested("zzz", method("one")))),
                  target(probe)) == failure("Error", message));
  CHECK(run_batch(item(method("count", R"({"__isNestedOperation":true})")), target(probe))
            .find(R"(refId \"undefined\")") != std::string::npos);
  CHECK(probe.calls == 0);
}

TEST_CASE("later uses of a reference id whose chain failed get the same error") {
  Probe probe;
  const std::string error = failure("Error", "a standard one");
  const std::string answer =
      run_batch(item(method("echo", nested("r", method("throwStandard")))) + "," +
                    item(method("echo", again("r"))) + "," + item(method("one")),
                target(probe));
  const std::string same = R"({"id":"1","success":false,"error":{"$ref":0}})";
  CHECK(answer == same + "," + same + "," + result("1"));
  CHECK(probe.log == std::vector<std::string>{"one"});
}

TEST_CASE("a chain that failed before it came to a nested call leaves that call undefined") {
  Probe probe;
  const std::string answer =
      run_batch(item(method("throwStandard") + "," + method("echo", nested("r", method("one")))) +
                    "," + item(method("echo", again("r"))),
                target(probe));
  CHECK(answer.find(R"(Alias marker with refId \"r\" has no)") != std::string::npos);
  CHECK(probe.calls == 0);
}

TEST_CASE("a marker without a reference id is a call too, and stands for one wherever it stands") {
  Probe probe;
  const std::string bare =
      R"({"__isNestedOperation":true,"__operationChain":[)" + method("one") + "]}";
  CHECK(run_batch(item(method("echoArgs", bare)), target(probe)) == result("[1]"));
  BatchExecution batch(
      batch_of(item(method("echoArgs", R"({"$ref":0},[{"$ref":0}])")), R"({"0":)" + bare + "}"),
      target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) == result("[1,[1]]"));
  CHECK(probe.log == std::vector<std::string>{"one", "echoArgs", "one", "echoArgs"});
}

TEST_CASE("chains that share operations but not the reference id are two calls") {
  Probe probe;
  const std::string shared = R"([{"$ref":0},{"$ref":1}])";
  const auto marker = [&](std::string_view id) {
    return R"({"__isNestedOperation":true,"__refId":")" + std::string(id) +
           R"(","__operationChain":)" + shared + "}";
  };
  BatchExecution batch(
      batch_of(item(method("count", marker("a") + "," + marker("b") + "," + again("a"))),
               R"({"0":{"type":"get","key":"touch"},"1":{"type":"apply","args":["s"]}})"),
      target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) == result("3"));
  CHECK(probe.log == std::vector<std::string>{"touch s", "touch s", "count"});
}

TEST_CASE("nested calls stand in objects, arrays, Maps, Sets and errors, at their places") {
  Probe probe;
  const std::string one = nested("r", method("one"));
  CHECK(run_batch(item(method("echoArgs", R"({"$type":"map","entries":[["k",)" + one + "]]}")),
                  target(probe)) == result(R"([{"$type":"map","entries":[["k",1]]}])"));
  CHECK(run_batch(item(method("echoArgs", R"({"$type":"set","values":["a",)" + one + R"(,"b"]})")),
                  target(probe)) == result(R"([{"$type":"set","values":["a",1,"b"]}])"));
  CHECK(run_batch(item(method("echoArgs", R"({"$type":"error","name":"E","message":"m","cause":)" +
                                              one + R"(,"own":)" + again("r") + "}")),
                  target(probe)) ==
        result(R"([{"$type":"error","name":"E","message":"m","cause":1,"own":1}])"));
}

TEST_CASE("a nested call as the key of a Map is refused") {
  Probe probe;
  CHECK(run_batch(item(method("echo", R"({"$type":"map","entries":[[)" +
                                          nested("r", method("one")) + ",1]]}")),
                  target(probe)) ==
        failure("Error", "Invalid nested operation: it cannot be the key of a Map"));
  CHECK(probe.calls == 0);
}

TEST_CASE("of arguments that were refused nothing is left for the next chain") {
  Probe probe;
  const std::string refused = R"({"$type":"map","entries":[[)" + nested("r", method("one")) +
                              ",1],[2," + nested("s", method("one")) + "]]}";
  const std::string error =
      failure("Error", "Invalid nested operation: it cannot be the key of a Map");
  CHECK(run_batch(item(method("echo", refused)) + "," + item(method("count", "[]")),
                  target(probe)) == error + "," + result("1"));
  CHECK(probe.log == std::vector<std::string>{"count"});
}

TEST_CASE("cycles of chains are refused, and so is what waits for itself by its id") {
  Probe probe;
  const std::string itself = R"({"__isNestedOperation":true,"__operationChain":[)" +
                             method("echo", R"({"$ref":0})") + "]}";
  BatchExecution batch(batch_of(item(method("echo", R"({"$ref":0})")) + "," + item(method("one")),
                                R"({"0":)" + itself + "}"),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) ==
        failure("Error", "Invalid nested operation: it is an argument of itself") + "," +
            result("1"));
  CHECK(run_batch(item(method("echo", nested("r", method("echo", nested("r", method("one")))))),
                  target(probe)) ==
        failure("Error", "Invalid nested operation: it is an argument of itself"));
  CHECK(run_batch(item(method("echo", nested("r", method("echo", again("r"))))), target(probe))
            .find(R"(Alias marker with refId \"r\")") != std::string::npos);
  CHECK(probe.log == std::vector<std::string>{"one"});
}

TEST_CASE("a batch that is nested as a tree of shared chains costs its size, not its paths") {
  Probe probe;
  // Each chain takes the one before twice: 2^40 paths, 41 chains.
  std::string aliases =
      R"({"0":{"__isNestedOperation":true,"__operationChain":[)" + method("one") + "]}";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = R"({"$ref":)" + std::to_string(i - 1) + "}";
    aliases += R"(,")" + std::to_string(i) +
               R"(":{"__isNestedOperation":true,"__operationChain":[)" +
               method("count", before + "," + before) + "]}";
  }
  BatchExecution batch(batch_of(item(method("count", R"({"$ref":40})")), aliases + "}"),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) == result("1"));
  CHECK(probe.calls == 42);
}

TEST_CASE("identity holds between arguments and results") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("echoArgs", R"({"$ref":0},{"$ref":0})")),
                                R"({"0":{"self":{"$ref":0}}})"),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(stringify(batch.response()) ==
        R"({"json":{"batch":[{"id":"1","success":true,"result":[{"$ref":0},{"$ref":0}]}]},)"
        R"("meta":{"aliases":{"0":{"self":{"$ref":0}}}}})");
}

TEST_CASE("each item is awaited before the next begins") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("later", "\"a\"")) + "," + item(method("one"))),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::pending);
  CHECK(probe.log == std::vector<std::string>{"later a"});
  probe.waiting[0].resolve("A");
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(answers_of(batch) == result("\"A\"") + "," + result("1"));
}

TEST_CASE("failing what waits fails that item only") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("later", "\"a\"")) + "," + item(method("one"))),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::pending);
  REQUIRE(batch.resume(Error("TimeoutError", "too late")) == ExecutionState::done);
  CHECK(answers_of(batch) == failure("TimeoutError", "too late") + "," + result("1"));
}

class Recorder final : public BatchHooks {
 public:
  std::vector<std::string> log;
  std::size_t refuse_before = 99;
  std::size_t refuse_after = 99;

  void before_item(std::size_t index) override {
    log.push_back("before " + std::to_string(index));
    if (index == refuse_before) throw Error("refused before");
  }
  void after_item(std::size_t index, ItemStatus status) override {
    log.push_back((status == ItemStatus::error ? "failed " : "done ") + std::to_string(index));
    if (index == refuse_after) throw Error("refused after");
  }
};

TEST_CASE("hooks surround each item, and what they throw is the item's error") {
  Probe probe;
  Recorder hooks;
  hooks.refuse_before = 1;
  hooks.refuse_after = 2;
  const std::string one = item(method("one"));
  BatchExecution batch(
      batch_of(one + "," + one + "," + one + "," + item(method("nope")) + "," + one), target(probe),
      {}, hooks);
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(hooks.log == std::vector<std::string>{"before 0", "done 0", "before 1", "failed 1",
                                              "before 2", "done 2", "before 3", "failed 3",
                                              "before 4", "done 4"});
  CHECK(answers_of(batch) == result("1") + "," + failure("Error", "refused before") + "," +
                                 failure("Error", "refused after") + "," +
                                 failure("Error", "TypeError: undefined is not a function") + "," +
                                 result("1"));
  CHECK(probe.calls == 3);
}

TEST_CASE("both text formats give the recorded bytes") {
  Probe probe;
  const std::string request =
      R"({"root":["$lmz",0],"objects":[["object",{"batch":["$lmz",1]}],["array",[["$lmz",2]]],)"
      R"(["object",{"id":["string","I"],"operations":["$lmz",3]}],["array",[["$lmz",4],["$lmz",5]]],)"
      R"(["object",{"type":["string","get"],"key":["string","add"]}],)"
      R"(["object",{"type":["string","apply"],"args":["$lmz",6]}],["array",[["number",2],["number",3]]]]})";
  BatchExecution batch(parse(request), target(probe));
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(stringify(batch.response(), {.format = Format::tuple}) ==
        R"({"root":["$lmz",0],"objects":[["object",{"batch":["$lmz",1]}],["array",[["$lmz",2]]],)"
        R"(["object",{"id":["string","I"],"success":["boolean",true],"result":["number",5]}]]})");
}

TEST_CASE("errors travel with name, message, cause and own properties, in that order") {
  Probe probe;
  CHECK(
      run_batch(item(method("throwCause")), target(probe)) ==
      R"({"id":"1","success":false,"error":{"$type":"error","name":"RangeError","message":"outer",)"
      R"("cause":{"$type":"error","name":"TypeError","message":"inner","detail":{"a":1}},)"
      R"("code":"E_OUTER"}})");
  CHECK(run_batch(item(method("throwString", "\"S\"")), target(probe)) ==
        R"({"id":"1","success":false,"error":"S"})");
  CHECK(run_batch(item(method("throwUndefined")), target(probe)) ==
        R"({"id":"1","success":false,"error":{"$type":"undefined"}})");
}

TEST_CASE("a batch that is cancelled ends, and what has no answer yet was not run") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("one")) + "," + item(method("later", R"("a")")) + "," +
                                item(method("one"))),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::pending);
  batch.cancel();
  REQUIRE(batch.run() == ExecutionState::done);
  CHECK(batch.failure(0) == nullptr);
  CHECK(batch.failure(1)->code == FailureCode::cancelled);
  CHECK(batch.failure(2)->path == "$.batch[2].operations");
  CHECK(answers_of(batch) == result("1") + "," + failure("AbortError", "The chain was cancelled") +
                                 "," + failure("AbortError", "The batch was cancelled"));
  CHECK(probe.calls == 2);
}

/// Ends the batch, from wherever it is asked to.
struct Ender final : BatchHooks {
  std::string at;
  std::string log;
  BatchExecution* batch = nullptr;

  void reach(std::string_view place) {
    log += std::string(place) + " ";
    if (place == at) batch->cancel();
  }
  int call() { return reach("call"), 1; }
  int field() { return reach("field"), 1; }
  std::shared_ptr<Ender> me() { return {std::shared_ptr<Ender>(), this}; }
  void before_item(std::size_t) override { reach("before"); }
  void after_item(std::size_t, ItemStatus) override { reach("after"); }
  void begin_atomic() override { reach("begin"); }
  void commit_atomic() override { reach("commit"); }
  void roll_back_atomic() noexcept override { log += "roll back "; }
  CANDELA_EXPOSE(Ender, call, me, CANDELA_GETTER("field", field))
};

TEST_CASE("a batch that is cancelled by what it runs ends when that has returned") {
  const auto run = [](std::string_view at, std::string_view items) {
    Ender ender;
    ender.at = at;
    BatchExecution batch(batch_of(items), target(ender), {}, ender);
    ender.batch = &batch;
    CHECK(batch.run() == ExecutionState::done);
    CHECK(batch.answers().size() == batch.size());
    const Failure* const last = batch.failure(batch.size() - 1);
    REQUIRE(last);
    CHECK(last->code == FailureCode::cancelled);
    return ender.log + (batch.failure(0) ? "failed" : "done");
  };
  const std::string calls = item(method("call")) + "," + item(method("call"));
  CHECK(run("call", calls) == "before call after failed");
  CHECK(run("before", calls) == "before after failed");
  CHECK(run("after", calls) == "before call after done");
  CHECK(run("field", item(method("me")) + "," + item(method("call"))) == "before field after done");
}

TEST_CASE("an atomic batch that is cancelled by what it runs is either committed or rolled back") {
  const auto run = [](std::string_view at) {
    Ender ender;
    ender.at = at;
    Document request = batch_of(item(method("call")) + "," + item(method("call")));
    request.root().set("atomic", true);
    BatchExecution batch(std::move(request), target(ender), {}, ender);
    ender.batch = &batch;
    CHECK(batch.run() == ExecutionState::done);
    CHECK(batch.answers().size() == 2);
    return ender.log + (batch.failure(0) ? "failed" : "done");
  };
  CHECK(run("begin") == "begin roll back failed");
  CHECK(run("call") == "begin call roll back failed");
  CHECK(run("commit") == "begin call call commit done");
}

TEST_CASE("names of properties count in the size of results, and what failed does not") {
  Probe probe;
  ExecutionOptions options;
  options.limits.result_bytes = 1 + 1 + 10;
  const std::string fits = item(method("echo", R"({"0123456789":1})"));
  const std::string too_large = item(method("echo", R"({"0123456789X":1})"));
  CHECK(run_batch(fits, target(probe), options) == result(R"({"0123456789":1})"));
  CHECK(run_batch(too_large + "," + fits, target(probe), options) ==
        failure("Error", "Results too large: 13 > 12") + "," + result(R"({"0123456789":1})"));
}

TEST_CASE("a batch goes on with the result that its driver gives") {
  Probe probe;
  BatchExecution batch(batch_of(item(method("later", R"("a")")) + "," + item(method("one"))),
                       target(probe));
  REQUIRE(batch.run() == ExecutionState::pending);
  CHECK(batch.resume(batch.workspace().document().number(4)) == ExecutionState::done);
  CHECK(answers_of(batch) == result("4") + "," + result("1"));
}

TEST_CASE("results are bounded by what they would be as text") {
  Probe probe;
  ExecutionOptions options;
  options.limits.result_bytes = 2 + 201;
  const std::string text = "\"" + std::string(100, 'x') + "\"";
  BatchExecution fits(batch_of(item(method("echo", text)) + "," + item(method("echo", text)) + "," +
                               item(method("one"))),
                      target(probe), options);
  REQUIRE(fits.run() == ExecutionState::done);
  CHECK_FALSE(fits.any_failed());
  BatchExecution not_so(
      batch_of(item(method("echo", text)) + "," + item(method("echoArgs", text + ",1,2"))),
      target(probe), options);
  REQUIRE(not_so.run() == ExecutionState::done);
  CHECK(not_so.failure(1)->limit == "result_bytes");
  CHECK(not_so.value(1).error_message() == "Results too large: 204 > 203");
}

}  // namespace
}  // namespace candela
