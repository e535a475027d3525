#include <candela/ocan/outcome.hpp>

namespace candela {

Value Outcome::value() const {
  if (!ok()) throw error();
  return content_;
}

Outcome execute(const Chain& chain, const Target& target, const ExecutionOptions& options) {
  auto workspace = std::make_unique<Workspace>(Document());
  const Value operations = chain.to_value(workspace->document());
  Execution execution(*workspace, operations, target, options);
  if (execution.run() == ExecutionState::pending)
    execution.fail(Error("the result is not there yet: run this chain by an Execution"));
  const auto status = execution.failed() ? Outcome::Status::error : Outcome::Status::value;
  const Value content = execution.value();
  return Outcome(std::move(workspace), content, status);
}

}  // namespace candela
