// Random chains on random objects, run by the executor and by a naive interpreter that shares
// nothing with it: the same results, the same errors, the same calls in the same order. A failure
// prints its seed.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <candela/ocan.hpp>

namespace candela {
namespace {

using Log = std::vector<std::string>;

/// An object of the graph; its methods write what is called into a common log.
class Node {
 public:
  Node(int number, std::shared_ptr<Log> log) : id(number), log_(std::move(log)) {}

  int id;
  std::vector<std::weak_ptr<Node>> neighbours;
  std::vector<Deferred<int>> waiting;
  bool settles_at_once = true;

  std::shared_ptr<Node> go(int which) {
    note("go");
    const auto at = static_cast<std::size_t>(which < 0 ? -which : which);
    return neighbours.empty() ? nullptr : neighbours[at % neighbours.size()].lock();
  }
  int add(int a, int b = 7) { return note("add"), a + b; }
  Value list(Call& call, std::span<const Value> all) {
    note("list");
    Value array = call.document().array();
    for (const Value& value : all)
      array.push(value);
    return array;
  }
  Value wrap(Call& call, Value value) {
    note("wrap");
    return call.document().object({{"in", value}, {"id", id}});
  }
  void fail(std::string_view why) {
    note("fail");
    throw Error("RangeError", why);
  }
  Deferred<int> later(int value) {
    note("later");
    Deferred<int> deferred;
    if (settles_at_once) {
      deferred.resolve(value);
    } else {
      waiting_value_ = value;
      waiting.push_back(deferred);
    }
    return deferred;
  }
  void settle() {
    for (const Deferred<int>& deferred : std::exchange(waiting, {}))
      deferred.resolve(waiting_value_);
  }
  int hidden() { return note("hidden"), 1; }

 private:
  void note(const char* what) { log_->push_back(std::to_string(id) + "." + what); }
  std::shared_ptr<Log> log_;
  int waiting_value_ = 0;
  CANDELA_EXPOSE(Node, id, go, add, list, wrap, fail, later)
};

struct Graph {
  std::shared_ptr<Log> log = std::make_shared<Log>();
  std::vector<std::shared_ptr<Node>> nodes;
};

// What the generator writes and the interpreter reads

struct Expression;
struct Argument;
using Arguments_ = std::vector<Argument>;

struct Argument {
  enum class Form : std::uint8_t { number, text, nothing, array, object, call } form;
  int number = 0;
  std::string text = {};
  std::vector<Argument> parts = {};  // of arrays; of objects under the keys k0, k1, …
  std::shared_ptr<Expression> call = {};
};

struct Operation {
  enum class Form : std::uint8_t { get, index, apply } form;
  std::string name = {};
  int index = 0;
  std::vector<Argument> arguments = {};
};

struct Expression {
  std::vector<Operation> operations;
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  Graph graph() {
    Graph graph;
    const std::size_t count = 1 + below(5);
    for (std::size_t i = 0; i < count; ++i)
      graph.nodes.push_back(std::make_shared<Node>(static_cast<int>(i), graph.log));
    for (const auto& node : graph.nodes) {
      node->settles_at_once = below(2) == 0;
      for (std::size_t i = below(3); i > 0; --i)
        node->neighbours.push_back(graph.nodes[below(count)]);
    }
    return graph;
  }

  std::shared_ptr<Expression> expression(std::size_t depth) {
    auto made = std::make_shared<Expression>();
    for (std::size_t i = 1 + below(3); i > 0; --i)
      piece(*made, depth);
    known_.push_back(made);
    return made;
  }

 private:
  /// A call of some method, a property, or a call of whatever stands there.
  void piece(Expression& expression, std::size_t depth) {
    static const std::vector<std::string> methods = {"go",   "add",   "list",   "wrap",
                                                     "fail", "later", "hidden", "go"};
    static const std::vector<std::string> names = {"id",   "in", "length",
                                                   "nope", "k0", "constructor"};
    auto& operations = expression.operations;
    const std::size_t choice = below(10);
    if (choice < 7) {
      const std::string name = methods[below(below(8) == 0 ? methods.size() : 4)];
      operations.push_back({Operation::Form::get, name});
      if (below(12) == 0) return;
      Operation apply{Operation::Form::apply};
      for (std::size_t i = below(4); i > 0; --i)
        apply.arguments.push_back(below(6) == 0 ? argument(depth) : fitting(name, depth));
      operations.push_back(std::move(apply));
    } else if (choice < 9) {
      operations.push_back({Operation::Form::get, names[below(names.size())]});
    } else if (below(3) == 0) {
      operations.push_back({Operation::Form::apply});
    } else {
      operations.push_back({Operation::Form::index, "", static_cast<int>(below(3))});
    }
  }

  /// One that the method takes: else most chains would end at their first call.
  Argument fitting(const std::string& method, std::size_t depth) {
    if (method == "fail") return {Argument::Form::text, 0, "t" + std::to_string(below(3))};
    if (method == "list" || method == "wrap") return argument(depth);
    if (depth == 0 || below(3) != 0) return {Argument::Form::number, static_cast<int>(below(10))};
    auto made = std::make_shared<Expression>();
    Operation apply{Operation::Form::apply};
    apply.arguments.push_back(fitting("add", depth - 1));
    made->operations = {{Operation::Form::get, below(2) == 0 ? "add" : "later"}, std::move(apply)};
    known_.push_back(made);
    Argument call{Argument::Form::call};
    call.call = std::move(made);
    return call;
  }

  Argument argument(std::size_t depth) {
    const std::size_t choice = below(depth > 0 ? 12 : 5);
    if (choice < 3) return {Argument::Form::number, static_cast<int>(below(10))};
    if (choice == 3) return {Argument::Form::text, 0, "t" + std::to_string(below(3))};
    if (choice == 4) return {Argument::Form::nothing};
    if (choice < 7) {
      Argument made{choice == 5 ? Argument::Form::array : Argument::Form::object};
      for (std::size_t i = below(3); i > 0; --i)
        made.parts.push_back(argument(depth - 1));
      return made;
    }
    Argument made{Argument::Form::call};
    const bool again = !known_.empty() && below(3) == 0;
    made.call = again ? known_[below(known_.size())] : expression(depth - 1);
    return made;
  }

  std::mt19937_64 random_;
  std::vector<std::shared_ptr<Expression>> known_;
};

// The naive interpreter: recursive, on values of its own

struct Thing;
using Ref = std::shared_ptr<Thing>;
struct Thing {
  enum class Form : std::uint8_t {
    undefined,
    null,
    number,
    text,
    array,
    object,
    node,
    method
  } form;
  double number = 0;
  std::string text = {};
  std::vector<Ref> elements = {};
  std::map<std::string, Ref> properties = {};
  Node* node = nullptr;
};

struct Thrown {
  std::string text;
};

class Interpreter {
 public:
  explicit Interpreter(Graph& graph) : graph_(graph) {}

  Log log;

  /// `defines`: in which argument, by its address, an expression's operations stand on the wire.
  void write(const Expression& expression) {
    if (!written_operations_.insert(&expression).second) return;
    for (const Operation& operation : expression.operations) {
      for (const Argument& argument : operation.arguments)
        write(argument);
    }
  }
  Ref run(const Expression& expression) {
    Ref current = of_node(graph_.nodes[0].get());
    for (const Operation& operation : expression.operations) {
      switch (operation.form) {
        case Operation::Form::get: current = get(*current, operation.name); break;
        case Operation::Form::index: current = index(*current, operation.index); break;
        case Operation::Form::apply: {
          std::vector<Ref> arguments;
          if (current->form != Thing::Form::method) throw Thrown{"not a function"};
          for (const Argument& argument : operation.arguments)
            arguments.push_back(evaluate(argument));
          current = call(*current, arguments);
        }
      }
    }
    return current;
  }

  static Ref make(Thing::Form form, double number = 0, std::string text = {}) {
    return std::make_shared<Thing>(Thing{form, number, std::move(text)});
  }
  static Ref of_node(Node* node) {
    Ref made = make(Thing::Form::node);
    made->node = node;
    return made;
  }

 private:
  struct Known {
    Ref value;
    std::unique_ptr<Thrown> thrown;
  };

  void write(const Argument& argument) {
    for (const Argument& part : argument.parts)
      write(part);
    if (argument.call && written_.insert(argument.call.get()).second) {
      defining_.insert(&argument);
      write(*argument.call);
    }
  }

  Ref evaluate(const Argument& argument) {
    switch (argument.form) {
      case Argument::Form::number: return make(Thing::Form::number, argument.number);
      case Argument::Form::text: return make(Thing::Form::text, 0, argument.text);
      case Argument::Form::nothing: return make(Thing::Form::undefined);
      case Argument::Form::call: return once(argument);
      default: break;
    }
    Ref made =
        make(argument.form == Argument::Form::array ? Thing::Form::array : Thing::Form::object);
    for (const Argument& part : argument.parts) {
      Ref value = evaluate(part);
      if (argument.form == Argument::Form::array) {
        made->elements.push_back(value);
      } else {
        made->properties["k" + std::to_string(made->properties.size())] = value;
      }
    }
    return made;
  }
  Ref once(const Argument& argument) {
    const Expression* expression = argument.call.get();
    if (const auto known = known_.find(expression); known != known_.end()) {
      if (known->second.thrown) throw Thrown(*known->second.thrown);
      return known->second.value;
    }
    if (!defining_.contains(&argument)) throw Thrown{"undefined call"};
    try {
      const Ref value = run(*expression);
      known_[expression].value = value;
      return value;
    } catch (const Thrown& thrown) {
      known_[expression].thrown = std::make_unique<Thrown>(thrown);
      throw;
    }
  }

  static Ref get(const Thing& self, const std::string& name) {
    switch (self.form) {
      case Thing::Form::undefined:
      case Thing::Form::null:
        throw Thrown{std::string("TypeError: Cannot read properties of ") +
                     (self.form == Thing::Form::null ? "null" : "undefined") + " (reading '" +
                     name + "')"};
      case Thing::Form::node:
        if (name == "id") return make(Thing::Form::number, self.node->id);
        for (const char* method : {"go", "add", "list", "wrap", "fail", "later"}) {
          if (name != method) continue;
          Ref made = make(Thing::Form::method, 0, name);
          made->node = self.node;
          return made;
        }
        break;
      case Thing::Form::array:
        if (name == "length")
          return make(Thing::Form::number, static_cast<double>(self.elements.size()));
        break;
      case Thing::Form::text:
        if (name == "length")
          return make(Thing::Form::number, static_cast<double>(self.text.size()));
        break;
      case Thing::Form::object: {
        const auto found = self.properties.find(name);
        if (found != self.properties.end()) return found->second;
        break;
      }
      default: break;
    }
    return make(Thing::Form::undefined);
  }
  static Ref index(const Thing& self, int at) {
    const auto i = static_cast<std::size_t>(at);
    if (self.form == Thing::Form::array)
      return i < self.elements.size() ? self.elements[i] : make(Thing::Form::undefined);
    if (self.form == Thing::Form::text)
      return i < self.text.size() ? make(Thing::Form::text, 0, self.text.substr(i, 1))
                                  : make(Thing::Form::undefined);
    return get(self, std::to_string(at));
  }

  Ref call(const Thing& self, std::vector<Ref> arguments) {
    const std::string& name = self.text;
    const auto note = [&] { log.push_back(std::to_string(self.node->id) + "." + name); };
    const auto argument = [&](std::size_t i) {
      return i < arguments.size() ? arguments[i] : make(Thing::Form::undefined);
    };
    const auto number = [&](std::size_t i) {
      const Ref value = argument(i);
      if (value->form != Thing::Form::number)
        throw Thrown{"argument " + std::to_string(i + 1) + " of " + name};
      return static_cast<int>(value->number);
    };
    if (name == "list") {
      note();
      Ref made = make(Thing::Form::array);
      made->elements = std::move(arguments);
      return made;
    }
    if (name == "wrap") {
      note();
      Ref made = make(Thing::Form::object);
      made->properties = {{"in", argument(0)}, {"id", make(Thing::Form::number, self.node->id)}};
      return made;
    }
    if (name == "fail") {
      if (argument(0)->form != Thing::Form::text) throw Thrown{"argument 1 of fail"};
      note();
      throw Thrown{"RangeError: " + argument(0)->text};
    }
    if (name == "add") {
      const int first = number(0);
      const int second = argument(1)->form == Thing::Form::undefined ? 7 : number(1);
      note();
      return make(Thing::Form::number, first + second);
    }
    const int first = number(0);
    note();
    if (name == "later") return make(Thing::Form::number, first);
    if (self.node->neighbours.empty()) return make(Thing::Form::null);
    const auto at = static_cast<std::size_t>(first < 0 ? -first : first);
    return of_node(self.node->neighbours[at % self.node->neighbours.size()].lock().get());
  }

  Graph& graph_;
  std::map<const Expression*, Known> known_;
  std::set<const Expression*> written_;
  std::set<const Expression*> written_operations_;
  std::set<const Argument*> defining_;
};

// Both in the same words

std::string shown(const Thing& thing) {
  switch (thing.form) {
    case Thing::Form::undefined: return "undefined";
    case Thing::Form::null: return "null";
    case Thing::Form::number: return std::to_string(static_cast<int>(thing.number));
    case Thing::Form::text: return "'" + thing.text + "'";
    case Thing::Form::node: return "node " + std::to_string(thing.node->id);
    case Thing::Form::method: return "function " + thing.text;
    case Thing::Form::array: {
      std::string all = "[";
      for (const Ref& element : thing.elements)
        all += shown(*element) + ",";
      return all + "]";
    }
    default: break;
  }
  std::string all = "{";
  for (const auto& [key, property] : thing.properties)
    all += key + ":" + shown(*property) + ",";
  return all + "}";
}

std::string shown(Call& call, Value value) {
  if (const Target target = call.target_of(value))
    return "node " + std::to_string(static_cast<Node*>(target.object())->id);
  switch (value.kind()) {
    case Kind::undefined: return "undefined";
    case Kind::null: return "null";
    case Kind::number: return std::to_string(static_cast<int>(value.as_number()));
    case Kind::string: return "'" + std::string(value.as_string()) + "'";
    case Kind::function: return "function " + std::string(value.function_name());
    case Kind::array: {
      std::string all = "[";
      for (std::size_t i = 0; i < value.size(); ++i)
        all += shown(call, value[i]) + ",";
      return all + "]";
    }
    default: break;
  }
  std::map<std::string, std::string> sorted;
  for (auto entry = value.entries(); !entry.done(); entry.next())
    sorted.emplace(entry.name(), shown(call, entry.value()));
  std::string all = "{";
  for (const auto& [key, property] : sorted)
    all += key + ":" + property + ",";
  return all + "}";
}

/// An error as far as both know its words.
std::string shown_error(std::string text) {
  if (text.find("is not a function") != std::string::npos) return "not a function";
  if (text.find("Alias marker") != std::string::npos) return "undefined call";
  const std::size_t at = text.find("argument ");
  if (at != std::string::npos && text.find(": ", at) != std::string::npos)
    return text.substr(at, text.find(": ", at) - at);
  if (text.starts_with("Error: ")) text.erase(0, 7);
  return text;
}

// The chain that says what an expression says; calls that are shared stay shared.
class Builder {
 public:
  Chain chain(const std::shared_ptr<Expression>& expression) {
    if (const auto known = chains_.find(expression.get()); known != chains_.end())
      return known->second;
    Chain made;
    for (const Operation& operation : expression->operations) {
      if (operation.form == Operation::Form::get) {
        made = made[operation.name];
      } else if (operation.form == Operation::Form::index) {
        made = made[operation.index];
      } else {
        Arguments arguments;
        for (const Argument& argument : operation.arguments)
          arguments.push(value(arguments, argument));
        made = made.apply(std::move(arguments));
      }
    }
    return chains_[expression.get()] = made;
  }

 private:
  Value value(Arguments& arguments, const Argument& argument) {
    Document& document = arguments.document();
    switch (argument.form) {
      case Argument::Form::number: return document.number(argument.number);
      case Argument::Form::text: return document.string(argument.text);
      case Argument::Form::nothing: return document.undefined();
      case Argument::Form::call: return arguments.chain(chain(argument.call));
      default: break;
    }
    if (argument.form == Argument::Form::array) {
      Value array = document.array();
      for (const Argument& part : argument.parts)
        array.push(value(arguments, part));
      return array;
    }
    Value object = document.object();
    for (const Argument& part : argument.parts)
      object.set("k" + std::to_string(object.size()), value(arguments, part));
    return object;
  }
  std::map<const Expression*, Chain> chains_;
};

std::string run_executor(const std::vector<std::shared_ptr<Expression>>& batch, Graph& graph) {
  Document request;
  {
    ChainWriter writer(request);
    Builder builder;
    Value items = request.array();
    for (const auto& expression : batch)
      items.push(request.object({{"operations", writer.operations(builder.chain(expression))}}));
    request.set_root(request.object({{"batch", items}}));
  }
  ExecutionOptions options;
  options.markers = FunctionMarkers::left;
  BatchExecution execution(std::move(request), target(graph.nodes[0]), options);
  while (execution.run() == ExecutionState::pending) {
    for (const auto& node : graph.nodes)
      node->settle();
  }
  std::string all;
  Call& call = execution.workspace().call();
  const Value answers = execution.answers();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i]["success"].as_boolean()) {
      all += shown(call, answers[i]["result"]) + "\n";
    } else {
      const Value error = answers[i]["error"];
      all +=
          "error " +
          shown_error(std::string(error.error_name()) + ": " + std::string(error.error_message())) +
          "\n";
    }
  }
  return all;
}

std::string run_naively(const std::vector<std::shared_ptr<Expression>>& batch,
                        Interpreter& interpreter) {
  for (const auto& expression : batch)
    interpreter.write(*expression);
  std::string all;
  for (const auto& expression : batch) {
    try {
      all += shown(*interpreter.run(*expression)) + "\n";
    } catch (const Thrown& thrown) {
      all += "error " + shown_error(thrown.text) + "\n";
    }
  }
  return all;
}

TEST_CASE("the executor does what a naive interpreter does, and calls what it calls") {
  constexpr std::uint64_t batches = 6000;
  std::size_t calls = 0;
  for (std::uint64_t seed = 1; seed <= batches; ++seed) {
    CAPTURE(seed);
    Generator generator(seed);
    Graph graph = generator.graph();
    std::vector<std::shared_ptr<Expression>> batch;
    for (std::size_t i = 1 + generator.below(3); i > 0; --i)
      batch.push_back(generator.expression(3));
    Interpreter interpreter(graph);
    std::string text;
    for (const auto& expression : batch)
      text += to_string(Builder().chain(expression)) + "\n";
    CAPTURE(text);
    const std::string expected = run_naively(batch, interpreter);
    const std::string found = run_executor(batch, graph);
    REQUIRE(found == expected);
    REQUIRE(*graph.log == interpreter.log);
    calls += graph.log->size();
  }
  MESSAGE(batches << " batches, seeds 1 to " << batches << ", " << calls << " calls");
  CHECK(calls > batches);
}

/// How often each name stands in a batch: once for each item, and once for each nested chain
/// however often it is used.
class Count {
 public:
  std::map<std::string, std::size_t> names;

  void add(const Expression& expression) {
    for (const Operation& operation : expression.operations) {
      ++names[operation.name];
      for (const Argument& argument : operation.arguments)
        add(argument);
    }
  }

 private:
  void add(const Argument& argument) {
    for (const Argument& part : argument.parts)
      add(part);
    if (argument.call && nested_.insert(argument.call.get()).second) add(*argument.call);
  }
  std::set<const Expression*> nested_;
};

TEST_CASE("no method runs more often than it is written") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    Generator generator(seed * 7919);
    Graph graph = generator.graph();
    const std::vector<std::shared_ptr<Expression>> batch = {generator.expression(4),
                                                            generator.expression(4)};
    Count written;
    for (const auto& expression : batch)
      written.add(*expression);
    run_executor(batch, graph);
    std::map<std::string, std::size_t> ran;
    for (const std::string& call : *graph.log)
      ++ran[call.substr(call.find('.') + 1)];
    for (const auto& [method, times] : ran)
      CHECK(times <= written.names[method]);
  }
}

}  // namespace
}  // namespace candela
