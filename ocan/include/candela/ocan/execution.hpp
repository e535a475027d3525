// One chain, run in a Workspace: a machine without I/O that goes on until it is done or has to
// wait.
//
//   Execution execution(workspace, operations, target);
//   while (execution.run() == ExecutionState::pending)
//     wait_until_ready(execution.pending());           // by its `notify`, from your event loop
//
// or, where the driver has the result itself: `execution.resume(value)`, `execution.resume(error)`.
//
// Guarantees
// - Each operation runs once, from left to right, arguments before the call; nested chains at any
//   depth too, each once in a workspace however often it stands there.
// - The whole of a chain, nested ones included, is checked before anything of it runs.
// - Nothing recurses: depth, steps and sizes are bounded by ChainLimits.
// - What has not run when an error occurs is not run.
// Ownership: an execution neither copies nor moves. Destroying it cancels what it waits for. The
// result lives in the workspace.
// Threads: one.
// Limits: ChainLimits.
#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <candela/ocan/call.hpp>
#include <candela/ocan/chain.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/failure.hpp>
#include <candela/ocan/limits.hpp>
#include <candela/ocan/result.hpp>
#include <candela/ocan/target.hpp>
#include <candela/ocan/unfinished.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

enum class ExecutionState : std::uint8_t {
  done,
  pending,  ///< A result is not there yet.
  yielded,  ///< Of a batch: as many items as it may run in a row have ended; `run` goes on.
};

enum class Stacks : std::uint8_t {
  hidden,   ///< Errors leave without a stack, causes too.
  exposed,  ///< Every error has one; where there is none, a text that begins with `Name: message`.
};

enum class FunctionMarkers : std::uint8_t {
  made,  ///< What can be called in a result becomes a marker that says how to call it.
  left,  ///< It stays a value of the workspace.
};

enum class FailurePlaces : std::uint8_t {
  hidden,   ///< Errors leave as existing clients know them.
  exposed,  ///< Errors have an own property `path`: Failure::path.
};

/// A time after which no further step is begun; looked at before each step. What is awaited is the
/// driver's to end: resume(error).
struct StepDeadline {
  std::function<std::chrono::nanoseconds()> now;  ///< Of any clock that does not go back.
  std::chrono::nanoseconds end{};

  bool passed() const { return now && now() >= end; }
};

struct ExecutionOptions {
  ChainLimits limits = {};
  Stacks stacks = Stacks::hidden;
  FailurePlaces places = FailurePlaces::hidden;
  FunctionMarkers markers = FunctionMarkers::made;  ///< Of a batch.
  /// Of one execution, or of the whole batch. Past it what has not run fails with a "TimeoutError".
  StepDeadline deadline = {};
  /// Of a batch, at least 1: after so many it yields, so that others get their turn.
  std::size_t items_in_a_row = std::numeric_limits<std::size_t>::max();
  /// Who calls, of any type: guards and methods ask for it (Call::caller). It becomes the
  /// workspace's, for all that runs in it; empty leaves that as it is.
  std::any caller = {};
  /// `schema` becomes the workspace's likewise.
  ArgumentChecks arguments = ArgumentChecks::decoding;
  Logger log = {};
};

struct Injected;

/// What has been checked and run in one workspace: shared by the executions of a batch, so that a
/// reference id is good in all of them and the limits count for all of them.
class Plan;

class Execution {
 public:
  /// `operations`: a value of the workspace in the wire's shape. Both must outlive the execution.
  /// Requires: no execution before has run them. That has put results among their arguments, which
  /// would be looked through for calls: write the chain anew, or run it in another workspace.
  Execution(Workspace& workspace, Value operations, Target target,
            const ExecutionOptions& options = {});
  /// Of a chain that was built here: it is written into the workspace.
  Execution(Workspace& workspace, const Chain& chain, Target target,
            const ExecutionOptions& options = {});
  /// A handler: `$result` in its chains is `result`; where none of them has it, `result` is the last
  /// argument of the last call. See inject.hpp.
  Execution(Workspace& workspace, Value operations, Target target, const Injected& result,
            const ExecutionOptions& options = {});
  /// Item `index` of a batch that was planned. Plan and options must outlive the
  /// execution.
  Execution(Workspace& workspace, Plan& plan, std::size_t index, Target target,
            const ExecutionOptions& options = {});
  ~Execution();
  Execution(Execution&&) = delete;
  Execution& operator=(Execution&&) = delete;

  /// Runs until it is done or has to wait. Requires: what it waited for, if it did, is ready; its
  /// result, or the error that it throws, is taken without asking.
  ExecutionState run();
  /// What it waits for. Requires: `run` gave pending.
  Unfinished& pending();
  /// Instead of waiting longer: the step has this result, and what it waited for is cancelled.
  /// Requires: `run` gave pending.
  ExecutionState resume(Result result);
  /// The same for a time limit, a lost peer: the step fails with this.
  ExecutionState resume(const Error& error);
  /// Ends it, unless it is done: it fails with an "AbortError". What it waits for is cancelled, and
  /// no further step runs. What it runs may call this, too: it ends when that has returned.
  void cancel();

  // Requires for the following: done.
  bool failed() const noexcept;
  /// The result, or what was thrown.
  Value value() const noexcept;
  /// Nothing when it did not fail.
  const Failure* failure() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
