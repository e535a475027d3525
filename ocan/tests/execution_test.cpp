#include <doctest/doctest.h>

#include <chrono>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Probe;

/// A chain on its way, in a workspace of its own.
struct Run {
  Run(const Chain& chain, Target target, const ExecutionOptions& options = {})
      : workspace(Document()),
        execution(workspace, chain.to_value(workspace.document()), std::move(target), options) {}
  Workspace workspace;
  Execution execution;
};

Value done(Run& run) {
  REQUIRE(run.execution.run() == ExecutionState::done);
  REQUIRE_FALSE(run.execution.failed());
  return run.execution.value();
}

std::string error_of(const Chain& chain, Target target, const ExecutionOptions& options = {}) {
  Run run(chain, std::move(target), options);
  REQUIRE(run.execution.run() == ExecutionState::done);
  REQUIRE(run.execution.failed());
  const Value error = run.execution.value();
  return std::string(error.error_name()) + " | " + std::string(error.error_message());
}

TEST_CASE("steps run once, from left to right, arguments before the call") {
  Probe probe;
  const Chain chain = ctn()["echoArgs"](ctn()["touch"]("a"), ctn()["touch"]("b"),
                                        ctn()["echo"](ctn()["touch"]("c")))[2];
  Run run(chain, target(probe));
  CHECK(done(run).as_string() == "c");
  CHECK(probe.log == std::vector<std::string>{"touch a", "touch b", "touch c", "echo", "echoArgs"});
}

TEST_CASE("a step before a nested call runs before it") {
  Probe probe;
  const Chain chain = ctn()["session"]("s")["bump"](ctn()["one"]());
  Run run(chain, target(probe));
  CHECK(done(run).as_number() == 1);
  CHECK(probe.log == std::vector<std::string>{"session", "one"});
}

TEST_CASE("a chain that is used twice runs once, and two that say the same run twice") {
  Probe probe;
  const Chain once = ctn()["one"]();
  Run first(ctn()["count"](once, once, std::vector<Chain>{once}), target(probe));
  CHECK(done(first).as_number() == 3);
  CHECK(probe.calls == 2);
  Run second(ctn()["count"](ctn()["one"](), ctn()["one"]()), target(probe));
  CHECK(done(second).as_number() == 2);
  CHECK(probe.calls == 5);
}

TEST_CASE("the result of a chain that is used twice is the same object at both places") {
  Probe probe;
  const Chain array = ctn()["echoArgs"](1);
  Run run(ctn()["same"](array, array), target(probe));
  CHECK(done(run).as_boolean());
}

TEST_CASE("no operation at all gives the target itself") {
  Probe probe;
  Run run(ctn(), target(probe));
  const Value value = done(run);
  CHECK(run.workspace.call().target_of(value).object() == &probe);
}

TEST_CASE("a capability is used further down the chain, and its object stays alive") {
  Probe probe;
  Run run(ctn()["session"]("s")["bump"](5), target(probe));
  CHECK(done(run).as_number() == 5);
  Run borrowed(ctn()["ownSession"]()["label"], target(probe));
  CHECK(done(borrowed).as_string() == "own");
}

TEST_CASE("a capability is given to a method as an argument") {
  Probe probe;
  Run run(ctn()["labelOf"](ctn()["session"]("mine")), target(probe));
  CHECK(done(run).as_string() == "mine");
  CHECK(error_of(ctn()["labelOf"](ctn()["model"]()), target(probe)) ==
        "TypeError | argument 1 of labelOf: expected another object");
  CHECK(error_of(ctn()["labelOf"](ctn()["ownSession"]()), target(probe)) ==
        "TypeError | argument 1 of labelOf: the object is only borrowed, and cannot be kept");
}

TEST_CASE("functions in results can be called further down the chain") {
  Probe probe;
  Run bare(ctn()["getFn"]()(), target(probe));
  CHECK(done(bare).as_string() == "named-result");
  Run element(ctn()["getMixed"]()[2](), target(probe));
  CHECK(done(element).as_string() == "hello");
  Run property(ctn()["getMixed"]()[3]["getValue"](), target(probe));
  CHECK(done(property).as_number() == 42);
  Run from_map(ctn()["getMap"]()["get"]("f")(), target(probe));
  CHECK(done(from_map).as_string() == "from-map");
  Run from_set(ctn()["getSet"]()["values"]()[0](), target(probe));
  CHECK(done(from_set).as_string() == "from-set");
  Run named(ctn()["getFn"]()["name"], target(probe));
  CHECK(done(named).as_string() == "named");
}

TEST_CASE("a method that is not called is a function, also as an argument") {
  Probe probe;
  Run run(ctn()["echo"](ctn()["one"])(), target(probe));
  CHECK(done(run).as_number() == 1);
}

TEST_CASE("what is not exposed is absent, whatever its name") {
  Probe probe;
  for (const char* name : {"hidden", "secret_", "constructor", "__proto__", "prototype", "toString",
                           "_x", "candela_expose_", "", "valueOf", "hasOwnProperty"}) {
    CAPTURE(name);
    Run run(ctn()[name], target(probe));
    CHECK(done(run).is_undefined());
    CHECK(error_of(ctn()[name](), target(probe)) ==
          "Error | TypeError: undefined is not a function");
    CHECK(error_of(ctn()[name]["deeper"](), target(probe)) ==
          "TypeError | Cannot read properties of undefined (reading 'deeper')");
  }
  CHECK(probe.calls == 0);
}

TEST_CASE("what is no function cannot be called") {
  Probe probe;
  CHECK(error_of(ctn()["calls"](), target(probe)) == "Error | TypeError: 0 is not a function");
  CHECK(error_of(ctn()["touch"]("text")(), target(probe)) ==
        "Error | TypeError: text is not a function");
  CHECK(error_of(ctn()(), target(probe)) == "Error | TypeError: [object Object] is not a function");
  CHECK(error_of(ctn()["nothing"]()(), target(probe)) ==
        "Error | TypeError: undefined is not a function");
}

TEST_CASE("arguments that do not fit are refused by number, and nothing runs") {
  Probe probe;
  CHECK(error_of(ctn()["add"]("x"), target(probe)).starts_with("TypeError | argument 1 of add: "));
  CHECK(
      error_of(ctn()["add"](1, "x"), target(probe)).starts_with("TypeError | argument 2 of add: "));
  CHECK(error_of(ctn()["add"](), target(probe)).starts_with("TypeError | argument 1 of add: "));
  CHECK(probe.calls == 0);
}

TEST_CASE("default arguments work by name; undefined at the end is as good as nothing") {
  Probe probe;
  Run given(ctn()["add"](1, 2), target(probe));
  CHECK(done(given).as_number() == 3);
  Run left_out(ctn()["add"](1), target(probe));
  CHECK(done(left_out).as_number() == 101);
  Run undefined(ctn()["add"](1, Value(), Value()), target(probe));
  CHECK(done(undefined).as_number() == 101);
  Run past_undefined(ctn()["add"](1, Value(), 3), target(probe));
  CHECK(done(past_undefined).as_number() == 101);
  Run too_much(ctn()["add"](1, 2, 3), target(probe));
  CHECK(done(too_much).as_number() == 3);
}

TEST_CASE("all or the remaining arguments come as they were sent") {
  Probe probe;
  Run run(ctn()["count"](1, Value(), nullptr, Value()), target(probe));
  CHECK(done(run).as_number() == 4);
}

TEST_CASE("an asynchronous step suspends the chain, which goes on with its value") {
  Probe probe;
  Run run(ctn()["echoArgs"](ctn()["later"]("a"), ctn()["later"]("b")), target(probe));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  REQUIRE(probe.waiting.size() == 1);
  int woken = 0;
  run.execution.pending().notify([&woken] { ++woken; });
  CHECK(woken == 0);
  probe.waiting[0].resolve("A");
  CHECK(woken == 1);
  REQUIRE(run.execution.run() == ExecutionState::pending);
  probe.waiting[1].resolve("B");
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.value()[1].as_string() == "B");
  CHECK(probe.log == std::vector<std::string>{"later a", "later b", "echoArgs"});
}

TEST_CASE("an asynchronous step that fails ends the chain, and nothing after it runs") {
  Probe probe;
  Run run(ctn()["echo"](ctn()["later"]("a")), target(probe));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  probe.waiting[0].reject(Error("RangeError", "late"));
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.failed());
  CHECK(run.execution.value().error_message() == "late");
  CHECK(probe.log == std::vector<std::string>{"later a"});
}

TEST_CASE("a driver may fail what waits, which cancels it") {
  Probe probe;
  Run run(ctn()["later"]("a"), target(probe));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  CHECK(run.execution.resume(Error("TimeoutError", "too late")) == ExecutionState::done);
  CHECK(run.execution.failed());
  CHECK(probe.waiting[0].cancelled());
}

TEST_CASE("a driver may give the result itself, and the chain goes on with it") {
  Probe probe;
  Run run(ctn()["echo"](ctn()["later"]("a")), target(probe));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  CHECK(run.execution.resume(run.workspace.document().string("given")) == ExecutionState::done);
  CHECK(run.execution.value().as_string() == "given");
  CHECK(probe.waiting[0].cancelled());

  Run further(ctn()["later"]("a")["label"], target(probe));
  REQUIRE(further.execution.run() == ExecutionState::pending);
  CHECK(further.execution.resume(target(std::make_shared<testing::Session>("s"))) ==
        ExecutionState::done);
  CHECK(further.execution.value().as_string() == "s");

  Run again(ctn()["later"]("a"), target(probe));
  REQUIRE(again.execution.run() == ExecutionState::pending);
  Deferred<int> other;
  CHECK(again.execution.resume(AsyncTraits<Deferred<int>>::start(Deferred<int>(other))) ==
        ExecutionState::pending);
  other.resolve(3);
  CHECK(again.execution.run() == ExecutionState::done);
  CHECK(again.execution.value().as_number() == 3);
}

TEST_CASE("a chain that is cancelled fails, and nothing more of it runs") {
  Probe probe;
  Run run(ctn()["echo"](ctn()["later"]("a")), target(probe));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  run.execution.cancel();
  CHECK(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.failure()->code == FailureCode::cancelled);
  CHECK(run.execution.failure()->path == "$[1].args[0].__operationChain[1]");
  CHECK(run.execution.value().error_name() == "AbortError");
  CHECK(probe.waiting[0].cancelled());
  CHECK(probe.log == std::vector<std::string>{"later a"});

  Run early(ctn()["one"](), target(probe));
  early.execution.cancel();
  CHECK(early.execution.failed());
  early.execution.cancel();
  Run done_before(ctn()["one"](), target(probe));
  CHECK(done(done_before).as_number() == 1);
  done_before.execution.cancel();
  CHECK_FALSE(done_before.execution.failed());
}

/// Its call ends the execution in which it runs, and it is owned by nobody else.
struct Ender {
  std::function<void()> end;
  std::string name = "a name that is not short, so that it is on the heap";
  std::shared_ptr<Ender> other() { return std::make_shared<Ender>(*this); }
  std::size_t call() { return end(), name.size(); }
  Deferred<int> wait() { return end(), Deferred<int>(); }
  CANDELA_EXPOSE(Ender, other, call, wait)
};

TEST_CASE("a chain that is cancelled by what it runs fails when that has returned") {
  for (const std::string_view ends : {"call", "wait"}) {
    CAPTURE(ends);
    Ender ender;
    Run run(ctn()["other"]()[ends]()["toFixed"](2), target(ender));
    ender.end = [&run] { run.execution.cancel(); };
    CHECK(run.execution.run() == ExecutionState::done);
    REQUIRE(run.execution.failure());
    CHECK(run.execution.failure()->code == FailureCode::cancelled);
    CHECK(run.execution.failure()->path == (ends == "wait" ? "$[3]" : "$[4]"));
  }
}

/// Destroying it ends what waited for it.
struct EndsWithIt final : Unfinished {
  explicit EndsWithIt(std::function<void()> with) : end(std::move(with)) {}
  EndsWithIt(EndsWithIt&&) = delete;
  EndsWithIt& operator=(EndsWithIt&&) = delete;
  ~EndsWithIt() override { end(); }
  void notify(std::function<void()>) override {}
  Result take(Call&) override { return {}; }
  std::function<void()> end;
};
struct GivesIt {
  std::function<void()> end;
  Result get() { return std::make_unique<EndsWithIt>(end); }
  CANDELA_EXPOSE(GivesIt, get)
};

TEST_CASE("what a chain waited for may cancel it when it is destroyed") {
  enum class By { resuming, failing, cancelling, destroying };
  for (const By by : {By::resuming, By::failing, By::cancelling, By::destroying}) {
    GivesIt gives;
    Run run(ctn()["get"]()["x"], target(gives));
    gives.end = [&run] { run.execution.cancel(); };
    REQUIRE(run.execution.run() == ExecutionState::pending);
    switch (by) {
      case By::resuming: CHECK(run.execution.resume(Result()) == ExecutionState::done); break;
      case By::failing: run.execution.resume(Error("late")); break;
      case By::cancelling: run.execution.cancel(); break;
      case By::destroying: continue;
    }
    CHECK(run.execution.failed());
    CHECK(run.execution.value().error_name() == (by == By::failing ? "Error" : "AbortError"));
  }
}

TEST_CASE("after the deadline no step is begun") {
  Probe probe;
  std::chrono::nanoseconds now{100};
  ExecutionOptions options;
  options.deadline = {[&now] { return now; }, std::chrono::nanoseconds(200)};
  Run run(ctn()["echoArgs"](ctn()["touch"]("a"), ctn()["later"]("b"), ctn()["touch"]("c")),
          target(probe), options);
  REQUIRE(run.execution.run() == ExecutionState::pending);
  now = std::chrono::nanoseconds(200);
  probe.waiting[0].resolve("B");
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.failure()->code == FailureCode::deadline);
  CHECK(run.execution.value().error_name() == "TimeoutError");
  CHECK(probe.log == std::vector<std::string>{"touch a", "later b"});

  options.deadline.end = std::chrono::nanoseconds(201);
  Run in_time(ctn()["one"](), target(probe), options);
  CHECK(done(in_time).as_number() == 1);
}

TEST_CASE("destroying an execution cancels what it waits for") {
  Probe probe;
  {
    Run run(ctn()["later"]("a"), target(probe));
    REQUIRE(run.execution.run() == ExecutionState::pending);
    CHECK_FALSE(probe.waiting[0].cancelled());
  }
  CHECK(probe.waiting[0].cancelled());
}

TEST_CASE("what is thrown arrives as it is") {
  Probe probe;
  CHECK(error_of(ctn()["throwStandard"](), target(probe)) == "Error | a standard one");
  CHECK(error_of(ctn()["throwNumber"](), target(probe)) == "Error | unknown exception");
  Run text(ctn()["throwString"]("S"), target(probe));
  REQUIRE(text.execution.run() == ExecutionState::done);
  CHECK(text.execution.failed());
  CHECK(text.execution.value().as_string() == "S");
  Run undefined(ctn()["throwUndefined"](), target(probe));
  REQUIRE(undefined.execution.run() == ExecutionState::done);
  CHECK(undefined.execution.failed());
  CHECK(undefined.execution.value().is_undefined());
}

TEST_CASE("each limit holds at its value and refuses one past it, before anything runs") {
  Probe probe;
  ExecutionOptions options;
  options.limits.operations = 4;
  options.limits.arguments = 3;
  options.limits.nesting = 2;
  options.limits.steps = 100;
  options.limits.argument_values = 6;

  Run four(ctn()["getMixed"]()[3]["value"], target(probe), options);
  CHECK(done(four).as_number() == 42);
  CHECK(error_of(ctn()["echo"](1)["x"]["y"]["z"], target(probe), options) ==
        "Error | Operation chain too deep: 5 > 4");

  Run three(ctn()["count"](1, 2, 3), target(probe), options);
  CHECK(done(three).as_number() == 3);
  probe.calls = 0;
  CHECK(error_of(ctn()["one"]()["x"](1, 2, 3, 4), target(probe), options) ==
        "Error | Too many arguments: 4 > 3");

  Run two(ctn()["echo"](ctn()["echo"](ctn()["one"]())), target(probe), options);
  CHECK(done(two).as_number() == 1);
  probe.calls = 0;
  CHECK(error_of(ctn()["echo"](ctn()["echo"](ctn()["echo"](ctn()["one"]()))), target(probe),
                 options) == "Error | Operations nested too deep: 3 > 2");

  const auto three_calls = ctn()["count"](ctn()["one"](), ctn()["one"](), ctn()["one"]());
  Run eight(three_calls, target(probe), options);
  CHECK(done(eight).as_number() == 3);
  options.limits.steps = 8;
  Run also_eight(three_calls, target(probe), options);
  CHECK(done(also_eight).as_number() == 3);
  options.limits.steps = 7;
  probe.calls = 0;
  CHECK(error_of(three_calls, target(probe), options) == "Error | Too many operations: 8 > 7");

  Run six(ctn()["count"](std::vector<int>{1, 2, 3, 4, 5}), target(probe), options);
  CHECK(done(six).as_number() == 1);
  probe.calls = 0;
  CHECK(error_of(ctn()["count"](std::vector<int>{1, 2, 3, 4, 5, 6}), target(probe), options) ==
        "Error | Too many argument values: 7 > 6");
  CHECK(probe.calls == 0);
}

TEST_CASE("places of nested chains are counted, not only the chains") {
  Probe probe;
  ExecutionOptions options;
  options.limits.nested = 2;
  const Chain once = ctn()["one"]();
  Run two(ctn()["count"](once, once), target(probe), options);
  CHECK(done(two).as_number() == 2);
  CHECK(error_of(ctn()["count"](once, once, once), target(probe), options) ==
        "Error | Too many nested operations: 3 > 2");
}

TEST_CASE("built-ins read as much as their limit, and not more") {
  Probe probe;
  ExecutionOptions options;
  options.limits.built_in_bytes = 20;
  const Chain ten = ctn()["touch"]("0123456789");
  Run twice(ten["trim"](), target(probe), options);  // read once to find it, once to run it
  CHECK(done(twice).as_string() == "0123456789");
  CHECK(error_of(ten["trim"]()["length"], target(probe), options) ==
        "Error | Too much work for built-ins: 30 > 20");
}

TEST_CASE("a name that is looked up in an object counts with its length") {
  Probe probe;
  ExecutionOptions options;
  options.limits.built_in_bytes = 20;
  const Chain object = ctn()["echo"](std::map<std::string, int>{{"0123456789", 1}});
  Run twice(ctn()["echoArgs"](object["0123456789"], object["something."])[0], target(probe),
            options);
  CHECK(done(twice).as_number() == 1);
  CHECK(error_of(ctn()["echoArgs"](object["0123456789"], object["something.."]), target(probe),
                 options) == "Error | Too much work for built-ins: 21 > 20");
}

TEST_CASE("a built-in that became a function value is counted as one that is called at once") {
  Probe probe;
  ExecutionOptions options;
  options.limits.built_in_bytes = 20;
  const Chain trim = ctn()["touch"]("0123456789")["trim"];  // counted once, to find it
  Run twice(ctn()["echo"](trim)(), target(probe), options);
  CHECK(done(twice).as_string() == "0123456789");
  CHECK(error_of(ctn()["echoArgs"](ctn()["echo"](trim)(), ctn()["echo"](trim)()), target(probe),
                 options) == "Error | Too much work for built-ins: 30 > 20");
}

TEST_CASE("a built-in as a function value may be called when its execution is gone") {
  Probe probe;
  Workspace workspace{Document()};
  ExecutionOptions options;
  options.limits.built_in_bytes = 20;
  Value trim;
  {
    const Chain chain = ctn()["touch"]("0123456789")["trim"];
    Execution execution(workspace, chain.to_value(workspace.document()), target(probe), options);
    REQUIRE(execution.run() == ExecutionState::done);
    trim = execution.value();
  }
  CHECK(workspace.call().invoke(trim, {}).value()->as_string() == "0123456789");
  CHECK_THROWS_WITH_AS(workspace.call().invoke(trim, {}), "Too much work for built-ins: 30 > 20",
                       Error);
}

TEST_CASE("a chain that is nested as deep as the limits allow runs") {
  Probe probe;
  Chain chain = ctn()["one"]();
  for (int i = 0; i < 100; ++i)
    chain = ctn()["echo"](chain);
  Run run(chain, target(probe));
  CHECK(done(run).as_number() == 1);
  CHECK(probe.calls == 101);
}

TEST_CASE("stacks leave only when they are wanted, for causes too") {
  Probe probe;
  Run hidden(ctn()["throwCause"](), target(probe));
  hidden.execution.run();
  CHECK_FALSE(hidden.execution.value().error_has(Value::ErrorPart::stack));
  ExecutionOptions options;
  options.stacks = Stacks::exposed;
  Run exposed(ctn()["throwCause"](), target(probe), options);
  exposed.execution.run();
  const Value error = exposed.execution.value();
  CHECK(error.error_part(Value::ErrorPart::stack).as_string().starts_with("RangeError: outer"));
  CHECK(error.error_part(Value::ErrorPart::cause)
            .error_part(Value::ErrorPart::stack)
            .as_string()
            .starts_with("TypeError: inner"));
}

}  // namespace
}  // namespace candela
