#include "actor_scope.hpp"

#include "store_fixture.hpp"
#include "turn.hpp"

namespace candela {
namespace {

struct ScopeFixture : StoreFixture {
  std::shared_ptr<ActorScope> scope(ActorKey key) {
    return std::make_shared<ActorScope>(ActorAddress{"COUNTER", std::move(key)},
                                        ActorScope::Surroundings{world.clock(), timer, Logger()});
  }
  kj::EventLoop loop;
  kj::WaitScope wait{loop};
  kj::TimerImpl timer{kj::origin<kj::TimePoint>()};
};

TEST_CASE_FIXTURE(ScopeFixture, "an actor's name is its key's name, or its id in hex") {
  CHECK(scope(ActorKey("alice"))->name() == "alice");
  ActorId id;
  id.bytes[31] = 0xab;
  CHECK(scope(ActorKey(id))->name() == std::string(62, '0') + "ab");
}

TEST_CASE_FIXTURE(ScopeFixture, "storage is there while a turn is open") {
  const auto inside = scope(ActorKey("alice"));
  CHECK_THROWS_AS(inside->kv(), NoTurn);
  auto record = actor("alice");
  const auto turn = std::make_shared<Turn>(*store, record, std::span<const HostType>(), Logger());
  inside->enter(turn);
  inside->kv().put("n", 1);
  inside->leave();
  CHECK_THROWS_AS(inside->kv(), NoTurn);
  CHECK(turn->overlay().writes().size() == 1);
}

TEST_CASE_FIXTURE(ScopeFixture,
                  "a delay is never early, and one that is negative is over at once") {
  const auto inside = scope(ActorKey("alice"));
  auto later = inside->after(std::chrono::milliseconds(10));
  CHECK(inside->after(std::chrono::milliseconds(-5)).poll(wait) == false);
  timer.advanceTo(timer.now() + 10 * kj::MILLISECONDS - 1 * kj::NANOSECONDS);
  CHECK_FALSE(later.poll(wait));
  timer.advanceTo(timer.now() + 1 * kj::NANOSECONDS);
  CHECK(later.poll(wait));
  CHECK_FALSE(inside->after(std::chrono::milliseconds::max()).poll(wait));
}

}  // namespace
}  // namespace candela
