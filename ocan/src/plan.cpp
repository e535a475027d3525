#include "plan.hpp"

#include <algorithm>
#include <string>

#include "append.hpp"
#include "caught.hpp"
#include "place_text.hpp"
#include "text_form.hpp"
#include "wire_names.hpp"

namespace candela {

namespace {

[[noreturn]] void refuse_operation(FailureCode code, std::size_t index, std::string_view what) {
  throw ChainError(code, "Invalid operation chain: operation " + std::to_string(index) + " " +
                             std::string(what));
}

[[noreturn]] void refuse_marker(FailureCode code, std::string_view what) {
  throw ChainError(code, "Invalid nested operation: " + std::string(what));
}

std::string_view reference_id_of(Value marker) {
  const Value id = marker[wire::reference_id];
  if (id.is_undefined()) return {};
  if (!id.is_string() || id.as_string().empty())
    refuse_marker(FailureCode::bad_marker, "the reference id must be a string");
  return id.as_string();
}

}  // namespace

void throw_undefined_call(std::string_view reference_id) {
  const std::string shown =
      reference_id.empty() ? std::string("undefined") : shortened(reference_id);
  throw ChainError(
      FailureCode::unknown_reference,
      "Alias marker with refId \"" + shown +
          "\" has no operation chain and no cached result. This indicates the alias was "
          "encountered before the full marker.");
}

void throw_not_callable(Value value) {
  throw ChainError(FailureCode::not_callable,
                   "TypeError: " + text_form(value) + " is not a function");
}

bool is_nested_marker(Value value) {
  if (!value.is_object()) return false;
  const Value flag = value[wire::is_nested];
  return flag.is_boolean() && flag.as_boolean();
}

void BuiltInBudget::charge(std::size_t bytes) {
  spent_ += std::min(bytes, limit_ + 1);
  if (spent_ > limit_)
    throw LimitExceeded("built_in_bytes", "Too much work for built-ins", spent_, limit_);
}

std::string Plan::path_of(std::optional<std::size_t> item) {
  return item ? "$.batch" + index_text(*item) + ".operations" : "$";
}

const Plan::Item& Plan::prepare(Value operations, std::optional<std::size_t> index,
                                Document& document, const ExecutionOptions& options,
                                ResultName result) {
  Item item;
  try {
    item.chain = add(operations, result);
    if (result == ResultName::bound && !uses_result_) item.takes_result = last_apply(item.chain);
    if (as_sent_ == AsSent::kept) keep_as_sent(item.chain, document);
  } catch (...) {
    Caught caught = Caught::current();
    caught.failure.path = refused_path(path_of(index));
    item.thrown = caught.make(document, options);
    abandon(item.thrown, caught.failure);
    item.failure = std::move(caught.failure);
  }
  items_.push_back(std::move(item));
  return items_.back();
}

std::optional<std::uint32_t> Plan::last_apply(ChainId chain) const {
  const PlannedChain& planned = chains_[chain];
  for (std::uint32_t i = planned.first_step + planned.step_count; i-- > planned.first_step;) {
    if (steps_[i].operation == Operation::apply) return i;
  }
  throw ChainError(FailureCode::bad_chain,
                   "Invalid handler: no call in it can take the result, and it has no $result");
}

void Plan::note_filled(const Step& step) {
  for (std::uint32_t i = 0; i < step.hole_count; ++i)
    filled_.insert(holes_[step.first_hole + i].place.container);
}

ChainId Plan::add(Value operations, ResultName result) {
  result_ = result;
  uses_result_ = false;
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
    throw LimitExceeded("result_memory", "Too much memory for results", grown,
                        limits_.result_memory);
}

void Plan::abandon(Value thrown, const Failure& failure) {
  for (const Frame& frame : frames_) {
    if (frame.call == no_call) continue;
    calls_[frame.call].status = Status::failed;
    calls_[frame.call].result = thrown;
    calls_[frame.call].code = failure.code;
    calls_[frame.call].limit = failure.limit;
  }
  frames_.clear();
  reading_.reset();
}

std::string Plan::refused_path(std::string_view origin) const {
  std::vector<Position> positions;
  for (const Frame& frame : frames_)
    positions.push_back({frame.chain, frame.step, hole_of(frame)});
  if (frames_.empty() || frames_.back().known) return path(origin, positions);
  // Of the last chain nothing is kept yet, so its operation stands in `reading_`.
  positions.pop_back();
  std::string way = way_into(origin, positions);
  return reading_ ? way + index_text(*reading_) : way;
}

std::string Plan::path(std::string_view origin, std::span<const Position> positions) const {
  if (positions.empty()) return std::string(origin);
  return way_into(origin, positions.first(positions.size() - 1)) +
         index_text(positions.back().step);
}

std::string Plan::way_into(std::string_view origin, std::span<const Position> positions) const {
  std::string way(origin);
  for (const Position& position : positions) {
    const Step& step = steps_[chains_[position.chain].first_step + position.step];
    way += index_text(position.step) + "." + std::string(wire::args);
    way += place_text(step.operand, holes_[position.hole].place) + "." + std::string(wire::chain);
  }
  return way;
}

std::uint32_t Plan::hole_of(const Frame& frame) const {
  if (!frame.known || frame.hole == 0) return 0;
  return steps_[chains_[frame.chain].first_step + frame.step].first_hole + frame.hole - 1;
}

// The frame stands before anything is checked, so that `abandon` finds its call.
void Plan::open(Value operations, CallId call) {
  append(frames_, Frame{0, call});
  const std::size_t nesting = frames_.size() - 1;
  reading_.reset();
  if (nesting > limits_.nesting)
    throw LimitExceeded("nesting", "Operations nested too deep", nesting, limits_.nesting);
  const ChainId chain = read_chain(operations);
  frames_.back().chain = chain;
  frames_.back().known = true;
  if (call != no_call) calls_[call].chain = chain;
}

void Plan::count_operations(Value operations) {
  const std::size_t count = operations.size();
  if (count > limits_.operations)
    throw LimitExceeded("operations", "Operation chain too deep", count, limits_.operations);
  if (steps_.size() + count > limits_.steps)
    throw LimitExceeded("steps", "Too many operations", steps_.size() + count, limits_.steps);
  if (frames_.size() > 1) return;
  outermost_steps_ += count;
  if (outermost_steps_ > limits_.batch_operations)
    throw LimitExceeded("batch_operations", "Too many operations in a batch", outermost_steps_,
                        limits_.batch_operations);
}

ChainId Plan::read_chain(Value operations) {
  if (!operations.is_array())
    throw ChainError(FailureCode::bad_chain,
                     "Invalid operation chain: operations must be an array");
  count_operations(operations);
  const std::size_t count = operations.size();
  const auto first = static_cast<std::uint32_t>(steps_.size());
  for (std::size_t i = 0; i < count; ++i) {
    reading_ = i;
    append(steps_, read_step(operations[i], i));
  }
  const bool begins = count > 0 && steps_[first].operation == Operation::get;
  const Value key = begins ? steps_[first].operand : Value();
  const bool from_result =
      result_ == ResultName::bound && key.is_string() && key.as_string() == wire::result;
  uses_result_ = uses_result_ || from_result;
  append(chains_, PlannedChain{first, static_cast<std::uint32_t>(count), from_result});
  return static_cast<ChainId>(chains_.size() - 1);
}

Plan::Step Plan::read_step(Value operation, std::size_t index) {
  if (!operation.is_object())
    refuse_operation(FailureCode::bad_operation, index, "must be an object");
  const Value type = operation[wire::type];
  const std::string_view name = type.is_string() ? type.as_string() : std::string_view();
  if (name == wire::get) {
    const Value key = operation[wire::key];
    if (!key.is_string() && !key.is_number())
      refuse_operation(FailureCode::bad_key, index, "must have a string or a number as its key");
    return {Operation::get, operation, key, 0, 0};
  }
  if (name != wire::apply)
    refuse_operation(FailureCode::bad_operation, index, "must be of type get or apply");
  const Value args = operation[wire::args];
  if (!args.is_array())
    refuse_operation(FailureCode::bad_arguments, index, "must have an array of args");
  if (args.size() > limits_.arguments)
    throw LimitExceeded("arguments", "Too many arguments", args.size(), limits_.arguments);
  return {Operation::apply, operation, args, 0, 0};
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
    throw LimitExceeded("argument_values", "Too many argument values", values_,
                        limits_.argument_values);
}

/// The markers among an apply's arguments, in document order; not what is inside of them.
void Plan::find_holes(Step& step) {
  step.first_hole = static_cast<std::uint32_t>(holes_.size());
  if (count_plain(step.operand)) return;
  seen_.clear();
  walk_.stop();  // what was refused was left in its middle
  for (walk_.start(step.operand); walk_.next();) {
    charge_values(1);
    if (!is_nested_marker(walk_.value())) {
      walk_.enter();
      continue;
    }
    if (walk_.place().kind == Place::Kind::map_key)
      refuse_marker(FailureCode::bad_marker, "it cannot be the key of a Map");
    if (holes_.size() == limits_.nested)
      throw LimitExceeded("nested", "Too many nested operations", holes_.size() + 1,
                          limits_.nested);
    append(holes_, Hole{walk_.place(), walk_.value(), no_call, false});
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
  append(completed_, call);
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
  if (hole.call != no_call) refuse_marker(FailureCode::circular, "it is an argument of itself");

  hole.call = static_cast<CallId>(calls_.size());
  append(calls_, NestedCall{0, Status::open, reference_id, {}});
  by_marker_.insert(hole.marker, hole.call);
  if (!reference_id.empty()) by_reference_id_.emplace(reference_id, hole.call);
  open(operations, hole.call);
}

}  // namespace candela
