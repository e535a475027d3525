#pragma once
// One opening of a shard's file: its connection, lock, statements and write-ahead log.
//
// Guarantee: once constructed, the file is ours alone, is of the present version, and its log is
// empty and durable: no later commit rests on a frame that an earlier, failed sync may have lost.
// Everything throws SqliteFailure, except the constructor, which throws StoreError too where the
// file is not what it should be.
// Threads: one.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <candela/runtime/address.hpp>
#include <candela/runtime/store.hpp>

#include "sqlite.hpp"

namespace candela {

struct ShardFileOptions {
  std::string path;
  std::string vfs_name;
  int log_pages = 0;
  int cache_kib = 0;
};

class ShardFile {
 public:
  explicit ShardFile(const ShardFileOptions& options);
  ShardFile(const ShardFile&) = delete;
  ShardFile& operator=(const ShardFile&) = delete;

  std::optional<Slot> find_slot(const ActorAddress& address);
  Slot make_slot(const ActorAddress& address);

  std::optional<std::string> get(Slot slot, std::string_view key);
  void scan(Slot slot, const KeyRange& range, ScanOrder order, const RowVisitor& visit);
  void put(Slot slot, std::string_view key, std::string_view value);
  void remove(Slot slot, std::string_view key);
  void remove_all(Slot slot);

  bool in_transaction() const { return connection_.in_transaction(); }
  void begin() { begin_.run(); }
  void begin_turn() { savepoint_.run(); }
  void end_turn() { release_.run(); }
  void undo_turn();
  /// Hands the transaction to the operating system; sync_log() makes it durable.
  void commit() { commit_.run(); }
  /// Nothing to do if the failed statement has done it.
  void roll_back();

  /// Whether no turn in this file ever wanted more than Durability::none.
  bool weakest_only() const { return weakest_only_; }
  /// Within a transaction.
  void record_stronger();
  /// From here on what is folded in is synced. After that transaction's commit; sync_file(), for
  /// what was folded in before, comes first.
  void start_syncing();
  void sync_file();

  /// Pages in the log, those of the last commit included.
  int log_pages() const { return log_pages_; }
  void sync_log();
  /// Moves the log's pages into the file; the log starts again at its beginning.
  void fold_log();
  /// Ends the log after its first `pages`, and forbids the closing connection to touch it.
  void cut_log_and_abandon(int pages);

 private:
  SqliteStatement& scan_statement(const KeyRange& range, ScanOrder order);
  sqlite3_file* open_file(int which);
  sqlite3_file* log_file() { return open_file(SQLITE_FCNTL_JOURNAL_POINTER); }
  void lay_out_log(int pages);

  SqliteConnection connection_;
  SqliteStatement find_actor_;
  SqliteStatement make_actor_;
  SqliteStatement get_;
  SqliteStatement scan_up_;
  SqliteStatement scan_up_to_;
  SqliteStatement scan_down_;
  SqliteStatement scan_down_to_;
  SqliteStatement put_;
  SqliteStatement remove_;
  SqliteStatement remove_all_;
  SqliteStatement begin_;
  SqliteStatement commit_;
  SqliteStatement savepoint_;
  SqliteStatement release_;
  SqliteStatement undo_;
  std::int64_t page_bytes_ = 0;
  int log_pages_ = 0;
  bool weakest_only_ = false;
};

}  // namespace candela
