#pragma once
// Many turns, one sync: when to commit a group, and who is told.
//
// Guarantee: a turn's waiter is told once, in the order of the turns, from inside commit() or the
// destructor: durable() after the commit that the turn depends on, failed() if that commit failed.
// A turn that wrote nothing waits like the others, since it may have read what is not durable yet.
// Threads: the store's thread.
// Ownership: clock and store must outlive a GroupCommit; it owns its waiters until they were told.
// A waiter may submit further turns, and must not throw.
// Limits: GroupCommitLimits. The queue of waiters is bounded by max_turns if the caller commits
// whenever due() says so.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <candela/runtime/store.hpp>
#include <candela/runtime/turn_overlay.hpp>
#include <candela/runtime/world.hpp>

namespace candela {

struct GroupCommitLimits {
  std::size_t max_turns = 128;
  std::size_t max_bytes = 16 * 1024 * 1024;
  std::chrono::microseconds max_delay{200};
};

/// Whether the shard has another turn that it could run now.
enum class Backlog : std::uint8_t { empty, ready };

/// When a group has to be committed. It does no I/O and asks no clock.
class GroupCommitPolicy {
 public:
  explicit GroupCommitPolicy(GroupCommitLimits limits) : limits_(limits) {}

  void note_turn(MonotonicTime now, std::size_t bytes);
  void note_commit();

  bool should_commit(MonotonicTime now, Backlog backlog) const;
  /// When the oldest turn has waited long enough; nothing while no turn waits.
  std::optional<MonotonicTime> deadline() const;

 private:
  GroupCommitLimits limits_;
  MonotonicTime first_turn_{};
  std::size_t turns_ = 0;
  std::size_t bytes_ = 0;
};

class TurnWaiter {
 public:
  virtual ~TurnWaiter() = default;
  virtual void durable() noexcept = 0;
  virtual void failed(const StoreError& error) noexcept = 0;
};

/// A waiter from a callable that takes `const StoreError*`; null means durable.
template <typename Told>
std::unique_ptr<TurnWaiter> make_turn_waiter(Told&& told) {
  class Waiter final : public TurnWaiter {
   public:
    explicit Waiter(Told&& callable) : told_(std::forward<Told>(callable)) {}
    void durable() noexcept override { told_(static_cast<const StoreError*>(nullptr)); }
    void failed(const StoreError& error) noexcept override { told_(&error); }

   private:
    std::decay_t<Told> told_;
  };
  return std::make_unique<Waiter>(std::forward<Told>(told));
}

class GroupCommit {
 public:
  GroupCommit(Clock& clock, Store& store, GroupCommitLimits limits = {});
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;
  /// Tells those who still wait StoreErrorCode::closed.
  ~GroupCommit();

  /// Applies a finished turn. It throws: this turn's waiter is not told, for the caller knows; if
  /// loss() is `group`, everybody who waited was told.
  void submit(ActorRecord& actor, const TurnOverlay& turn, Durability durability,
              std::unique_ptr<TurnWaiter> waiter);

  bool due(Backlog backlog) const;
  std::optional<MonotonicTime> deadline() const { return policy_.deadline(); }

  /// Commits what was submitted, tells the waiters, then tidies the store. What went wrong is
  /// returned for the log and for dropping actors from memory (Store::generation() has changed).
  [[nodiscard]] std::optional<StoreError> commit();

 private:
  void tell_failed(const StoreError& error) noexcept;

  Clock& clock_;
  Store& store_;
  GroupCommitPolicy policy_;
  std::vector<std::unique_ptr<TurnWaiter>> waiters_;
};

}  // namespace candela
