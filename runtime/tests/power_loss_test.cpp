// The machine stops at every point at which it can, and what was promised is there afterwards.

#include <algorithm>

#include <candela/runtime/group_commit.hpp>

#include "numbered_turns.hpp"
#include "store_fixture.hpp"

namespace candela {
namespace {

struct Run {
  int acknowledged = 0;  ///< The last turn that was.
  bool failed = false;
};

/// Turns in groups of differing size until something fails.
Run run_until_failure(StoreFixture& fixture, int turns) {
  Run run;
  GroupCommit group(fixture.world.clock(), *fixture.store);
  for (int turn = 1; turn <= turns && !run.failed; ++turn) {
    try {
      submit_numbered_turn(*fixture.store, group, turn, [turn, &run](const StoreError* error) {
        if (error == nullptr) run.acknowledged = std::max(run.acknowledged, turn);
      });
      if (fixture.world.chance().below(4) == 0) run.failed = group.commit().has_value();
    } catch (const StoreError&) {
      run.failed = true;
    }
  }
  return run;
}

TEST_CASE(
    "after a power cut at any write every acknowledged turn is there, and no half of another") {
  // Each change that the whole run makes to the disk is a place to stop.
  int stops = 0;
  for (std::uint64_t stop = 1;; ++stop) {
    INFO("power lost at change " << stop);
    StoreFixture fixture(stop);
    fixture.world.disk().lose_power_in(stop);
    const Run run = run_until_failure(fixture, 150);
    fixture.crash();
    // More may be there: the turns whose group was on the disk when the power went.
    REQUIRE(last_numbered_turn(*fixture.store) >= run.acknowledged);
    if (!run.failed) break;
    ++stops;
  }
  CHECK(stops > 100);
}

TEST_CASE(
    "after a sync that failed, whichever it was, the acknowledged turns are there, and no other") {
  int failures = 0;
  for (const auto effect : {FailedSync::keeps_the_cache, FailedSync::drops_the_cache}) {
    for (std::uint64_t sync = 1; sync <= 60; ++sync) {
      INFO("sync " << sync << " failed");
      StoreFixture fixture(sync);
      fixture.world.disk().fail_sync_in(sync, effect);
      const Run run = run_until_failure(fixture, 150);
      if (run.failed) {
        REQUIRE(last_numbered_turn(*fixture.store) == run.acknowledged);
        ++failures;
      }
      fixture.put("after", "k", "v");
      fixture.store->commit();
      const int before = last_numbered_turn(*fixture.store);
      fixture.crash();
      REQUIRE(last_numbered_turn(*fixture.store) == before);
      REQUIRE(fixture.get("after", "k") == "v");
    }
  }
  CHECK(failures > 60);
}

}  // namespace
}  // namespace candela
