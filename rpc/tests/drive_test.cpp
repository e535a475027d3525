#include <candela/rpc/kj/drive.hpp>

#include <functional>
#include <memory>
#include <string>

#include <doctest/doctest.h>

#include <candela/ocan/chain.hpp>

#include "sample_objects.hpp"

namespace {

using candela::BatchExecution;
using candela::Chain;
using candela::ctn;
using candela::Document;
using candela::Value;
using candela::test::Sample;

Document batch_of(std::initializer_list<Chain> chains) {
  Document document;
  candela::ChainWriter writer(document);
  Value batch = document.array();
  for (const Chain& chain : chains) {
    batch.push(document.object({{"id", 1}, {"operations", writer.operations(chain)}}));
  }
  document.set_root(document.object({{"batch", batch}}));
  return document;
}

/// A result that cannot be listened to.
struct Deaf {};

}  // namespace

template <>
struct candela::AsyncTraits<Deaf> {
  using Value = void;
  struct Result final : candela::Unfinished {
    void notify(std::function<void()>) override { throw candela::Error("RangeError", "deaf"); }
    candela::Result take(candela::Call&) override { return {}; }
  };
  static std::unique_ptr<candela::Unfinished> start(Deaf&&) { return std::make_unique<Result>(); }
};

namespace {

class Mute {
 public:
  Deaf deaf() { return {}; }
  int one() { return 1; }
  CANDELA_EXPOSE(Mute, deaf, one)
};

struct Fixture {
  explicit Fixture(std::initializer_list<Chain> chains)
      : scope(loop),
        timer(kj::origin<kj::TimePoint>()),
        execution(std::make_unique<BatchExecution>(batch_of(chains), candela::target(sample))) {}

  Value answer(std::size_t index) { return execution->answers()[index]; }
  std::string message(std::size_t index) {
    return std::string(answer(index)["error"].error_message());
  }

  kj::EventLoop loop;
  kj::WaitScope scope;
  kj::TimerImpl timer;
  Sample sample;
  std::unique_ptr<BatchExecution> execution;
};

TEST_CASE("a batch that never waits is done at once") {
  Fixture fixture({ctn()["add"](1, 2), ctn()["increment"]()});
  candela::drive(*fixture.execution).wait(fixture.scope);
  CHECK(fixture.answer(0)["result"].as_number() == 3);
  CHECK(fixture.answer(1)["result"].as_number() == 1);
}

TEST_CASE("promises and coroutines in chains are waited for, one after the other") {
  const auto later = ctn()["later"](ctn()["later"](5));
  Fixture fixture({later, ctn()["coroutine"]("hi")["length"], ctn()["add"](later, 1)});
  candela::drive(*fixture.execution).wait(fixture.scope);
  CHECK(fixture.answer(0)["result"].as_number() == 5);
  CHECK(fixture.answer(1)["result"].as_number() == 3);
  CHECK(fixture.answer(2)["result"].as_number() == 6);
}

TEST_CASE("rejections are answers, with all that the error has; what follows runs all the same") {
  Fixture fixture({ctn()["coroutine"]("throw"), ctn()["rejected"](), ctn()["later"](1)});
  candela::drive(*fixture.execution).wait(fixture.scope);
  CHECK(fixture.answer(0)["error"].error_name() == "RangeError");
  CHECK(fixture.answer(0)["error"]["code"].as_number() == 7);
  CHECK(fixture.answer(1)["error"].error_name() == "MyError");
  CHECK(fixture.answer(1)["error"]["n"].as_number() == 1);
  CHECK(fixture.answer(2)["result"].as_number() == 1);
}

TEST_CASE("a promise that is dropped stops the batch and cancels what it waits for") {
  Fixture fixture({ctn()["wait"]("gate")});
  {
    auto driving = candela::drive(*fixture.execution);
    CHECK_FALSE(driving.poll(fixture.scope));
    CHECK(fixture.sample.gates.at("gate")->isWaiting());
  }
  fixture.execution.reset();
  CHECK_FALSE(fixture.sample.gates.at("gate")->isWaiting());
}

TEST_CASE("past its deadline a batch fails what waits, and runs what does not") {
  Fixture fixture(
      {ctn()["wait"]("one"), ctn()["wait"]("two"), ctn()["add"](1, 2), ctn()["wait"]("three")});
  const candela::Deadline deadline{fixture.timer, fixture.timer.now() + 5 * kj::SECONDS};
  auto driving = candela::drive(*fixture.execution, {deadline});
  CHECK_FALSE(driving.poll(fixture.scope));
  fixture.sample.open("one");
  CHECK_FALSE(driving.poll(fixture.scope));
  fixture.timer.advanceTo(deadline.at);
  driving.wait(fixture.scope);
  CHECK(fixture.answer(0)["result"].as_string() == "one");
  CHECK(fixture.answer(1)["error"].error_name() == "TimeoutError");
  CHECK(fixture.message(1) == "deadline exceeded");
  CHECK(fixture.answer(2)["result"].as_number() == 3);
  CHECK(fixture.message(3) == "deadline exceeded");
}

TEST_CASE("a batch counts what it holds, and goes on when there is room for it") {
  Fixture fixture({ctn()["wait"]("gate"), ctn()["add"](1, 2)});
  const auto in_flight = std::make_shared<candela::InFlight>(1);
  auto answers = std::make_unique<candela::InFlight::Share>(in_flight);
  candela::DriveOptions options;
  SUBCASE("without a deadline") {}
  SUBCASE("with one") {
    options.deadline.emplace(
        candela::Deadline{fixture.timer, fixture.timer.now() + 5 * kj::SECONDS});
  }
  const bool limited = options.deadline.has_value();
  options.in_flight = std::make_shared<candela::InFlight::Share>(in_flight);
  auto driving = candela::drive(*fixture.execution, std::move(options));
  CHECK(in_flight->used() == fixture.execution->workspace().document().memory());
  answers->leave_with(1);
  fixture.sample.open("gate");
  CHECK_FALSE(driving.poll(fixture.scope));
  if (limited) {
    fixture.timer.advanceTo(fixture.timer.now() + 5 * kj::SECONDS);
    driving.wait(fixture.scope);
    CHECK(fixture.message(0) == "deadline exceeded");
  } else {
    answers.reset();
    driving.wait(fixture.scope);
    CHECK(fixture.answer(0)["result"].as_string() == "gate");
  }
  CHECK(fixture.answer(1)["result"].as_number() == 3);
}

TEST_CASE("a step fails when what has begun uses up what may be in flight, and nothing leaves") {
  Fixture fixture({ctn()["wait"]("gate"), ctn()["add"](1, 2)});
  const auto in_flight = std::make_shared<candela::InFlight>(1);
  candela::DriveOptions options;
  options.in_flight = std::make_shared<candela::InFlight::Share>(in_flight);
  auto driving = candela::drive(*fixture.execution, std::move(options));
  candela::InFlight::Share other(in_flight);
  other.work_with(1);
  fixture.sample.open("gate");
  driving.wait(fixture.scope);
  CHECK(fixture.message(0) == "Too many bytes in flight");
  CHECK(fixture.answer(1)["result"].as_number() == 3);
}

TEST_CASE("a batch that yields lets others go on between its items") {
  Fixture fixture({ctn()["increment"]()});
  candela::ExecutionOptions options;
  options.items_in_a_row = 1;
  BatchExecution batch(batch_of({ctn()["increment"](), ctn()["increment"](), ctn()["increment"]()}),
                       candela::target(fixture.sample), options);
  auto driving = candela::drive(batch);
  CHECK(fixture.sample.count == 1);
  auto other = kj::evalLater([&]() { return fixture.sample.count; });
  CHECK(other.wait(fixture.scope) < 3);
  driving.wait(fixture.scope);
  CHECK(fixture.sample.count == 3);
}

TEST_CASE("what cannot be waited for fails at once, and what follows runs") {
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  kj::TimerImpl timer(kj::origin<kj::TimePoint>());
  const candela::Deadline deadline{timer, timer.now() + 5 * kj::SECONDS};
  for (const bool limited : {false, true}) {
    Mute mute;
    BatchExecution execution(batch_of({ctn()["deaf"](), ctn()["deaf"](), ctn()["one"]()}),
                             candela::target(mute));
    auto driving = limited ? candela::drive(execution, {deadline}) : candela::drive(execution);
    driving.wait(scope);
    CHECK(execution.answers()[0]["error"].error_name() == "RangeError");
    CHECK(execution.answers()[1]["error"].error_message() == "deaf");
    CHECK(execution.answers()[2]["result"].as_number() == 1);
  }
}

TEST_CASE("ten thousand steps that wait take neither stack nor a growing chain of promises") {
  Document document;
  Value batch = document.array();
  const Value operations = ctn()["later"](1).to_value(document);
  for (int i = 0; i < 10'000; ++i)
    batch.push(document.object({{"operations", operations}}));
  document.set_root(document.object({{"batch", batch}}));
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  Sample sample;
  BatchExecution execution(std::move(document), candela::target(sample));
  candela::drive(execution).wait(scope);
  CHECK_FALSE(execution.any_failed());
}

}  // namespace
