// A batch of chains from one request: run one after the other, each awaited; one that fails does
// not stop the next.
//
//   BatchExecution batch(parse(body), target(actor), options);
//   while (batch.run() == ExecutionState::pending) wait_for(batch.pending());
//   return stringify(batch.response());
//
// Guarantees: the request's document is the workspace, and the answer is made in it. Answers stand
// in the order of the request, with its ids, of any kind. Nested chains with one reference id run
// once in the batch, and later uses get the same value or the same error.
// Ownership: as Execution's.
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
};

class BatchExecution {
 public:
  /// `request`: its root is `{batch: [{id, operations}]}`. Throws InvalidBatch.
  BatchExecution(Document request, Target target, const ExecutionOptions& options = {});
  /// Requires: the hooks live until the execution is done, or destroyed.
  BatchExecution(Document request, Target target, const ExecutionOptions& options,
                 BatchHooks& hooks);
  ~BatchExecution();
  BatchExecution(BatchExecution&&) = delete;
  BatchExecution& operator=(BatchExecution&&) = delete;

  /// As Execution's, and `yielded` between items. Where nothing is awaited, `fail` only goes on.
  ExecutionState run();
  Unfinished& pending();
  ExecutionState fail(const Error& error);

  std::size_t size() const noexcept;
  /// Whether a chain of those that are done failed.
  bool any_failed() const noexcept;
  Workspace& workspace() noexcept;

  // Requires for both: done. They are made once, so the first call says how.
  /// The array of answers: `{id, success: true, result}` or `{id, success: false, error}`.
  Value answers(MarkerChains chains = MarkerChains::separate);
  /// `{batch: answers}`.
  Value response(MarkerChains chains = MarkerChains::separate);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
