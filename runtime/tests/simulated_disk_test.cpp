#include <candela/runtime/testing/simulated_disk.hpp>

#include <cstdint>
#include <memory>

#include <doctest/doctest.h>

#include <candela/runtime/testing/simulated_world.hpp>

#include "sqlite.hpp"

namespace candela {
namespace {

struct DiskFixture {
  SimulatedWorld world{1};
  SimulatedDisk& disk = world.disk();
  SqliteConnection database{"d", disk.vfs_name()};
};

TEST_CASE_FIXTURE(DiskFixture, "SQLite works on it, and finds its file again") {
  database.execute("CREATE TABLE t (n); INSERT INTO t VALUES (7)");
  SqliteConnection again("d", disk.vfs_name());
  CHECK(again.number("SELECT n FROM t") == 7);
  CHECK(disk.exists("d"));
  CHECK_FALSE(disk.exists("e"));
}

TEST_CASE_FIXTURE(DiskFixture, "locks keep two connections apart") {
  database.execute("CREATE TABLE t (n); BEGIN IMMEDIATE");
  SqliteConnection other("d", disk.vfs_name());
  CHECK(other.number("SELECT count(*) FROM t") == 0);
  CHECK_THROWS_AS(other.execute("BEGIN IMMEDIATE"), SqliteFailure);
  database.execute("COMMIT; BEGIN EXCLUSIVE");
  CHECK_THROWS_AS(other.number("SELECT count(*) FROM t"), SqliteFailure);
  database.execute("COMMIT");
  CHECK(other.number("SELECT count(*) FROM t") == 0);
}

TEST_CASE_FIXTURE(DiskFixture, "files opened before a power cut stay dead, new ones work") {
  database.execute("CREATE TABLE t (n)");
  disk.lose_power();
  CHECK_FALSE(disk.has_power());
  CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
  CHECK_THROWS_AS(SqliteConnection("d", disk.vfs_name()).execute("SELECT * FROM t"), SqliteFailure);
  disk.restart();
  CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
  SqliteConnection again("d", disk.vfs_name());
  CHECK(again.number("SELECT count(*) FROM t") == 0);
}

TEST_CASE_FIXTURE(DiskFixture, "a file that is removed stays with those who have it open") {
  const auto opened = [this] {
    auto connection = std::make_unique<SqliteConnection>("e", disk.vfs_name());
    connection->execute("PRAGMA journal_mode = MEMORY");
    return connection;
  };
  auto first = opened();
  first->execute("CREATE TABLE t (n); INSERT INTO t VALUES (7)");
  sqlite3_vfs* const vfs = sqlite3_vfs_find(disk.vfs_name().c_str());
  REQUIRE(vfs->xDelete(vfs, "e", 0) == SQLITE_OK);
  CHECK_FALSE(disk.exists("e"));
  const auto second = opened();
  second->execute("CREATE TABLE u (n)");
  first->execute("INSERT INTO t VALUES (8)");
  CHECK(first->number("SELECT sum(n) FROM t") == 15);
  CHECK(second->number("SELECT count(*) FROM u") == 0);
  // Both have two pages, the one without a name too until nobody has it open.
  disk.set_capacity(std::uint64_t{4} * 4096);
  CHECK_THROWS_AS(second->execute("CREATE TABLE v (n)"), SqliteFailure);
  first = nullptr;
  second->execute("CREATE TABLE w (n)");
}

TEST_CASE_FIXTURE(DiskFixture, "the change, the sync and the byte that were asked for fail") {
  database.execute("CREATE TABLE t (n)");
  SUBCASE("power") {
    const auto changes = disk.changes();
    disk.lose_power_in(2);
    CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
    CHECK(disk.changes() == changes + 2);
    CHECK_FALSE(disk.has_power());
  }
  SUBCASE("sync") {
    disk.fail_sync_in(1, FailedSync::keeps_the_cache);
    CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
    database.execute("INSERT INTO t VALUES (1)");
  }
  SUBCASE("room") {
    disk.set_capacity(0);
    CHECK_THROWS_AS(database.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
    disk.set_capacity(1'000'000);
    database.execute("INSERT INTO t VALUES (1)");
  }
  SUBCASE("damage") {
    disk.overwrite("d", 0, std::string(100, 'x'));
    CHECK_THROWS_AS(SqliteConnection("d", disk.vfs_name()).execute("SELECT * FROM t"),
                    SqliteFailure);
  }
}

}  // namespace
}  // namespace candela
