#include "ocan_cases.hpp"

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include <candela/ocan.hpp>

namespace candela::bench {

namespace {

/// What the chains call, and what calls it without any chain: through the same virtual functions.
class Calculator {
 public:
  virtual ~Calculator() = default;
  virtual int add(int a, int b) = 0;
  virtual Calculator& self() = 0;
  int number = 7;
};

class Adder final : public Calculator, public std::enable_shared_from_this<Adder> {
 public:
  int add(int a, int b) override { return a + b; }
  Calculator& self() override { return *this; }
  std::shared_ptr<Adder> next() { return shared_from_this(); }
  CANDELA_EXPOSE(Adder, add, next, number)
};

/// The compiler cannot know which class it is.
Calculator& opaque(Calculator& calculator) {
  Calculator* pointer = &calculator;
  asm volatile("" : "+r"(pointer));
  return *pointer;
}

void require(bool holds) {
  if (!holds) throw std::runtime_error("a wrong answer");
}

/// A request that is there decoded, and a fresh copy of it for each run.
struct Decoded {
  Document request;
  Document copy;

  explicit Decoded(const Chain& chain) : request(chain.to_document()) {}
  void refresh() { copy = request.clone(); }
};

Contender executing(const Chain& chain, double expected) {
  const auto decoded = std::make_shared<Decoded>(chain);
  const auto adder = std::make_shared<Adder>();
  const auto run = [decoded, on = target(adder), expected] {
    decoded->refresh();
    Workspace workspace(std::move(decoded->copy));
    Execution execution(workspace, workspace.document().root(), on);
    require(execution.run() == ExecutionState::done && !execution.failed());
    require(execution.value().as_number() == expected);
  };
  return in_process_after(
      "candela", [decoded] { decoded->refresh(); }, run);
}

Case nested_adds() {
  using Calc = Adder;
  const auto sum = ctn<Calc>().call<&Calc::add>(ctn<Calc>().call<&Calc::add>(1, 10),
                                                ctn<Calc>().call<&Calc::add>(100, 1000));
  const auto adder = std::make_shared<Adder>();
  return {executing(sum, 1111), {in_process("virtual calls", [adder] {
            Calculator& calculator = opaque(*adder);
            keep(calculator.add(calculator.add(1, 10), calculator.add(100, 1000)));
          })}};
}

/// `count` operations: calls that give the object again, and at the end a number.
Chain long_chain(std::size_t count) {
  Chain chain;
  for (std::size_t i = 0; i + 1 < count; i += 2)
    chain = chain["next"]();
  return chain["number"];
}

Case forty_nine_steps() {
  const auto adder = std::make_shared<Adder>();
  return {executing(long_chain(49), 7), {in_process("virtual calls", [adder] {
            Calculator* calculator = &opaque(*adder);
            for (int i = 0; i < 24; ++i)
              calculator = &opaque(*calculator).self();
            keep(calculator->number);
          })}};
}

Case build_typed() {
  using Calc = Adder;
  const auto build = [] {
    keep(ctn<Calc>().call<&Calc::next>().call<&Calc::next>().call<&Calc::add>(1, 2));
  };
  return {in_process("candela", build), {}};
}

Case batch_of_100() {
  const auto request = std::make_shared<Document>();
  ChainWriter writer(*request);
  Value items = request->array();
  for (int i = 0; i < 100; ++i) {
    items.push(request->object(
        {{"id", std::to_string(i)}, {"operations", writer.operations(ctn()["add"](i, 1))}}));
  }
  request->set_root(request->object({{"batch", items}}));
  const auto adder = std::make_shared<Adder>();
  const auto copy = std::make_shared<Document>();
  const auto run = [request, copy, on = target(adder)] {
    *copy = request->clone();
    BatchExecution batch(std::move(*copy), on);
    require(batch.run() == ExecutionState::done && !batch.any_failed());
    keep(batch.response());
  };
  return {in_process_after(
              "candela", [request, copy] { *copy = request->clone(); }, run),
          {}};
}

}  // namespace

std::vector<CasePlan> ocan_cases() {
  return {{"chain", "execute-nested-adds", nested_adds, 1, "ocan"},
          {"chain", "execute-49-steps", forty_nine_steps, 1, "ocan"},
          {"chain", "build-3-typed-calls", build_typed, 1, "ocan"},
          {"chain", "batch-of-100", batch_of_100, 1, "ocan"}};
}

}  // namespace candela::bench
