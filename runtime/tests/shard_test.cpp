#include "shard.hpp"

#include "actors.hpp"
#include "runtime_fixture.hpp"

namespace candela {
namespace {

using namespace std::chrono_literals;

/// Counts its instances' calls in memory, which is lost with them.
class Memory : public Actor {
 public:
  using Actor::Actor;
  int touch() { return ++touched_; }
  int put(int n) {
    kv().put("n", n);
    ++touched_;
    return n;
  }
  Co<int> slow_put(int n) {
    kv().put("n", n);
    co_await after(std::chrono::milliseconds(10));
    co_return n;
  }
  int stored() const { return kv().get<int>("n").value_or(0); }
  CANDELA_EXPOSE(Memory, touch, put, slow_put, stored)

 private:
  int touched_ = 0;
};

struct Memories : RuntimeFixture {
  Memories() : RuntimeFixture({binding<Memory>("MEMORY")}) {}
};

TEST_CASE_FIXTURE(Memories, "an actor stays in memory between calls") {
  CHECK(call("a", "touch()") == "1");
  advance(9'999ms);
  CHECK(call("a", "touch()") == "2");
}

TEST_CASE_FIXTURE(Memories,
                  "an actor that was idle for ten seconds is evicted, and its storage stays") {
  call("a", "put(7)");
  advance(10s);
  CHECK(shard->residents() == 0);
  CHECK(batch("a", {"touch()", "stored()"}) == "1 | 7");
}

TEST_CASE_FIXTURE(Memories, "an actor that awaits is not evicted") {
  options.limits.idle = 5ms;
  const Called slow = start("a", {"slow_put(1)"});
  advance(9ms);
  CHECK(shard->residents() == 1);
  advance(1ms);
  CHECK(slow.text() == "1");
  advance(5ms);
  CHECK(shard->residents() == 0);
}

TEST_CASE_FIXTURE(Memories, "past the limit of residents the one that is idle longest goes") {
  options.limits.max_residents = 2;
  call("a", "touch()");
  advance(1ms);
  call("b", "touch()");
  advance(1ms);
  call("a", "touch()");
  CHECK(call("c", "touch()") == "1");
  CHECK(shard->residents() == 2);
  CHECK(call("a", "touch()") == "3");  // it was b that went
  CHECK(call("b", "touch()") == "1");
}

TEST_CASE_FIXTURE(Memories, "when all residents are busy, a call to a further actor is answered") {
  options.limits.max_residents = 1;
  const Called slow = start("a", {"slow_put(1)"});
  run();
  CHECK(call("b", "touch()") == "error: Too many actors are busy: 1");
  advance(10ms);
  CHECK(slow.text() == "1");
  CHECK(call("b", "touch()") == "1");
}

TEST_CASE_FIXTURE(Memories, "as many calls as the limit may be open at once, and not one more") {
  options.limits.max_open_calls = 2;
  const Called first = start("a", {"slow_put(1)"});
  const Called second = start("b", {"touch()"});
  const Called third = start("c", {"touch()"});
  run();
  CHECK(second.text() == "1");
  CHECK(third.text() == "error: Too many calls have no answer yet: more than 2");
  CHECK(call("c", "touch()") == "1");
}

TEST_CASE_FIXTURE(Memories, "a failed commit releases nothing, and drops the actors from memory") {
  call("a", "put(1)");
  world.disk().fail_sync_in(1, FailedSync::keeps_the_cache);
  const Called lost = start("a", {"put(2)"});
  const Called other = start("b", {"touch()"});
  const Called sleeping = start("c", {"slow_put(3)"});
  run();
  CHECK(lost.text() == "rejected: The storage failed; nothing of this turn was kept");
  CHECK(other.text() == lost.text());
  CHECK(sleeping.text() == lost.text());
  CHECK(shard->residents() == 0);
  CHECK(batch("a", {"touch()", "stored()"}) == "1 | 1");  // memory new, state of the last commit
  crash();
  CHECK(call("a", "stored()") == "1");
}

TEST_CASE_FIXTURE(Memories,
                  "what waited in a mailbox when the storage failed is answered as not done") {
  call("a", "put(1)");
  const Called slow = start("a", {"slow_put(2)"});
  run();
  const Called waiting = start("a", {"put(3)"});
  world.disk().fail_sync_in(1, FailedSync::drops_the_cache);
  const Called lost = start("b", {"put(1)"});
  run();
  CHECK(slow.text().find("rejected") == 0);
  CHECK(lost.text().find("rejected") == 0);
  CHECK(waiting.text() == "error: The storage failed; nothing of this turn was kept");
  CHECK(call("a", "stored()") == "1");
}

TEST_CASE_FIXTURE(Memories,
                  "the n-th turn of a group that is full is committed before the loop is idle") {
  options.limits.group.max_turns = 10;
  call("a", "touch()");
  store->commits = 0;
  std::vector<Called> calls;
  for (int i = 0; i < 100; ++i)
    calls.push_back(start("a", {"put(1)"}));
  run();
  CHECK(store->commits == 10);
}

TEST_CASE_FIXTURE(Memories, "hostile names are answered, and change nobody else's state") {
  call("a", "put(1)");
  const std::string longest(2048, 'x');
  CHECK(call(longest, "put(5)") == "5");
  CHECK(batch(longest + "x", {"put(5)", "stored()"}) ==
        "error: Actor name too long: 2049 > 2048 | error: Actor name too long: 2049 > 2048");
  CHECK(call("", "put(5)") == "error: An actor's name may not be empty");
  for (const std::string& name :
       {std::string("../../etc/passwd"), std::string("'; DROP TABLE kv; --"),
        std::string("a\0b", 3), std::string("\xff\xfe"), std::string("__proto__"),
        std::string("a ")}) {
    CHECK(batch(name, {"put(9)", "stored()"}) == "9 | 9");
  }
  CHECK(call("a", "stored()") == "1");
}

TEST_CASE_FIXTURE(Memories, "a name of 64 hex digits is an id, any other spelling is a name") {
  const std::string id(64, 'a');
  call(id, "put(1)");
  CHECK(call(std::string(64, 'A'), "stored()") == "0");
  CHECK(call(id, "stored()") == "1");
  CHECK(call(id.substr(1), "stored()") == "0");
}

TEST_CASE_FIXTURE(Memories, "a binding that is none is answered") {
  CHECK(batch("a", {"touch()"}, "memory") == "error: Unknown binding");
  CHECK(batch("a", {"touch()"}, std::string(100'000, 'x')) == "error: Unknown binding");
}

TEST_CASE("actors of one name in two bindings are two actors") {
  RuntimeFixture fixture({binding<Memory>("ONE"), binding<Memory>("TWO")});
  fixture.batch("a", {"put(1)"}, "ONE");
  CHECK(fixture.batch("a", {"stored()"}, "TWO") == "0");
}

TEST_CASE_FIXTURE(Memories, "a shard that ends gives up what has begun and what waits") {
  const Called slow = start("a", {"slow_put(1)"});
  const Called waiting = start("a", {"put(2)"});
  run();
  const Called fresh = start("b", {"put(2)"});
  shard = nullptr;
  run();
  CHECK(slow.text() == "rejected: The runtime ended before the answer");
  CHECK(waiting.text() == "error: The runtime ended before the answer");
  CHECK(fresh.text() == "error: The runtime ended before the answer");
  CHECK(call("a", "stored()") == "0");
}

TEST_CASE_FIXTURE(Memories, "draining refuses new calls and ends when the last one is durable") {
  const Called slow = start("a", {"slow_put(1)"});
  run();
  bool drained = false;
  auto waiting = shard->drain().then([&drained] { drained = true; }).eagerlyEvaluate(nullptr);
  CHECK(call("a", "touch()") == "error: The server is stopping");
  CHECK_FALSE(drained);
  advance(10ms);
  CHECK(slow.text() == "1");
  CHECK(drained);
  reopen();
  CHECK(call("a", "stored()") == "1");
}

}  // namespace
}  // namespace candela
