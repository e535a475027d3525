#include <candela/runtime/group_commit.hpp>

#include <vector>

#include "store_fixture.hpp"

namespace candela {
namespace {

using namespace std::chrono_literals;

const MonotonicTime start{1h};

TEST_CASE("a group of 128 turns is due, one of 127 is not") {
  GroupCommitPolicy policy({});
  for (int turn = 0; turn < 127; ++turn)
    policy.note_turn(start, 1);
  CHECK_FALSE(policy.should_commit(start, Backlog::ready));
  policy.note_turn(start, 1);
  CHECK(policy.should_commit(start, Backlog::ready));
}

TEST_CASE("a group is due 200 microseconds after its first turn, not before") {
  GroupCommitPolicy policy({});
  policy.note_turn(start, 1);
  policy.note_turn(start + 150us, 1);
  CHECK(policy.deadline() == start + 200us);
  CHECK_FALSE(policy.should_commit(start + 199us, Backlog::ready));
  CHECK(policy.should_commit(start + 200us, Backlog::ready));
}

TEST_CASE("a group is due as soon as nothing else is ready, and never when it is empty") {
  GroupCommitPolicy policy({});
  CHECK_FALSE(policy.should_commit(start, Backlog::empty));
  CHECK_FALSE(policy.deadline().has_value());
  policy.note_turn(start, 1);
  CHECK_FALSE(policy.should_commit(start, Backlog::ready));
  CHECK(policy.should_commit(start, Backlog::empty));
  policy.note_commit();
  CHECK_FALSE(policy.should_commit(start + 1h, Backlog::empty));
}

TEST_CASE("a group of max_bytes is due, one of a byte less is not") {
  GroupCommitLimits limits;
  limits.max_bytes = 100;
  GroupCommitPolicy policy(limits);
  policy.note_turn(start, 99);
  CHECK_FALSE(policy.should_commit(start, Backlog::ready));
  policy.note_turn(start, 1);
  CHECK(policy.should_commit(start, Backlog::ready));
  policy.note_commit();
  policy.note_turn(start, 99);
  CHECK_FALSE(policy.should_commit(start, Backlog::ready));
}

struct GroupFixture : StoreFixture {
  std::unique_ptr<GroupCommit> group =
      std::make_unique<GroupCommit>(world.clock(), *store, GroupCommitLimits{});
  std::string told;

  /// Notes "name+" in `told` when the turn is durable, "name!" when it failed.
  std::unique_ptr<TurnWaiter> waiter(const std::string& name) {
    return make_turn_waiter(
        [this, name](const StoreError* error) { told += name + (error ? "!" : "+"); });
  }

  void submit(const std::string& name, const std::string& value,
              Durability durability = Durability::strict) {
    auto record = actor(name);
    TurnOverlay turn(*store, record);
    if (!value.empty()) turn.put("k", value);
    group->submit(record, turn, durability, waiter(name));
  }
};

TEST_CASE_FIXTURE(GroupFixture,
                  "nobody is told before the commit, and everybody in order after it") {
  submit("a", "1");
  submit("b", "2");
  submit("c", "");  // wrote nothing, but may have read the others
  CHECK(told.empty());
  CHECK(group->due(Backlog::empty));
  CHECK_FALSE(group->due(Backlog::ready));
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "a+b+c+");
  CHECK_FALSE(group->due(Backlog::empty));
  crash();
  CHECK(get("b", "k") == "2");
}

TEST_CASE_FIXTURE(GroupFixture, "turns that only read wait for no sync when nothing is open") {
  submit("a", "");
  const auto syncs = world.disk().syncs();
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "a+");
  CHECK(world.disk().syncs() == syncs);
}

TEST_CASE_FIXTURE(GroupFixture, "a failed sync fails every turn of its group, and releases none") {
  submit("a", "1");
  CHECK_FALSE(group->commit().has_value());
  told.clear();
  submit("a", "2");
  submit("b", "2");
  world.disk().fail_sync_in(1, FailedSync::keeps_the_cache);
  const auto error = group->commit();
  REQUIRE(error.has_value());
  CHECK(error->code() == StoreErrorCode::io);
  CHECK(error->loss() == StoreLoss::group);
  CHECK(error->path() == path);
  CHECK(told == "a!b!");
  CHECK(get("a", "k") == "1");
  CHECK(get("b", "k") == "(none)");
  submit("b", "3");
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "a!b!b+");
}

TEST_CASE_FIXTURE(GroupFixture, "a turn that is refused alone is not told, and the group goes on") {
  submit("a", "1");
  const std::string long_name(store->limits().max_name_bytes + 1, 'n');
  CHECK(store_failure([&] { submit(long_name, "2"); }) == StoreErrorCode::name_too_long);
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "a+");
}

TEST_CASE_FIXTURE(GroupFixture, "a waiter may submit the next turn") {
  auto record = actor("a");
  TurnOverlay turn(*store, record);
  turn.put("k", "1");
  group->submit(record, turn, Durability::strict,
                make_turn_waiter([this](const StoreError*) { submit("b", "2"); }));
  CHECK_FALSE(group->commit().has_value());
  CHECK(told.empty());
  CHECK(group->due(Backlog::empty));
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "b+");
}

TEST_CASE_FIXTURE(GroupFixture,
                  "a disk that is gone in the middle of a group fails all of it, once") {
  submit("a", "1");
  world.disk().lose_power();
  CHECK(group->commit().has_value());
  CHECK(told == "a!");
  CHECK(store_failure([&] { submit("b", "2"); }) == StoreErrorCode::unavailable);
  CHECK(told == "a!");
}

TEST_CASE_FIXTURE(GroupFixture,
                  "a read that loses the group fails those who wait for it, and nobody after") {
  for (int i = 0; i < 400; ++i)
    put("actor" + std::to_string(i), "k", std::string(1000, 'x'));
  store->commit();
  group.reset();
  open();  // so that no page is in memory
  group = std::make_unique<GroupCommit>(world.clock(), *store, GroupCommitLimits{});
  submit("actor0", "1");
  world.disk().lose_power();
  CHECK(store_failure([&] { get("actor399", "k"); }) == StoreErrorCode::io);
  CHECK(told.empty());
  const auto error = group->commit();
  REQUIRE(error.has_value());
  CHECK(error->loss() == StoreLoss::group);
  CHECK(told == "actor0!");
  CHECK_FALSE(group->commit().has_value());
  CHECK(told == "actor0!");
}

TEST_CASE_FIXTURE(GroupFixture, "who still waits at the end is told that the store was closed") {
  submit("a", "1");
  group.reset();
  CHECK(told == "a!");
}

TEST_CASE_FIXTURE(GroupFixture, "tidying that fails is reported after the turns were told") {
  submit("a", "first");
  CHECK_FALSE(group->commit().has_value());
  const auto generation = store->generation();
  world.disk().fail_sync_in(1, FailedSync::keeps_the_cache);  // relaxed turns sync only in tidy()
  std::optional<StoreError> error;
  int value = 0;
  while (!error) {
    REQUIRE(++value < 100);
    told.clear();
    submit("a", std::to_string(value), Durability::relaxed);
    error = group->commit();
    CHECK(told == "a+");
  }
  CHECK(error->code() == StoreErrorCode::io);
  CHECK(store->generation() > generation);
  CHECK(get("a", "k") == std::to_string(value));
  crash();
  CHECK(get("a", "k") == std::to_string(value));
}

}  // namespace
}  // namespace candela
