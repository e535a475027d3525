#pragma once
// One event of an actor: a batch of calls, from the mailbox to the answer.
//
// Guarantees: each chain is a turn. It begins with an overlay of its own, which is applied when the
// chain ends well and dropped when it fails; read-only and failed turns wait for the open group
// too, for what they say may rest on it. The answer leaves through the output gate, or the promise
// is rejected.
// Threads: the shard's.
// Ownership: the mailbox or the resident owns an event until it has ended; the Caller lives on in
// the gate.
// Limits: BindingOptions::event_timeout; what is in flight, which the call says of itself.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/ocan/batch.hpp>
#include <candela/rpc/call_service.hpp>

namespace candela {

class OutputGate;
class Resident;
class Turn;

/// Whoever waits for the answer. Destroyed without one: the promise is rejected.
class Caller {
 public:
  using Answer = std::unique_ptr<BatchExecution>;

  /// `closed` is called when the answer, or none, has been given.
  Caller(kj::Own<kj::PromiseFulfiller<Answer>> fulfiller,
         std::shared_ptr<InFlight::Share> in_flight, std::function<void()> closed)
      : fulfiller_(kj::mv(fulfiller)),
        in_flight_(std::move(in_flight)),
        closed_(std::move(closed)) {}
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  ~Caller() noexcept;

  bool waits() { return fulfiller_->isWaiting(); }
  void answer(Answer answer) { fulfiller_->fulfill(kj::mv(answer)); }
  void reject(const Error& error);
  /// What the call holds of what is in flight; null where that is not counted.
  InFlight::Share* in_flight() const noexcept { return in_flight_.get(); }

 private:
  kj::Own<kj::PromiseFulfiller<Answer>> fulfiller_;
  std::shared_ptr<InFlight::Share> in_flight_;
  std::function<void()> closed_;
};

class CallEvent final : public std::enable_shared_from_this<CallEvent>, private BatchHooks {
 public:
  CallEvent(Resident& resident, Document request, std::shared_ptr<Caller> caller);
  CallEvent(const CallEvent&) = delete;
  CallEvent& operator=(const CallEvent&) = delete;
  ~CallEvent() noexcept override;

  /// Whether anybody still waits for it.
  bool wanted() { return caller_->waits(); }
  /// What counts it, while there is no room for it to begin; else null.
  std::shared_ptr<InFlight> crowded_out_of() const;

  /// Runs to its end, or to the first await.
  void begin(const Target& target);
  /// Instead of begin: each chain is answered with the error.
  void refuse(const Error& error);
  /// Cancels what it awaits and undoes the open turn; the caller gets no answer. Requires: not
  /// inside of begin.
  void drop(const Error& error);

 private:
  void before_item(std::size_t index) override;
  void after_item(std::size_t index, ItemStatus status) override;
  void begin_atomic() override;
  void commit_atomic() override;
  void roll_back_atomic() noexcept override;
  AtomicWaiting atomic_waiting() const override;
  void hold_answer() noexcept;

  void go_on(const std::function<ExecutionState()>& step);
  void proceed(const std::function<ExecutionState()>& step);
  std::optional<Error> wait();
  std::function<void()> resumption();
  void give_way();
  void resume();
  void count();
  void arm_timeout();
  void time_out();
  void ended();

  Resident& resident_;
  Document request_;
  std::shared_ptr<Caller> caller_;
  std::shared_ptr<OutputGate> gate_;
  std::shared_ptr<Turn> turn_;
  std::uint64_t wait_ = 0;  // counts awaits, so that a late wake-up is recognised
  kj::TimePoint deadline_ = kj::origin<kj::TimePoint>();
  std::unique_ptr<BatchExecution> batch_;
  std::optional<InFlight::Waiter> for_room_;
  kj::Promise<void> timeout_ = nullptr;  // of the whole event, once it awaits
  bool has_timeout_ = false;
};

/// The answer of a batch of which nothing ran: the error for each chain. Throws InvalidBatch.
std::unique_ptr<BatchExecution> refuse_batch(Document request, const Error& error,
                                             const ExecutionOptions& options);

}  // namespace candela
