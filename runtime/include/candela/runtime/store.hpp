#pragma once
// A shard's storage, as the runtime sees it.
//
// Guarantees
//   I1  A turn's writes are applied whole or not at all.
//   I2  Turns become durable in the order in which they were applied, a group at a time: commit()
//       returns and all of the group is durable, or it throws and none of it is there, now or
//       after any later start.
//   I3  A read sees every turn applied before it, committed or not. So whatever leaves the actor
//       waits for the commit of the group that was open when it read (GroupCommit does that).
//   I4  Slots are dense: the n-th actor of a shard that ever wrote has slot n.
// Threads: a store belongs to one thread; nothing in it locks.
// Ownership: an ActorRecord belongs to its caller and may outlive the store; reads copy out.
// Limits: StoreLimits. Values are opaque bytes; the codec sits above.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <candela/runtime/address.hpp>
#include <candela/runtime/store_error.hpp>

namespace candela {

class TurnOverlay;

struct StoreLimits {
  std::size_t max_key_bytes = 2 * 1024;
  std::size_t max_value_bytes = 2'000'000;
  /// Of a binding, and of an actor's name.
  std::size_t max_name_bytes = 2 * 1024;
  /// Keys and values of one turn's overlay together.
  std::size_t max_turn_bytes = 64 * 1024 * 1024;
  /// Keys and values of one list() together; a longer one is read in parts.
  std::size_t max_list_bytes = 64 * 1024 * 1024;
  /// Transactions inside each other within one turn.
  std::size_t max_transaction_depth = 64;
};

/// What a turn wants to have happened before anything of it leaves. A group is committed as its
/// strictest turn wants it.
enum class Durability : std::uint8_t {
  none,     ///< Survives a killed process. A file that holds nothing else is never synced.
  relaxed,  ///< As above, and a lost machine costs the latest groups, but tears none.
  strict,   ///< On the disk: survives a lost machine.
};

/// An actor's dense number in its shard, from 1.
using Slot = std::int64_t;

/// Keys in [start, end), by their bytes. No end: to the last.
struct KeyRange {
  std::string start{};
  std::optional<std::string> end{};
};

enum class ScanOrder : std::uint8_t { ascending, descending };
enum class ScanStep : std::uint8_t { more, stop };

/// Gets rows of a scan; the views live until it returns. It must not call the store.
using RowVisitor = std::function<ScanStep(std::string_view key, std::string_view value)>;

/// An actor's place in a store, found at its first use and found again after the store lost a
/// group. At most one is in use for each actor at a time.
class ActorRecord {
 public:
  explicit ActorRecord(ActorAddress address) : address_(std::move(address)) {}

  const ActorAddress& address() const { return address_; }

  /// For stores. What was learnt in another generation of the store is not known any more.
  bool known(std::uint64_t generation) const { return generation_ == generation; }
  std::optional<Slot> slot() const { return slot_; }
  void learn(std::optional<Slot> slot, std::uint64_t generation) {
    slot_ = slot;
    generation_ = generation;
  }

 private:
  ActorAddress address_;
  std::optional<Slot> slot_;
  std::uint64_t generation_ = 0;
};

/// Every function throws StoreError.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  virtual const StoreLimits& limits() const = 0;

  /// The actor's slot, if it ever wrote.
  virtual std::optional<Slot> slot_of(ActorRecord& actor) = 0;
  virtual std::optional<std::string> get(ActorRecord& actor, std::string_view key) = 0;
  virtual void scan(ActorRecord& actor, const KeyRange& range, ScanOrder order,
                    const RowVisitor& visit) = 0;

  /// Adds a finished turn to the open group, or opens one. A failure whose loss() is `turn` leaves
  /// the group as it was. A turn that wrote nothing opens no group.
  virtual void apply(ActorRecord& actor, const TurnOverlay& turn, Durability durability) = 0;

  /// Makes the open group durable. It throws: the group is gone, the file was opened afresh and has
  /// its last durable state, or the store is unavailable until reopen().
  virtual void commit() = 0;

  /// Housekeeping that can wait until the answers have left. When it throws, no committed group is
  /// lost; the file was opened afresh, or the store is unavailable. Requires: no open group.
  virtual void tidy() = 0;

  /// Opens a store again that a failure left unavailable; nothing to do for any other.
  virtual void reopen() = 0;

  /// Raised whenever the file was opened afresh: whatever was read before must be read again.
  virtual std::uint64_t generation() const = 0;
};

}  // namespace candela
