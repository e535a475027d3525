#include <candela/ocan/unfinished.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

/// What becomes of the parts of a result that comes in two steps.
struct Steps {
  std::function<void()> first_is_there;
  std::function<void()> second_is_there;
  std::vector<std::string> log;
};

/// The second step: reads the argument of the call that began with the first.
class SecondStep final : public Unfinished {
 public:
  SecondStep(Steps& steps, const std::string& text) : steps_(steps), text_(text) {}
  SecondStep(SecondStep&&) = delete;
  SecondStep& operator=(SecondStep&&) = delete;
  ~SecondStep() override { steps_.log.emplace_back("second gone"); }
  void notify(std::function<void()> ready) override { steps_.second_is_there = std::move(ready); }
  Result take(Call& call) override {
    steps_.log.push_back("took " + text_);
    return call.document().string(text_);
  }

 private:
  Steps& steps_;
  const std::string& text_;
};

class FirstStep final : public Unfinished {
 public:
  FirstStep(Steps& steps, const std::string& text) : steps_(steps), text_(text) {}
  FirstStep(FirstStep&&) = delete;
  FirstStep& operator=(FirstStep&&) = delete;
  ~FirstStep() override { steps_.log.emplace_back("first gone"); }
  void notify(std::function<void()> ready) override { steps_.first_is_there = std::move(ready); }
  Result take(Call&) override {
    return std::unique_ptr<Unfinished>(std::make_unique<SecondStep>(steps_, text_));
  }

 private:
  Steps& steps_;
  const std::string& text_;
};

struct TwoSteps {
  Steps* steps;
  const std::string* text;
};

}  // namespace

template <>
struct AsyncTraits<TwoSteps> {
  using Value = std::string;
  static std::unique_ptr<Unfinished> start(TwoSteps&& two) {
    return std::make_unique<FirstStep>(*two.steps, *two.text);
  }
};

namespace {

class Stepper {
 public:
  Steps steps;
  TwoSteps go(const std::string& text) { return {&steps, &text}; }
  CANDELA_EXPOSE(Stepper, go)
};

class Slow {
 public:
  Deferred<int> answer;
  Deferred<void> nothing;
  Deferred<std::shared_ptr<testing::Session>> session;
  std::vector<const std::string*> kept;

  Deferred<int> wait(const std::string& text) {
    kept.push_back(&text);
    return answer;
  }
  Deferred<void> quiet() { return nothing; }
  Deferred<std::shared_ptr<testing::Session>> open() { return session; }
  CANDELA_EXPOSE(Slow, wait, quiet, open)
};

struct Run {
  Run(const Chain& chain, const Target& on)
      : workspace(Document()), execution(workspace, chain.to_value(workspace.document()), on) {}
  Workspace workspace;
  Execution execution;
};

TEST_CASE("a deferred result that is there already does not suspend") {
  Slow slow;
  slow.answer.resolve(5);
  CHECK(execute(ctn()["wait"]("x"), target(slow)).get<int>() == 5);
  slow.nothing.resolve();
  CHECK(execute(ctn()["quiet"](), target(slow)).value().is_undefined());
}

TEST_CASE("decoded arguments live until the result is there") {
  Slow slow;
  Run run(ctn()["wait"]("a text that is too long to be stored in the string itself"), target(slow));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  CHECK(slow.kept[0]->starts_with("a text that"));
  slow.answer.resolve(1);
  CHECK(run.execution.run() == ExecutionState::done);
}

TEST_CASE("a result that comes in steps keeps the arguments until the last, and dies in reverse") {
  Stepper stepper;
  const std::string long_text = "a text that is too long to be stored in the string itself";
  Run run(ctn()["go"](long_text), target(stepper));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  run.execution.pending().notify([] {});
  REQUIRE(run.execution.run() == ExecutionState::pending);
  run.execution.pending().notify([] {});
  CHECK(stepper.steps.second_is_there);
  CHECK(stepper.steps.log.empty());
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.value().as_string() == long_text);
  CHECK(stepper.steps.log ==
        std::vector<std::string>{"took " + long_text, "second gone", "first gone"});
}

TEST_CASE("a result that comes in steps is cancelled from the last step to the first") {
  Stepper stepper;
  {
    Run run(ctn()["go"]("x"), target(stepper));
    REQUIRE(run.execution.run() == ExecutionState::pending);
    REQUIRE(run.execution.run() == ExecutionState::pending);
  }
  CHECK(stepper.steps.log == std::vector<std::string>{"second gone", "first gone"});
}

TEST_CASE("a capability may come late, and the chain goes on with it") {
  Slow slow;
  Run run(ctn()["open"]()["bump"](4), target(slow));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  slow.session.resolve(std::make_shared<testing::Session>("late"));
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.value().as_number() == 4);
}

TEST_CASE("a rejection keeps what it was rejected with") {
  Slow slow;
  slow.answer.reject(Error::of("plain text"));
  const Outcome outcome = execute(ctn()["wait"]("x"), target(slow));
  CHECK(outcome.error().value().as_string() == "plain text");
}

TEST_CASE("nobody is woken after the execution is gone") {
  Slow slow;
  int woken = 0;
  {
    Run run(ctn()["wait"]("x"), target(slow));
    REQUIRE(run.execution.run() == ExecutionState::pending);
    run.execution.pending().notify([&woken] { ++woken; });
  }
  CHECK(slow.answer.cancelled());
  slow.answer.resolve(1);
  CHECK(woken == 0);
}

/// Gives one result to whoever asks.
struct Shares {
  Deferred<std::shared_ptr<testing::Session>> session;
  Deferred<std::shared_ptr<testing::Session>> get() { return session; }
  CANDELA_EXPOSE(Shares, get)
};

TEST_CASE("several executions may wait for one result: each hears of it and gets it") {
  Shares shares;
  const auto run = [&] {
    Document request = testing::batch_of(testing::item(testing::method("get")));
    return std::make_unique<BatchExecution>(std::move(request), target(shares));
  };
  std::vector<std::unique_ptr<BatchExecution>> batches;
  std::size_t heard = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    batches.push_back(run());
    REQUIRE(batches[i]->run() == ExecutionState::pending);
    batches[i]->pending().notify([&batches, &heard, i] {
      ++heard;
      CHECK(batches[i]->run() == ExecutionState::done);
      batches.back().reset();  // it waited, too
    });
  }
  batches[0]->cancel();
  CHECK_FALSE(shares.session.cancelled());
  shares.session.resolve(std::make_shared<testing::Session>("s"));
  CHECK(heard == 2);
  CHECK(batches[1]->value(0).has("bump"));
  CHECK(batches[2]->value(0).has("bump"));
  const auto late = run();
  CHECK(late->run() == ExecutionState::done);
  CHECK(late->value(0).has("bump"));
}

TEST_CASE("an execution that is run too early waits on, and who asks too late is told at once") {
  testing::Probe probe;
  Workspace workspace;
  Execution execution(workspace, ctn()["later"]("a"), target(probe));
  REQUIRE(execution.run() == ExecutionState::pending);
  CHECK(execution.run() == ExecutionState::pending);
  probe.waiting[0].resolve("A");
  bool told = false;
  execution.pending().notify([&told] { told = true; });
  CHECK(told);
  CHECK(execution.run() == ExecutionState::done);
  CHECK(execution.value().as_string() == "A");
}

}  // namespace
}  // namespace candela
