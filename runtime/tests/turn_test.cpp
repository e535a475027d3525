#include "turn.hpp"

#include "store_fixture.hpp"

namespace candela {
namespace {

struct TurnFixture : StoreFixture {
  ActorRecord record = actor("alice");
  Turn turn{*store, record, {}, Logger()};
};

TEST_CASE_FIXTURE(TurnFixture, "a turn that has ended refuses its overlay") {
  turn.overlay().put("n", "1");
  turn.end();
  CHECK_THROWS_AS(turn.overlay(), NoTurn);
  CHECK(get("alice", "n") == "(none)");
}

TEST_CASE_FIXTURE(TurnFixture,
                  "a limit is the actor's own error, and the turn can still end well") {
  CHECK(store_failure([&] {
          turn.use([](TurnOverlay& overlay) { overlay.put(std::string(5'000, 'k'), "1"); });
        }) == StoreErrorCode::key_too_long);
  CHECK_FALSE(turn.storage_failed());
}

TEST_CASE_FIXTURE(TurnFixture, "a failing storage is remembered, even if the actor catches it") {
  const auto fail = [](TurnOverlay&) { throw StoreError(StoreErrorCode::io, "secret", {"path"}); };
  CHECK_THROWS_AS(turn.use(fail), StorageFailed);
  CHECK(turn.storage_failed());
}

TEST_CASE("limits are told apart from failures") {
  CHECK(is_limit(StoreErrorCode::turn_too_large));
  CHECK(is_limit(StoreErrorCode::too_deep));
  CHECK_FALSE(is_limit(StoreErrorCode::io));
  CHECK_FALSE(is_limit(StoreErrorCode::disk_full));
  CHECK_FALSE(is_limit(StoreErrorCode::unavailable));
}

}  // namespace
}  // namespace candela
