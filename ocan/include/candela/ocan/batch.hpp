// A batch of chains from one request: run one after the other, each awaited; one that fails does
// not stop the next.
//
//   BatchExecution batch(parse(body), target(actor), options);
//   while (batch.run() == ExecutionState::pending) wait_for(batch.pending());
//   return stringify(batch.response());
//
// Guarantees: the request's document is the workspace, and the answer is made in it. All chains are
// checked before the first runs. Answers stand in the order of the request, with its ids, of any
// kind. Nested chains with one reference id run once in the batch, and later uses get the same value
// or the same error.
// Atomic batches (`atomic: true` beside `batch`): all chains run with nothing in between, inside of
// one transaction of the hooks, or nothing of them happens. After the first that fails no other
// runs, what was done is rolled back, and every other chain's answer is an error that has the first
// one as its cause. Without hooks that have transactions such a batch is answered with errors.
// Ownership: as Execution's. An atomic batch that is destroyed before its end is rolled back.
// Threads: one.
// Limits: ChainLimits.
#pragma once

#include <cstddef>
#include <memory>

#include <candela/ocan/execution.hpp>
#include <candela/ocan/marker.hpp>

namespace candela {

/// The request is no batch: no object, no list in it, or too long. Nothing has run.
class InvalidBatch : public Error {
 public:
  using Error::Error;
};

/// What happens around each chain: a transaction, say.
class BatchHooks {
 public:
  virtual ~BatchHooks() = default;
  /// Before anything of the chain. What it throws is the chain's error; `after_item` follows all
  /// the same.
  virtual void before_item(std::size_t index) = 0;
  enum class ItemStatus : std::uint8_t { value, error };
  /// After the chain, its result complete. What it throws replaces the chain's result or error.
  virtual void after_item(std::size_t index, ItemStatus status) = 0;

  // Atomic batches: these stand in the place of before_item and after_item.

  /// Before anything of the batch. What it throws is the error of all its chains. By itself it says
  /// that there are no transactions.
  virtual void begin_atomic();
  /// After the last chain, if all have a result. When it throws, roll_back_atomic follows.
  virtual void commit_atomic() {}
  /// After begin_atomic, when a chain or the commit failed, or the batch ended before its end.
  virtual void roll_back_atomic() noexcept {}
  enum class AtomicWaiting : std::uint8_t { refused, allowed };
  /// Whether a chain of an atomic batch may wait: only where nothing else runs meanwhile.
  virtual AtomicWaiting atomic_waiting() const { return AtomicWaiting::refused; }
};

class BatchExecution {
 public:
  /// `request`: its root is `{batch: [{id, operations}], atomic?}`. Throws InvalidBatch.
  BatchExecution(Document request, Target target, const ExecutionOptions& options = {});
  /// Requires: the hooks live until the execution is done, or destroyed.
  BatchExecution(Document request, Target target, const ExecutionOptions& options,
                 BatchHooks& hooks);
  ~BatchExecution();
  BatchExecution(BatchExecution&&) = delete;
  BatchExecution& operator=(BatchExecution&&) = delete;

  /// As Execution's, and `yielded` between items. Where nothing is awaited, an error to resume with
  /// changes nothing.
  ExecutionState run();
  Unfinished& pending();
  ExecutionState resume(Result result);
  ExecutionState resume(const Error& error);
  /// Ends it, unless it is done: what has no answer yet fails with an "AbortError", and nothing of it
  /// runs. Members and hooks may call this, too: it ends when they have returned.
  void cancel();

  std::size_t size() const noexcept;
  bool is_atomic() const noexcept;
  /// Whether a chain of those that are done failed.
  bool any_failed() const noexcept;
  Workspace& workspace() noexcept;

  // Requires for the following: done.

  /// The result of a chain, or what was thrown.
  Value value(std::size_t index) const;
  /// Why and where it failed; nothing when it did not.
  const Failure* failure(std::size_t index) const;
  // They are made once, so the first call says how.
  /// The array of answers: `{id, success: true, result}` or `{id, success: false, error}`.
  Value answers(MarkerChains chains = MarkerChains::separate);
  /// `{batch: answers}`.
  Value response(MarkerChains chains = MarkerChains::separate);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
