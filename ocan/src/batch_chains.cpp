#include <candela/ocan/batch_chains.hpp>

#include <memory>
#include <string>

#include <candela/structured_clone/equal.hpp>

#include "batch_shape.hpp"
#include "chain_reader.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

std::vector<Outcome> run_to_end(const std::shared_ptr<BatchExecution>& execution) {
  const ChainError would_wait(FailureCode::would_wait,
                              "the result is not there yet: run this batch by a BatchExecution");
  for (ExecutionState state = execution->run(); state != ExecutionState::done;)
    state = state == ExecutionState::pending ? execution->resume(would_wait) : execution->run();
  const std::shared_ptr<Workspace> workspace(execution, &execution->workspace());
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < execution->size(); ++i) {
    const Failure* failure = execution->failure(i);
    outcomes.emplace_back(workspace, execution->value(i),
                          failure ? Outcome::Status::error : Outcome::Status::value,
                          failure ? *failure : Failure());
  }
  return outcomes;
}

/// Capabilities stay what they are: there is no wire.
ExecutionOptions without_markers(ExecutionOptions options) {
  options.markers = FunctionMarkers::left;
  return options;
}

}  // namespace

Document ChainBatch::to_document() const {
  Document document;
  ChainWriter writer(document);
  Value items = document.array();
  for (const Chain& chain : chains_)
    items.push(document.object(
        {{wire::id, std::to_string(items.size())}, {wire::operations, writer.operations(chain)}}));
  Value request = document.object({{wire::batch, items}});
  if (atomic_) request.set(wire::atomic, true);
  document.set_root(request);
  return document;
}

ChainBatch ChainBatch::from_document(const Document& request, const ChainLimits& limits) {
  Document work = request.clone();
  const Value items = items_of_batch(work.root(), limits);
  ChainReader reader(limits);
  for (std::size_t i = 0; i < items.size(); ++i)
    reader.plan(property_of(items[i], wire::operations));
  ChainBatch batch(reader.read(work));
  batch.atomic_ = asks_for_atomic(work.root());
  return batch;
}

bool operator==(const ChainBatch& left, const ChainBatch& right) {
  return left.is_atomic() == right.is_atomic() && left.chains().size() == right.chains().size() &&
         equal(left.to_document().root(), right.to_document().root());
}

std::vector<Outcome> execute(const ChainBatch& batch, const Target& target,
                             const ExecutionOptions& options) {
  return run_to_end(
      std::make_shared<BatchExecution>(batch.to_document(), target, without_markers(options)));
}
std::vector<Outcome> execute(const ChainBatch& batch, const Target& target, BatchHooks& hooks,
                             const ExecutionOptions& options) {
  return run_to_end(std::make_shared<BatchExecution>(batch.to_document(), target,
                                                     without_markers(options), hooks));
}

}  // namespace candela
