#include "outcome.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <candela/structured_clone/equal.hpp>

#include "naive_graph.hpp"

namespace candela::model {

ModelOutcome interpret(const Case& given, Mistake mistake) {
  Heap heap;
  NaiveGraph graph(heap, given.graph);
  Interpreter interpreter(heap, graph.root(), given.limits, mistake);
  const Thing* answer = interpreter.answer(given.request.root());
  ModelOutcome outcome;
  outcome.response.set_root(Writer(outcome.response).write(*answer));
  outcome.log = graph.log();
  level(outcome.response);
  return outcome;
}

namespace {

struct Found {
  std::vector<Value> markers;
  std::vector<Value> errors;
  std::set<std::uint64_t> seen = {};
};

void look_through(Value value, Found& found) {
  if (!value.has_identity() || !found.seen.insert(value.slot()).second) return;
  if (value.is_error()) {
    found.errors.push_back(value);
    look_through(value.error_part(Value::ErrorPart::cause), found);
  }
  if (value.is_object()) {
    const Value flag = value["__isRemoteFunction"];
    if (flag.is_boolean() && value.has("__operationChain")) {
      found.markers.push_back(value);
      return;
    }
  }
  const bool is_walked =
      value.is_object() || value.is_array() || value.is_map() || value.is_set() || value.is_error();
  if (!is_walked) return;
  for (auto entry = value.entries(); !entry.done(); entry.next()) {
    if (value.is_map() || value.is_set()) look_through(entry.key(), found);
    look_through(entry.value(), found);
  }
}

/// A copy in which nothing is shared: where one thing stands twice there are two.
class Unfolding {
 public:
  explicit Unfolding(Document& document) : document_(document) {}

  Value copy(Value value) {
    if (!value.has_identity() || value.kind() == Kind::function) return value;
    if (!open_.insert(value.slot()).second) return document_.string("<circular>");
    if (++copied_ > most) return document_.string("<more>");
    const Value made = copy_contents(value);
    open_.erase(value.slot());
    return made;
  }

 private:
  static constexpr std::size_t most = 2000;

  Value copy_contents(Value value) {
    Value made;
    switch (value.kind()) {
      case Kind::object: made = document_.object(); break;
      case Kind::array: made = document_.array(); break;
      case Kind::map: made = document_.make_map(); break;
      case Kind::set: made = document_.make_set(); break;
      case Kind::error:
        made = document_.error(value.error_name(), value.error_message());
        if (value.error_has(Value::ErrorPart::cause)) {
          const Value cause = copy(value.error_part(Value::ErrorPart::cause));
          made.set_error_part(Value::ErrorPart::cause, cause);
        }
        break;
      default: return document_.copy(value);
    }
    std::set<std::string> calls;  // of a Set: one call is one member, whichever marker it has
    for (auto entry = value.entries(); !entry.done(); entry.next()) {
      switch (value.kind()) {
        case Kind::array: made.push(copy(entry.value())); break;
        case Kind::set:
          if (is_new_call(entry.key(), calls)) made.add(copy(entry.key()));
          break;
        case Kind::map: {
          const Value key = copy(entry.key());
          made.put(key, copy(entry.value()));
          break;
        }
        default: made.set(entry.name(), copy(entry.value())); break;
      }
    }
    return made;
  }

  /// False for a nested call whose reference id is among `calls` already.
  static bool is_new_call(Value member, std::set<std::string>& calls) {
    const Value id = member.is_object() ? member["__refId"] : Value();
    return !id.is_string() || calls.insert(std::string(id.as_string())).second;
  }

  Document& document_;
  std::set<std::uint64_t> open_;
  std::size_t copied_ = 0;
};

}  // namespace

void level(Document& response) {
  Found found;
  look_through(response.root(), found);
  for (Value error : found.errors) {
    const std::string message(error.error_message());
    const std::size_t end = message.find(": ");
    if (message.starts_with("argument ") && end != std::string::npos)
      error.set_error_part(Value::ErrorPart::message, message.substr(0, end));
  }
  for (Value marker : found.markers)
    marker.set("__operationChain", Unfolding(response).copy(marker["__operationChain"]));
}

std::string difference(const ModelOutcome& wanted, const ModelOutcome& got) {
  if (wanted.log != got.log) {
    const auto [left, right] =
        std::mismatch(wanted.log.begin(), wanted.log.end(), got.log.begin(), got.log.end());
    const std::string ended = "nothing more";
    return "call " + std::to_string(left - wanted.log.begin() + 1) + ": wanted " +
           (left == wanted.log.end() ? ended : *left) + ", got " +
           (right == got.log.end() ? ended : *right);
  }
  return first_difference(wanted.response.root(), got.response.root());
}

}  // namespace candela::model
