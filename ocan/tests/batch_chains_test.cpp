#include <candela/ocan/batch_chains.hpp>

#include <doctest/doctest.h>

#include <candela/structured_clone/format.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Probe;

/// Two accounts, and transactions over both.
class Bank final : public BatchHooks {
 public:
  int left = 10;
  int right = 0;
  std::string log;
  AtomicWaiting waiting = AtomicWaiting::refused;
  bool commits = true;
  Deferred<int> later;

  int deposit(int amount) { return right += amount; }
  int withdraw(int amount) {
    if (amount > left) throw Error("RangeError", "there is not so much");
    return left -= amount;
  }
  Deferred<int> ask() { return later; }

  void before_item(std::size_t) override { log += "before "; }
  void after_item(std::size_t, ItemStatus) override { log += "after "; }
  void begin_atomic() override {
    log += "begin ";
    saved_ = {left, right};
  }
  void commit_atomic() override {
    log += "commit ";
    if (!commits) throw Error("the disk is full");
  }
  void roll_back_atomic() noexcept override {
    log += "roll back ";
    left = saved_.first;
    right = saved_.second;
  }
  AtomicWaiting atomic_waiting() const override { return waiting; }

 private:
  std::pair<int, int> saved_;
  CANDELA_EXPOSE(Bank, left, right, deposit, withdraw, ask)
};

ChainBatch transfer(int amount) {
  return ctn_batch(ctn()["deposit"](amount), ctn()["withdraw"](amount), ctn()["left"]).as_atomic();
}

TEST_CASE("a batch is a value that is written and read as it is") {
  const Chain one = ctn()["one"]();
  const ChainBatch batch = ctn_batch(ctn()["add"](one, 1), one, ctn<Probe>().call<&Probe::one>());
  CHECK(stringify(batch.to_document()) ==
        R"({"json":{"batch":[{"id":"0","operations":[{"type":"get","key":"add"},{"type":"apply",)"
        R"("args":[{"__isNestedOperation":true,"__refId":"proxy-1","__operationChain":[{"$ref":0},)"
        R"({"$ref":1}]},1]}]},{"id":"1","operations":[{"$ref":0},{"$ref":1}]},{"id":"2",)"
        R"("operations":[{"type":"get","key":"one"},{"type":"apply","args":[]}]}]},"meta":)"
        R"({"aliases":{"0":{"type":"get","key":"one"},"1":{"type":"apply","args":[]}}}})");
  const ChainBatch again = ChainBatch::from_document(batch.to_document());
  CHECK(again == batch);
  CHECK_FALSE(again == batch.as_atomic());
  CHECK(ChainBatch::from_document(batch.as_atomic().to_document()).is_atomic());
  CHECK_FALSE(ctn_batch(one) == ctn_batch(one, one));
}

TEST_CASE("each chain has an outcome, and a failed one does not stop the next") {
  Probe probe;
  const auto outcomes = execute(
      ctn_batch(ctn()["one"](), ctn()["nope"](), ctn()["session"]("s")["label"]), target(probe));
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0].get<int>() == 1);
  CHECK(outcomes[1].failure()->code == FailureCode::not_callable);
  CHECK(outcomes[1].failure()->path == "$.batch[1].operations[1]");
  CHECK(outcomes[2].get<std::string>() == "s");
}

TEST_CASE("an atomic batch is done as one") {
  Bank bank;
  const auto outcomes = execute(transfer(4), target(bank), bank);
  CHECK(bank.log == "begin commit ");
  CHECK(outcomes[2].get<int>() == 6);
  CHECK(bank.left == 6);
  CHECK(bank.right == 4);
}

TEST_CASE("when a chain of an atomic batch fails, no later one runs, and nothing was done") {
  Bank bank;
  const auto outcomes = execute(transfer(11), target(bank), bank);
  CHECK(bank.log == "begin roll back ");
  CHECK(bank.left == 10);
  CHECK(bank.right == 0);
  CHECK(outcomes[1].error().message() == "there is not so much");
  for (const std::size_t other : {0U, 2U}) {
    CAPTURE(other);
    CHECK(outcomes[other].failure()->code == FailureCode::rolled_back);
    const Error error = outcomes[other].error();
    CHECK(error.name() == "AbortError");
    CHECK(error.message() ==
          "Operation chain 1 of the atomic batch failed, and nothing of the batch was done");
    CHECK(error.value().error_part(Value::ErrorPart::cause).error_message() ==
          "there is not so much");
  }
}

TEST_CASE(
    "what was rolled back for another chain's sake has no path of its own, but its cause has") {
  Bank bank;
  ExecutionOptions options;
  options.places = FailurePlaces::exposed;
  const auto outcomes = execute(transfer(11), target(bank), bank, options);
  const Value error = outcomes[2].content();
  CHECK_FALSE(error.has("path"));
  CHECK(error.error_part(Value::ErrorPart::cause)["path"].as_string() ==
        "$.batch[1].operations[1]");
  CHECK(outcomes[2].failure()->path == "$.batch[2].operations");
}

TEST_CASE("a commit that fails is rolled back, and fails all chains") {
  Bank bank;
  bank.commits = false;
  const auto outcomes = execute(transfer(1), target(bank), bank);
  CHECK(bank.log == "begin commit roll back ");
  CHECK(bank.left == 10);
  for (const Outcome& outcome : outcomes)
    CHECK(outcome.error().message() == "the disk is full");
}

TEST_CASE("where there are no transactions an atomic batch is answered with errors, and not run") {
  Probe probe;
  const ChainBatch batch = ctn_batch(ctn()["one"](), ctn()["one"]()).as_atomic();
  for (const Outcome& outcome : execute(batch, target(probe)))
    CHECK(outcome.error().message() == "There are no atomic batches here");
  CHECK(probe.calls == 0);
  struct OnlyItems final : BatchHooks {
    void before_item(std::size_t) override {}
    void after_item(std::size_t, ItemStatus) override {}
  } hooks;
  CHECK_FALSE(execute(batch, target(probe), hooks)[1].ok());
  CHECK(probe.calls == 0);
}

TEST_CASE("an atomic batch waits only where its hooks allow it") {
  Bank bank;
  const ChainBatch batch = ctn_batch(ctn()["deposit"](1), ctn()["ask"]()).as_atomic();
  const auto outcomes = execute(batch, target(bank), bank);
  CHECK(outcomes[1].failure()->code == FailureCode::would_wait);
  CHECK(bank.right == 0);

  bank.log.clear();
  bank.waiting = BatchHooks::AtomicWaiting::allowed;
  BatchExecution execution(batch.to_document(), target(bank), {}, bank);
  REQUIRE(execution.run() == ExecutionState::pending);
  bank.later.resolve(7);
  REQUIRE(execution.run() == ExecutionState::done);
  CHECK(execution.value(1).as_number() == 7);
  CHECK(bank.log == "begin commit ");
}

TEST_CASE("an atomic batch that is cancelled or destroyed before its end is rolled back") {
  Bank bank;
  bank.waiting = BatchHooks::AtomicWaiting::allowed;
  const ChainBatch batch =
      ctn_batch(ctn()["deposit"](1), ctn()["ask"](), ctn()["deposit"](1)).as_atomic();
  {
    BatchExecution execution(batch.to_document(), target(bank), {}, bank);
    REQUIRE(execution.run() == ExecutionState::pending);
    CHECK(bank.right == 1);
  }
  CHECK(bank.log == "begin roll back ");
  CHECK(bank.right == 0);
  bank.log.clear();
  BatchExecution execution(batch.to_document(), target(bank), {}, bank);
  REQUIRE(execution.run() == ExecutionState::pending);
  execution.cancel();
  CHECK(execution.run() == ExecutionState::done);
  CHECK(bank.log == "begin roll back ");
  CHECK(execution.failure(1)->code == FailureCode::cancelled);
  CHECK(execution.failure(0)->code == FailureCode::rolled_back);
  CHECK(execution.failure(2)->code == FailureCode::rolled_back);
  CHECK(bank.right == 0);
}

TEST_CASE("an empty atomic batch begins and commits") {
  Bank bank;
  CHECK(execute(ctn_batch().as_atomic(), target(bank), bank).empty());
  CHECK(bank.log == "begin commit ");
}

}  // namespace
}  // namespace candela
