// Any bytes as a batch, against a target with something of every kind to be reached: plainly; with
// guards, hooks that fail, atomic, a deadline, and a driver that resumes, cancels and gives up as the
// bytes say; its first chain as a handler. Whatever is decoded is also read as a chain and as text,
// which must come back the same.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/ocan.hpp>
#include <candela/structured_clone/fields.hpp>
#include <candela/structured_clone/format.hpp>

namespace {

using candela::Call;
using candela::Document;
using candela::Value;

struct Point {
  int x = 0;
  std::optional<std::string> name;
};
CANDELA_FIELDS(Point, x, name)

class Inner : public candela::Lendable {
 public:
  std::string label = "inner";
  int bump(int by = 1) { return count_ += by; }
  CANDELA_EXPOSE(Inner, label, CANDELA_SETTER("setLabel", label), bump)

 private:
  int count_ = 0;
};

class Rich {
 public:
  int field = 1;
  int add(int a, int b = 2) {
    return static_cast<int>(static_cast<unsigned>(a) + static_cast<unsigned>(b));
  }
  Value echo(Value value) { return value; }
  Value list(Call& call, std::span<const Value> all) {
    Value array = call.document().array();
    for (const Value& value : all)
      array.push(value);
    return array;
  }
  std::string join(const std::string& a, std::string_view b) { return a + std::string(b); }
  std::shared_ptr<Inner> open() { return std::make_shared<Inner>(); }
  Inner& own() { return own_; }
  std::string label_of(const std::shared_ptr<Inner>& inner) { return inner->label; }
  Value functions(Call& call) {
    Document& document = call.document();
    const Value function = call.function("f", [](Value value) { return value; });
    return document.array({function, document.make_map({{"f", function}, {function, 1}}),
                           document.make_set({function}), document.object({{"f", function}})});
  }
  candela::Deferred<int> later(int value) {
    candela::Deferred<int> deferred;
    waiting_ = deferred;
    if (value > 0) deferred.resolve(value);
    return deferred;
  }
  void fail(Value what) { throw candela::Error::from_value(what); }
  std::weak_ptr<Inner> weak() { return weak_; }
  Inner& spare() { return *spare_; }
  void drop() {
    spare_.emplace();
    weak_ = std::make_shared<Inner>();
    kept_ = weak_.lock();
  }
  Value apply(const candela::Function& function, Value argument) {
    return function.call<Value>(argument);
  }
  std::vector<std::shared_ptr<Inner>> inners() { return {kept_, nullptr, open()}; }
  std::function<int(int)> adder(int by) {
    return [this, by](int n) { return add(n, by); };
  }
  std::function<int(Point)> mover(int by) {
    return [by](const Point& point) {
      return static_cast<int>(static_cast<unsigned>(point.x) + static_cast<unsigned>(by));
    };
  }
  void end() {
    if (ends) ends();
  }
  void settle() { waiting_.resolve(1); }
  /// Each call of a member comes after its guards.
  void on_before_call(const candela::Access& access) {
    if (++before_ > guarded) std::abort();
    if (access.kind == candela::MemberKind::method && access.member == denied)
      throw candela::Error("PermissionError", "no");
  }

  std::size_t guarded = 0;
  std::string_view denied;
  std::function<void()> ends;

 private:
  Inner own_;
  std::optional<Inner> spare_{std::in_place};
  std::shared_ptr<Inner> kept_ = std::make_shared<Inner>();
  std::weak_ptr<Inner> weak_ = kept_;
  candela::Deferred<int> waiting_;
  std::size_t before_ = 0;
  CANDELA_EXPOSE(Rich, field, CANDELA_SETTER("setField", field), add, echo, list, join, open, own,
                 label_of, functions, later, fail, weak, spare, drop, apply, inners, adder, mover,
                 end)
};

candela::Target guarded(Rich& rich) {
  return candela::expose(rich).guard([&rich](const candela::Access&) { ++rich.guarded; },
                                     candela::GuardScope::everything_reached);
}

/// What happens around what runs, by the input's bytes, again the same for the same input.
class Script {
 public:
  explicit Script(std::string_view text) {
    for (const char c : text)
      state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  }
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::size_t>(state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 0xCBF2'9CE4'8422'2325;
};

/// Transactions that fail where the script says so, and must be whole.
class Transactions final : public candela::BatchHooks {
 public:
  Transactions(Script& script, candela::BatchExecution*& batch) : script_(script), batch_(batch) {}
  ~Transactions() override {
    if (open_ || items_ != 0) std::abort();
  }
  Transactions(Transactions&&) = delete;
  Transactions& operator=(Transactions&&) = delete;

  void before_item(std::size_t) override {
    if (open_ || ++items_ != 1) std::abort();
    happen();
  }
  void after_item(std::size_t, ItemStatus) override {
    if (--items_ != 0) std::abort();
    happen();
  }
  void begin_atomic() override {
    if (open_ || ended_) std::abort();
    ended_ = true;
    happen();
    open_ = true;
  }
  void commit_atomic() override {
    if (!open_) std::abort();
    happen();
    open_ = false;
    committed = true;
  }
  void roll_back_atomic() noexcept override {
    if (!open_) std::abort();
    open_ = false;
  }
  AtomicWaiting atomic_waiting() const override { return waiting; }
  /// The batch is gone before its end, and with it the item that had begun.
  void forget_item() { items_ = 0; }

  AtomicWaiting waiting = AtomicWaiting::refused;
  bool committed = false;

 private:
  void happen() {
    switch (script_.below(32)) {
      case 0: throw candela::Error("a hook failed");
      case 1: batch_->cancel(); break;
      default: break;
    }
  }
  Script& script_;
  candela::BatchExecution*& batch_;
  std::size_t items_ = 0;
  bool open_ = false;
  bool ended_ = false;
};

/// To its end, or false: it is to be destroyed before.
template <typename Runs>
bool drive(Runs& runs, Rich& rich, Script& script) {
  candela::ExecutionState state = runs.run();
  while (state != candela::ExecutionState::done) {
    const bool is_pending = state == candela::ExecutionState::pending;
    switch (script.below(8)) {
      case 0: return false;
      case 1: runs.cancel(); break;
      case 2: state = runs.resume(candela::Error("late")); continue;
      case 3:
        if (!is_pending) break;
        state = runs.resume(candela::Result());
        continue;
      default:
        if (is_pending) rich.settle();
    }
    state = runs.run();
  }
  return runs.run() == candela::ExecutionState::done;
}

void check_answers(candela::BatchExecution& batch, const Transactions& hooks) {
  if (batch.answers().size() != batch.size()) std::abort();
  std::size_t failed = 0;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const candela::Failure* const failure = batch.failure(i);
    if (!failure) continue;
    ++failed;
    if (!failure->path.starts_with("$.batch[" + std::to_string(i) + "].operations")) std::abort();
  }
  if (batch.any_failed() != (failed > 0)) std::abort();
  if (!batch.is_atomic()) return;
  if (failed > 0 && (failed != batch.size() || hooks.committed)) std::abort();
  if (failed == 0 && batch.size() > 0 && !hooks.committed) std::abort();
}

/// A batch with everything around it that may happen.
void run_scripted(const Document& request, std::string_view text,
                  candela::ExecutionOptions options) {
  Script script(text);
  std::chrono::nanoseconds now{0};
  if (script.below(4) == 0)
    options.deadline = {[&now] { return ++now; },
                        std::chrono::nanoseconds(static_cast<long>(script.below(64)))};
  options.items_in_a_row = 1 + script.below(4);
  options.places = candela::FailurePlaces::exposed;
  Rich rich;
  if (script.below(4) == 0) rich.denied = script.below(2) == 0 ? "echo" : "open";
  candela::BatchExecution* running = nullptr;
  Transactions hooks(script, running);
  if (script.below(2) == 0) hooks.waiting = candela::BatchHooks::AtomicWaiting::allowed;
  {
    Document copy = request.clone();
    if (copy.root().is_object() && script.below(2) == 0) copy.root().set("atomic", true);
    candela::BatchExecution batch(std::move(copy), guarded(rich), options, hooks);
    running = &batch;
    rich.ends = [&batch] { batch.cancel(); };
    if (drive(batch, rich, script)) {
      check_answers(batch, hooks);
      static_cast<void>(candela::stringify(batch.response(candela::MarkerChains::shared)));
    } else {
      hooks.forget_item();
    }
  }
}

/// The first chain of a batch as a handler of what its second item holds.
void run_handler(const Document& request, std::string_view text,
                 const candela::ExecutionOptions& options) {
  const Value root = request.root();
  const Value items = root.is_object() ? root["batch"] : Value();
  if (!items.is_array() || items.size() == 0 || !items[0].is_object()) return;
  Script script(text);
  Rich rich;
  candela::Workspace workspace{request.clone()};
  const Value own = workspace.document().root()["batch"];
  candela::Execution execution(workspace, own[0]["operations"], guarded(rich),
                               candela::Injected{items[items.size() - 1]}, options);
  rich.ends = [&execution] { execution.cancel(); };
  if (drive(execution, rich, script) && execution.failed() != (execution.failure() != nullptr))
    std::abort();
}

void run_batch(const Document& request, const candela::ExecutionOptions& options) {
  Rich rich;
  candela::BatchExecution batch(request.clone(), guarded(rich), options);
  while (batch.run() == candela::ExecutionState::pending)
    rich.settle();
  // A result may be what no text can hold (too deep to be read again), but writing it must not
  // fail.
  static_cast<void>(candela::stringify(batch.response()));
}

void read_chains(const Document& request) {
  const Value root = request.root();
  const Value items = root.is_object() ? root["batch"] : Value();
  for (std::size_t i = 0; items.is_array() && i < items.size(); ++i) {
    const Value operations = items[i].is_object() ? items[i]["operations"] : Value();
    const candela::Chain chain = candela::Chain::from_value(operations);
    const Document written = chain.to_document();
    const Document again = candela::Chain::from_value(written.root()).to_document();
    if (candela::stringify(again) != candela::stringify(written)) std::abort();
    static_cast<void>(candela::to_string(chain));
  }
}

void parse_text(std::string_view text) {
  const std::string printed = candela::to_string(candela::parse_chain(text));
  if (candela::to_string(candela::parse_chain(printed)) != printed) std::abort();
}

template <typename Part>
void attempt(Part part) {
  try {
    part();
  } catch (const candela::Error&) {
    // Refused, as it may be.
  } catch (const candela::CloneError&) {
    // Refused by the codec.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  attempt([&] { parse_text(text); });
  attempt([&] {
    const Document request = candela::parse(text, {.limits = candela::server_limits()});
    candela::ExecutionOptions options;
    options.limits.argument_values = 100'000;
    attempt([&] { run_batch(request, options); });
    attempt([&] { run_scripted(request, text, options); });
    attempt([&] { run_handler(request, text, options); });
    options.stacks = candela::Stacks::exposed;
    options.markers = candela::FunctionMarkers::left;
    options.arguments = candela::ArgumentChecks::schema;
    attempt([&] { run_batch(request, options); });
    attempt([&] { read_chains(request); });
  });
  return 0;
}
