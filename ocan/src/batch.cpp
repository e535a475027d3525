#include <candela/ocan/batch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <candela/ocan/marker.hpp>

#include "plan.hpp"
#include "stacks.hpp"

namespace candela {

namespace {

Value property(Value object, std::string_view name) {
  return object.is_object() ? object[name] : Value();
}

struct Answer {
  Value id;
  Value content;
  BatchHooks::ItemStatus status;
};

}  // namespace

struct BatchExecution::State {
  State(Document request, Target on, const ExecutionOptions& with, BatchHooks* around)
      : workspace(std::move(request)),
        target(std::move(on)),
        options(with),
        hooks(around),
        log(with.log.child("ocan.batch")),
        plan(with.limits),
        markers(workspace, with.limits) {
    workspace.set_caller(std::move(options.caller));
    items = property(workspace.document().root(), "batch");
    if (!items.is_array()) throw InvalidBatch("Invalid batch: batch must be an array");
    if (items.size() > options.limits.batch)
      throw InvalidBatch("Too many operation chains: " + std::to_string(items.size()) + " > " +
                         std::to_string(options.limits.batch));
    answers.reserve(items.size());
  }

  ExecutionState run();
  void begin_item();
  void end_item();
  void answer(Value content, BatchHooks::ItemStatus status);
  Value make_error(const Error& error) {
    const Value thrown = error.make(workspace.document());
    apply_stacks(thrown, options.stacks);
    return thrown;
  }
  Value build_answers(MarkerChains chains);

  Workspace workspace;
  Target target;
  ExecutionOptions options;
  BatchHooks* hooks;
  Logger log;
  Plan plan;
  MarkerPass markers;
  Value items;
  std::vector<Answer> answers;
  bool any_failed = false;
  std::optional<Value> built;
  // Last, so that it dies first: it uses everything above.
  std::optional<Execution> execution;
};

ExecutionState BatchExecution::State::run() {
  const std::size_t first = answers.size();
  while (execution || answers.size() < items.size()) {
    const std::size_t ended = answers.size() - first;
    if (ended > 0 && ended >= options.items_in_a_row) return ExecutionState::yielded;
    if (!execution) begin_item();
    if (!execution) continue;  // refused by a hook
    if (execution->run() == ExecutionState::pending) return ExecutionState::pending;
    end_item();
  }
  return ExecutionState::done;
}

void BatchExecution::State::begin_item() {
  const std::size_t index = answers.size();
  try {
    if (hooks) hooks->before_item(index);
  } catch (...) {
    return answer(make_error(Error::current()), BatchHooks::ItemStatus::error);
  }
  execution.emplace(workspace, plan, property(items[index], "operations"), target, options);
}

void BatchExecution::State::end_item() {
  Value content = execution->value();
  bool failed = execution->failed();
  execution.reset();
  if (!failed && options.markers == FunctionMarkers::made) {
    try {
      const Value operations = property(items[answers.size()], "operations");
      content = markers.collect(content, plan.as_sent(operations, workspace.document()));
    } catch (...) {
      content = make_error(Error::current());
      failed = true;
    }
  }
  answer(content, failed ? BatchHooks::ItemStatus::error : BatchHooks::ItemStatus::value);
}

void BatchExecution::State::answer(Value content, BatchHooks::ItemStatus status) {
  const std::size_t index = answers.size();
  try {
    if (hooks) hooks->after_item(index, status);
  } catch (...) {
    content = make_error(Error::current());
    status = BatchHooks::ItemStatus::error;
  }
  const bool failed = status == BatchHooks::ItemStatus::error;
  any_failed = any_failed || failed;
  answers.push_back({property(items[index], "id"), content, status});
  CANDELA_LOG(log, debug, "item done", {"index", index}, {"failed", failed});
}

Value BatchExecution::State::build_answers(MarkerChains chains) {
  markers.apply(chains);
  Document& document = workspace.document();
  Value list = document.array();
  for (const Answer& answer : answers) {
    const bool success = answer.status == BatchHooks::ItemStatus::value;
    const Value id = detail::in_document(document, answer.id);
    list.push(document.object(
        {{"id", id}, {"success", success}, {success ? "result" : "error", answer.content}}));
  }
  return list;
}

BatchExecution::BatchExecution(Document request, Target target, const ExecutionOptions& options)
    : state_(std::make_unique<State>(std::move(request), std::move(target), options, nullptr)) {}
BatchExecution::BatchExecution(Document request, Target target, const ExecutionOptions& options,
                               BatchHooks& hooks)
    : state_(std::make_unique<State>(std::move(request), std::move(target), options, &hooks)) {}
BatchExecution::~BatchExecution() = default;

ExecutionState BatchExecution::run() {
  return state_->run();
}
Unfinished& BatchExecution::pending() {
  return state_->execution->pending();
}
ExecutionState BatchExecution::fail(const Error& error) {
  if (state_->execution) state_->execution->fail(error);
  return state_->run();
}

std::size_t BatchExecution::size() const noexcept {
  return state_->items.size();
}
bool BatchExecution::any_failed() const noexcept {
  return state_->any_failed;
}
Workspace& BatchExecution::workspace() noexcept {
  return state_->workspace;
}

Value BatchExecution::answers(MarkerChains chains) {
  if (!state_->built) state_->built = state_->build_answers(chains);
  return *state_->built;
}

Value BatchExecution::response(MarkerChains chains) {
  return state_->workspace.document().object({{"batch", answers(chains)}});
}

}  // namespace candela
