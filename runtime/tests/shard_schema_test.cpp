#include "shard_schema.hpp"

#include <doctest/doctest.h>

namespace candela {
namespace {

TEST_CASE("an untouched file is fresh, and after the migration it is ours") {
  SqliteConnection connection(":memory:", "");
  CHECK(identify_shard(connection) == ShardIdentity::fresh);
  migrate_shard(connection);
  CHECK(identify_shard(connection) == ShardIdentity::ours);
  CHECK(connection.number("PRAGMA user_version") == 1);
  migrate_shard(connection);
  CHECK(connection.number("SELECT weakest_only FROM shard") == 1);
}

TEST_CASE("another program's file is foreign, whatever it is known by") {
  SqliteConnection connection(":memory:", "");
  SUBCASE("a table") {
    connection.execute("CREATE TABLE t (n)");
  }
  SUBCASE("an application id") {
    connection.execute("PRAGMA application_id = 7");
  }
  SUBCASE("a version") {
    connection.execute("PRAGMA user_version = 1");
  }
  CHECK(identify_shard(connection) == ShardIdentity::foreign);
}

TEST_CASE("a file of a later version is newer") {
  SqliteConnection connection(":memory:", "");
  migrate_shard(connection);
  connection.execute("PRAGMA user_version = 2");
  CHECK(identify_shard(connection) == ShardIdentity::newer);
}

TEST_CASE("a migration that fails leaves the file as it was") {
  SqliteConnection connection(":memory:", "");
  connection.execute("CREATE TABLE kv (in_the_way)");
  CHECK_THROWS_AS(migrate_shard(connection), SqliteFailure);
  REQUIRE(connection.in_transaction());
  connection.execute("ROLLBACK");
  CHECK(connection.number("SELECT count(*) FROM sqlite_schema") == 1);
  CHECK(connection.number("PRAGMA application_id") == 0);
}

}  // namespace
}  // namespace candela
