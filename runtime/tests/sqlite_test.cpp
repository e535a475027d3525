#include "sqlite.hpp"

#include <doctest/doctest.h>

namespace candela {
namespace {

TEST_CASE("a failure carries SQLite's code and words") {
  SqliteConnection connection(":memory:", "");
  try {
    connection.execute("SELECT * FROM missing");
    FAIL("no table, no rows");
  } catch (const SqliteFailure& failure) {
    CHECK(failure.primary_code() == SQLITE_ERROR);
    CHECK(std::string(failure.what()) == "no such table: missing");
  }
}

TEST_CASE("an unknown VFS is a failure to open") {
  CHECK_THROWS_AS(SqliteConnection(":memory:", "no such vfs"), SqliteFailure);
}

TEST_CASE("numbers and bytes go in and out, an empty blob is not NULL") {
  SqliteConnection connection(":memory:", "");
  connection.execute("CREATE TABLE t (n INTEGER, b BLOB NOT NULL)");
  SqliteStatement insert(connection, "INSERT INTO t VALUES (?, ?)");
  insert.bind(1, 1).bind_bytes(2, std::string_view("\0x", 2)).run();
  insert.bind(1, 2).bind_bytes(2, std::string_view()).run();
  SqliteStatement select(connection, "SELECT n, b FROM t ORDER BY n");
  REQUIRE(select.step());
  CHECK(select.number(0) == 1);
  CHECK(select.bytes(1) == std::string_view("\0x", 2));
  REQUIRE(select.step());
  CHECK(select.bytes(1).empty());
  CHECK_FALSE(select.step());
  CHECK(connection.number("SELECT count(*) FROM t WHERE b IS NULL") == 0);
  CHECK(connection.text("SELECT 'words'") == "words");
  CHECK(connection.text("SELECT 1 WHERE 0").empty());
}

TEST_CASE("a statement that failed or was left in the middle can be run again") {
  SqliteConnection connection(":memory:", "");
  connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY)");
  SqliteStatement insert(connection, "INSERT INTO t VALUES (?)");
  insert.bind(1, 1).run();
  CHECK_THROWS_AS(insert.bind(1, 1).run(), SqliteFailure);
  insert.bind(1, 2).run();
  SqliteStatement select(connection, "SELECT n FROM t");
  {
    SqliteReset reset(select);
    REQUIRE(select.step());
  }
  CHECK(select.step());
  select.reset();
  CHECK_FALSE(connection.in_transaction());
}

}  // namespace
}  // namespace candela
