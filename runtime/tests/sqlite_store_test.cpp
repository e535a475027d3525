#include <candela/runtime/sqlite_store.hpp>

#include <algorithm>
#include <vector>

#include "store_fixture.hpp"

namespace candela {
namespace {

TEST_CASE_FIXTURE(StoreFixture, "what was committed is there after the machine stopped") {
  put("a", "k", "1");
  put("b", "k", "2");
  store->commit();
  put("a", "k", "3");
  crash();
  CHECK(get("a", "k") == "1");
  CHECK(get("b", "k") == "2");
}

TEST_CASE_FIXTURE(StoreFixture, "a read sees turns that were applied and not yet committed") {
  put("a", "k", "1");
  CHECK(get("a", "k") == "1");
}

TEST_CASE_FIXTURE(StoreFixture, "keys and values are bytes: empty ones and zeros as well") {
  const std::string zeros("\0x\0", 3);
  put("a", "", "");
  put("a", zeros, zeros);
  store->commit();
  open();
  CHECK(get("a", "").empty());
  CHECK(get("a", zeros) == zeros);
  CHECK(get("a", std::string_view("\0x", 2)) == "(none)");
}

TEST_CASE_FIXTURE(StoreFixture, "slots are dense, in the order of the first writes") {
  for (int i = 1; i <= 100; ++i) {
    const std::string name = "actor" + std::to_string(i * 7919 % 101);
    auto record = actor(name);
    CHECK_FALSE(store->slot_of(record).has_value());  // asking makes none
    auto reader = actor("reader" + name);
    CHECK_FALSE(store->get(reader, "k").has_value());
    TurnOverlay nothing(*store, reader);
    nothing.remove("k");  // neither does deleting what is not there
    store->apply(reader, nothing, Durability::strict);
    put(name, "k", "v");
    auto again = actor(name);
    REQUIRE(store->slot_of(again) == i);
    if (i % 10 == 0) {
      store->commit();
      open();
    }
  }
}

TEST_CASE_FIXTURE(StoreFixture, "a slot that went with its group is given again") {
  put("a", "k", "1");
  store->commit();
  auto lost = actor("b");
  TurnOverlay turn(*store, lost);
  turn.put("k", "2");
  store->apply(lost, turn, Durability::strict);
  CHECK(store->slot_of(lost) == 2);
  world.disk().fail_sync_in(1, FailedSync::keeps_the_cache);
  CHECK(store_failure([&] { store->commit(); }) == StoreErrorCode::io);
  CHECK_FALSE(store->slot_of(lost).has_value());
  put("c", "k", "3");
  auto next = actor("c");
  CHECK(store->slot_of(next) == 2);
}

TEST_CASE_FIXTURE(StoreFixture, "a name and an id of the same text, and two bindings, are apart") {
  const std::string hex(64, 'a');
  std::vector<ActorRecord> records;
  records.emplace_back(ActorAddress{"A", ActorKey(hex)});
  records.emplace_back(ActorAddress{"A", ActorKey(*ActorId::from_hex(hex))});
  records.emplace_back(ActorAddress{"B", ActorKey(hex)});
  for (std::size_t i = 0; i < records.size(); ++i) {
    TurnOverlay turn(*store, records[i]);
    turn.put("k", std::to_string(i));
    store->apply(records[i], turn, Durability::strict);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(store->get(records[i], "k") == std::to_string(i));
  }
}

TEST_CASE_FIXTURE(StoreFixture,
                  "names are taken up to max_name_bytes, and one byte past it refused") {
  const std::string longest(store->limits().max_name_bytes, 'n');
  put(longest, "k", "1");
  CHECK(get(longest, "k") == "1");
  CHECK(store_failure([&] { put(longest + "n", "k", "1"); }) == StoreErrorCode::name_too_long);
  ActorRecord binding({longest + "n", ActorKey("a")});
  CHECK(store_failure([&] { store->get(binding, "k"); }) == StoreErrorCode::name_too_long);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a second store on the same file is refused, and may come after the first") {
  CHECK(store_failure([&] { open_sqlite_store(world.disk(), options); }) ==
        StoreErrorCode::owned_elsewhere);
  put("a", "k", "1");
  store->commit();
  open();
  CHECK(get("a", "k") == "1");
}

TEST_CASE_FIXTURE(
    StoreFixture,
    "strict turns are synced, relaxed ones are not, and a group is as strict as its strictest") {
  put("warm", "k", "0");
  store->commit();
  auto syncs_of = [&](std::initializer_list<Durability> turns) {
    const auto before = world.disk().syncs();
    for (const Durability durability : turns)
      put("a", "k", "1", durability);
    store->commit();
    return world.disk().syncs() - before;
  };
  CHECK(syncs_of({Durability::strict, Durability::strict}) == 1);
  CHECK(syncs_of({Durability::relaxed, Durability::none}) == 0);
  CHECK(syncs_of({Durability::none, Durability::strict, Durability::relaxed}) == 1);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a file of nothing but none is never synced, until something stricter comes") {
  const auto before = world.disk().syncs();
  for (int i = 0; i < 200; ++i) {
    put("a", std::to_string(i), std::string(500, 'x'), Durability::none);
    store->commit();
    store->tidy();
  }
  CHECK(world.disk().syncs() == before);
  put("b", "k", "1", Durability::strict);
  store->commit();
  CHECK(world.disk().syncs() > before);
  crash();
  CHECK(get("b", "k") == "1");
  CHECK(get("a", "199") == std::string(500, 'x'));
}

TEST_CASE_FIXTURE(StoreFixture,
                  "a full disk fails the group, what was stored can be read, and room helps") {
  put("a", "k", "1");
  store->commit();
  const auto generation = store->generation();
  world.disk().set_capacity(0);
  std::optional<StoreErrorCode> failure;
  for (int i = 0; i < 100 && !failure; ++i) {
    put("b", "k" + std::to_string(i), std::string(5000, 'x'));
    failure = store_failure([&] { store->commit(); });
  }
  CHECK(failure == StoreErrorCode::disk_full);
  CHECK(store->generation() > generation);
  CHECK(get("a", "k") == "1");
  world.disk().set_capacity(100'000'000);
  put("a", "k", "2");
  store->commit();
  crash();
  CHECK(get("a", "k") == "2");
}

TEST_CASE_FIXTURE(StoreFixture, "a full disk while tidying loses nothing, and the store goes on") {
  for (int i = 0; i < 3 * options.log_pages; ++i) {
    put("a", std::to_string(i), std::string(3000, 'x'));
    store->commit();
  }
  world.disk().set_capacity(0);
  CHECK(store_failure([&] { store->tidy(); }) == StoreErrorCode::disk_full);
  CHECK(get("a", "0").size() == 3000);
  world.disk().set_capacity(100'000'000);
  store->tidy();
  crash();
  CHECK(get("a", std::to_string(3 * options.log_pages - 1)).size() == 3000);
}

TEST_CASE("after a failed sync the state is the last durable one, now and after a power cut") {
  for (const auto effect : {FailedSync::keeps_the_cache, FailedSync::drops_the_cache}) {
    StoreFixture fixture;
    fixture.put("a", "k", "durable");
    fixture.store->commit();
    fixture.put("a", "k", "lost");
    fixture.put("b", "k", "lost");
    fixture.world.disk().fail_sync_in(1, effect);
    CHECK(store_failure([&] { fixture.store->commit(); }) == StoreErrorCode::io);
    CHECK(fixture.get("a", "k") == "durable");
    CHECK(fixture.get("b", "k") == "(none)");
    fixture.put("c", "k", "after");
    fixture.store->commit();
    fixture.crash();
    CHECK(fixture.get("a", "k") == "durable");
    CHECK(fixture.get("b", "k") == "(none)");
    CHECK(fixture.get("c", "k") == "after");
  }
}

TEST_CASE("strict groups after a lost relaxed one do not rest on it") {
  for (const auto effect : {FailedSync::keeps_the_cache, FailedSync::drops_the_cache}) {
    StoreFixture fixture;
    fixture.put("a", "k", "1");
    fixture.store->commit();
    fixture.put("r", "k", "2", Durability::relaxed);
    fixture.store->commit();
    fixture.put("a", "k", "3");
    fixture.world.disk().fail_sync_in(1, effect);  // takes the relaxed frames with it
    CHECK(store_failure([&] { fixture.store->commit(); }) == StoreErrorCode::io);
    CHECK(fixture.get("a", "k") == "1");
    fixture.put("b", "k", "4");
    fixture.store->commit();
    fixture.crash();
    CHECK(fixture.get("a", "k") == "1");
    CHECK(fixture.get("b", "k") == "4");
  }
}

TEST_CASE_FIXTURE(StoreFixture, "a store whose disk is gone says so, and reopens when it is back") {
  put("a", "k", "1");
  store->commit();
  put("a", "k", "2");
  world.disk().lose_power();
  CHECK(store_failure([&] { store->commit(); }) == StoreErrorCode::io);
  CHECK(store_failure([&] { get("a", "k"); }) == StoreErrorCode::unavailable);
  CHECK(store_failure([&] { put("a", "k", "3"); }) == StoreErrorCode::unavailable);
  CHECK(store_failure([&] { store->tidy(); }) == StoreErrorCode::unavailable);
  CHECK(store_failure([&] { store->reopen(); }).has_value());
  world.disk().restart();
}

TEST_CASE_FIXTURE(StoreFixture, "damage is an error with a name, at the start and later") {
  put("a", "k", std::string(100, 'x'));
  store->commit();
  store.reset();
  SUBCASE("no database at all") {
    world.disk().overwrite(path, 0, std::string(4096, 'z'));
    CHECK(store_failure([&] { open(); }) == StoreErrorCode::corrupt);
  }
  SUBCASE("a page overwritten") {
    for (std::size_t page = 2; page < 8; ++page) {
      world.disk().overwrite(path, page * 4096, std::string(4096, 'z'));
    }
    CHECK(store_failure([&] {
            open();
            get("a", "k");
          }) == StoreErrorCode::corrupt);
  }
}

TEST_CASE_FIXTURE(StoreFixture, "a file that cannot be written is refused") {
  store.reset();
  world.disk().set_read_only(path);
  CHECK(store_failure([&] { open(); }) == StoreErrorCode::read_only);
}

TEST_CASE_FIXTURE(StoreFixture,
                  "the log is folded into the file, whether the caller tidies or not") {
  const std::string log = std::string(path) + "-wal";
  for (int i = 0; i < 1000; ++i) {
    put("a", std::to_string(i % 10), std::string(100, 'x'));
    store->commit();
  }
  // 1,000 commits of at least a page each; the disk would have refused a log of them all.
  world.disk().set_capacity(300'000);
  for (int i = 0; i < 1000; ++i) {
    put("a", std::to_string(i % 10), std::string(100, 'y'));
    store->commit();
  }
  CHECK(world.disk().exists(log));
  open();
  CHECK(get("a", "7") == std::string(100, 'y'));
}

TEST_CASE("a folder that is not there is a file that cannot be opened") {
  SystemDisk disk;
  SqliteStoreOptions options;
  options.path = "/nonexistent/folder/shard.db";
  CHECK(store_failure([&] { open_sqlite_store(disk, options); }) == StoreErrorCode::cannot_open);
}

}  // namespace
}  // namespace candela
