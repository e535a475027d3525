#include <candela/runtime/sqlite_store.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <candela/runtime/turn_overlay.hpp>

#include "shard_file.hpp"

namespace candela {
namespace {

StoreErrorCode code_of(const SqliteFailure& failure) {
  switch (failure.primary_code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreErrorCode::owned_elsewhere;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return StoreErrorCode::cannot_open;
    case SQLITE_READONLY: return StoreErrorCode::read_only;
    case SQLITE_FULL: return StoreErrorCode::disk_full;
    case SQLITE_IOERR:
      return failure.code() == SQLITE_IOERR_NOMEM ? StoreErrorCode::out_of_memory
                                                  : StoreErrorCode::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return StoreErrorCode::corrupt;
    case SQLITE_NOMEM: return StoreErrorCode::out_of_memory;
    default: return StoreErrorCode::internal;
  }
}

std::string describe(const SqliteFailure& failure) {
  return std::string(failure.what()) + " (SQLite " + std::to_string(failure.code()) + ")";
}

class SqliteStore final : public Store {
 public:
  SqliteStore(Disk& disk, SqliteStoreOptions options)
      : options_(std::move(options)), vfs_name_(disk.vfs_name()) {
    open();
  }

  const StoreLimits& limits() const override { return options_.limits; }
  std::uint64_t generation() const override { return generation_; }

  std::optional<Slot> slot_of(ActorRecord& actor) override {
    if (actor.known(generation_)) return actor.slot();
    check_address(actor.address());
    const auto slot = reading([&] { return file().find_slot(actor.address()); });
    actor.learn(slot, generation_);
    return slot;
  }

  std::optional<std::string> get(ActorRecord& actor, std::string_view key) override {
    const auto slot = slot_of(actor);
    if (!slot) return std::nullopt;
    return reading([&] { return file().get(*slot, key); });
  }

  void scan(ActorRecord& actor, const KeyRange& range, ScanOrder order,
            const RowVisitor& visit) override {
    const auto slot = slot_of(actor);
    if (!slot) return;
    reading([&] { file().scan(*slot, range, order, visit); });
  }

  void apply(ActorRecord& actor, const TurnOverlay& turn, Durability durability) override {
    if (turn.empty()) return;
    tell_of_lost_group();
    const auto known_slot = slot_of(actor);
    guarded([&] {
      open_group();
      const auto slot = write_turn(actor.address(), known_slot, turn, durability);
      actor.learn(slot, generation_);
    });
    group_durability_ = std::max(group_durability_, durability);
  }

  void commit() override {
    tell_of_lost_group();
    if (!group_open_) return;
    try {
      ShardFile& shard = file();
      const bool stronger = group_durability_ != Durability::none && shard.weakest_only();
      if (stronger) shard.sync_file();
      shard.commit();  // I2: not released before the sync below
      if (stronger) shard.start_syncing();
      if (group_durability_ == Durability::strict) shard.sync_log();
      released_pages_ = shard.log_pages();
    } catch (const SqliteFailure& failure) {
      lose_group(failure);
    }
    group_open_ = false;
  }

  void tidy() override {
    if (group_open_ || file().log_pages() < options_.log_pages) return;
    fold();
  }

  void reopen() override {
    if (!broken_) return;
    try {
      if (file_) file_->cut_log_and_abandon(released_pages_);
      file_.reset();
    } catch (const SqliteFailure& failure) {
      throw error(failure, StoreLoss::group);
    }
    open();
  }

 private:
  void open() {
    try {
      file_ = std::make_unique<ShardFile>(
          ShardFileOptions{options_.path, vfs_name_, options_.log_pages, options_.cache_kib});
    } catch (const SqliteFailure& failure) {
      throw error(failure, StoreLoss::group);
    }
    released_pages_ = 0;
    broken_ = false;
    ++generation_;
  }

  ShardFile& file() {
    if (broken_) throw StoreError(StoreErrorCode::unavailable, cause_, {options_.path});
    return *file_;
  }

  StoreError error(const SqliteFailure& failure, StoreLoss loss) const {
    return StoreError(code_of(failure), describe(failure), {options_.path, loss});
  }

  /// SQLite's failure becomes a StoreError, and the group is lost if its transaction is.
  template <typename Action>
  auto guarded(Action action) -> decltype(action()) {
    try {
      return action();
    } catch (const SqliteFailure& failure) {
      if (group_open_ && !file_->in_transaction()) lose_group(failure);
      throw error(failure, StoreLoss::turn);
    }
  }

  /// A read that loses the group tells its reader, but the group's turns are not the reader's.
  template <typename Action>
  auto reading(Action action) -> decltype(action()) {
    try {
      return guarded(std::move(action));
    } catch (const StoreError& failure) {
      if (failure.loss() == StoreLoss::group) lost_group_ = failure;
      throw;
    }
  }

  void tell_of_lost_group() {
    if (lost_group_) throw StoreError(*std::exchange(lost_group_, std::nullopt));
  }

  void open_group() {
    if (group_open_) return;
    // A caller whose groups follow each other without a pause never tidies.
    if (file().log_pages() >= 2 * options_.log_pages) fold();
    file().begin();
    group_open_ = true;
    group_durability_ = Durability::none;
  }

  /// I1.
  std::optional<Slot> write_turn(const ActorAddress& address, std::optional<Slot> slot,
                                 const TurnOverlay& turn, Durability durability) {
    ShardFile& shard = file();
    shard.begin_turn();
    try {
      if (durability != Durability::none && shard.weakest_only()) shard.record_stronger();
      if (turn.cleared() && slot) shard.remove_all(*slot);
      for (const auto& [key, value] : turn.writes()) {
        if (value) {
          if (!slot) slot = shard.make_slot(address);
          shard.put(*slot, key, *value);
        } else if (slot && !turn.cleared()) {
          shard.remove(*slot, key);
        }
      }
      shard.end_turn();
      return slot;
    } catch (const SqliteFailure& failure) {
      if (!shard.in_transaction()) throw;
      undo_turn(failure);
      throw;
    }
  }

  /// The group goes on without the turn, unless even that fails.
  void undo_turn(const SqliteFailure& cause) {
    try {
      file().undo_turn();
    } catch (const SqliteFailure&) {
      lose_group(cause);
    }
  }

  void fold() {
    try {
      file().fold_log();
      released_pages_ = 0;
    } catch (const SqliteFailure& failure) {
      // The log goes on growing while it can, and everything in it can be read.
      if (failure.primary_code() == SQLITE_FULL) throw error(failure, StoreLoss::turn);
      lose_group(failure);
    }
  }

  /// I6. SQLite counts a commit whose sync failed as done; cutting the log undoes it.
  [[noreturn]] void lose_group(const SqliteFailure& failure) {
    StoreError lost = error(failure, StoreLoss::group);
    group_open_ = false;
    ++generation_;
    if (failure.primary_code() != SQLITE_FULL || !rolled_back()) {
      broken_ = true;
      cause_ = describe(failure);
      try {
        reopen();
      } catch (const StoreError& second) {
        cause_ += "; and then: ";
        cause_ += second.what();
      }
    }
    throw lost;
  }

  /// A write that found no room leaves nothing in doubt: the connection can be kept, and with it
  /// everything can still be read.
  bool rolled_back() {
    try {
      file_->roll_back();
      return true;
    } catch (const SqliteFailure&) {
      return false;
    }
  }

  void check_address(const ActorAddress& address) const {
    const std::size_t limit = options_.limits.max_name_bytes;
    const auto* name = std::get_if<std::string>(&address.key);
    const std::size_t size = std::max(address.binding.size(), name != nullptr ? name->size() : 0);
    if (size <= limit) return;
    throw StoreError(StoreErrorCode::name_too_long,
                     std::to_string(size) + " > " + std::to_string(limit), {});
  }

  SqliteStoreOptions options_;
  std::string vfs_name_;
  std::unique_ptr<ShardFile> file_;
  std::optional<StoreError> lost_group_;
  std::string cause_;
  std::uint64_t generation_ = 0;
  int released_pages_ = 0;
  Durability group_durability_ = Durability::none;
  bool group_open_ = false;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<Store> open_sqlite_store(Disk& disk, SqliteStoreOptions options) {
  return std::make_unique<SqliteStore>(disk, std::move(options));
}

}  // namespace candela
