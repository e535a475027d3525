#include "shard_file.hpp"

#include <string>

#include "store_fixture.hpp"

namespace candela {
namespace {

struct FileFixture {
  ShardFileOptions options() { return {"shard.db", world.disk().vfs_name(), 16, 1024}; }

  void put_and_commit(ShardFile& file, const std::string& value) {
    file.begin();
    if (!file.find_slot(address)) file.make_slot(address);
    file.put(1, "k", value);
    file.commit();
    file.sync_log();
  }

  SimulatedWorld world{1};
  ActorAddress address{"A", ActorKey("a")};
};

TEST_CASE_FIXTURE(FileFixture, "a file that is another program's is refused and left untouched") {
  {
    SqliteConnection other("shard.db", world.disk().vfs_name());
    other.execute("CREATE TABLE theirs (n)");
  }
  const auto changes = world.disk().changes();
  CHECK(store_failure([&] { ShardFile file(options()); }) == StoreErrorCode::not_a_shard);
  CHECK(world.disk().changes() == changes);
}

TEST_CASE_FIXTURE(FileFixture, "a file of a later version is refused and left untouched") {
  { ShardFile file(options()); }
  {
    SqliteConnection later("shard.db", world.disk().vfs_name());
    later.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 99");
  }
  CHECK(store_failure([&] { ShardFile file(options()); }) == StoreErrorCode::newer_schema);
}

TEST_CASE_FIXTURE(FileFixture, "a turn is undone without the group") {
  ShardFile file(options());
  file.begin();
  file.begin_turn();
  const Slot slot = file.make_slot(address);
  file.put(slot, "k", "1");
  file.end_turn();
  file.begin_turn();
  file.put(slot, "k", "2");
  file.remove_all(slot);
  file.undo_turn();
  CHECK(file.in_transaction());
  file.commit();
  CHECK(file.get(slot, "k") == "1");
}

TEST_CASE_FIXTURE(FileFixture, "the log counts its pages from where it was last folded") {
  ShardFile file(options());
  CHECK(file.log_pages() == 0);
  put_and_commit(file, "1");
  const int first = file.log_pages();
  CHECK(first > 0);
  put_and_commit(file, "2");
  CHECK(file.log_pages() > first);
  file.fold_log();
  CHECK(file.log_pages() == 0);
  put_and_commit(file, "3");
  CHECK(file.log_pages() <= first);
}

TEST_CASE_FIXTURE(FileFixture, "a log that is cut ends with the commits before the cut") {
  {
    ShardFile file(options());
    put_and_commit(file, "kept");
    const int pages = file.log_pages();
    put_and_commit(file, "cut off");
    file.cut_log_and_abandon(pages);
  }
  ShardFile file(options());
  CHECK(file.get(1, "k") == "kept");
}

TEST_CASE_FIXTURE(FileFixture, "a scan stops when it is told to, and can be run again") {
  ShardFile file(options());
  file.begin();
  file.make_slot(address);
  for (const char* key : {"a", "b", "c"})
    file.put(1, key, key);
  file.commit();
  const KeyRange all{};
  const KeyRange some{"b", "c"};
  auto keys = [&](const KeyRange& range, ScanOrder order, std::size_t limit) {
    std::string seen;
    file.scan(1, range, order, [&](std::string_view key, std::string_view) {
      seen += key;
      return seen.size() < limit ? ScanStep::more : ScanStep::stop;
    });
    return seen;
  };
  CHECK(keys(all, ScanOrder::ascending, 2) == "ab");
  CHECK(keys(all, ScanOrder::ascending, 9) == "abc");
  CHECK(keys(all, ScanOrder::descending, 9) == "cba");
  CHECK(keys(some, ScanOrder::ascending, 9) == "b");
  CHECK(keys(some, ScanOrder::descending, 9) == "b");
}

TEST_CASE_FIXTURE(FileFixture,
                  "a full disk keeps the file from being fast, not from being opened") {
  { ShardFile file(options()); }
  world.disk().set_capacity(0);
  ShardFile file(options());
  CHECK_FALSE(file.find_slot(address).has_value());
}

}  // namespace
}  // namespace candela
