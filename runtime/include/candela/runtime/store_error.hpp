#pragma once
// What can go wrong in a store, as one typed error.
//
// Guarantee: every failure of a store's disk, file or limits arrives as a StoreError whose message
// names the file or the limit, and which says how much was lost: the turn alone, or its whole
// group.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace candela {

enum class StoreErrorCode : std::uint8_t {
  owned_elsewhere,  ///< Another process, or another store of this one, holds the file.
  cannot_open,      ///< No such folder, no permission, or no file at all.
  read_only,        ///< The file, or the disk below it, refuses writes.
  disk_full,
  io,             ///< A read, write or sync failed.
  corrupt,        ///< Not a database, or a damaged one.
  not_a_shard,    ///< A database, but some other program's.
  newer_schema,   ///< Written by a later version of Candela.
  out_of_memory,  ///< SQLite had none.
  unavailable,    ///< The store is closed after an earlier failure; reopen() tries again.
  closed,         ///< The store was closed before the group was committed.
  internal,       ///< SQLite refused what the store asked: a fault of the store.

  key_too_long,     ///< StoreLimits::max_key_bytes
  value_too_large,  ///< StoreLimits::max_value_bytes
  name_too_long,    ///< StoreLimits::max_name_bytes
  turn_too_large,   ///< StoreLimits::max_turn_bytes
  list_too_large,   ///< StoreLimits::max_list_bytes
  too_deep,         ///< StoreLimits::max_transaction_depth
};

std::string_view to_string(StoreErrorCode code);

/// How much went with the failure.
enum class StoreLoss : std::uint8_t {
  turn,   ///< Nothing but what was being done; the open group stands.
  group,  ///< Every turn applied since the last commit. All state read before is void.
};

class StoreError : public std::runtime_error {
 public:
  struct Site {
    std::string path;  ///< The shard's file; empty when a limit was met before any file was.
    StoreLoss loss = StoreLoss::turn;
  };

  StoreError(StoreErrorCode code, std::string_view detail, Site site);

  StoreErrorCode code() const { return code_; }
  const std::string& path() const { return site_.path; }
  StoreLoss loss() const { return site_.loss; }

 private:
  StoreErrorCode code_;
  Site site_;
};

}  // namespace candela
