// PROBE_DO: counts and logs what is called, and gives values and errors of every kind. What it
// counts lives in memory, as in the original.
#include <chrono>
#include <cmath>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kj/async.h>

#include <candela/ocan/expose.hpp>
#include <candela/rpc/kj/exception.hpp>
#include <candela/runtime/actor.hpp>

#include "bindings.hpp"
#include "probe_values.hpp"

namespace candela::conformance {
namespace {

/// 2025-01-02T03:04:05.678Z
constexpr double a_date_ms = 1'735'787'045'678;
/// Longest answer of getStr.
constexpr double max_text = 1 << 23;
/// Lines that getLog gives; older ones are dropped.
constexpr std::size_t max_log = 10'000;

std::chrono::milliseconds milliseconds(double ms) {
  return std::chrono::milliseconds(std::isfinite(ms) ? std::llround(ms) : 0);
}

/// What `sess` opens: a capability that counts for itself.
class ProbeSession : public std::enable_shared_from_this<ProbeSession> {
 public:
  explicit ProbeSession(std::string name) : label(std::move(name)) {}

  std::string label;

  std::shared_ptr<ProbeSession> bump(double by = 1) {
    count_ += by;
    return shared_from_this();
  }
  kj::Promise<std::shared_ptr<ProbeSession>> abump(double by = 1) {
    return kj::evalLater([self = shared_from_this(), by] { return self->bump(by); });
  }
  double value() const { return count_; }

 private:
  double count_ = 0;

  CANDELA_EXPOSE(ProbeSession, label, bump, value, abump)
};

class ProbeDO : public Actor {
 public:
  using Actor::Actor;

  // Counting and logging.
  bool reset() {
    calls_ = 0;
    log_.clear();
    return true;
  }
  double get_calls() const { return calls_; }
  std::vector<std::string> get_log() const { return log_; }
  double one() { return ++calls_, 1; }
  Value touch(Call& call, std::string_view label = "t");
  kj::Promise<Value> atouch(Call& call, std::string label = "t");
  std::shared_ptr<ProbeSession> sess(std::string_view label = "s");

  // Arguments.
  std::vector<std::string> args(std::span<const Value> all);
  double count(std::span<const Value> all) { return static_cast<double>(all.size()); }
  Value echo_args(Call& call, std::span<const Value> all);
  bool same_ref(Value a, Value b) { return a.is(b); }
  double sum(std::span<const Value> all) { return sum_of(all); }

  // Results.
  void get_undefined() {}
  Value get_map_with_fn(Call& call);
  Value get_set_with_fn(Call& call);
  Value get_err_with_fn(Call& call);
  Value get_fn(Call& call);
  Value get_cycle(Call& call) { return make_ring(call.document()); }
  Value get_aliased(Call& call) { return make_aliased(call.document()); }
  Value get_date(Call& call) { return call.document().date(a_date_ms); }
  Value get_kinds(Call& call) { return make_kinds(call.document()); }
  Value get_sparse(Call& call) { return make_sparse(call.document()); }
  Value get_dollar(Call& call) { return make_dollar_keys(call.document()); }
  Value get_own_proto(Call& call) { return make_own_prototype(call.document()); }
  kj::Promise<Value> get_promise(Call& call);
  std::string get_str(double n);
  std::string getter_prop() { return note("getter ran"), "getter-value"; }
  double bad_getter() { throw Error("badGetter threw"); }

  // Time.
  kj::Promise<Value> slow(double ms, Value tag);
  kj::Promise<Value> slow_log(double ms, Value tag);

  // Errors.
  void throw_cause() { throw error_with_cause(); }
  void throw_null() { throw Error::of(nullptr); }
  void throw_undefined() { throw Error::from_value(Value()); }
  void throw_num() { throw Error::of(42); }
  void throw_obj() { throw object_that_is_thrown(); }
  void throw_custom() { throw Error("MyError", "custom").with("extra", 1); }
  void throw_cyc() { throw error_with_itself(); }
  void throw_named(std::string_view name) { throw Error(name, "m"); }
  kj::Promise<void> reject_later();

 private:
  void note(std::string line);
  Value touched(Call& call, std::string label);

  double calls_ = 0;
  std::vector<std::string> log_;

  CANDELA_EXPOSE(ProbeDO, reset, CANDELA_AS("getCalls", get_calls), CANDELA_AS("getLog", get_log),
                 one, touch, atouch, sess, args, count, CANDELA_AS("echoArgs", echo_args),
                 CANDELA_AS("sameRef", same_ref), sum, CANDELA_AS("getUndefined", get_undefined),
                 CANDELA_AS("getMapWithFn", get_map_with_fn),
                 CANDELA_AS("getSetWithFn", get_set_with_fn),
                 CANDELA_AS("getErrWithFn", get_err_with_fn), CANDELA_AS("getFn", get_fn),
                 CANDELA_AS("getCycle", get_cycle), CANDELA_AS("getAliased", get_aliased),
                 CANDELA_AS("getDate", get_date), CANDELA_AS("getKinds", get_kinds),
                 CANDELA_AS("getSparse", get_sparse), CANDELA_AS("getDollar", get_dollar),
                 CANDELA_AS("getOwnProto", get_own_proto), CANDELA_AS("getPromise", get_promise),
                 CANDELA_AS("getStr", get_str), CANDELA_GETTER("getterProp", getter_prop),
                 CANDELA_GETTER("badGetter", bad_getter), slow, CANDELA_AS("slowLog", slow_log),
                 CANDELA_AS("throwCause", throw_cause), CANDELA_AS("throwNull", throw_null),
                 CANDELA_AS("throwUndefined", throw_undefined), CANDELA_AS("throwNum", throw_num),
                 CANDELA_AS("throwObj", throw_obj), CANDELA_AS("throwCustom", throw_custom),
                 CANDELA_AS("throwCyc", throw_cyc), CANDELA_AS("throwNamed", throw_named),
                 CANDELA_AS("rejectLater", reject_later))
};

void ProbeDO::note(std::string line) {
  if (log_.size() == max_log) log_.erase(log_.begin());
  log_.push_back(std::move(line));
}

Value ProbeDO::touched(Call& call, std::string label) {
  Document& doc = call.document();
  Value deep = doc.object();
  deep.set("twice", call.function("twice", [this] { return calls_ * 2; }));
  Value result = doc.object({{"label", label}, {"n", ++calls_}});
  result.set("self", call.function("self", [label = std::move(label)] { return label; }));
  result.set("add", call.function("add", [this](double k) { return calls_ + k; }));
  result.set("deep", deep);
  return result;
}

Value ProbeDO::touch(Call& call, std::string_view label) {
  note(std::string(label));
  return touched(call, std::string(label));
}

kj::Promise<Value> ProbeDO::atouch(Call& call, std::string label) {
  return kj::evalLater([this, &call, label = std::move(label)]() mutable {
    note("a:" + label);
    return touched(call, std::move(label));
  });
}

std::shared_ptr<ProbeSession> ProbeDO::sess(std::string_view label) {
  ++calls_;
  note("sess:" + std::string(label));
  return std::make_shared<ProbeSession>(std::string(label));
}

std::vector<std::string> ProbeDO::args(std::span<const Value> all) {
  std::vector<std::string> kinds;
  for (const Value& value : all)
    kinds.emplace_back(kind_name(value));
  return kinds;
}

Value ProbeDO::echo_args(Call& call, std::span<const Value> all) {
  Value array = call.document().array();
  for (const Value& value : all)
    array.push(value);
  return array;
}

Value ProbeDO::get_map_with_fn(Call& call) {
  const Value function = call.function("", [] { return "from-map"; });
  return call.document().make_map({{"f", function}, {"n", 1}});
}

Value ProbeDO::get_set_with_fn(Call& call) {
  const Value function = call.function("", [] { return "from-set"; });
  return call.document().make_set({function, 2});
}

Value ProbeDO::get_err_with_fn(Call& call) {
  Value error = call.document().error("Error", "e");
  error.set("fn", call.function("", [] { return "from-error"; }));
  return error;
}

Value ProbeDO::get_fn(Call& call) {
  return call.function("named", [] { return "named-result"; });
}

kj::Promise<Value> ProbeDO::get_promise(Call& call) {
  return kj::evalLater([&call] { return call.document().object({{"p", 1}}); });
}

std::string ProbeDO::get_str(double n) {
  if (!(n >= 0 && n <= max_text)) throw Error("RangeError", "Invalid string length");
  return std::string(static_cast<std::size_t>(n), 'x');
}

kj::Promise<Value> ProbeDO::slow(double ms, Value tag) {
  return after(milliseconds(ms)).then([tag] { return tag; });
}

kj::Promise<Value> ProbeDO::slow_log(double ms, Value tag) {
  const std::string name = tag.is_string() ? std::string(tag.as_string()) : std::string();
  note("start " + name);
  return after(milliseconds(ms)).then([this, tag, name] {
    note("end " + name);
    return tag;
  });
}

kj::Promise<void> ProbeDO::reject_later() {
  return after(std::chrono::milliseconds(5)).then([] {
    kj::throwFatalException(to_exception(Error("later")));
  });
}

}  // namespace

Binding probe_binding() {
  return binding<ProbeDO>("PROBE_DO", {.turns = TurnOrder::interleaved});
}

}  // namespace candela::conformance
