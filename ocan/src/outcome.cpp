#include <candela/ocan/outcome.hpp>

#include <candela/ocan/inject.hpp>

namespace candela {

namespace {

Outcome run_to_end(std::shared_ptr<Workspace> workspace, Execution& execution) {
  if (execution.run() == ExecutionState::pending)
    execution.resume(ChainError(FailureCode::would_wait,
                                "the result is not there yet: run this chain by an Execution"));
  if (!execution.failed())
    return Outcome(std::move(workspace), execution.value(), Outcome::Status::value);
  return Outcome(std::move(workspace), execution.value(), Outcome::Status::error,
                 *execution.failure());
}

}  // namespace

Value Outcome::value() const {
  if (!ok()) throw error();
  return content_;
}

Outcome execute(const Chain& chain, const Target& target, const ExecutionOptions& options) {
  const auto workspace = std::make_shared<Workspace>(Document());
  const Value operations = chain.to_value(workspace->document());
  Execution execution(*workspace, operations, target, options);
  return run_to_end(workspace, execution);
}

Outcome execute_handler(const Chain& handler, const Target& target, const Injected& result,
                        const ExecutionOptions& options) {
  const auto workspace = std::make_shared<Workspace>(Document());
  const Value operations = handler.to_value(workspace->document());
  Execution execution(*workspace, operations, target, result, options);
  return run_to_end(workspace, execution);
}

}  // namespace candela
