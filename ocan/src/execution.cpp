#include <candela/ocan/execution.hpp>

#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "builtins.hpp"
#include "plan.hpp"
#include "stacks.hpp"
#include "text_form.hpp"
#include "walk.hpp"

namespace candela {

namespace {

/// A built-in of a value, read but not called yet.
struct BuiltinMethod {
  Value self;
  const Builtin* builtin;

  Value run(Document& document, BuiltInBudget& budget, std::span<const Value> arguments) const {
    budget.charge(built_in_cost(self, arguments));
    return builtin->run(document, self, arguments);
  }
};

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

[[noreturn]] void throw_not_a_function(Value value) {
  throw Error("TypeError: " + text_form(value) + " is not a function");
}

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
  State(Workspace& in, Plan* shared, Value operations, Target target, const ExecutionOptions& with)
      : workspace(in),
        own_plan(shared ? nullptr : std::make_unique<Plan>(with.limits)),
        plan(shared ? *shared : *own_plan),
        root(std::move(target)),
        stacks(with.stacks),
        log(with.log.child("ocan")) {
    if (with.caller.has_value() && !shared) workspace.set_caller(with.caller);
    if (with.arguments == ArgumentChecks::schema) workspace.set_argument_checks(with.arguments);
    try {
      const ChainId chain = plan.add(operations);
      if (shared && with.markers == FunctionMarkers::made)
        plan.keep_as_sent(chain, workspace.document());
      begin(chain, no_call);
    } catch (const Error& error) {
      const Value thrown = make_error(error);
      plan.abandon(thrown);
      finish(thrown, Plan::Status::failed);
      CANDELA_LOG(log, debug, "chain refused", {"message", error.what()});
    }
  }

  void begin(ChainId chain, CallId call) { frames.push_back({chain, call, root}); }
  ExecutionState run();
  ExecutionState advance();
  enum class Progress : std::uint8_t { going, waiting };
  Progress step();
  Progress step_apply(const Plan::Step& step);
  bool has_arguments(const Plan::Step& step);
  void fill_holes(const Plan::Step& step);
  Progress accept(Result result);
  Progress step_get(Value key);
  Progress get_member(const Target& target, Value key);
  Result invoke(const Current& current);
  Value as_value(Current&& current);
  void end_frame();
  void fail(const Error& error) { fail(make_error(error)); }
  void fail(Value thrown);
  void finish(Value value, Plan::Status with) {
    outcome = value;
    status = with;
  }
  Value make_error(const Error& error) {
    const Value thrown = error.make(workspace.document());
    apply_stacks(thrown, stacks);
    return thrown;
  }

  Workspace& workspace;
  std::unique_ptr<Plan> own_plan;
  Plan& plan;
  Target root;
  Stacks stacks;
  Logger log;
  Plan::Status status = Plan::Status::running;
  Value outcome;
  std::vector<Frame> frames;
  std::vector<Value> arguments;
  // Last, so that it dies first: it may use everything above.
  Waiting waiting;
};

ExecutionState Execution::State::run() {
  if (status != Plan::Status::running) return ExecutionState::done;
  if (!waiting.empty()) {
    try {
      if (accept(waiting.last().take(workspace.call())) == Progress::waiting)
        return ExecutionState::pending;
    } catch (...) {
      fail(Error::current());
      return ExecutionState::done;
    }
  }
  return advance();
}

ExecutionState Execution::State::advance() {
  try {
    while (status == Plan::Status::running) {
      if (step() == Progress::waiting) return ExecutionState::pending;
    }
  } catch (...) {
    fail(Error::current());
  }
  return ExecutionState::done;
}

Execution::State::Progress Execution::State::step() {
  Frame& frame = frames.back();
  const Plan::PlannedChain& chain = plan.chain(frame.chain);
  if (frame.step == chain.step_count) {
    end_frame();
    return Progress::going;
  }
  plan.charge_memory(workspace.document().memory());
  const Plan::Step& step = plan.step(chain.first_step + frame.step);
  if (step.operation == Plan::Operation::apply) return step_apply(step);
  return step_get(step.operand);
}

Execution::State::Progress Execution::State::step_apply(const Plan::Step& step) {
  if (!has_arguments(step)) return Progress::going;
  fill_holes(step);
  arguments.clear();
  for (std::size_t i = 0, size = step.operand.size(); i < size; ++i)
    arguments.push_back(step.operand[i]);
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
      fail(call.result);
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
    replacements.add(hole.place, plan.call(hole.call).result);
  }
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

  // Characters are counted and found from the start: the only read that is not one step.
  if (self.is_string() || self.kind() == Kind::boxed) plan.built_ins()->charge(built_in_cost(self));
  const auto read = read_builtin(workspace.document(), self, key);
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

Result Execution::State::invoke(const Current& current) {
  if (const auto* method = std::get_if<Workspace::Method>(&current))
    return method->target.run(method->found, workspace.call(), arguments);
  if (const auto* value = std::get_if<Value>(&current))
    return workspace.call().invoke(*value, arguments);
  if (const auto* method = std::get_if<BuiltinMethod>(&current))
    return method->run(workspace.document(), *plan.built_ins(), arguments);
  throw_not_a_function(workspace.document().object());
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

/// Everything that was under way fails with it: who uses one of these calls again gets the same
/// error.
void Execution::State::fail(Value thrown) {
  waiting.clear();
  for (const Frame& frame : frames) {
    if (frame.call == no_call) continue;
    plan.call(frame.call).status = Plan::Status::failed;
    plan.call(frame.call).result = thrown;
  }
  frames.clear();
  finish(thrown, Plan::Status::failed);
  CANDELA_LOG(log, debug, "chain failed", {"error", text_form(thrown)});
}

Execution::Execution(Workspace& workspace, Value operations, Target target,
                     const ExecutionOptions& options)
    : state_(std::make_unique<State>(workspace, nullptr, operations, std::move(target), options)) {}
Execution::Execution(Workspace& workspace, Plan& plan, Value operations, Target target,
                     const ExecutionOptions& options)
    : state_(std::make_unique<State>(workspace, &plan, operations, std::move(target), options)) {}
Execution::~Execution() = default;

ExecutionState Execution::run() {
  return state_->run();
}

Unfinished& Execution::pending() {
  assert(!state_->waiting.empty() && "requires: run gave pending");
  return state_->waiting.last();
}

ExecutionState Execution::fail(const Error& error) {
  state_->fail(error);
  return ExecutionState::done;
}

bool Execution::failed() const noexcept {
  return state_->status == Plan::Status::failed;
}
Value Execution::value() const noexcept {
  return state_->outcome;
}

}  // namespace candela
