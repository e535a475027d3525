#include "shard_file.hpp"

#include <algorithm>
#include <vector>

#include "shard_schema.hpp"

namespace candela {
namespace {

// https://www.sqlite.org/fileformat2.html#walformat
constexpr std::int64_t log_header_bytes = 32;
constexpr std::int64_t frame_header_bytes = 24;

void refuse_unless_ours(SqliteConnection& connection, const std::string& path) {
  switch (identify_shard(connection)) {
    case ShardIdentity::fresh:
    case ShardIdentity::ours: return;
    case ShardIdentity::foreign: throw StoreError(StoreErrorCode::not_a_shard, {}, {path});
    case ShardIdentity::newer: throw StoreError(StoreErrorCode::newer_schema, {}, {path});
  }
}

/// Makes the connection the file's owner, with a log; before that it changes nothing in it.
void take_possession(SqliteConnection& connection, const ShardFileOptions& options) {
  if (sqlite3_db_readonly(connection.get(), "main") == 1) {
    throw StoreError(StoreErrorCode::read_only, {}, {options.path});
  }
  // Exclusive from the first read: no shared memory file, and the lock is never let go.
  connection.execute("PRAGMA locking_mode = EXCLUSIVE");
  refuse_unless_ours(connection, options.path);
  connection.execute("PRAGMA trusted_schema = OFF");
  connection.execute("PRAGMA temp_store = MEMORY");
  connection.execute("PRAGMA cell_size_check = ON");
  connection.execute(("PRAGMA cache_size = -" + std::to_string(options.cache_kib)).c_str());
  if (connection.text("PRAGMA journal_mode = WAL") != "wal") {
    throw SqliteFailure(SQLITE_CANTOPEN, "the file system supports no write-ahead log");
  }
  connection.execute("PRAGMA synchronous = NORMAL");
  connection.check(sqlite3_wal_autocheckpoint(connection.get(), 0));
  connection.execute("BEGIN EXCLUSIVE; COMMIT");
}

/// The members' first step, so that every statement is prepared on a file of the present version.
SqliteConnection& made_ours(SqliteConnection& connection, const ShardFileOptions& options) {
  take_possession(connection, options);
  migrate_shard(connection);
  return connection;
}

std::int64_t kind_of(const ActorKey& key) {
  return static_cast<std::int64_t>(key.index());
}

std::string_view bytes_of(const ActorKey& key) {
  if (const auto* name = std::get_if<std::string>(&key)) return *name;
  const auto& bytes = std::get<ActorId>(key).bytes;
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SqliteStatement& bind_address(SqliteStatement& statement, const ActorAddress& address) {
  return statement.bind_bytes(1, address.binding)
      .bind(2, kind_of(address.key))
      .bind_bytes(3, bytes_of(address.key));
}

}  // namespace

ShardFile::ShardFile(const ShardFileOptions& options)
    : connection_(options.path, options.vfs_name),
      find_actor_(made_ours(connection_, options),
                  "SELECT slot FROM actor WHERE binding = ? AND key_kind = ? AND key = ?"),
      make_actor_(connection_, "INSERT INTO actor (binding, key_kind, key) VALUES (?, ?, ?)"),
      get_(connection_, "SELECT value FROM kv WHERE slot = ? AND key = ?"),
      scan_up_(connection_, "SELECT key, value FROM kv WHERE slot = ? AND key >= ? ORDER BY key"),
      scan_up_to_(connection_,
                  "SELECT key, value FROM kv WHERE slot = ? AND key >= ? AND key < ? ORDER BY key"),
      scan_down_(connection_,
                 "SELECT key, value FROM kv WHERE slot = ? AND key >= ? ORDER BY key DESC"),
      scan_down_to_(
          connection_,
          "SELECT key, value FROM kv WHERE slot = ? AND key >= ? AND key < ? ORDER BY key DESC"),
      put_(connection_, "REPLACE INTO kv (slot, key, value) VALUES (?, ?, ?)"),
      remove_(connection_, "DELETE FROM kv WHERE slot = ? AND key = ?"),
      remove_all_(connection_, "DELETE FROM kv WHERE slot = ?"),
      begin_(connection_, "BEGIN IMMEDIATE"),
      commit_(connection_, "COMMIT"),
      savepoint_(connection_, "SAVEPOINT turn"),
      release_(connection_, "RELEASE turn"),
      undo_(connection_, "ROLLBACK TO turn") {
  page_bytes_ = connection_.number("PRAGMA page_size");
  weakest_only_ = connection_.number("SELECT weakest_only FROM shard") != 0;
  // The frames found in the log may be in the page cache and not on the disk, if an earlier owner's
  // sync failed. Written to the file and synced there, they are safe, and the log starts empty.
  connection_.check(sqlite3_wal_checkpoint_v2(connection_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE,
                                              nullptr, nullptr));
  lay_out_log(options.log_pages);
  if (weakest_only_) connection_.execute("PRAGMA synchronous = OFF");
  sqlite3_wal_hook(
      connection_.get(),
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<ShardFile*>(self)->log_pages_ = pages;
        return SQLITE_OK;
      },
      this);
}

std::optional<Slot> ShardFile::find_slot(const ActorAddress& address) {
  SqliteReset reset(find_actor_);
  if (!bind_address(find_actor_, address).step()) return std::nullopt;
  return find_actor_.number(0);
}

Slot ShardFile::make_slot(const ActorAddress& address) {
  bind_address(make_actor_, address).run();
  return sqlite3_last_insert_rowid(connection_.get());
}

std::optional<std::string> ShardFile::get(Slot slot, std::string_view key) {
  SqliteReset reset(get_);
  if (!get_.bind(1, slot).bind_bytes(2, key).step()) return std::nullopt;
  return std::string(get_.bytes(0));
}

SqliteStatement& ShardFile::scan_statement(const KeyRange& range, ScanOrder order) {
  if (order == ScanOrder::ascending) return range.end ? scan_up_to_ : scan_up_;
  return range.end ? scan_down_to_ : scan_down_;
}

void ShardFile::scan(Slot slot, const KeyRange& range, ScanOrder order, const RowVisitor& visit) {
  SqliteStatement& rows = scan_statement(range, order);
  SqliteReset reset(rows);
  rows.bind(1, slot).bind_bytes(2, range.start);
  if (range.end) rows.bind_bytes(3, *range.end);
  while (rows.step()) {
    if (visit(rows.bytes(0), rows.bytes(1)) == ScanStep::stop) return;
  }
}

void ShardFile::put(Slot slot, std::string_view key, std::string_view value) {
  put_.bind(1, slot).bind_bytes(2, key).bind_bytes(3, value).run();
}

void ShardFile::remove(Slot slot, std::string_view key) {
  remove_.bind(1, slot).bind_bytes(2, key).run();
}

void ShardFile::remove_all(Slot slot) {
  remove_all_.bind(1, slot).run();
}

void ShardFile::undo_turn() {
  undo_.run();
  release_.run();
}

void ShardFile::roll_back() {
  if (in_transaction()) connection_.execute("ROLLBACK");
}

void ShardFile::record_stronger() {
  connection_.execute("UPDATE shard SET weakest_only = 0");
}

void ShardFile::start_syncing() {
  connection_.execute("PRAGMA synchronous = NORMAL");
  weakest_only_ = false;
}

sqlite3_file* ShardFile::open_file(int which) {
  sqlite3_file* file = nullptr;
  connection_.check(sqlite3_file_control(connection_.get(), "main", which, &file));
  if (file == nullptr || file->pMethods == nullptr) {
    throw SqliteFailure(SQLITE_MISUSE, "the file or its log is not open");
  }
  return file;
}

void ShardFile::sync_file() {
  sqlite3_file* const file = open_file(SQLITE_FCNTL_FILE_POINTER);
  const int code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  if (code != SQLITE_OK) throw SqliteFailure(code, "the file could not be synced");
}

void ShardFile::sync_log() {
  sqlite3_file* const log = log_file();
  const int code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
  if (code != SQLITE_OK) throw SqliteFailure(code, "the write-ahead log could not be synced");
}

void ShardFile::lay_out_log(int pages) {
  sqlite3_file* const log = log_file();
  const std::int64_t end = log_header_bytes + pages * (frame_header_bytes + page_bytes_);
  const std::vector<char> zeros(64 * 1024);
  for (std::int64_t at = 0; at < end; at += static_cast<std::int64_t>(zeros.size())) {
    const auto left = std::min<std::int64_t>(static_cast<std::int64_t>(zeros.size()), end - at);
    if (log->pMethods->xWrite(log, zeros.data(), static_cast<int>(left), at) != SQLITE_OK) {
      // No room to be fast in; whether there is room to write at all, the next commit will see.
      const int code = log->pMethods->xTruncate(log, 0);
      if (code != SQLITE_OK) throw SqliteFailure(code, "the write-ahead log could not be cut");
      break;
    }
  }
  sync_log();
}

void ShardFile::fold_log() {
  int pages = 0;
  int folded = 0;
  connection_.check(sqlite3_wal_checkpoint_v2(connection_.get(), "main", SQLITE_CHECKPOINT_PASSIVE,
                                              &pages, &folded));
  if (folded < pages) throw SqliteFailure(SQLITE_BUSY, "the write-ahead log is in use");
  log_pages_ = 0;
}

void ShardFile::cut_log_and_abandon(int pages) {
  connection_.check(
      sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr));
  // It may fail like the statement before it; closing the connection rolls back all the same.
  if (in_transaction()) sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_file* const log = log_file();
  const std::int64_t end =
      pages == 0 ? 0 : log_header_bytes + pages * (frame_header_bytes + page_bytes_);
  const int code = log->pMethods->xTruncate(log, end);
  if (code != SQLITE_OK) throw SqliteFailure(code, "the write-ahead log could not be cut");
}

}  // namespace candela
