#include <candela/ocan/execution.hpp>
#include <candela/ocan/inject.hpp>

#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "append.hpp"
#include "builtins.hpp"
#include "builtins/builtin_call.hpp"
#include "caught.hpp"
#include "inside.hpp"
#include "plan.hpp"
#include "text_form.hpp"
#include "walk.hpp"

namespace candela {

namespace {

/// A built-in of a value, read but not called yet.
struct BuiltinMethod {
  Value self;
  const Builtin* builtin;

  Value run(Document& document, BuiltInBudget& budget, std::span<const Value> arguments) const {
    return run_builtin(*builtin, {document, self, arguments, budget});
  }
};

Caught cancellation() {
  return Caught::of(ChainError(FailureCode::cancelled, "AbortError", "The chain was cancelled"));
}

/// Where a chain has got to.
using Current = std::variant<Value, Target, Workspace::Method, BuiltinMethod>;

/// One chain on its way: the outermost one, or one whose result an argument waits for.
struct Frame {
  ChainId chain;
  CallId call;
  Current current;
  std::uint32_t step = 0;
  std::uint32_t hole = 0;
};

}  // namespace

/// A result that is not there yet, and what led to it: what one gives may again be unfinished, and
/// use the arguments that the one before owns (I7).
class Waiting {
 public:
  Waiting() = default;
  ~Waiting() { clear(); }
  Waiting(Waiting&&) = delete;
  Waiting& operator=(Waiting&&) = delete;

  bool empty() const noexcept { return steps_.empty(); }
  Unfinished& last() noexcept { return *steps_.back(); }
  void push(std::unique_ptr<Unfinished> step) { steps_.push_back(std::move(step)); }
  void clear() noexcept {
    while (!steps_.empty())
      steps_.pop_back();
  }

 private:
  std::vector<std::unique_ptr<Unfinished>> steps_;
};

struct Execution::State {
  State(Workspace& in, Plan* shared, std::optional<std::size_t> index, Target target,
        const ExecutionOptions& with)
      : workspace(in),
        own_plan(shared ? nullptr : std::make_unique<Plan>(with.limits)),
        plan(shared ? *shared : *own_plan),
        item(index),
        root(std::move(target)),
        own_options(shared ? std::nullopt : std::optional(with)),
        options(shared ? with : *own_options),
        log(with.log.child("ocan")) {
    if (with.caller.has_value() && !shared) workspace.set_caller(with.caller);
    if (with.arguments == ArgumentChecks::schema) workspace.set_argument_checks(with.arguments);
  }

  void start(const Plan::Item& planned);
  void begin(ChainId chain, CallId call);
  ExecutionState run();
  ExecutionState resume(Result result);
  ExecutionState end_run();
  void cancel();
  void advance();
  enum class Progress : std::uint8_t { going, waiting };
  Progress step();
  Progress step_apply(const Plan::Step& step);
  void require_callable(const Current& current);
  bool has_arguments(const Plan::Step& step);
  void fill_holes(const Plan::Step& step);
  Progress accept(Result result);
  Progress step_get(Value key);
  Progress get_member(const Target& target, Value key);
  Result invoke(const Current& current);
  Value as_value(Current&& current);
  void end_frame();
  std::string place() const;
  void fail(Caught&& caught);
  void fail(Value thrown, Failure&& with);
  void finish(Value value, Plan::Status with) {
    outcome = value;
    status = with;
  }
  Workspace& workspace;
  std::unique_ptr<Plan> own_plan;
  Plan& plan;
  std::optional<std::size_t> item;  // of a batch
  Target root;
  std::optional<ExecutionOptions> own_options;
  const ExecutionOptions& options;
  Logger log;
  std::optional<Value> injected;
  std::optional<std::uint32_t> appended_to;  // the step whose last argument is what is injected
  std::optional<Failure> failure;
  Plan::Status status = Plan::Status::running;
  Value outcome;
  std::vector<Frame> frames;
  std::vector<Value> arguments;
  bool is_inside = false;     // something of it is being run: what ends it has to wait
  bool is_cancelled = false;  // from inside
  // Last, so that it dies first: it may use everything above.
  Waiting waiting;
};

void Execution::State::start(const Plan::Item& planned) {
  if (planned.failure) {
    finish(planned.thrown, Plan::Status::failed);
    failure = planned.failure;
    CANDELA_LOG(log, debug, "chain refused", {"error", text_form(planned.thrown)},
                {"path", planned.failure->path});
    return;
  }
  appended_to = planned.takes_result;
  begin(planned.chain, no_call);
}

void Execution::State::begin(ChainId chain, CallId call) {
  if (plan.chain(chain).from_result) {
    append(frames, Frame{chain, call, *injected, 1});
  } else {
    append(frames, Frame{chain, call, root});
  }
}

ExecutionState Execution::State::run() {
  if (status != Plan::Status::running) return ExecutionState::done;
  const Inside inside(is_inside);
  try {
    if (waiting.empty() || accept(waiting.last().take(workspace.call())) == Progress::going)
      advance();
  } catch (...) {
    fail(Caught::current());
  }
  return end_run();
}

ExecutionState Execution::State::resume(Result result) {
  const Inside inside(is_inside);
  // Here the result is given as if the method had returned it: what it waited for is not asked.
  waiting.clear();
  try {
    if (is_cancelled || accept(std::move(result)) == Progress::going) advance();
  } catch (...) {
    fail(Caught::current());
  }
  return end_run();
}

ExecutionState Execution::State::end_run() {
  if (status == Plan::Status::running && is_cancelled) fail(cancellation());
  return status == Plan::Status::running ? ExecutionState::pending : ExecutionState::done;
}

void Execution::State::advance() {
  while (status == Plan::Status::running && !is_cancelled) {
    if (step() == Progress::waiting) return;
  }
}

void Execution::State::cancel() {
  if (status != Plan::Status::running) return;
  if (is_inside) {
    is_cancelled = true;  // what runs still uses the frames
  } else {
    fail(cancellation());
  }
}

Execution::State::Progress Execution::State::step() {
  Frame& frame = frames.back();
  const Plan::PlannedChain& chain = plan.chain(frame.chain);
  if (frame.step == chain.step_count) {
    end_frame();
    return Progress::going;
  }
  if (options.deadline.passed())
    throw ChainError(FailureCode::deadline, "TimeoutError",
                     "Out of time: the deadline of the chain has passed");
  plan.charge_memory(workspace.document().memory());
  const Plan::Step& step = plan.step(chain.first_step + frame.step);
  if (step.operation == Plan::Operation::apply) return step_apply(step);
  return step_get(step.operand);
}

Execution::State::Progress Execution::State::step_apply(const Plan::Step& step) {
  require_callable(frames.back().current);  // before anything runs for its arguments
  if (!has_arguments(step)) return Progress::going;
  fill_holes(step);
  arguments.clear();
  for (std::size_t i = 0, size = step.operand.size(); i < size; ++i)
    append(arguments, step.operand[i]);
  if (appended_to && &plan.step(*appended_to) == &step) append(arguments, *injected);
  return accept(invoke(frames.back().current));
}

/// Goes through the nested calls among the arguments, from left to right; false when one has to run
/// first.
bool Execution::State::has_arguments(const Plan::Step& step) {
  Frame& frame = frames.back();
  for (; frame.hole < step.hole_count; ++frame.hole) {
    const Plan::Hole& hole = plan.hole(step.first_hole + frame.hole);
    Plan::NestedCall& call = plan.call(hole.call);
    if (call.status == Plan::Status::done) continue;
    if (call.status == Plan::Status::failed) {
      fail(call.result, {call.code, place(), call.limit});
      return false;
    }
    // It was planned with a chain that failed before it came to it.
    if (!hole.defines) throw_undefined_call(call.reference_id);
    call.status = Plan::Status::running;
    begin(call.chain, hole.call);
    return false;
  }
  return true;
}

void Execution::State::fill_holes(const Plan::Step& step) {
  if (step.hole_count == 0) return;
  Replacements replacements;
  for (std::uint32_t i = 0; i < step.hole_count; ++i) {
    const Plan::Hole& hole = plan.hole(step.first_hole + i);
    if (!plan.is_filled(hole)) replacements.add(hole.place, plan.call(hole.call).result);
  }
  plan.note_filled(step);
  replacements.apply();
}

Execution::State::Progress Execution::State::accept(Result result) {
  while (std::unique_ptr<Unfinished>* later = result.unfinished()) {
    waiting.push(std::move(*later));
    if (!waiting.last().ready()) return Progress::waiting;
    result = waiting.last().take(workspace.call());
  }
  Frame& frame = frames.back();
  if (Target* target = result.target()) {
    frame.current = std::move(*target);
  } else {
    frame.current = detail::in_document(workspace.document(), *result.value());
  }
  waiting.clear();
  ++frame.step;
  frame.hole = 0;
  return Progress::going;
}

Execution::State::Progress Execution::State::step_get(Value key) {
  Frame& frame = frames.back();
  // Copies of targets: what is read may add to the table, and takes the place of `current`.
  if (const auto* target = std::get_if<Target>(&frame.current))
    return get_member(Target(*target), key);
  if (!std::holds_alternative<Value>(frame.current))
    frame.current = as_value(std::move(frame.current));
  const Value self = std::get<Value>(frame.current);
  if (const Target target = workspace.call().target_of(self)) return get_member(target, key);

  const auto read = read_builtin(workspace.document(), self, key, *plan.built_ins());
  if (const auto* value = std::get_if<Value>(&read)) return accept(*value);
  frame.current = BuiltinMethod{self, std::get<const Builtin*>(read)};
  ++frame.step;
  return Progress::going;
}

Execution::State::Progress Execution::State::get_member(const Target& target, Value key) {
  Document& document = workspace.document();
  // The name is kept by the document: a custom target's method is found by it again.
  const Value name = key.is_string() ? key : document.string(number_text(key.as_number()));
  const std::optional<Target::Found> found = target.find(name.as_string());
  if (!found) return accept(document.undefined());
  if (found->kind == MemberKind::field) return accept(target.run(*found, workspace.call(), {}));
  Frame& frame = frames.back();
  frame.current = Workspace::Method{target, *found};
  ++frame.step;
  return Progress::going;
}

void Execution::State::require_callable(const Current& current) {
  if (std::holds_alternative<Target>(current)) throw_not_callable(workspace.document().object());
  const auto* value = std::get_if<Value>(&current);
  if (value && !workspace.call().is_callable(*value)) throw_not_callable(*value);
}

Result Execution::State::invoke(const Current& current) {
  if (const auto* method = std::get_if<Workspace::Method>(&current))
    return method->target.run(method->found, workspace.call(), arguments);
  if (const auto* method = std::get_if<BuiltinMethod>(&current))
    return method->run(workspace.document(), *plan.built_ins(), arguments);
  return workspace.call().invoke(std::get<Value>(current), arguments);
}

Value Execution::State::as_value(Current&& current) {
  if (const auto* value = std::get_if<Value>(&current)) return *value;
  if (auto* target = std::get_if<Target>(&current))
    return workspace.call().object(std::move(*target));
  if (auto* method = std::get_if<Workspace::Method>(&current)) {
    const std::string_view name = method->found.name;
    return workspace.add(name, std::move(*method));
  }
  const BuiltinMethod method = std::get<BuiltinMethod>(current);
  return workspace.call().callable(
      method.builtin->name,
      [method, budget = plan.built_ins()](Call& call, std::span<const Value> given) -> Result {
        return method.run(call.document(), *budget, given);
      });
}

void Execution::State::end_frame() {
  const CallId ended = frames.back().call;
  const Value result = as_value(std::move(frames.back().current));
  frames.pop_back();
  if (ended == no_call) {
    finish(result, Plan::Status::done);
    CANDELA_LOG(log, debug, "chain done");
    return;
  }
  plan.call(ended).status = Plan::Status::done;
  plan.call(ended).result = result;
}

/// The way to the operation that is being run.
std::string Execution::State::place() const {
  std::vector<Plan::Position> positions;
  for (const Frame& frame : frames) {
    const std::uint32_t first = plan.chain(frame.chain).first_step;
    const bool leads_in = &frame != &frames.back();
    const std::uint32_t hole = leads_in ? plan.step(first + frame.step).first_hole + frame.hole : 0;
    positions.push_back({frame.chain, frame.step, hole});
  }
  return plan.path(Plan::path_of(item), positions);
}

void Execution::State::fail(Caught&& caught) {
  caught.failure.path = place();
  const Value thrown = caught.make(workspace.document(), options);
  fail(thrown, std::move(caught.failure));
}

/// Everything that was under way fails with it: who uses one of these calls again gets the same
/// error.
void Execution::State::fail(Value thrown, Failure&& with) {
  finish(thrown, Plan::Status::failed);  // first: what is destroyed here may cancel
  waiting.clear();
  for (const Frame& frame : frames) {
    if (frame.call == no_call) continue;
    plan.call(frame.call).status = Plan::Status::failed;
    plan.call(frame.call).result = thrown;
    plan.call(frame.call).code = with.code;
    plan.call(frame.call).limit = with.limit;
  }
  frames.clear();
  CANDELA_LOG(log, debug, "chain failed", {"error", text_form(thrown)}, {"path", with.path});
  failure = std::move(with);
}

Execution::Execution(Workspace& workspace, Value operations, Target target,
                     const ExecutionOptions& options)
    : state_(
          std::make_unique<State>(workspace, nullptr, std::nullopt, std::move(target), options)) {
  state_->start(state_->plan.prepare(operations, std::nullopt, workspace.document(), options));
}
Execution::Execution(Workspace& workspace, Value operations, Target target, const Injected& result,
                     const ExecutionOptions& options)
    : state_(
          std::make_unique<State>(workspace, nullptr, std::nullopt, std::move(target), options)) {
  Document& document = workspace.document();
  state_->injected = detail::in_document(document, result.value);
  state_->start(
      state_->plan.prepare(operations, std::nullopt, document, options, Plan::ResultName::bound));
}
Execution::Execution(Workspace& workspace, Plan& plan, std::size_t index, Target target,
                     const ExecutionOptions& options)
    : state_(std::make_unique<State>(workspace, &plan, index, std::move(target), options)) {
  state_->start(plan.item(index));
}
Execution::Execution(Workspace& workspace, const Chain& chain, Target target,
                     const ExecutionOptions& options)
    : Execution(workspace, chain.to_value(workspace.document()), std::move(target), options) {}
Execution::~Execution() {
  state_->is_inside = true;  // what is destroyed may cancel
}

ExecutionState Execution::run() {
  return state_->run();
}

Unfinished& Execution::pending() {
  assert(!state_->waiting.empty() && "requires: run gave pending");
  return state_->waiting.last();
}

ExecutionState Execution::resume(Result result) {
  assert(!state_->waiting.empty() && "requires: run gave pending");
  return state_->resume(std::move(result));
}
ExecutionState Execution::resume(const Error& error) {
  assert(!state_->waiting.empty() && "requires: run gave pending");
  state_->fail(Caught::of(error));
  return ExecutionState::done;
}
void Execution::cancel() {
  state_->cancel();
}

const Failure* Execution::failure() const noexcept {
  return state_->failure ? &*state_->failure : nullptr;
}
bool Execution::failed() const noexcept {
  return state_->status == Plan::Status::failed;
}
Value Execution::value() const noexcept {
  return state_->outcome;
}

}  // namespace candela
