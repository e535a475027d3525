#include "call_event.hpp"

#include "actors.hpp"
#include "runtime_fixture.hpp"

namespace candela {
namespace {

using namespace std::chrono_literals;

struct CounterFixture : RuntimeFixture {
  CounterFixture() : RuntimeFixture({binding<Counter>("COUNTER")}) {}
};

/// Calls that share a limit of what is in flight.
struct CountedFixture : RuntimeFixture {
  explicit CountedFixture(TurnOrder turns)
      : RuntimeFixture({binding<Sleeper>("SLEEPER", {.turns = turns})}) {
    open();
  }
  std::shared_ptr<InFlight::Share> share() { return std::make_shared<InFlight::Share>(in_flight); }
  Called counted(const std::string& instance, const std::string& chain,
                 std::shared_ptr<InFlight::Share> share) {
    return Called(shard->call({"SLEEPER", instance, batch_of({chain}), std::move(share)}));
  }
  std::shared_ptr<InFlight> in_flight = std::make_shared<InFlight>(1);
};

struct SleeperFixture : RuntimeFixture {
  SleeperFixture() : RuntimeFixture({binding<Sleeper>("SLEEPER")}) {}
};

TEST_CASE_FIXTURE(CounterFixture, "a call reads and writes its actor's storage") {
  CHECK(call("alice", "increment(5)") == "5");
  CHECK(call("alice", "increment()") == "6");
  CHECK(call("bob", "get()") == "0");
}

TEST_CASE_FIXTURE(CounterFixture, "a chain that throws is rolled back, and says what it threw") {
  call("alice", "increment(1)");
  CHECK(call("alice", "fail(10)") == "error: refused after the write");
  CHECK(call("alice", "get()") == "1");
}

TEST_CASE_FIXTURE(CounterFixture, "each chain of a batch is a transaction of its own") {
  CHECK(batch("alice", {"increment(1)", "fail(10)", "increment(100)"}) ==
        "1 | error: refused after the write | 101");
  reopen();
  CHECK(call("alice", "get()") == "101");
}

TEST_CASE_FIXTURE(CounterFixture, "an atomic batch is one transaction: all of it, or nothing") {
  CHECK(atomic_batch("alice", {"increment(1)", "increment(10)"}) == "1 | 11");
  const std::string undone =
      "error: Operation chain 1 of the atomic batch failed, and nothing of the batch was done";
  CHECK(atomic_batch("alice", {"increment(1)", "fail(10)", "increment(100)"}) ==
        undone + " | error: refused after the write | " + undone);
  reopen();
  CHECK(call("alice", "get()") == "11");
}

TEST_CASE_FIXTURE(SleeperFixture, "an atomic batch waits where nothing else runs meanwhile") {
  const Called slow = start_document("s", atomic(batch_of({"slow_increment(10)", "stored()"})));
  const Called next = start("s", {"stored()"});
  advance(9ms);
  CHECK(next.text() == "…");
  advance(1ms);
  CHECK(slow.text() == "1 | 1");
  CHECK(next.text() == "1");
}

TEST_CASE("where turns interleave an atomic batch that would wait is undone") {
  RuntimeFixture fixture({binding<Sleeper>("SLEEPER", {.turns = TurnOrder::interleaved})});
  CHECK(fixture.atomic_batch("s", {"late_storage(1)", "stored()"}) ==
        "error: A chain of an atomic batch has to wait, and may not | error: Operation chain 0 of "
        "the "
        "atomic batch failed, and nothing of the batch was done");
}

TEST_CASE_FIXTURE(SleeperFixture, "an atomic batch past its time limit is undone as a whole") {
  options.bindings[0].options.event_timeout = 100ms;
  const Called stuck = start_document("s", atomic(batch_of({"slow_increment(1)", "never()"})));
  advance(100ms);
  CHECK(stuck.text().ends_with("| error: The call took too long"));
  CHECK(call("s", "stored()") == "0");
}

TEST_CASE_FIXTURE(CounterFixture, "a batch without chains has an empty answer") {
  CHECK(batch("alice", std::vector<std::string>{}).empty());
}

TEST_CASE_FIXTURE(CounterFixture, "a document that is no batch is rejected, not executed") {
  open();
  Document document;
  document.set_root(document.object({{"batch", 5}}));
  const Called called(shard->call({"COUNTER", "alice", std::move(document)}));
  run();
  CHECK(called.text() == "rejected: Invalid batch: batch must be an array");
  CHECK(call("alice", "get()") == "0");
}

TEST_CASE_FIXTURE(CounterFixture, "storage, lifecycle and hidden names cannot be reached by name") {
  for (const char* name :
       {"kv", "on_start", "constructor", "__proto__", "scope_", "log", "after"}) {
    CHECK(call("alice", std::string(name) + "()") ==
          "error: TypeError: undefined is not a function");
  }
}

TEST_CASE_FIXTURE(CounterFixture,
                  "an answer is released by the commit that it rests on, not before") {
  open();
  const Called first = start("alice", {"increment(1)"});
  const Called reader = start("alice", {"get()"});
  bool committed = false;
  store->before_commit = [&] {
    committed = true;
    CHECK(first.text() == "…");
    CHECK(reader.text() == "…");  // it read what is not durable yet
  };
  run();
  CHECK(committed);
  CHECK(first.text() == "1");
  CHECK(reader.text() == "1");
}

TEST_CASE_FIXTURE(CounterFixture,
                  "an error waits for the commit as well, since it tells of what was read") {
  open();
  const Called called = start("alice", {"increment(1)", "fail(1)"});
  store->before_commit = [&] { CHECK(called.text() == "…"); };
  run();
  CHECK(called.text() == "1 | error: refused after the write");
}

TEST_CASE_FIXTURE(CounterFixture, "calls that are ready together share one commit") {
  open();
  std::vector<Called> calls;
  for (int i = 0; i < 100; ++i)
    calls.push_back(start("actor " + std::to_string(i % 10), {"increment()"}));
  run();
  CHECK(store->commits == 1);
  for (const Called& called : calls)
    CHECK(called.text() != "…");
}

TEST_CASE_FIXTURE(SleeperFixture, "a turn that awaits keeps its writes to itself until it ends") {
  const Called slow = start("s", {"slow_increment(10)"});
  advance(9ms);
  CHECK(slow.text() == "…");
  advance(1ms);
  CHECK(slow.text() == "1");
  CHECK(call("s", "stored()") == "1");
}

TEST_CASE_FIXTURE(SleeperFixture,
                  "a rejected promise rolls its turn back, and keeps the error's own properties") {
  const Called slow = start("s", {"slow_failure(5)"});
  advance(5ms);
  CHECK(slow.text() == "error: later");
  CHECK(call("s", "stored()") == "0");
}

TEST_CASE_FIXTURE(SleeperFixture,
                  "an event past its time limit fails, is undone, and lets the next one in") {
  options.bindings[0].options.event_timeout = 100ms;
  const Called stuck = start("s", {"never()", "never()", "stored()"});
  const Called next = start("s", {"stored()"});
  advance(99ms);
  CHECK(stuck.text() == "…");
  advance(1ms);
  CHECK(stuck.text() == "error: The call took too long | error: The call took too long | 0");
  CHECK(next.text() == "0");
}

TEST_CASE_FIXTURE(SleeperFixture,
                  "a caller that went away takes a waiting event with it, not one that has begun") {
  Called begun = start("s", {"slow_increment(10)"});
  Called waiting = start("s", {"slow_increment(10)"});
  run();
  begun.drop();
  waiting.drop();
  advance(10ms);
  CHECK(batch("s", {"stored()", "events()"}) == "1 | 'begin;end;'");
}

TEST_CASE("an event begins when what is in flight leaves room for it, or nothing has begun") {
  CountedFixture fixture(TurnOrder::one_at_a_time);
  const auto first = fixture.share();
  first->wait_with(5);
  const Called a = fixture.counted("a", "note('a')", first);
  const auto second = fixture.share();
  const Called b = fixture.counted("b", "note('b')", second);
  fixture.run();
  CHECK(a.text() == "'a'");  // its answer has still to be taken by its peer
  CHECK(b.text() == "…");
  first->leave_with(0);
  fixture.run();
  CHECK(b.text() == "'b'");
}

TEST_CASE("what has begun goes on when answers have left, and fails when there are none to leave") {
  CountedFixture fixture(TurnOrder::one_at_a_time);
  const Called slow = fixture.counted("a", "slow_increment(1)", fixture.share());
  fixture.run();
  auto other = fixture.share();
  SUBCASE("an answer leaves") {
    other->leave_with(1);
    fixture.advance(1ms);
    CHECK(slow.text() == "…");
    other.reset();
    fixture.run();
    CHECK(slow.text() == "1");
  }
  SUBCASE("nothing leaves") {
    other->work_with(1);
    fixture.advance(1ms);
    CHECK(slow.text() == "error: Too many bytes in flight");
    CHECK(fixture.call("a", "stored()") == "0");
  }
  SUBCASE("the answer that it waits for leaves too late") {
    other->leave_with(1);
    fixture.advance(60'000ms);
    CHECK(slow.text() == "error: The call took too long");
  }
}

TEST_CASE("a call that nobody waits for any more holds nothing of what is in flight") {
  CountedFixture fixture(TurnOrder::one_at_a_time);
  const auto first = fixture.share();
  first->leave_with(1);
  Called dropped = fixture.counted("a", "note('a')", fixture.share());
  fixture.run();
  dropped.drop();
  const Called next = fixture.counted("a", "note('b')", fixture.share());
  first->leave_with(0);
  fixture.run();
  CHECK(next.text() == "'b'");
  CHECK(fixture.in_flight->used() == 0);
}

TEST_CASE("a long batch gives way to others between its chains, where turns interleave") {
  const std::vector<std::string> long_batch{"note('1')", "note('2')", "note('3')"};
  for (const auto turns : {TurnOrder::interleaved, TurnOrder::one_at_a_time}) {
    RuntimeFixture fixture({binding<Sleeper>("SLEEPER", {.turns = turns})});
    fixture.options.execution.items_in_a_row = 1;
    const Called first = fixture.start("a", long_batch);
    const Called second = fixture.start("a", {"note('other')"});
    fixture.run();
    CHECK(first.text() == "'1' | '2' | '3'");
    CHECK(second.text() == "'other'");
    CHECK(fixture.call("a", "events()") ==
          (turns == TurnOrder::interleaved ? "'1;other;2;3;'" : "'1;2;3;other;'"));
  }
}

TEST_CASE("a batch that has given way is ended by its time limit like any other") {
  RuntimeFixture fixture({binding<Sleeper>("SLEEPER")});
  fixture.options.execution.items_in_a_row = 1;
  const Called called = fixture.start("a", {"note('1')", "never()", "note('2')", "never()"});
  fixture.advance(60'000ms);
  CHECK(called.text() ==
        "'1' | error: The call took too long | '2' | error: The call took too long");
}

}  // namespace
}  // namespace candela
