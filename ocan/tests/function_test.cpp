#include <candela/ocan/function.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using Numbers = std::vector<int>;
using Unary = std::function<int(int)>;

/// Gives functions, and calls those it gets.
class Workshop {
 public:
  Unary halve = [](int number) { return number / 2; };
  Unary nothing;
  std::shared_ptr<int> steps = std::make_shared<int>(0);
  Deferred<int> waiting;

  Unary adder(int by) {
    return [by](int number) { return number + by; };
  }
  std::vector<Unary> adders() { return {adder(1), adder(2)}; }
  std::map<std::string, Unary> by_name() { return {{"ten", adder(10)}}; }
  std::optional<Unary> maybe(bool there) {
    return there ? std::optional<Unary>(adder(3)) : std::nullopt;
  }
  std::function<std::shared_ptr<testing::Session>(std::string)> opener() {
    return [](std::string label) { return std::make_shared<testing::Session>(std::move(label)); };
  }
  std::function<Deferred<int>()> later() {
    return [this] { return waiting; };
  }

  int twice(int number) { return ++*steps, number * 2; }
  Numbers map(const Numbers& numbers, const Function& f) {
    Numbers mapped;
    for (int number : numbers)
      mapped.push_back(f.call<int>(number));
    return mapped;
  }
  Result pass(const Function& f, Value value) { return f(value); }
  int or_else(int number, std::optional<Function> f) { return f ? f->call<int>(number) : number; }
  Result call_itself(const Function& f) { return f(f.value()); }
  CANDELA_EXPOSE(Workshop, halve, nothing, adder, adders, by_name, maybe, opener, later, twice, map,
                 pass, or_else, call_itself)
};

template <typename T>
T run(const Chain& chain) {
  Workshop workshop;
  return execute(chain, target(workshop)).get<T>();
}
std::string failure_of(const Chain& chain) {
  Workshop workshop;
  const Outcome outcome = execute(chain, target(workshop));
  REQUIRE_FALSE(outcome.ok());
  return std::string(outcome.error().name()) + ": " + std::string(outcome.error().message());
}

TEST_CASE("a std::function is a function of the chain, wherever it stands") {
  CHECK(run<int>(ctn()["adder"](1)(41)) == 42);
  CHECK(run<int>(ctn()["adders"]()[1](40)) == 42);
  CHECK(run<int>(ctn()["by_name"]()["ten"](1)) == 11);
  CHECK(run<int>(ctn()["maybe"](true)(1)) == 4);
  CHECK(run<std::string>(ctn()["opener"]()("x")["label"]) == "x");
  CHECK(run<int>(ctn()["halve"](8)) == 4);
}

TEST_CASE("a std::function that is a data member is named after it") {
  Workshop workshop;
  const Outcome outcome = execute(ctn()["halve"], target(workshop));
  CHECK(outcome.value().function_name() == "halve");
}

TEST_CASE("an empty std::function is null") {
  Workshop workshop;
  CHECK(execute(ctn()["nothing"], target(workshop)).value().is_null());
}

TEST_CASE("a function's arguments are decoded as a method's") {
  CHECK(failure_of(ctn()["halve"]("x")) ==
        "TypeError: argument 1 of halve: expected a whole number from -2147483648 to 2147483647, "
        "found the string \"x\"");
}

TEST_CASE("a function may give a result that is not there yet") {
  Workshop workshop;
  Workspace workspace{Document()};
  const Chain chain = ctn()["later"]()();
  Execution execution(workspace, chain.to_value(workspace.document()), target(workshop));
  CHECK(execution.run() == ExecutionState::pending);
  workshop.waiting.resolve(5);
  CHECK(execution.run() == ExecutionState::done);
  CHECK(execution.value().as_number() == 5);
}

TEST_CASE("a method, a function and a built-in are arguments for a Function") {
  CHECK(run<Numbers>(ctn()["map"](Numbers{1, 2}, ctn()["twice"])) == Numbers{2, 4});
  CHECK(run<Numbers>(ctn()["map"](Numbers{1, 2}, ctn()["adder"](5))) == Numbers{6, 7});
  CHECK(run<std::string>(ctn()["pass"](ctn()["opener"](), "y")["label"]) == "y");
  const Chain upper = ctn()["opener"]()("loud")["label"]["toUpperCase"];
  CHECK(run<std::string>(ctn()["pass"](upper, nullptr)) == "LOUD");
}

TEST_CASE("a Function may be left out where it is optional") {
  CHECK(run<int>(ctn()["or_else"](1)) == 1);
  CHECK(run<int>(ctn()["or_else"](1, nullptr)) == 1);
  CHECK(run<int>(ctn()["or_else"](1, ctn()["twice"])) == 2);
}

TEST_CASE("what a Function waits for is waited for by who returns it, and by nobody else") {
  Workshop workshop;
  Workspace workspace{Document()};
  const Chain chain = ctn()["pass"](ctn()["later"](), 1);
  Execution execution(workspace, chain.to_value(workspace.document()), target(workshop));
  CHECK(execution.run() == ExecutionState::pending);
  workshop.waiting.resolve(6);
  CHECK(execution.run() == ExecutionState::done);
  CHECK(execution.value().as_number() == 6);
  CHECK(failure_of(ctn()["map"](Numbers{1}, ctn()["later"]())) ==
        "Error: the result is not there yet");
}

TEST_CASE("data is no Function, whatever it looks like") {
  CHECK(failure_of(ctn()["map"](Numbers{1}, 5)) ==
        "TypeError: argument 2 of map: expected a function");
  CHECK(failure_of(ctn()["map"](Numbers{1})) ==
        "TypeError: argument 2 of map: expected a function");
  Workshop workshop;
  Workspace workspace{Document()};
  Document& document = workspace.document();
  const Value imitation = document.function("twice");
  const Value operations = document.array(
      {document.object({{"type", "get"}, {"key", "pass"}}),
       document.object({{"type", "apply"}, {"args", document.array({imitation, 1})}})});
  Execution execution(workspace, operations, target(workshop));
  CHECK(execution.run() == ExecutionState::done);
  CHECK(execution.failed());
  CHECK(*workshop.steps == 0);
}

TEST_CASE("functions that call themselves come to an end") {
  CHECK(failure_of(ctn()["call_itself"](ctn()["call_itself"])) ==
        "RangeError: Too many calls inside of each other: more than 100");
}

/// Calls the function that it gets so many times inside of each other.
class Deep {
 public:
  int down(Call& call, const Function& f, int more) {
    if (more == 0) return ++reached;
    const Value again =
        call.function("again", [this, &call, f, more] { return down(call, f, more - 1); });
    return Function(call, again).call<int>();
  }
  int reached = 0;
  CANDELA_EXPOSE(Deep, down)
};

TEST_CASE("calls may stand inside of each other up to the limit") {
  Deep deep;
  const int most = static_cast<int>(max_nested_calls);
  CHECK(execute(ctn()["down"](ctn()["down"], most), target(deep)).ok());
  CHECK_FALSE(execute(ctn()["down"](ctn()["down"], most + 1), target(deep)).ok());
  CHECK(deep.reached == 1);
}

TEST_CASE("typed chains call functions, and pass methods as functions") {
  const auto on = ctn<Workshop>();
  const auto sum = on.call<&Workshop::adder>(1)(41);
  static_assert(std::is_same_v<decltype(sum)::Value, int>);
  CHECK(run<int>(sum) == 42);
  CHECK(run<int>(on.get<&Workshop::halve>()(8)) == 4);
  CHECK(run<std::string>(on.call<&Workshop::opener>()("x").get<&testing::Session::label>()) == "x");
  const auto twice = on.function<&Workshop::twice>();
  static_assert(std::is_same_v<decltype(twice)::Value, std::function<int(int)>>);
  CHECK(run<Numbers>(on.call<&Workshop::map>(Numbers{1, 2}, twice)) == Numbers{2, 4});
  CHECK(run<Numbers>(on.call<&Workshop::map>(Numbers{1, 2}, on.call<&Workshop::adder>(5))) ==
        Numbers{6, 7});
  CHECK(run<int>(twice(4)) == 8);
}

}  // namespace
}  // namespace candela
