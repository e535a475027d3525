#include "resident.hpp"

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "actors.hpp"
#include "runtime_fixture.hpp"

namespace candela {
namespace {

using namespace std::chrono_literals;

struct OneAtATime : RuntimeFixture {
  OneAtATime() : RuntimeFixture({binding<Sleeper>("SLEEPER")}) {}
};

struct Interleaved : RuntimeFixture {
  Interleaved()
      : RuntimeFixture({binding<Sleeper>("SLEEPER", {.turns = TurnOrder::interleaved})}) {}
};

TEST_CASE_FIXTURE(OneAtATime, "the next event waits until the turn has ended") {
  const Called slow = start("s", {"slow_increment(10)"});
  const Called next = start("s", {"note('next')"});
  advance(9ms);
  CHECK(next.text() == "…");
  advance(1ms);
  CHECK(slow.text() == "1");
  CHECK(call("s", "events()") == "'begin;end;next;'");
}

TEST_CASE_FIXTURE(OneAtATime, "events begin in the order in which they came") {
  std::vector<Called> calls;
  std::string expected;
  for (int i = 0; i < 50; ++i) {
    calls.push_back(start("s", {"note('" + std::to_string(i) + "')"}));
    expected += std::to_string(i) + ";";
  }
  CHECK(call("s", "events()") == "'" + expected + "'");
}

TEST_CASE_FIXTURE(OneAtATime, "an actor that waits holds up no other actor") {
  const Called slow = start("s", {"slow_increment(10)"});
  CHECK(call("t", "note('meanwhile')") == "'meanwhile'");
  CHECK(slow.text() == "…");
}

TEST_CASE_FIXTURE(OneAtATime, "no update is lost between slow turns of one actor") {
  std::vector<Called> calls;
  for (int i = 0; i < 5; ++i)
    calls.push_back(start("s", {"slow_increment(10)"}));
  for (int i = 0; i < 5; ++i)
    advance(10ms);
  CHECK(call("s", "stored()") == "5");
}

TEST_CASE_FIXTURE(OneAtATime, "storage after an await belongs to the turn that awaited") {
  const Called late = start("s", {"late_storage(5)"});
  advance(5ms);
  CHECK(late.text() == "1");
}

TEST_CASE_FIXTURE(OneAtATime, "a full mailbox answers at once, and works on") {
  options.bindings[0].options.max_waiting = 2;
  const Called running = start("s", {"slow_increment(10)"});
  run();
  const Called first = start("s", {"stored()"});
  const Called second = start("s", {"stored()"});
  const Called third = start("s", {"stored()", "stored()"});
  run();
  const std::string full = "error: This actor has too many calls waiting: more than 2";
  CHECK(third.text() == full + " | " + full);
  advance(10ms);
  CHECK(first.text() == "1");
  CHECK(second.text() == "1");
  CHECK(call("s", "stored()") == "1");
}

TEST_CASE_FIXTURE(Interleaved,
                  "where turns interleave, the next event begins while a turn awaits") {
  const Called slow = start("s", {"slow_increment(10)"});
  CHECK(call("s", "note('meanwhile')") == "'meanwhile'");
  advance(10ms);
  CHECK(slow.text() == "1");
  CHECK(call("s", "events()") == "'begin;meanwhile;end;'");
}

TEST_CASE_FIXTURE(Interleaved, "interleaved turns do not see each other's writes before they end") {
  const Called slow = start("s", {"never()"});
  run();
  CHECK(call("s", "stored()") == "0");
}

TEST_CASE_FIXTURE(Interleaved,
                  "where turns interleave, kv() after an await is an error that names the remedy") {
  const Called late = start("s", {"late_storage(5)"});
  advance(5ms);
  CHECK(late.text().find("take `auto storage = kv();` before it") != std::string::npos);
}

TEST_CASE_FIXTURE(Interleaved, "no more events than the limit are under way at once") {
  options.bindings[0].options.max_interleaved = 2;
  const Called first = start("s", {"slow_increment(10)"});
  const Called second = start("s", {"slow_increment(20)"});
  const Called third = start("s", {"note('third')"});
  advance(9ms);
  CHECK(third.text() == "…");
  advance(1ms);
  CHECK(first.text() == "1");
  CHECK(third.text() == "'third'");
}

class Starter : public Actor {
 public:
  using Actor::Actor;
  kj::Promise<void> on_start() override { return begin(); }
  int starts() const { return kv().get<int>("starts").value_or(0); }
  CANDELA_EXPOSE(Starter, starts)

 private:
  Co<void> begin() {
    co_await after(std::chrono::milliseconds(10));
    kv().put("starts", starts() + 1);
    if (name() == "broken" && starts() < 3) throw Error("not yet");
    if (name() == "stuck") co_await kj::Promise<void>(kj::NEVER_DONE);
  }
};

struct Starting : RuntimeFixture {
  Starting() : RuntimeFixture({binding<Starter>("STARTER")}) {}
};

TEST_CASE_FIXTURE(Starting, "calls wait until on_start has ended, and its writes are kept") {
  const Called called = start("s", {"starts()"});
  advance(9ms);
  CHECK(called.text() == "…");
  advance(1ms);
  CHECK(called.text() == "1");
  advance(1min);  // evicted
  const Called again = start("s", {"starts()"});
  advance(10ms);
  CHECK(again.text() == "2");
}

TEST_CASE_FIXTURE(
    Starting,
    "an actor whose on_start fails answers its error, and is tried again by the next call") {
  const Called called = start("broken", {"starts()"});
  advance(10ms);
  CHECK(called.text() == "error: not yet");
  CHECK(shard->residents() == 0);
  const Called again = start("broken", {"starts()"});
  advance(10ms);
  CHECK(again.text() == "error: not yet");  // what the failed start wrote was undone
}

TEST_CASE_FIXTURE(Starting, "on_start has a time limit") {
  const Called called = start("stuck", {"starts()"});
  advance(10ms);
  advance(30s);
  CHECK(called.text() == "error: on_start took too long");
}

/// A result that cannot be listened to.
struct Deaf {
  std::string why;
};

class DeafResult final : public Unfinished {
 public:
  explicit DeafResult(std::string why) : why_(std::move(why)) {}
  void notify(std::function<void()>) override { throw Error("RangeError", why_); }
  Result take(Call&) override { return {}; }

 private:
  std::string why_;
};

}  // namespace

template <>
struct AsyncTraits<Deaf> {
  using Value = void;
  static std::unique_ptr<Unfinished> start(Deaf&& deaf) {
    return std::make_unique<DeafResult>(std::move(deaf.why));
  }
};

namespace {

class Hearing : public Actor {
 public:
  using Actor::Actor;
  Deaf deaf(const std::string& why) {
    kv().put("n", 1);
    return {why};
  }
  int stored() const { return kv().get<int>("n").value_or(0); }
  CANDELA_EXPOSE(Hearing, deaf, stored)
};

TEST_CASE("what cannot be waited for is an error of its chain, and the actor works on") {
  for (const TurnOrder turns : {TurnOrder::one_at_a_time, TurnOrder::interleaved}) {
    RuntimeFixture fixture({binding<Hearing>("HEARING", {.turns = turns})});
    const Called calls = fixture.start("h", {"deaf('first')", "deaf('second')", "stored()"});
    const Called next = fixture.start("h", {"stored()"});
    fixture.run();
    CHECK(calls.text() == "error: first | error: second | 0");
    CHECK(next.text() == "0");
    CHECK(fixture.call("h", "stored()") == "0");
  }
}

TEST_CASE("an actor whose mailbox met an exception goes on with the next call") {
  RuntimeFixture fixture({binding<Counter>("COUNTER")});
  fixture.options.limits.group.max_turns = 1;  // each turn commits in the mailbox's loop
  fixture.open();
  fixture.store->before_commit = [] { throw std::runtime_error("out of something"); };
  const Called first = fixture.start("c", {"increment(1)"});
  fixture.run();
  CHECK(first.text() == "…");  // it may be durable yet
  fixture.store->before_commit = [] {};
  CHECK(fixture.call("c", "increment(1)") == "2");
  CHECK(first.text() == "1");
}

class Unmakeable : public Actor {
 public:
  explicit Unmakeable(ActorContext context) : Actor(std::move(context)) { kv().put("n", 1); }
  int one() const { return 1; }
  CANDELA_EXPOSE(Unmakeable, one)
};

TEST_CASE("storage in a constructor is an error that names the remedy") {
  RuntimeFixture fixture({binding<Unmakeable>("UNMAKEABLE")});
  CHECK(fixture.call("u", "one()").find("not in a constructor") != std::string::npos);
}

}  // namespace
}  // namespace candela
