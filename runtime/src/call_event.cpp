#include "call_event.hpp"

#include <utility>

#include <candela/rpc/kj/exception.hpp>
#include <candela/runtime/turn_overlay.hpp>

#include "actor_scope.hpp"
#include "output_gate.hpp"
#include "resident.hpp"
#include "shard.hpp"
#include "turn.hpp"

namespace candela {
namespace {

class RefusingHooks final : public BatchHooks {
 public:
  explicit RefusingHooks(const Error& error) : error_(error) {}
  void before_item(std::size_t) override { throw Error(error_); }
  void after_item(std::size_t, ItemStatus) override {}
  void begin_atomic() override { throw Error(error_); }

 private:
  const Error& error_;
};

struct EndOfTurn {
  ~EndOfTurn() { turn.end(); }
  Turn& turn;
};

}  // namespace

std::unique_ptr<BatchExecution> refuse_batch(Document request, const Error& error,
                                             const ExecutionOptions& options) {
  RefusingHooks hooks(error);
  auto batch = std::make_unique<BatchExecution>(std::move(request), Target(), options, hooks);
  while (batch->run() == ExecutionState::yielded) {  // nothing can be awaited
  }
  return batch;
}

Caller::~Caller() noexcept {
  reject(Error("The runtime ended before the answer"));
  closed_();
}

void Caller::reject(const Error& error) {
  if (waits()) fulfiller_->reject(to_exception(error));
}

CallEvent::CallEvent(Resident& resident, Document request, std::shared_ptr<Caller> caller)
    : resident_(resident),
      request_(std::move(request)),
      caller_(std::move(caller)),
      gate_(std::make_shared<OutputGate>()) {}

CallEvent::~CallEvent() noexcept {
  batch_ = nullptr;  // while its hooks are whole
  if (turn_) turn_->end();
}

std::shared_ptr<InFlight> CallEvent::crowded_out_of() const {
  const InFlight::Share* const share = caller_->in_flight();
  return share && !share->of()->may_begin() ? share->of() : nullptr;
}

void CallEvent::begin(const Target& target) {
  const Shard& shard = resident_.shard();
  deadline_ = shard.timer().now() + to_kj(resident_.options().event_timeout);
  go_on([this, &shard, &target] {
    batch_ = std::make_unique<BatchExecution>(std::move(request_), target, shard.execution(),
                                              static_cast<BatchHooks&>(*this));
    return batch_->run();
  });
}

void CallEvent::refuse(const Error& error) {
  try {
    caller_->answer(refuse_batch(std::move(request_), error, resident_.shard().execution()));
  } catch (const Error& invalid) {
    caller_->reject(invalid);
  }
}

void CallEvent::drop(const Error& error) {
  ++wait_;
  for_room_.reset();
  timeout_ = nullptr;
  batch_ = nullptr;
  if (turn_) turn_->end();
  turn_ = nullptr;
  caller_->reject(error);
}

void CallEvent::before_item(std::size_t) {
  if (resident_.condemned()) throw StorageFailed();
  turn_ = resident_.new_turn();
  resident_.scope().enter(turn_);
}

void CallEvent::after_item(std::size_t, ItemStatus status) {
  const std::shared_ptr<Turn> turn = std::exchange(turn_, nullptr);
  if (!turn) return;  // before_item refused it
  resident_.scope().leave();
  const EndOfTurn end{*turn};
  if (resident_.condemned()) throw StorageFailed();
  if (status == ItemStatus::error) return hold_answer();
  try {
    if (turn->storage_failed()) throw StorageFailed();
    resident_.submit(turn->overlay(), gate_->hold());
  } catch (const StoreError& error) {
    hold_answer();
    throw_for_actors(error, resident_.scope().log());
  }
}

// An atomic batch is one turn, and so one transaction.

void CallEvent::begin_atomic() {
  before_item(0);
}

void CallEvent::commit_atomic() {
  after_item(0, ItemStatus::value);
}

void CallEvent::roll_back_atomic() noexcept {
  const std::shared_ptr<Turn> turn = std::exchange(turn_, nullptr);
  if (!turn) return;  // its commit has failed, or it was dropped
  resident_.scope().leave();
  const EndOfTurn end{*turn};
  if (!resident_.condemned()) hold_answer();
}

BatchHooks::AtomicWaiting CallEvent::atomic_waiting() const {
  return resident_.interleaves() ? AtomicWaiting::refused : AtomicWaiting::allowed;
}

/// The answer says what the turn has read, even if it has failed.
void CallEvent::hold_answer() noexcept {
  try {
    resident_.submit(resident_.new_turn()->overlay(), gate_->hold());
  } catch (const StoreError& error) {
    CANDELA_LOG(resident_.scope().log(), warn, "answer not held", {"detail", error.what()});
  }
}

void CallEvent::go_on(const std::function<ExecutionState()>& step) {
  const auto self = shared_from_this();
  try {
    proceed(step);
  } catch (...) {
    // What fails outside of its chains, for want of memory say, must not hold up the mailbox.
    resident_.scope().leave();
    drop(Error::current());
    resident_.event_ended(*this);
  }
}

void CallEvent::proceed(const std::function<ExecutionState()>& step) {
  resident_.scope().enter(turn_);
  ExecutionState state = ExecutionState::done;
  try {
    state = step();
    while (state == ExecutionState::pending) {
      const std::optional<Error> deaf = wait();
      if (!deaf) break;
      state = batch_->resume(*deaf);
    }
  } catch (...) {  // no batch at all
    caller_->reject(Error::current());
  }
  if (state == ExecutionState::yielded) give_way();
  count();
  if (resident_.interleaves()) resident_.scope().leave();
  resident_.shard().check_generation();
  if (state == ExecutionState::done) ended();
}

/// Or what says that it cannot be waited for.
std::optional<Error> CallEvent::wait() {
  arm_timeout();
  ++wait_;
  try {
    batch_->pending().notify(resumption());
  } catch (...) {
    return Error::current();
  }
  return std::nullopt;
}

/// Resumes from a turn of the loop of its own, unless something else has happened by then.
std::function<void()> CallEvent::resumption() {
  return [&shard = resident_.shard(), wait = wait_, weak = weak_from_this()] {
    shard.later([wait, weak] {
      const auto self = weak.lock();
      if (self && self->wait_ == wait) self->resume();
    });
  };
}

/// The chains that are left follow from a later turn of the loop, behind what is ready now.
void CallEvent::give_way() {
  Shard& shard = resident_.shard();
  shard.later([&shard, wait = ++wait_, weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || self->wait_ != wait) return;
    self->go_on([&batch = *self->batch_] { return batch.run(); });
    shard.commit_if_due();
  });
}

void CallEvent::resume() {
  for_room_.reset();
  const InFlight::Share* const share = caller_->in_flight();
  switch (share ? share->may_go_on() : InFlight::GoOn::now) {
    case InFlight::GoOn::now: return go_on([&batch = *batch_] { return batch.run(); });
    case InFlight::GoOn::when_woken:
      for_room_.emplace(share->of(), InFlight::Waiter::Wish::go_on, resumption());
      return;
    case InFlight::GoOn::never:
      return go_on(
          [&batch = *batch_] { return batch.resume(ActorOverloaded("Too many bytes in flight")); });
  }
}

void CallEvent::count() {
  InFlight::Share* const share = caller_->in_flight();
  if (share && batch_) share->work_with(batch_->workspace().document().memory());
}

void CallEvent::arm_timeout() {
  if (std::exchange(has_timeout_, true)) return;
  Shard& shard = resident_.shard();
  timeout_ = shard.timer()
                 .atTime(deadline_)
                 .then([&shard, weak = weak_from_this()] {
                   shard.later([weak] {
                     if (const auto self = weak.lock()) self->time_out();
                   });
                 })
                 .eagerlyEvaluate(nullptr);
}

void CallEvent::time_out() {
  if (!batch_) return;
  ++wait_;
  for_room_.reset();
  go_on([&batch = *batch_] {
    const Error late("TimeoutError", "The call took too long");
    ExecutionState state = batch.resume(late);
    while (state != ExecutionState::done)
      state = batch.resume(late);
    return state;
  });
}

void CallEvent::ended() {
  timeout_ = nullptr;
  if (resident_.condemned()) {
    caller_->reject(StorageFailed());
  } else if (batch_) {
    // From here on it waits for its commit, and for its peer.
    if (InFlight::Share* const share = caller_->in_flight())
      share->leave_with(batch_->workspace().document().memory());
    const ActorScope& scope = resident_.scope();
    CANDELA_LOG(scope.log(), debug, "event ended", {"name", scope.name()},
                {"chains", batch_->size()}, {"failed", batch_->any_failed()});
    const auto answer = std::make_shared<Caller::Answer>(std::move(batch_));
    gate_->close([answer, caller = caller_](const StoreError* failure) {
      if (failure) {
        caller->reject(StorageFailed());
      } else {
        caller->answer(std::move(*answer));
      }
    });
  }
  batch_ = nullptr;
  resident_.event_ended(*this);
}

}  // namespace candela
