#include "interpreter.hpp"

#include <algorithm>

namespace candela::model {

namespace {

Thing* property(const Thing* thing, std::string_view name) {
  return thing && thing->is(Type::object) ? thing->find(name) : nullptr;
}

bool is_undefined(const Thing* thing) {
  return !thing || thing->is(Type::undefined);
}

/// Everything that can be reached from `thing`, itself too.
void collect_all(const Thing* thing, std::set<const Thing*>& all) {
  if (!all.insert(thing).second) return;
  for (const Spot& spot : spots_of(const_cast<Thing&>(*thing)))
    collect_all(spot.value, all);
}

/// Errors leave without their stacks, or each with one; causes too.
void set_stacks(Thing* thrown, ThrownStacks stacks) {
  std::set<Thing*> seen;
  for (; thrown && thrown->is(Type::error) && seen.insert(thrown).second; thrown = thrown->cause) {
    if (stacks == ThrownStacks::hidden) {
      thrown->stack.clear();
    } else if (thrown->stack.empty()) {
      thrown->stack = in_words(*thrown);
    }
  }
}

constexpr std::string_view no_chain =
    " has no operation chain and no cached result. This indicates the alias was encountered before "
    "the full marker.";

}  // namespace

Thing* copy_of_thrown(Heap& heap, const Thing& thrown) {
  std::map<const Thing*, Thing*> copies;
  const std::function<Thing*(const Thing*)> copy = [&](const Thing* original) {
    if (const auto known = copies.find(original); known != copies.end()) return known->second;
    Thing* made = heap.make(original->type);
    *made = *original;
    made->call = {};
    copies.emplace(original, made);
    for (const Spot& spot : spots_of(*made))
      put(spot, copy(spot.value));
    return made;
  };
  return copy(&thrown);
}

void Interpreter::refuse(std::string_view what, std::size_t found, std::size_t limit) {
  throw_error(heap_, "Error",
              std::string(what) + ": " + std::to_string(found) + " > " + std::to_string(limit));
}

Thing* Interpreter::answer(Value request) {
  const Thing* sent = Reader(heap_).read(request);
  collect_all(sent, sent_);
  // A second time: what stands in function markers is what was sent, whatever becomes of the first.
  Thing* as_sent = Reader(heap_).read(request);

  const Things& items = property(sent, "batch")->elements;
  std::vector<Checked> checked;
  Things accepted;
  for (std::size_t i = 0; i < items.size(); ++i) {
    Thing* base = property(property(as_sent, "batch")->elements[i], "operations");
    try {
      checked.push_back({check(property(items[i], "operations"), 0), base, nullptr});
      accepted.push_back(base);
    } catch (const Thrown& thrown) {
      checked.push_back({{}, base, thrown.value});
    }
  }
  complete_reference_ids(accepted);

  Thing* answers = heap_.array({});
  for (std::size_t i = 0; i < items.size(); ++i) {
    Thing* id = property(items[i], "id");
    Thing* answer = heap_.object({{"id", id ? id : heap_.undefined()}});
    try {
      Thing* result = answer_item(checked[i]);
      answer->set("success", heap_.boolean(true));
      answer->set("result", result);
    } catch (const Thrown& thrown) {
      set_stacks(thrown.value, stacks_);
      answer->set("success", heap_.boolean(false));
      answer->set("error", thrown.value);
    }
    answers->elements.push_back(answer);
  }
  markers_.apply();
  return heap_.object({{"batch", answers}});
}

Thing* Interpreter::answer_item(const Checked& item) {
  if (item.thrown) throw Thrown{item.thrown};
  return markers_.collect(run(item.chain), item.as_sent);
}

// Before anything runs

Interpreter::Chain Interpreter::check(const Thing* operations, std::size_t depth) {
  if (depth > limits_.nesting) refuse("Operations nested too deep", depth, limits_.nesting);
  if (!operations || !operations->is(Type::array))
    throw_error(heap_, "Error", "Invalid operation chain: operations must be an array");
  const std::size_t count = operations->elements.size();
  if (count > limits_.operations) refuse("Operation chain too deep", count, limits_.operations);
  if (steps_ + count > limits_.steps) refuse("Too many operations", steps_ + count, limits_.steps);

  Chain chain;
  for (std::size_t i = 0; i < count; ++i) {
    chain.push_back(check_operation(operations->elements[i], i));
    ++steps_;
  }
  for (Operation& operation : chain) {
    if (!operation.args) continue;
    std::set<Thing*> seen;
    find_holes(*operation.args, seen, operation.holes);
    for (Hole& hole : operation.holes)
      check_nested(hole, depth);
  }
  return chain;
}

Interpreter::Operation Interpreter::check_operation(const Thing* operation, std::size_t index) {
  const auto wrong = [&](std::string_view what) {
    throw_error(
        heap_, "Error",
        "Invalid operation chain: operation " + std::to_string(index) + " " + std::string(what));
  };
  if (!operation || !operation->is(Type::object)) wrong("must be an object");
  const Thing* type = property(operation, "type");
  const std::string name = type && type->is(Type::string) ? type->text : "";
  if (name == "get") {
    Thing* key = property(operation, "key");
    if (!key || (!key->is(Type::string) && !key->is(Type::number)))
      wrong("must have a string or a number as its key");
    return {key, nullptr};
  }
  if (name != "apply") wrong("must be of type get or apply");
  Thing* args = property(operation, "args");
  if (!args || !args->is(Type::array)) wrong("must have an array of args");
  if (args->elements.size() > limits_.arguments)
    refuse("Too many arguments", args->elements.size(), limits_.arguments);
  return {nullptr, args};
}

bool Interpreter::is_nested_call(const Thing* thing) const {
  const Thing* flag = property(thing, "__isNestedOperation");
  return flag && flag->is(Type::boolean) && flag->flag && sent_.contains(thing);
}

/// In document order; what stands inside of a nested call is its own.
void Interpreter::find_holes(Thing& container, std::set<Thing*>& seen, std::vector<Hole>& holes) {
  if (!seen.insert(&container).second) return;
  for (const Spot& spot : spots_of(container)) {
    if (!is_nested_call(spot.value)) {
      find_holes(*spot.value, seen, holes);
      continue;
    }
    if (spot.kind == Spot::Kind::map_key)
      throw_error(heap_, "Error", "Invalid nested operation: it cannot be the key of a Map");
    if (places_ == limits_.nested)
      refuse("Too many nested operations", places_ + 1, limits_.nested);
    ++places_;
    holes.push_back({spot, nullptr, !is_undefined(property(spot.value, "__operationChain"))});
  }
}

void Interpreter::check_nested(Hole& hole, std::size_t depth) {
  const Thing* marker = hole.spot.value;
  const Thing* id_given = property(marker, "__refId");
  if (!is_undefined(id_given) && (!id_given->is(Type::string) || id_given->text.empty()))
    throw_error(heap_, "Error", "Invalid nested operation: the reference id must be a string");
  const std::string id = is_undefined(id_given) ? "" : id_given->text;

  const auto by_marker = by_marker_.find(marker);
  const auto by_id = by_reference_id_.find(id);
  if (by_marker != by_marker_.end()) {
    hole.call = by_marker->second;
  } else if (!id.empty() && by_id != by_reference_id_.end()) {
    hole.call = by_id->second;
  }
  if (hole.call && !hole.call->is_open) return;
  check_known(hole, id);

  Call& call = calls_.emplace_back(Call{id});
  hole.call = &call;
  by_marker_[marker] = &call;
  if (!id.empty()) by_reference_id_.emplace(id, &call);
  try {
    call.chain = check(property(marker, "__operationChain"), depth + 1);
    call.is_open = false;
  } catch (const Thrown& thrown) {
    call.is_open = false;
    call.thrown = thrown.value;
    throw;
  }
}

/// A call that is new, or an argument of itself.
void Interpreter::check_known(const Hole& hole, const std::string& id) {
  if (!hole.has_chain) {
    throw_error(heap_, "Error",
                "Alias marker with refId \"" + (id.empty() ? "undefined" : id) + "\"" +
                    std::string(no_chain));
  }
  if (hole.call)
    throw_error(heap_, "Error", "Invalid nested operation: it is an argument of itself");
}

// Running

Thing* Interpreter::run(const Chain& chain) {
  Thing* current = heap_.capability(root_, false);
  for (const Operation& operation : chain) {
    if (operation.key) {
      current = get(current, *operation.key);
    } else {
      // What is no function fails before anything runs for its arguments.
      if (!current->call)
        throw_error(heap_, "Error", "TypeError: " + in_words(*current) + " is not a function");
      fill(operation);
      current = apply(*current, *operation.args);
    }
  }
  return current;
}

void Interpreter::fill(const Operation& operation) {
  std::vector<Thing*> results(operation.holes.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::size_t which = mistake_ == Mistake::right_to_left ? results.size() - 1 - i : i;
    results[which] = result_of(operation.holes[which]);
  }
  for (std::size_t i = 0; i < results.size(); ++i) {
    put(operation.holes[i].spot, results[i]);
    if (mistake_ == Mistake::identity_lost && operation.holes[i].spot.container != operation.args) {
      for (Thing*& argument : operation.args->elements) {
        if (argument != operation.holes[i].spot.container) continue;
        Thing* copy = heap_.make(Type::undefined);
        *copy = *argument;
        argument = copy;
      }
    }
  }
  for (const Hole& hole : operation.holes)
    tidy(heap_, *hole.spot.container);
}

Thing* Interpreter::result_of(const Hole& hole) {
  Call& call = *hole.call;
  if (call.thrown && mistake_ != Mistake::errors_forgotten) throw Thrown{call.thrown};
  if (call.result && mistake_ != Mistake::nested_twice) return call.result;
  // The chain that brought it failed before it came to it.
  if (!hole.has_chain && !call.result)
    throw_error(heap_, "Error",
                "Alias marker with refId \"" + call.reference_id + "\"" + std::string(no_chain));
  try {
    call.result = run(call.chain);
    return call.result;
  } catch (const Thrown& thrown) {
    call.thrown = thrown.value;
    throw;
  }
}

Thing* Interpreter::get(Thing* self, const Thing& key) {
  if (!self->is(Type::capability)) return read_plain(heap_, self, key);
  const std::string name = name_of_key(key);
  for (const Member& member : self->object->members) {
    if (member.name != name) continue;
    return member.is_field ? member.run({}) : heap_.function(name, member.run);
  }
  return heap_.undefined();
}

Thing* Interpreter::apply(const Thing& function, const Thing& args) {
  Things arguments;
  for (Thing* argument : args.elements)
    arguments.push_back(argument ? argument : heap_.undefined());
  return function.call(arguments);
}

}  // namespace candela::model
