#pragma once
// One turn: the writes of one event while it runs, and whether it can still end well.
//
// Guarantee: after end() nothing reaches the overlay any more, from whatever handle was kept.
// Threads: the shard's.
// Ownership: shared by the event that runs and by storage handles; store and record must outlive
// the turn's open time, not the Turn.

#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include <candela/runtime/kv.hpp>
#include <candela/runtime/turn_overlay.hpp>
#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

/// Whether a limit was met, which is the actor's mistake, and not the storage's failure.
bool is_limit(StoreErrorCode code) noexcept;

/// What an actor, and whoever called it, may read of it: the error itself where a limit was met;
/// otherwise StorageFailed, and the rest goes to the log.
[[noreturn]] void throw_for_actors(const StoreError& error, const Logger& log);

class Turn {
 public:
  Turn(Store& store, ActorRecord& actor, std::span<const HostType> hosts, const Logger& log)
      : hosts_(hosts), log_(log) {
    overlay_.emplace(store, actor);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// Throws NoTurn after the end.
  TurnOverlay& overlay();
  std::span<const HostType> hosts() const noexcept { return hosts_; }

  /// Runs `action` on the overlay. A failing storage is remembered: such a turn is not kept, even
  /// if the actor catches the error.
  template <typename Action>
  auto use(Action&& action) {
    try {
      return std::forward<Action>(action)(overlay());
    } catch (const StoreError& error) {
      if (!is_limit(error.code())) storage_failed_ = true;
      throw_for_actors(error, log_);
    }
  }

  bool storage_failed() const noexcept { return storage_failed_; }
  void end() noexcept { overlay_.reset(); }

 private:
  std::span<const HostType> hosts_;
  const Logger log_;
  std::optional<TurnOverlay> overlay_;
  bool storage_failed_ = false;
};

}  // namespace candela
