#include "shard_schema.hpp"

#include <array>
#include <string>

namespace candela {
namespace {

// Entry n makes version n+1 out of version n. Entries are never changed once released: a released
// file has been through them.
//
// shard  one row. weakest_only: no turn in here ever wanted to be synced, so nothing need be.
// actor  slot by address; rowids without AUTOINCREMENT are dense as long as rows are not deleted.
// kv     neighbouring turns touch neighbouring pages, which is what makes groups cheap.
constexpr std::array<const char*, 1> migrations = {
    R"(CREATE TABLE shard (
         one INTEGER PRIMARY KEY CHECK (one = 1),
         weakest_only INTEGER NOT NULL
       );
       INSERT INTO shard VALUES (1, 1);
       CREATE TABLE actor (
         slot INTEGER PRIMARY KEY,
         binding BLOB NOT NULL,
         key_kind INTEGER NOT NULL,
         key BLOB NOT NULL,
         UNIQUE (binding, key_kind, key)
       );
       CREATE TABLE kv (
         slot INTEGER NOT NULL,
         key BLOB NOT NULL,
         value BLOB NOT NULL,
         PRIMARY KEY (slot, key)
       ) WITHOUT ROWID;)",
};

constexpr auto present_version = static_cast<std::int64_t>(migrations.size());

}  // namespace

ShardIdentity identify_shard(SqliteConnection& connection) {
  const std::int64_t application = connection.number("PRAGMA application_id");
  const std::int64_t version = connection.number("PRAGMA user_version");
  if (application == shard_application_id) {
    return version <= present_version ? ShardIdentity::ours : ShardIdentity::newer;
  }
  const std::int64_t tables = connection.number("SELECT count(*) FROM sqlite_schema");
  const bool untouched = application == 0 && version == 0 && tables == 0;
  return untouched ? ShardIdentity::fresh : ShardIdentity::foreign;
}

void migrate_shard(SqliteConnection& connection) {
  const std::int64_t version = connection.number("PRAGMA user_version");
  if (version == present_version) return;
  // What fails in here leaves the transaction open; the connection's end rolls it back.
  connection.execute("BEGIN IMMEDIATE");
  for (auto next = version; next < present_version; ++next) {
    connection.execute(migrations[static_cast<std::size_t>(next)]);
  }
  connection.execute(("PRAGMA application_id = " + std::to_string(shard_application_id)).c_str());
  connection.execute(("PRAGMA user_version = " + std::to_string(present_version)).c_str());
  connection.execute("COMMIT");
}

}  // namespace candela
