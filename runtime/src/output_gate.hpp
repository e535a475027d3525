#pragma once
// The output gate: what an event gives out waits until all that it rests on is durable.
//
// Guarantee: `opened` is called once, after the last of the held turns was told: null when all of
// them are durable, otherwise the first failure. It may be called from inside of a commit, so it
// must not throw and must not run actors.
// Threads: the shard's.
// Ownership: waiters share the gate.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

#include <candela/runtime/group_commit.hpp>

namespace candela {

class OutputGate : public std::enable_shared_from_this<OutputGate> {
 public:
  using Opened = std::function<void(const StoreError* failure)>;

  OutputGate() = default;
  OutputGate(const OutputGate&) = delete;
  OutputGate& operator=(const OutputGate&) = delete;

  /// For GroupCommit::submit: one more turn to wait for. A waiter that is destroyed untold, since
  /// its turn was refused, holds nothing any more.
  std::unique_ptr<TurnWaiter> hold();
  /// Nothing further is held. Opens at once if nothing is. Call it once.
  void close(Opened opened);

 private:
  class Waiter;
  void release() noexcept;

  std::size_t held_ = 0;
  std::optional<StoreError> failure_;
  Opened opened_;
};

}  // namespace candela
