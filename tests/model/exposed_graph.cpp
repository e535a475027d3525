#include "exposed_graph.hpp"

#include <cmath>
#include <cstdio>
#include <map>

namespace candela::model {

namespace {

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  const bool is_whole = std::fabs(number) < 1e15 && number == std::trunc(number);
  if (is_whole) return std::to_string(static_cast<long long>(number));
  char text[32];
  std::snprintf(text, sizeof text, "%.15g", number);
  return text;
}

class Printer {
 public:
  explicit Printer(const Call& call) : call_(call) {}

  std::string print(Value value) {
    if (const Target target = call_.target_of(value)) return object_text(target);
    switch (value.kind()) {
      case Kind::undefined: return "undefined";
      case Kind::null: return "null";
      case Kind::boolean: return value.as_boolean() ? "true" : "false";
      case Kind::number: return number_text(value.as_number());
      case Kind::string: return "'" + std::string(value.as_string()) + "'";
      case Kind::function: return "fn " + std::string(value.function_name());
      case Kind::object:
      case Kind::array:
      case Kind::map:
      case Kind::set:
      case Kind::error: break;
      default: return "<other>";
    }
    const auto [known, is_new] = known_.emplace(value.slot(), known_.size());
    return is_new ? contents(value) : "#" + std::to_string(known->second);
  }

 private:
  static std::string object_text(const Target& target) {
    // The types of the graph have different lists, so these tell them apart.
    if (target.find("go")) return "@" + static_cast<ExposedNode*>(target.object())->text();
    if (target.find("bump")) return "@" + static_cast<ExposedSession*>(target.object())->text();
    return "@fragile";
  }
  std::string contents(Value value) {
    std::string all;
    if (value.is_error()) {
      all.append(value.error_name()).append("(").append(value.error_message()).append(")");
    }
    if (value.is_map()) all = "Map";
    if (value.is_set()) all = "Set";
    all += value.is_array() ? "[" : "{";
    if (value.is_error() && value.error_has(Value::ErrorPart::cause))
      all += "cause:" + print(value.error_part(Value::ErrorPart::cause)) + ",";
    for (auto entry = value.entries(); !entry.done(); entry.next()) {
      if (value.is_array()) {
        all += value.is_hole(entry.index()) ? "<hole>" : print(entry.value());
      } else if (value.is_set()) {
        all += print(entry.key());
      } else if (value.is_map()) {
        all += print(entry.key()) + "=>";
        all += print(entry.value());
      } else {
        all.append(entry.name()).append(":").append(print(entry.value()));
      }
      all += ",";
    }
    return all + (value.is_array() ? "]" : "}");
  }
  const Call& call_;
  std::map<std::uint64_t, std::size_t> known_;
};

std::vector<std::string> all_shown(const Call& call, std::span<const Value> values) {
  std::vector<std::string> texts;
  for (const Value& value : values)
    texts.push_back(shown(call, value));
  return texts;
}

}  // namespace

std::string shown(const Call& call, Value value) {
  return Printer(call).print(value);
}

void Clock::run_one() {
  const std::size_t which = random_.below(due_.size());
  const std::function<void()> action = std::move(due_[which]);
  due_.erase(due_.begin() + static_cast<std::ptrdiff_t>(which));
  action();
}

std::shared_ptr<ExposedSession> ExposedSession::bump(double by) {
  around_.log.push_back(logged(text(), "bump", {number_text(by)}));
  n += by;
  return shared_from_this();
}
Deferred<std::shared_ptr<ExposedSession>> ExposedSession::later(double by) {
  around_.log.push_back(logged(text(), "later", {number_text(by)}));
  n += by;
  Deferred<std::shared_ptr<ExposedSession>> deferred;
  around_.clock->sometime([deferred, self = shared_from_this()] { deferred.resolve(self); });
  return deferred;
}
double ExposedSession::value() {
  around_.log.push_back(logged(text(), "value", {}));
  return n;
}

ExposedNode::Pointer ExposedNode::neighbour(double which) {
  if (neighbours.empty() || !std::isfinite(which)) return nullptr;
  const double index = std::fmod(std::fabs(which), static_cast<double>(neighbours.size()));
  return neighbours[static_cast<std::size_t>(index)].lock();
}
ExposedNode::Pointer ExposedNode::go(double which) {
  note("go", {number_text(which)});
  return neighbour(which);
}
double ExposedNode::add(double a, double b) {
  note("add", {number_text(a), number_text(b)});
  return a + b;
}
double ExposedNode::count(Call& call, Rest all) {
  note("count", all_shown(call, all));
  return static_cast<double>(all.size());
}
Value ExposedNode::same(Call& call, Value a, Value b) {
  note("same", {shown(call, a), shown(call, b)});
  for (const Value& each : {a, b}) {
    if (each.is_function() || each.is_host()) return call.document().null();
  }
  return call.document().boolean(a.is(b));
}

Value ExposedNode::list(Call& call, Rest all) {
  note("list", all_shown(call, all));
  Value array = call.document().array();
  for (const Value& value : all)
    array.push(value);
  return array;
}
Value ExposedNode::wrap(Call& call, Value value) {
  note("wrap", {shown(call, value)});
  return call.document().object({{"in", value}, {"id", id}});
}
Value ExposedNode::pair(Call& call, std::string_view key, Value value) {
  note("pair", {"'" + std::string(key) + "'", shown(call, value)});
  return call.document().object({{key, value}});
}
Value ExposedNode::to_map(Call& call, Value key, Value value) {
  note("toMap", {shown(call, key), shown(call, value)});
  return call.document().make_map({{key, value}});
}
Value ExposedNode::to_set(Call& call, Rest all) {
  note("toSet", all_shown(call, all));
  Value set = call.document().make_set();
  for (const Value& value : all)
    set.add(value);
  return set;
}
Value ExposedNode::to_error(Call& call, Value cause, Value own) {
  note("toError", {shown(call, cause), shown(call, own)});
  Value error = call.document().error("Error", "made");
  error.set_error_part(Value::ErrorPart::cause, cause);
  error.set("own", own);
  return error;
}

void ExposedNode::fail(std::string_view why) {
  note("fail", {"'" + std::string(why) + "'"});
  throw Error("RangeError", why).with_cause(Error("TypeError", "inner")).with("code", "E_FAIL");
}
void ExposedNode::throw_value(Call& call, Value value) {
  note("throwValue", {shown(call, value)});
  throw Error::from_value(value);
}

Deferred<Value> ExposedNode::later(Call& call, Value value) {
  note("later", {shown(call, value)});
  Deferred<Value> deferred;
  around_.clock->sometime([this, deferred, value] {
    done();
    deferred.resolve(value);
  });
  return deferred;
}
Deferred<ExposedNode::Pointer> ExposedNode::later_go(double which) {
  note("laterGo", {number_text(which)});
  Deferred<Pointer> deferred;
  around_.clock->sometime([this, deferred, which] {
    done();
    deferred.resolve(neighbour(which));
  });
  return deferred;
}
Deferred<void> ExposedNode::later_fail(std::string_view why) {
  note("laterFail", {"'" + std::string(why) + "'"});
  Deferred<void> deferred;
  around_.clock->sometime([this, deferred, text = std::string(why)] {
    done();
    deferred.reject(Error("AbortError", text));
  });
  return deferred;
}
Deferred<Result> ExposedNode::later_twice(Call& call, Value value) {
  note("laterTwice", {shown(call, value)});
  Deferred<Result> first;
  around_.clock->sometime([this, first, value] {
    done();
    Deferred<Value> second;
    around_.clock->sometime([this, second, value] {
      done();
      second.resolve(value);
    });
    first.resolve(AsyncTraits<Deferred<Value>>::start(Deferred<Value>(second)));
  });
  return first;
}
Deferred<void> ExposedNode::stuck() {
  note("stuck", {});
  around_.clock->later(around_.on_stuck);
  around_.stuck.emplace_back();
  return around_.stuck.back();
}

Value ExposedNode::made_function(Call& call, std::string_view name, Value first) {
  return call.callable(name, [this, first](Call& inner, Rest all) -> Result {
    around_.log.push_back(logged(text(), "made", all_shown(inner, all)));
    Value array = inner.document().array({first});
    for (const Value& value : all)
      array.push(value);
    return array;
  });
}
Value ExposedNode::fn(Call& call, Value first) {
  note("fn", {shown(call, first)});
  return made_function(call, "made", first);
}
Value ExposedNode::unnamed(Call& call) {
  note("unnamed", {});
  return made_function(call, "", call.document().number(0));
}
Value ExposedNode::menu(Call& call) {
  note("menu", {});
  Document& document = call.document();
  const auto dish = [&](std::string_view name) {
    return made_function(call, name, document.string(name));
  };
  const Value here = call.object(target(*this));
  const Value list = document.array({dish("g"), here, 1});
  Value map = document.make_map();
  map.put("k", dish("m"));
  map.put(document.object({{"deep", dish("d")}}), dish("n"));
  const Value set = document.make_set({dish("s"), 1});
  Value error = document.error("Error", "e");
  error.set_error_part(Value::ErrorPart::cause, dish("c"));
  error.set("fn", dish(""));
  return document.object(
      {{"f", dish("f")}, {"list", list}, {"map", map}, {"set", set}, {"err", error}});
}
Result ExposedNode::call(Call& call, Rest all) {
  note("call", all_shown(call, all));
  return call.invoke(all.empty() ? Value() : all[0], all.empty() ? all : all.subspan(1));
}

std::string ExposedNode::take(const Pointer& node) {
  note("take", {"@" + node->text()});
  return node->text();
}
std::shared_ptr<ExposedSession> ExposedNode::session(std::string_view name) {
  note("session", {"'" + std::string(name) + "'"});
  return std::make_shared<ExposedSession>(around_, std::string(name));
}
std::unique_ptr<ExposedFragile> ExposedNode::fragile() {
  note("fragile", {});
  return std::make_unique<ExposedFragile>(around_, id);
}

std::vector<std::shared_ptr<ExposedNode>> expose(const GraphSpec& spec, Surroundings& around) {
  std::vector<std::shared_ptr<ExposedNode>> nodes;
  for (const NodeSpec& node : spec)
    nodes.push_back(std::make_shared<ExposedNode>(around, nodes.size(), node.label));
  for (std::size_t i = 0; i < spec.size(); ++i) {
    for (const std::size_t neighbour : spec[i].neighbours)
      nodes[i]->neighbours.emplace_back(nodes[neighbour]);
  }
  return nodes;
}

}  // namespace candela::model
