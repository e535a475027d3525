#pragma once
// An actor in memory: its object, its mailbox, and whose turn it is.
//
// Guarantees: events begin in the order in which they came; the next one begins when the one before
// has ended, or, where turns interleave, when one before awaits. The object is made, and on_start
// ends, before the first of them. Nothing here runs actor code on the stack of whoever calls.
// Threads: the shard's.
// Ownership: the shard's directory holds residents, and so does what is posted to the loop; binding
// and shard outlive them.
// Limits: BindingOptions. While what is in flight is used up, no event begins.

#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/runtime/binding.hpp>
#include <candela/runtime/group_commit.hpp>
#include <candela/runtime/store.hpp>

#include "call_event.hpp"

namespace candela {

class ActorScope;
class Shard;
class Turn;

kj::Duration to_kj(std::chrono::milliseconds duration);

class Resident;
using IdleList = std::list<Resident*>;

class Resident : public std::enable_shared_from_this<Resident> {
 public:
  Resident(Shard& shard, const Binding& binding, ActorAddress address);
  Resident(const Resident&) = delete;
  Resident& operator=(const Resident&) = delete;
  ~Resident();

  /// Puts a call into the mailbox, or answers at once that the mailbox is full.
  void call(Document request, std::shared_ptr<Caller> caller);

  /// Nothing runs, nothing waits.
  bool idle() const noexcept { return waiting_.empty() && running_.empty() && state_ != starting; }
  kj::TimePoint idle_since() const noexcept { return idle_since_; }
  const ActorAddress& address() const noexcept { return record_.address(); }

  /// Where it stands in the shard's list, if it does.
  std::optional<IdleList::iterator> idle_place;

  /// Its memory is void: nothing of it may be stored or answered any more.
  void condemn() noexcept { condemned_ = true; }
  bool condemned() const noexcept { return condemned_; }
  /// Cancels what has begun, and answers what waits with the error. Requires: no actor code on the
  /// stack.
  void drop(const Error& error);

  // For its events
  Shard& shard() const noexcept { return shard_; }
  ActorScope& scope() const noexcept { return *scope_; }
  const BindingOptions& options() const noexcept { return binding_.options; }
  bool interleaves() const noexcept { return options().turns == TurnOrder::interleaved; }
  std::shared_ptr<Turn> new_turn();
  /// Throws StoreError.
  void submit(const TurnOverlay& writes, std::unique_ptr<TurnWaiter> waiter);
  void event_ended(CallEvent& event);

 private:
  enum State : std::uint8_t { absent, starting, started };

  void wake();
  void pump();
  void pump_events();
  void start();
  void end_start(const std::shared_ptr<Turn>& turn);
  void fail_start(const Error& error);
  bool may_begin() const noexcept;
  bool waits_for_room(const CallEvent& event);

  Shard& shard_;
  const Binding& binding_;
  ActorRecord record_;
  std::shared_ptr<ActorScope> scope_;
  std::optional<ActorInstance> instance_;
  std::deque<std::shared_ptr<CallEvent>> waiting_;
  std::vector<std::shared_ptr<CallEvent>> running_;  // after the instance: they die first
  kj::TimePoint idle_since_;
  State state_ = absent;
  bool condemned_ = false;
  bool awake_ = false;
  std::optional<InFlight::Waiter> for_room_;  // of the first that waits
};

}  // namespace candela
