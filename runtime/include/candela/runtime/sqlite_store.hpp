#pragma once
// A store in one SQLite file.
//
// Guarantees, beyond those of store.hpp
//   I5  One owner: the file is locked from the constructor to the destructor; a second store on
//       it, here or in another process, gets StoreErrorCode::owned_elsewhere.
//   I6  A descriptor on which a write or a sync failed is never used for data again: what the
//       failed group left in the log is cut off, the file is opened afresh, and its log is
//       folded into it, so that no later group rests on bytes that may not be on the disk.
// Threads: one.
// Limits: StoreLimits; the log is folded into the file at log_pages.
// Do not open the file by other means in the same process: closing any descriptor of a file drops
// the process's POSIX locks on it.

#include <memory>
#include <string>

#include <candela/runtime/store.hpp>
#include <candela/runtime/world.hpp>

namespace candela {

struct SqliteStoreOptions {
  /// The file is made if there is none; its folder must exist.
  std::string path;
  StoreLimits limits{};
  /// At how many pages tidy() folds the log into the file. So many are laid out when the store
  /// opens: a sync of a log that does not grow is one write, without the file system's journal.
  int log_pages = 1000;
  int cache_kib = 16 * 1024;
};

/// Requires: `disk` outlives the store. Throws StoreError.
std::unique_ptr<Store> open_sqlite_store(Disk& disk, SqliteStoreOptions options);

}  // namespace candela
