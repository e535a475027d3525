#include "naive_graph.hpp"

#include <cmath>

#include "interpreter.hpp"

namespace candela::model {

NaiveGraph::NaiveGraph(Heap& heap, const GraphSpec& spec) : heap_(heap) {
  for (const NodeSpec& each : spec)
    nodes_.push_back({&each, nodes_.size()});
  for (Node& node : nodes_) {
    node.object.text = "node " + std::to_string(node.id);
    node.object.type = "node";
    add_fields(node);
    add_plain_methods(node);
    add_containers(node);
    add_errors(node);
    add_late_methods(node);
    add_functions(node);
    add_capabilities(node);
  }
}

void NaiveGraph::note(const Node& node, const std::string& what, const Things& arguments) {
  std::vector<std::string> texts;
  for (const Thing* given : arguments)
    texts.push_back(shown(*given));
  log_.push_back(logged(node.object.text, what, texts));
}

Thing* NaiveGraph::argument(const Things& arguments, std::size_t index) {
  return index < arguments.size() ? arguments[index] : heap_.undefined();
}

void NaiveGraph::refuse(std::size_t index, const std::string& method) {
  throw_error(heap_, "TypeError",
              "argument " + std::to_string(index + 1) + " of " + method + ": it does not fit");
}

double NaiveGraph::number(const Things& arguments, std::size_t index, const std::string& method) {
  const Thing* given = argument(arguments, index);
  if (!given->is(Type::number)) refuse(index, method);
  return given->number;
}

std::string NaiveGraph::text(const Things& arguments, std::size_t index,
                             const std::string& method) {
  const Thing* given = argument(arguments, index);
  if (!given->is(Type::string)) refuse(index, method);
  return given->text;
}

void NaiveGraph::method(Node& node, const std::string& name, Function run, std::size_t most) {
  node.object.members.push_back({name, false, [=, this, &node](const Things& arguments) {
                                   Things taken = arguments;
                                   if (most < 1000) taken.resize(most, heap_.undefined());
                                   note(node, name, taken);
                                   ++node.calls;
                                   return run(arguments);
                                 }});
}

void NaiveGraph::add_fields(Node& node) {
  const auto field = [&](const std::string& name, Function run) {
    node.object.members.push_back({name, true, std::move(run)});
  };
  field("id", [this, &node](const Things&) { return heap_.number(static_cast<double>(node.id)); });
  field("label", [this, &node](const Things&) { return heap_.string(node.spec->label); });
  field("calls", [this, &node](const Things&) { return heap_.number(node.calls); });
  field("peer", [this, &node](const Things&) { return go(node, 0); });
}

Thing* NaiveGraph::go(const Node& node, double which) {
  const std::vector<std::size_t>& neighbours = node.spec->neighbours;
  if (neighbours.empty() || !std::isfinite(which)) return heap_.make(Type::null);
  const double index = std::fmod(std::fabs(which), static_cast<double>(neighbours.size()));
  return heap_.capability(nodes_[neighbours[static_cast<std::size_t>(index)]].object);
}

void NaiveGraph::add_plain_methods(Node& node) {
  // Those with typed arguments look at them before they count as called.
  const auto typed = [&](const std::string& name, Function check_and_run) {
    node.object.members.push_back({name, false, std::move(check_and_run)});
  };
  typed("go", [this, &node](const Things& arguments) {
    const double which = number(arguments, 0, "go");
    note(node, "go", {heap_.number(which)});
    ++node.calls;
    return go(node, which);
  });
  method(
      node, "here", [this, &node](const Things&) { return heap_.capability(node.object, false); },
      0);
  typed("add", [this, &node](const Things& arguments) {
    const double a = number(arguments, 0, "add");
    const bool has_b = !argument(arguments, 1)->is(Type::undefined);
    const double b = has_b ? number(arguments, 1, "add") : 7;
    note(node, "add", {heap_.number(a), heap_.number(b)});
    ++node.calls;
    return heap_.number(a + b);
  });
  method(node, "count", [this](const Things& arguments) {
    return heap_.number(static_cast<double>(arguments.size()));
  });
  method(
      node, "same",
      [this](const Things& arguments) {
        const Thing* a = argument(arguments, 0);
        const Thing* b = argument(arguments, 1);
        for (const Thing* each : {a, b}) {
          if (each->is(Type::function) || each->is(Type::capability)) return heap_.make(Type::null);
        }
        return heap_.boolean(same_value(*a, *b));
      },
      2);
}

void NaiveGraph::add_containers(Node& node) {
  method(node, "list", [this](const Things& arguments) { return heap_.array(arguments); });
  method(
      node, "wrap",
      [this, &node](const Things& arguments) {
        return heap_.object(
            {{"in", argument(arguments, 0)}, {"id", heap_.number(static_cast<double>(node.id))}});
      },
      1);
  node.object.members.push_back({"pair", false, [this, &node](const Things& arguments) {
                                   const std::string key = text(arguments, 0, "pair");
                                   Thing* value = argument(arguments, 1);
                                   note(node, "pair", {heap_.string(key), value});
                                   ++node.calls;
                                   return heap_.object({{key, value}});
                                 }});
  method(
      node, "toMap",
      [this](const Things& arguments) {
        Thing* map = heap_.make(Type::map);
        put_entry(heap_, *map, argument(arguments, 0), argument(arguments, 1));
        return map;
      },
      2);
  method(node, "toSet", [this](const Things& arguments) {
    Thing* set = heap_.make(Type::set);
    set->elements = arguments;
    tidy(heap_, *set);
    return set;
  });
  method(
      node, "toError",
      [this](const Things& arguments) {
        Thing* error = heap_.error("Error", "made");
        error->cause = argument(arguments, 0);
        error->set("own", argument(arguments, 1));
        return error;
      },
      2);
}

void NaiveGraph::add_errors(Node& node) {
  node.object.members.push_back({"fail", false, [this, &node](const Things& arguments) -> Thing* {
                                   const std::string why = text(arguments, 0, "fail");
                                   note(node, "fail", {heap_.string(why)});
                                   ++node.calls;
                                   Thing* error = heap_.error("RangeError", why);
                                   error->cause = heap_.error("TypeError", "inner");
                                   error->set("code", heap_.string("E_FAIL"));
                                   throw Thrown{error};
                                 }});
  method(
      node, "throwValue",
      [this](const Things& arguments) -> Thing* {
        throw Thrown{copy_of_thrown(heap_, *argument(arguments, 0))};
      },
      1);
  method(
      node, "stuck",
      [this](const Things&) -> Thing* { throw_error(heap_, "TimeoutError", "too late"); }, 0);
}

void NaiveGraph::add_late_methods(Node& node) {
  const auto done = [this, &node] { log_.push_back(node.object.text + " done"); };
  method(
      node, "later",
      [=, this](const Things& arguments) {
        done();
        return argument(arguments, 0);
      },
      1);
  method(
      node, "laterTwice",
      [=, this](const Things& arguments) {
        done();
        done();
        return argument(arguments, 0);
      },
      1);
  node.object.members.push_back({"laterGo", false, [=, this, &node](const Things& arguments) {
                                   const double which = number(arguments, 0, "laterGo");
                                   note(node, "laterGo", {heap_.number(which)});
                                   ++node.calls;
                                   done();
                                   return go(node, which);
                                 }});
  node.object.members.push_back(
      {"laterFail", false, [=, this, &node](const Things& arguments) -> Thing* {
         const std::string why = text(arguments, 0, "laterFail");
         note(node, "laterFail", {heap_.string(why)});
         ++node.calls;
         done();
         throw_error(heap_, "AbortError", why);
       }});
}

Thing* NaiveGraph::made_function(Node& node, const std::string& name, Thing* first) {
  return heap_.function(name, [=, this, &node](const Things& arguments) {
    note(node, "made", arguments);
    Things all = {first};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return heap_.array(all);
  });
}

Thing* NaiveGraph::menu(Node& node) {
  const auto dish = [&](const std::string& name) {
    return made_function(node, name, heap_.string(name));
  };
  Thing* list = heap_.array({dish("g"), heap_.capability(node.object, false), heap_.number(1)});
  Thing* map = heap_.make(Type::map);
  put_entry(heap_, *map, heap_.string("k"), dish("m"));
  Thing* key = heap_.object({{"deep", dish("d")}});
  put_entry(heap_, *map, key, dish("n"));
  Thing* set = heap_.make(Type::set);
  set->elements = {dish("s"), heap_.number(1)};
  Thing* error = heap_.error("Error", "e");
  error->cause = dish("c");
  error->set("fn", dish(""));
  return heap_.object(
      {{"f", dish("f")}, {"list", list}, {"map", map}, {"set", set}, {"err", error}});
}

void NaiveGraph::add_functions(Node& node) {
  method(
      node, "fn",
      [this, &node](const Things& arguments) {
        return made_function(node, "made", argument(arguments, 0));
      },
      1);
  method(
      node, "unnamed",
      [this, &node](const Things&) { return made_function(node, "", heap_.number(0)); }, 0);
  method(
      node, "menu", [this, &node](const Things&) { return menu(node); }, 0);
  method(node, "call", [this](const Things& arguments) {
    const Thing* function = argument(arguments, 0);
    if (!function->call)
      throw_error(heap_, "Error", "TypeError: " + in_words(*function) + " is not a function");
    return function->call(Things(arguments.begin() + 1, arguments.end()));
  });
}

void NaiveGraph::add_capabilities(Node& node) {
  node.object.members.push_back({"take", false, [this, &node](const Things& arguments) {
                                   const Thing* given = argument(arguments, 0);
                                   if (!given->is(Type::capability) || !given->is_owned ||
                                       given->object->type != "node")
                                     refuse(0, "take");
                                   note(node, "take", {arguments[0]});
                                   ++node.calls;
                                   return heap_.string(given->object->text);
                                 }});
  node.object.members.push_back({"session", false, [this, &node](const Things& arguments) {
                                   const std::string label = text(arguments, 0, "session");
                                   note(node, "session", {heap_.string(label)});
                                   ++node.calls;
                                   return session(label);
                                 }});
  method(
      node, "fragile", [this, &node](const Things&) { return fragile(node); }, 0);
}

Thing* NaiveGraph::session(const std::string& label) {
  Session& made = sessions_.emplace_back(Session{label});
  made.object.text = "session " + label;
  made.object.type = "session";
  const auto add = [&](const std::string& name, bool is_field, Function run) {  // NOLINT: a column
    made.object.members.push_back({name, is_field, std::move(run)});
  };
  const auto bump = [this, &made](const std::string& name) -> Function {
    return [this, &made, name](const Things& arguments) {
      const bool is_given = name == "later" || !argument(arguments, 0)->is(Type::undefined);
      const double by = is_given ? number(arguments, 0, name) : 1;
      log_.push_back(logged(made.object.text, name, {number_in_words(by)}));
      made.n += by;
      return heap_.capability(made.object);
    };
  };
  add("label", true, [this, &made](const Things&) { return heap_.string(made.label); });
  add("n", true, [this, &made](const Things&) { return heap_.number(made.n); });
  add("bump", false, bump("bump"));
  add("later", false, bump("later"));
  add("value", false, [this, &made](const Things&) {
    log_.push_back(logged(made.object.text, "value", {}));
    return heap_.number(made.n);
  });
  return heap_.capability(made.object);
}

Thing* NaiveGraph::fragile(const Node& node) {
  Object& made = fragiles_.emplace_back(Object{"fragile", "fragile"});
  const auto id = static_cast<double>(node.id);
  made.members.push_back({"id", true, [=, this](const Things&) { return heap_.number(id); }});
  made.members.push_back({"broken", true, [this](const Things&) -> Thing* {
                            throw_error(heap_, "Error", "Getter throws error");
                          }});
  made.members.push_back({"fine", false, [this](const Things&) {
                            log_.push_back(logged("fragile", "fine", {}));
                            return heap_.number(1);
                          }});
  return heap_.capability(made);
}

}  // namespace candela::model
