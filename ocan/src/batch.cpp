#include <candela/ocan/batch.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <candela/ocan/marker.hpp>

#include "batch_shape.hpp"
#include "caught.hpp"
#include "inside.hpp"
#include "plan.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

constexpr std::string_view no_transactions = "There are no atomic batches here";

struct Answer {
  Value id;
  Value content;
  std::optional<Failure> failure;
};

/// Where the hooks are in an atomic batch.
enum class Transaction : std::uint8_t { none, wanted, open, ended };

}  // namespace

struct BatchExecution::State {
  State(Document request, Target on, const ExecutionOptions& with, BatchHooks* around)
      : workspace(std::move(request)),
        target(std::move(on)),
        options(with),
        hooks(around),
        log(with.log.child("ocan.batch")),
        plan(with.limits,
             with.markers == FunctionMarkers::made ? Plan::AsSent::kept : Plan::AsSent::forgotten),
        markers(workspace, with.limits) {
    workspace.set_caller(std::move(options.caller));
    const Value root = workspace.document().root();
    items = items_of_batch(root, options.limits);
    if (asks_for_atomic(root)) transaction = Transaction::wanted;
    answers.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
      plan.prepare(property_of(items[i], wire::operations), i, workspace.document(), options);
  }
  ~State() {
    is_inside = true;  // what is destroyed may cancel
    execution.reset();
    if (transaction == Transaction::open) hooks->roll_back_atomic();
  }
  State(State&&) = delete;
  State& operator=(State&&) = delete;

  bool is_done() const { return answers.size() == items.size() && !is_open(); }
  bool is_open() const {
    return transaction == Transaction::wanted || transaction == Transaction::open;
  }
  ExecutionState run();
  template <typename R>
  ExecutionState resume(R&& with);
  ExecutionState go_on();
  void begin_item();
  void end_item();
  void answer_item(Value content, std::optional<Failure> failure);
  void add_answer(Value content, std::optional<Failure> failure);
  void begin_batch();
  void end_batch();
  void roll_back(const Caught& why);
  void fail_others(Caught caught);
  void cancel();
  void end();
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
  Transaction transaction = Transaction::none;
  std::optional<Value> built;
  bool is_inside = false;     // something of it is being run: what ends it has to wait
  bool is_cancelled = false;  // from inside
  // Last, so that it dies first: it uses everything above.
  std::optional<Execution> execution;
};

ExecutionState BatchExecution::State::run() {
  const Inside inside(is_inside);
  return go_on();
}

template <typename R>
ExecutionState BatchExecution::State::resume(R&& with) {
  const Inside inside(is_inside);
  if (execution) {
    if (execution->resume(std::forward<R>(with)) == ExecutionState::pending)
      return ExecutionState::pending;
    end_item();
  }
  return go_on();
}

ExecutionState BatchExecution::State::go_on() {
  if (transaction == Transaction::wanted) begin_batch();
  const std::size_t first = answers.size();
  while (!is_cancelled && (execution || answers.size() < items.size())) {
    const std::size_t ended = answers.size() - first;
    if (ended > 0 && ended >= options.items_in_a_row && transaction == Transaction::none)
      return ExecutionState::yielded;
    if (!execution) begin_item();
    if (!execution) continue;  // refused by a hook
    if (execution->run() == ExecutionState::pending) {
      if (!is_open() || hooks->atomic_waiting() == BatchHooks::AtomicWaiting::allowed)
        return ExecutionState::pending;
      execution->resume(ChainError(FailureCode::would_wait,
                                   "A chain of an atomic batch has to wait, and may not"));
    }
    end_item();
  }
  if (is_cancelled) {
    end();
  } else if (transaction == Transaction::open) {
    end_batch();
  }
  return ExecutionState::done;
}

void BatchExecution::State::begin_item() {
  const std::size_t index = answers.size();
  if (hooks && transaction == Transaction::none) {
    try {
      hooks->before_item(index);
    } catch (...) {
      Caught caught = Caught::current();
      caught.failure.path = Plan::path_of(index);
      return answer_item(caught.make(workspace.document(), options), std::move(caught.failure));
    }
  }
  execution.emplace(workspace, plan, index, target, options);
  if (is_cancelled) execution->cancel();  // by the hook, which wants to hear the end of it
}

void BatchExecution::State::end_item() {
  const std::size_t index = answers.size();
  Value content = execution->value();
  std::optional<Failure> failure;
  if (const Failure* const failed = execution->failure()) failure = *failed;
  execution.reset();
  if (!failure && options.markers == FunctionMarkers::made) {
    try {
      const Value operations = property_of(items[index], wire::operations);
      content = markers.collect(content, plan.as_sent(operations, workspace.document()));
    } catch (...) {
      Caught caught = Caught::current();
      caught.failure.path = Plan::path_of(index);
      content = caught.make(workspace.document(), options);
      failure = std::move(caught.failure);
    }
  }
  answer_item(content, std::move(failure));
}

void BatchExecution::State::answer_item(Value content, std::optional<Failure> failure) {
  const std::size_t index = answers.size();
  if (hooks && transaction == Transaction::none) {
    try {
      hooks->after_item(index,
                        failure ? BatchHooks::ItemStatus::error : BatchHooks::ItemStatus::value);
    } catch (...) {
      Caught caught = Caught::current();
      caught.failure.path = Plan::path_of(index);
      content = caught.make(workspace.document(), options);
      failure = std::move(caught.failure);
    }
  }
  const bool ends_atomic = failure && transaction == Transaction::open;
  add_answer(content, std::move(failure));
  if (ends_atomic) {
    const std::string failed = "Operation chain " + std::to_string(index) +
                               " of the atomic batch failed, and nothing of the batch was done";
    roll_back({Error("AbortError", failed).with_cause(Error::from_value(content)),
               {FailureCode::rolled_back, {}, {}}});
  }
}

void BatchExecution::State::add_answer(Value content, std::optional<Failure> failure) {
  any_failed = any_failed || failure;
  CANDELA_LOG(log, debug, "item done", {"index", answers.size()}, {"failed", failure.has_value()});
  answers.push_back({property_of(items[answers.size()], wire::id), content, std::move(failure)});
}

void BatchExecution::State::begin_batch() {
  try {
    if (!hooks) throw ChainError(FailureCode::no_transactions, no_transactions);
    hooks->begin_atomic();
    transaction = Transaction::open;
  } catch (...) {
    transaction = Transaction::ended;
    fail_others(Caught::current());
  }
}

void BatchExecution::State::end_batch() {
  try {
    hooks->commit_atomic();
    transaction = Transaction::ended;
  } catch (...) {
    roll_back(Caught::current());
  }
}

/// What has an error keeps it.
void BatchExecution::State::roll_back(const Caught& why) {
  transaction = Transaction::ended;
  hooks->roll_back_atomic();
  fail_others(why);
}

void BatchExecution::State::fail_others(Caught caught) {
  const Value thrown = caught.make(workspace.document(), options);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i < answers.size() && answers[i].failure) continue;
    caught.failure.path = Plan::path_of(i);
    if (i == answers.size()) {
      add_answer(thrown, caught.failure);
    } else {
      answers[i].content = thrown;
      answers[i].failure = caught.failure;
    }
  }
  any_failed = any_failed || items.size() > 0;
}

void BatchExecution::State::cancel() {
  if (is_inside) {
    is_cancelled = true;
    if (execution) execution->cancel();
    return;
  }
  const Inside inside(is_inside);
  end();
}

void BatchExecution::State::end() {
  if (is_done()) return;
  const ChainError cancelled(FailureCode::cancelled, "AbortError", "The batch was cancelled");
  if (transaction == Transaction::wanted) transaction = Transaction::ended;
  if (execution) {
    execution->cancel();
    end_item();
  }
  if (transaction == Transaction::open) return roll_back(Caught::of(cancelled));
  while (answers.size() < items.size()) {
    Caught caught = Caught::of(cancelled);
    caught.failure.path = Plan::path_of(answers.size());
    add_answer(caught.make(workspace.document(), options), std::move(caught.failure));
  }
}

Value BatchExecution::State::build_answers(MarkerChains chains) {
  markers.apply(chains);
  Document& document = workspace.document();
  Value list = document.array();
  for (const Answer& answer : answers) {
    const bool success = !answer.failure;
    const Value id = detail::in_document(document, answer.id);
    list.push(document.object(
        {{"id", id}, {"success", success}, {success ? "result" : "error", answer.content}}));
  }
  return list;
}

void BatchHooks::begin_atomic() {
  throw ChainError(FailureCode::no_transactions, no_transactions);
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
ExecutionState BatchExecution::resume(Result result) {
  return state_->resume(std::move(result));
}
ExecutionState BatchExecution::resume(const Error& error) {
  return state_->resume(error);
}
void BatchExecution::cancel() {
  state_->cancel();
}

std::size_t BatchExecution::size() const noexcept {
  return state_->items.size();
}
bool BatchExecution::is_atomic() const noexcept {
  return state_->transaction != Transaction::none;
}
bool BatchExecution::any_failed() const noexcept {
  return state_->any_failed;
}
Workspace& BatchExecution::workspace() noexcept {
  return state_->workspace;
}

Value BatchExecution::value(std::size_t index) const {
  return state_->answers[index].content;
}
const Failure* BatchExecution::failure(std::size_t index) const {
  const std::optional<Failure>& failure = state_->answers[index].failure;
  return failure ? &*failure : nullptr;
}

Value BatchExecution::answers(MarkerChains chains) {
  if (!state_->built) state_->built = state_->build_answers(chains);
  return *state_->built;
}

Value BatchExecution::response(MarkerChains chains) {
  return state_->workspace.document().object({{"batch", answers(chains)}});
}

}  // namespace candela
