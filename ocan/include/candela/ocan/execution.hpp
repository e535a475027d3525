// One chain, run in a Workspace: a machine without I/O that goes on until it is done or has to
// wait.
//
//   Execution execution(workspace, operations, target);
//   while (execution.run() == ExecutionState::pending) wait_for(execution.pending());
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
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <candela/ocan/call.hpp>
#include <candela/ocan/error.hpp>
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

struct ExecutionOptions {
  ChainLimits limits = {};
  Stacks stacks = Stacks::hidden;
  FunctionMarkers markers = FunctionMarkers::made;  ///< Of a batch.
  /// Of a batch, at least 1: after so many it yields, so that others get their turn.
  std::size_t items_in_a_row = std::numeric_limits<std::size_t>::max();
  /// Who calls, of any type: guards and methods ask for it (Call::caller). It becomes the
  /// workspace's, for all that runs in it; empty leaves that as it is.
  std::any caller = {};
  /// `schema` becomes the workspace's likewise.
  ArgumentChecks arguments = ArgumentChecks::decoding;
  Logger log = {};
};

/// What has been checked and run in one workspace: shared by the executions of a batch, so that a
/// reference id is good in all of them and the limits count for all of them.
class Plan;

class Execution {
 public:
  /// `operations`: a value of the workspace in the wire's shape. Both must outlive the execution.
  Execution(Workspace& workspace, Value operations, Target target,
            const ExecutionOptions& options = {});
  /// For the chains of one batch. The plan must outlive the execution.
  Execution(Workspace& workspace, Plan& plan, Value operations, Target target,
            const ExecutionOptions& options = {});
  ~Execution();
  Execution(Execution&&) = delete;
  Execution& operator=(Execution&&) = delete;

  /// Runs until it is done or has to wait. When it waited, what it waited for must be ready: its
  /// result is taken, or the error that it threw.
  ExecutionState run();
  /// What it waits for. Requires: `run` gave pending.
  Unfinished& pending();
  /// Instead of waiting longer (a time limit, a lost peer): the step fails with this, and what it
  /// waited for is cancelled. Requires: `run` gave pending.
  ExecutionState fail(const Error& error);

  // Requires for the following: done.
  bool failed() const noexcept;
  /// The result, or what was thrown.
  Value value() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candela
