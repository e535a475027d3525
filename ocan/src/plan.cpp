#include "plan.hpp"

#include <algorithm>
#include <string>

#include "text_form.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

[[noreturn]] void refuse(std::string_view what, std::size_t found, std::size_t limit) {
  throw Error(std::string(what) + ": " + std::to_string(found) + " > " + std::to_string(limit));
}

[[noreturn]] void refuse_operation(std::size_t index, std::string_view what) {
  throw Error("Invalid operation chain: operation " + std::to_string(index) + " " +
              std::string(what));
}

std::string_view reference_id_of(Value marker) {
  const Value id = marker[wire::reference_id];
  if (id.is_undefined()) return {};
  if (!id.is_string() || id.as_string().empty())
    throw Error("Invalid nested operation: the reference id must be a string");
  return id.as_string();
}

}  // namespace

void throw_undefined_call(std::string_view reference_id) {
  const std::string shown =
      reference_id.empty() ? std::string("undefined") : shortened(reference_id);
  throw Error("Alias marker with refId \"" + shown +
              "\" has no operation chain and no cached result. This indicates the alias was "
              "encountered before the full marker.");
}

bool is_nested_marker(Value value) {
  if (!value.is_object()) return false;
  const Value flag = value[wire::is_nested];
  return flag.is_boolean() && flag.as_boolean();
}

void BuiltInBudget::charge(std::size_t bytes) {
  spent_ += std::min(bytes, limit_ + 1);
  if (spent_ > limit_) refuse("Too much work for built-ins", spent_, limit_);
}

ChainId Plan::add(Value operations) {
  open(operations, no_call);
  const ChainId added = frames_.front().chain;
  while (!frames_.empty())
    advance();
  return added;
}

void Plan::keep_as_sent(ChainId chain, Document& document) {
  const PlannedChain& planned = chains_[chain];
  for (std::uint32_t i = 0; i < planned.step_count; ++i) {
    const Step& step = steps_[planned.first_step + i];
    if (step.hole_count == 0 || sent_by_args_.find(step.operand) != IdentityMap::absent) continue;
    charge_memory(document.memory());
    const Value copy = copy_as_sent(step.operand, document);
    sent_by_args_.insert(step.operand, static_cast<std::uint32_t>(sent_.size()));
    sent_.push_back(copy);
    charge_memory(document.memory());
  }
}

/// What is sent again must stand for itself, so a call that has only its id gets its chain.
Value Plan::copy_as_sent(Value args, Document& document) {
  const Value copy = document.copy(args);
  Replacements replacements;
  IdentityMap seen;
  Walk walk(seen);
  for (walk.start(copy); walk.next(); walk.enter()) {
    const Value marker = walk.value();
    if (!is_nested_marker(marker)) continue;
    const Value id = marker[wire::reference_id];
    if (!id.is_string()) continue;
    if (!marker[wire::chain].is_undefined()) {
      sent_by_reference_id_.emplace(id.as_string(), marker);
      continue;
    }
    const auto known = sent_by_reference_id_.find(id.as_string());
    if (known != sent_by_reference_id_.end()) replacements.add(walk.place(), known->second);
  }
  replacements.apply();
  return copy;
}

Value Plan::as_sent(Value operations, Document& document) const {
  if (sent_.empty()) return operations;
  Value list = document.array();
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const Value args = operations[i][wire::args];
    const std::uint32_t sent = args.is_array() ? sent_by_args_.find(args) : IdentityMap::absent;
    list.push(sent == IdentityMap::absent
                  ? operations[i]
                  : document.object({{wire::type, wire::apply}, {wire::args, sent_[sent]}}));
  }
  return list;
}

void Plan::charge_memory(std::size_t bytes) {
  if (!memory_before_) memory_before_ = bytes;
  const std::size_t grown = bytes - std::min(bytes, *memory_before_);
  if (grown > limits_.result_memory)
    refuse("Too much memory for results", grown, limits_.result_memory);
}

void Plan::abandon(Value thrown) {
  for (const Frame& frame : frames_) {
    if (frame.call == no_call) continue;
    calls_[frame.call].status = Status::failed;
    calls_[frame.call].result = thrown;
  }
  frames_.clear();
}

// The frame stands before anything is checked, so that `abandon` finds its call.
void Plan::open(Value operations, CallId call) {
  frames_.push_back({0, call});
  const std::size_t nesting = frames_.size() - 1;
  if (nesting > limits_.nesting) refuse("Operations nested too deep", nesting, limits_.nesting);
  const ChainId chain = read_chain(operations);
  frames_.back().chain = chain;
  if (call != no_call) calls_[call].chain = chain;
}

ChainId Plan::read_chain(Value operations) {
  if (!operations.is_array()) throw Error("Invalid operation chain: operations must be an array");
  const std::size_t count = operations.size();
  if (count > limits_.operations) refuse("Operation chain too deep", count, limits_.operations);
  if (steps_.size() + count > limits_.steps)
    refuse("Too many operations", steps_.size() + count, limits_.steps);
  const auto first = static_cast<std::uint32_t>(steps_.size());
  for (std::size_t i = 0; i < count; ++i)
    steps_.push_back(read_step(operations[i], i));
  chains_.push_back({first, static_cast<std::uint32_t>(count)});
  return static_cast<ChainId>(chains_.size() - 1);
}

Plan::Step Plan::read_step(Value operation, std::size_t index) {
  if (!operation.is_object()) refuse_operation(index, "must be an object");
  const Value type = operation[wire::type];
  const std::string_view name = type.is_string() ? type.as_string() : std::string_view();
  if (name == wire::get) {
    const Value key = operation[wire::key];
    if (!key.is_string() && !key.is_number())
      refuse_operation(index, "must have a string or a number as its key");
    return {Operation::get, key, 0, 0};
  }
  if (name != wire::apply) refuse_operation(index, "must be of type get or apply");
  const Value args = operation[wire::args];
  if (!args.is_array()) refuse_operation(index, "must have an array of args");
  if (args.size() > limits_.arguments) refuse("Too many arguments", args.size(), limits_.arguments);
  return {Operation::apply, args, 0, 0};
}

/// Counts the arguments if nothing can be inside of them.
bool Plan::count_plain(Value args) {
  const std::size_t count = args.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (args[i].has_identity()) return false;
  }
  charge_values(count);
  return true;
}

void Plan::charge_values(std::size_t count) {
  values_ += count;
  if (values_ > limits_.argument_values)
    refuse("Too many argument values", values_, limits_.argument_values);
}

/// The markers among an apply's arguments, in document order; not what is inside of them.
void Plan::find_holes(Step& step) {
  step.first_hole = static_cast<std::uint32_t>(holes_.size());
  if (count_plain(step.operand)) return;
  seen_.clear();
  for (walk_.start(step.operand); walk_.next();) {
    charge_values(1);
    if (!is_nested_marker(walk_.value())) {
      walk_.enter();
      continue;
    }
    if (walk_.place().kind == Place::Kind::map_key)
      throw Error("Invalid nested operation: it cannot be the key of a Map");
    if (holes_.size() == limits_.nested)
      refuse("Too many nested operations", holes_.size() + 1, limits_.nested);
    holes_.push_back({walk_.place(), walk_.value(), no_call, false});
  }
  step.hole_count = static_cast<std::uint32_t>(holes_.size()) - step.first_hole;
}

void Plan::advance() {
  Frame& frame = frames_.back();
  const PlannedChain& chain = chains_[frame.chain];
  if (frame.step == chain.step_count) return close();
  Step& step = steps_[chain.first_step + frame.step];
  if (step.operation == Operation::apply) {
    if (frame.hole == 0) find_holes(step);
    if (frame.hole < step.hole_count) return plan_hole(step.first_hole + frame.hole++);
  }
  ++frame.step;
  frame.hole = 0;
}

void Plan::close() {
  const CallId call = frames_.back().call;
  frames_.pop_back();
  if (call == no_call) return;
  calls_[call].status = Status::planned;
  completed_.push_back(call);
}

void Plan::plan_hole(std::uint32_t index) {
  Hole& hole = holes_[index];
  const Value operations = hole.marker[wire::chain];
  const std::string_view reference_id = reference_id_of(hole.marker);
  hole.defines = !operations.is_undefined();
  hole.call = by_marker_.find(hole.marker);
  if (hole.call == no_call && !reference_id.empty()) {
    const auto known = by_reference_id_.find(reference_id);
    if (known != by_reference_id_.end()) hole.call = known->second;
  }
  if (hole.call != no_call && calls_[hole.call].status != Status::open) return;
  if (!hole.defines) throw_undefined_call(reference_id);
  if (hole.call != no_call) throw Error("Invalid nested operation: it is an argument of itself");

  hole.call = static_cast<CallId>(calls_.size());
  calls_.push_back({0, Status::open, reference_id, {}});
  by_marker_.insert(hole.marker, hole.call);
  if (!reference_id.empty()) by_reference_id_.emplace(reference_id, hole.call);
  open(operations, hole.call);
}

}  // namespace candela
