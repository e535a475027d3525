#include "generator.hpp"

#include <limits>
#include <string_view>
#include <utility>

namespace candela::model {

namespace {

/// What a chain has got to, as far as the generator knows.
enum class Shape : std::uint8_t {
  node,
  session,
  number,
  text,
  array,
  map,
  set,
  error,
  function,
  menu,
  wrapped,
  any,
};

struct Method {
  std::string_view name;
  Shape gives;
  std::size_t weight;
};
constexpr Method methods[] = {
    {"go", Shape::node, 12},         {"add", Shape::number, 12},     {"list", Shape::array, 10},
    {"wrap", Shape::wrapped, 8},     {"later", Shape::any, 8},       {"laterGo", Shape::node, 8},
    {"here", Shape::node, 4},        {"laterTwice", Shape::any, 3},  {"count", Shape::number, 3},
    {"same", Shape::any, 4},         {"pair", Shape::any, 2},        {"toMap", Shape::map, 4},
    {"toSet", Shape::set, 4},        {"toError", Shape::error, 3},   {"fn", Shape::function, 4},
    {"unnamed", Shape::function, 2}, {"menu", Shape::menu, 4},       {"call", Shape::any, 4},
    {"take", Shape::text, 3},        {"session", Shape::session, 6}, {"fail", Shape::any, 1},
    {"throwValue", Shape::any, 1},   {"laterFail", Shape::any, 1},   {"stuck", Shape::any, 1},
    {"fragile", Shape::any, 1},
};
constexpr std::string_view words[] = {"a", "bb", "t1", "Hello", "x y", "", "in", "id", "label"};
constexpr std::string_view odd_names[] = {"hidden", "constructor", "__proto__", "nope",    "length",
                                          "size",   "in",          "id",        "trimAll", "cause"};
constexpr double numbers[] = {0,
                              1,
                              2,
                              3,
                              4,
                              5,
                              6,
                              7,
                              8,
                              9,
                              10,
                              17,
                              0,
                              1,
                              2,
                              3,
                              4,
                              -1,
                              -2,
                              0.5,
                              -0.0,
                              1e21,
                              std::numeric_limits<double>::quiet_NaN(),
                              std::numeric_limits<double>::infinity()};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Case make();

 private:
  struct Chain {
    Value operations;
    std::vector<Shape> shapes;  ///< Before each operation, and at the end.
  };
  struct Marker {
    Value marker;
    Value operations;
    std::string id;
    Shape shape;
  };

  GraphSpec graph();
  Limits limits();
  Value item(std::size_t number);
  Chain chain(std::size_t depth, std::size_t steps);
  Chain chain_to(Shape wanted, std::size_t depth);
  void share_beginning(Chain& chain);
  void spoil(Value operations);
  void get(Chain& chain, std::string_view name, Shape gives);
  void get_index(Chain& chain, Shape gives);
  void apply(Chain& chain, Value args, Shape gives);
  void step(Chain& chain, std::size_t depth);
  void odd_step(Chain& chain, std::size_t depth);
  void step_on_node(Chain& chain, std::size_t depth);
  void step_on_session(Chain& chain, std::size_t depth);
  void step_on_data(Chain& chain, std::size_t depth);
  void step_on_collection(Chain& chain, std::size_t depth);
  void step_on_menu(Chain& chain);
  void call_method(Chain& chain, const Method& method, std::size_t depth);
  Value args_of(std::string_view method, std::size_t depth);
  Value some_values(std::size_t most, std::size_t depth);
  Value fitting(Shape shape, std::size_t depth);
  Value value(std::size_t depth);
  Value primitive();
  Value container(std::size_t depth);
  void fill_container(Value made, std::size_t depth);
  Value nested(Shape shape, std::size_t depth);
  Value nested_again(Shape shape);
  Value marker(const std::string& id, Value operations);
  Value odd_marker(std::size_t depth);
  std::string word() { return std::string(random_.pick(words)); }

  Random random_;
  Document document_;
  std::vector<Marker> markers_;
  std::vector<Value> containers_;
  std::vector<Chain> chains_;
  std::size_t budget_ = 0;  // calls that may still be written
  std::size_t next_id_ = 1;
};

Case Generator::make() {
  Case made;
  made.graph = graph();
  made.limits = limits();
  budget_ = 10 + random_.below(40);
  const Value items = document_.array();
  Value batch = items;
  const std::size_t count = 1 + random_.below(5);
  for (std::size_t i = 0; i < count; ++i)
    batch.push(item(i));
  document_.set_root(document_.object({{"batch", batch}}));
  made.request = std::move(document_);
  return made;
}

GraphSpec Generator::graph() {
  GraphSpec spec(1 + random_.below(5));
  for (NodeSpec& node : spec) {
    node.label = word();
    for (std::size_t i = random_.one_in(25) ? 0 : 1 + random_.below(3); i > 0; --i)
      node.neighbours.push_back(random_.below(spec.size()));
  }
  return spec;
}

Limits Generator::limits() {
  Limits made;
  if (random_.one_in(20)) made.operations = 3 + random_.below(6);
  if (random_.one_in(20)) made.arguments = 1 + random_.below(4);
  if (random_.one_in(20)) made.nesting = random_.below(4);
  if (random_.one_in(20)) made.steps = 5 + random_.below(30);
  if (random_.one_in(20)) made.nested = random_.below(10);
  return made;
}

Value Generator::item(std::size_t number) {
  if (random_.one_in(200)) return primitive();
  Value made = document_.object();
  switch (random_.below(20)) {
    case 0: break;
    case 1: made.set("id", static_cast<double>(number)); break;
    case 2: made.set("id", document_.object({{"id", document_.array({number})}})); break;
    default: made.set("id", std::to_string(number)); break;
  }
  Chain written = chain(3 + random_.below(3), 1 + random_.below(5));
  if (random_.one_in(40)) spoil(written.operations);
  const bool is_list = !random_.one_in(300);
  made.set("operations", is_list ? written.operations : primitive());
  return made;
}

// Chains

Generator::Chain Generator::chain(std::size_t depth, std::size_t steps) {
  Chain made{document_.array(), {Shape::node}};
  if (random_.one_in(6)) share_beginning(made);
  for (std::size_t i = 0; i < steps; ++i) {
    // What is not known stays as it is, mostly.
    if (made.shapes.back() == Shape::any && !random_.one_in(4)) break;
    if (random_.one_in(40)) {
      odd_step(made, depth);
    } else {
      step(made, depth);
    }
  }
  if (random_.one_in(400)) {
    for (std::size_t i = made.operations.size(); i < 49 + random_.below(4); ++i)
      get(made, word(), Shape::any);
  }
  chains_.push_back(made);
  return made;
}

/// One that ends with what is wanted, unless something on its way goes wrong.
Generator::Chain Generator::chain_to(Shape wanted, std::size_t depth) {
  if (wanted == Shape::any) return chain(depth, 1 + random_.below(3));
  Chain made{document_.array(), {Shape::node}};
  for (std::size_t i = random_.below(3); i > 0; --i)
    call_method(made, methods[random_.one_in(2) ? 0 : 5], depth);  // go, laterGo
  if (wanted == Shape::function && random_.one_in(2)) {
    get(made, random_.pick(methods).name, Shape::function);
  } else if (wanted == Shape::text && random_.one_in(2)) {
    get(made, "label", Shape::text);
  } else if (wanted == Shape::number && random_.one_in(4)) {
    get(made, random_.one_in(2) ? "id" : "calls", Shape::number);
  } else if (wanted != Shape::node || made.operations.size() == 0) {
    for (const Method& method : methods) {
      if (method.gives != wanted) continue;
      call_method(made, method, depth);
      break;
    }
  }
  chains_.push_back(made);
  return made;
}

/// The same operation objects as a chain before.
void Generator::share_beginning(Chain& chain) {
  if (chains_.empty()) return;
  const Chain& other = random_.pick(chains_);
  const std::size_t count = random_.below(other.shapes.size());  // it may have grown since
  for (std::size_t i = 0; i < count; ++i) {
    chain.operations.push(other.operations[i]);
    chain.shapes.push_back(other.shapes[i + 1]);
  }
}

/// One operation becomes none.
void Generator::spoil(Value operations) {
  Value wrong = document_.object({{"type", "get"}});
  switch (random_.below(9)) {
    case 0: wrong = primitive(); break;
    case 1: wrong = document_.array(); break;
    case 2: wrong = document_.object({{"type", "set"}, {"key", "x"}}); break;
    case 3: wrong.set("key", document_.boolean(true)); break;
    case 4: wrong.set("key", document_.object()); break;
    case 5: wrong = document_.object({{"type", "apply"}, {"args", primitive()}}); break;
    case 6:
      wrong = document_.object({{"type", document_.null()}, {"args", document_.array()}});
      break;
    case 7: wrong = document_.object({{"type", "apply"}, {"args", document_.object()}}); break;
    default: break;
  }
  operations.set_at(random_.below(operations.size() + 1), wrong);
}

void Generator::get(Chain& chain, std::string_view name, Shape gives) {
  chain.operations.push(document_.object({{"type", "get"}, {"key", name}}));
  chain.shapes.push_back(gives);
}
void Generator::get_index(Chain& chain, Shape gives) {
  Value operation = document_.object({{"type", "get"}});
  const std::size_t index = random_.below(3);
  if (random_.one_in(4)) {
    operation.set("key", std::to_string(index));
  } else {
    operation.set("key", random_.one_in(8) ? random_.pick(numbers) : static_cast<double>(index));
  }
  chain.operations.push(operation);
  chain.shapes.push_back(gives);
}
void Generator::apply(Chain& chain, Value args, Shape gives) {
  chain.operations.push(document_.object({{"type", "apply"}, {"args", args}}));
  chain.shapes.push_back(gives);
}

void Generator::step(Chain& chain, std::size_t depth) {
  switch (chain.shapes.back()) {
    case Shape::node: return step_on_node(chain, depth);
    case Shape::session: return step_on_session(chain, depth);
    case Shape::menu: return step_on_menu(chain);
    case Shape::function:
      if (random_.one_in(4)) return get(chain, "name", Shape::text);
      return apply(chain, some_values(3, depth), Shape::array);
    case Shape::map:
    case Shape::set: return step_on_collection(chain, depth);
    case Shape::wrapped: return get(chain, random_.one_in(3) ? "id" : "in", Shape::any);
    case Shape::error: {
      constexpr std::string_view names[] = {"name", "message", "cause", "own", "stack"};
      const std::string_view name = random_.pick(names);
      return get(chain, name, name == "name" || name == "message" ? Shape::text : Shape::any);
    }
    default: return step_on_data(chain, depth);
  }
}

void Generator::odd_step(Chain& chain, std::size_t depth) {
  switch (random_.below(3)) {
    case 0: return get(chain, random_.pick(odd_names), Shape::any);
    case 1: return get_index(chain, Shape::any);
    default: return apply(chain, some_values(2, depth), Shape::any);
  }
}

void Generator::step_on_node(Chain& chain, std::size_t depth) {
  if (random_.one_in(10)) {
    switch (random_.below(4)) {
      case 0: return get(chain, "id", Shape::number);
      case 1: return get(chain, "label", Shape::text);
      case 2: return get(chain, "calls", Shape::number);
      default: return get(chain, "peer", Shape::node);
    }
  }
  std::size_t all = 0;
  for (const Method& method : methods)
    all += method.weight;
  std::size_t left = random_.below(all);
  for (const Method& method : methods) {
    if (left < method.weight) return call_method(chain, method, depth);
    left -= method.weight;
  }
}

void Generator::call_method(Chain& chain, const Method& method, std::size_t depth) {
  get(chain, method.name, Shape::function);
  if (budget_ == 0 || random_.one_in(60)) return;
  --budget_;
  const Value args = args_of(method.name, depth);
  apply(chain, args, method.gives);
}

Value Generator::args_of(std::string_view method, std::size_t depth) {
  if (random_.one_in(60)) return some_values(3, depth);
  Value args = document_.array();
  const auto add = [&](Shape shape) { args.push(fitting(shape, depth)); };
  const auto add_values = [&](std::size_t most) {
    for (std::size_t i = random_.below(most + 1); i > 0; --i)
      args.push(value(depth));
  };
  if (method == "go" || method == "laterGo") {
    add(Shape::number);
  } else if (method == "add") {
    add(Shape::number);
    if (!random_.one_in(3)) add(Shape::number);
  } else if (method == "fail" || method == "laterFail" || method == "session") {
    add(Shape::text);
  } else if (method == "pair") {
    if (random_.one_in(3)) {
      args.push(random_.one_in(2) ? "__isNestedOperation" : "__isRemoteFunction");
      args.push(document_.boolean(true));
    } else {
      add(Shape::text);
      args.push(value(depth));
    }
  } else if (method == "take") {
    add(Shape::node);
  } else if (method == "call") {
    add(Shape::function);
    add_values(2);
  } else if (method == "wrap" || method == "later" || method == "laterTwice" || method == "fn" ||
             method == "throwValue") {
    args.push(value(depth));
  } else if (method == "here" || method == "unnamed" || method == "menu" || method == "stuck" ||
             method == "fragile") {
    return args;
  } else {
    add_values(4);
  }
  return args;
}

void Generator::step_on_session(Chain& chain, std::size_t depth) {
  switch (random_.below(6)) {
    case 0: return get(chain, "label", Shape::text);
    case 1: return get(chain, "n", Shape::number);
    case 2:
      get(chain, "value", Shape::function);
      return apply(chain, document_.array(), Shape::number);
    default: break;
  }
  const bool later = random_.one_in(3);
  get(chain, later ? "later" : "bump", Shape::function);
  Value args = document_.array();
  if (later || random_.one_in(2)) args.push(fitting(Shape::number, depth));
  apply(chain, args, Shape::session);
}

void Generator::step_on_menu(Chain& chain) {
  switch (random_.below(5)) {
    case 0: return get(chain, "f", Shape::function);
    case 1: get(chain, "list", Shape::array); return get_index(chain, Shape::function);
    case 2:
      get(chain, "map", Shape::map);
      get(chain, "get", Shape::function);
      return apply(chain, document_.array({"k"}), Shape::function);
    case 3: return get(chain, "set", Shape::set);
    default: return get(chain, "err", Shape::error);
  }
}

/// Of arrays, texts, numbers and what is not known.
void Generator::step_on_data(Chain& chain, std::size_t depth) {
  const bool is_array = chain.shapes.back() == Shape::array;
  if (chain.shapes.back() == Shape::number) {
    get(chain, "toString", Shape::function);
    return apply(chain, document_.array(), Shape::text);
  }
  const auto call = [&](std::string_view name, Value args, Shape gives) {
    get(chain, name, Shape::function);
    apply(chain, args, gives);
  };
  switch (random_.below(6)) {
    case 0: return get(chain, "length", Shape::number);
    case 1: return get_index(chain, is_array ? Shape::any : Shape::text);
    case 2:
      return call("at", document_.array({fitting(Shape::number, depth)}),
                  is_array ? Shape::any : Shape::text);
    case 3: {
      Value args = document_.array({static_cast<double>(random_.below(3)) - 1});
      if (random_.one_in(2)) args.push(fitting(Shape::number, depth));
      return call("slice", args, chain.shapes.back());
    }
    case 4: {
      const std::string_view name = random_.one_in(2) ? "includes" : "indexOf";
      const Value wanted = is_array ? value(depth) : fitting(Shape::text, depth);
      return call(name, document_.array({wanted}), Shape::any);
    }
    default:
      if (is_array) return get(chain, "0", Shape::any);
      return call("toUpperCase", document_.array(), Shape::text);
  }
}

void Generator::step_on_collection(Chain& chain, std::size_t depth) {
  const bool is_map = chain.shapes.back() == Shape::map;
  const auto call = [&](std::string_view name, Value args, Shape gives) {
    get(chain, name, Shape::function);
    apply(chain, args, gives);
  };
  switch (random_.below(5)) {
    case 0: return get(chain, "size", Shape::number);
    case 1: return call("has", document_.array({value(depth)}), Shape::any);
    case 2: return call("keys", document_.array(), Shape::array);
    case 3: return call(random_.one_in(2) ? "values" : "entries", document_.array(), Shape::array);
    default:
      if (!is_map) return call("values", document_.array(), Shape::array);
      return call("get", document_.array({value(depth)}), Shape::any);
  }
}

// Arguments

Value Generator::some_values(std::size_t most, std::size_t depth) {
  Value args = document_.array();
  const std::size_t count = random_.one_in(500) ? 98 + random_.below(5) : random_.below(most + 1);
  for (std::size_t i = 0; i < count; ++i)
    args.push(i > most ? document_.number(0) : value(depth));
  return args;
}

Value Generator::fitting(Shape shape, std::size_t depth) {
  if (random_.one_in(80)) return value(depth);
  const bool needs_call = shape == Shape::node || shape == Shape::function;
  if (needs_call || (depth > 0 && budget_ > 0 && random_.one_in(3)))
    return nested(shape, depth > 0 ? depth - 1 : 0);
  if (shape == Shape::number) return document_.number(random_.pick(numbers));
  return document_.string(word());
}

Value Generator::primitive() {
  switch (random_.below(8)) {
    case 0: return document_.undefined();
    case 1: return document_.null();
    case 2: return document_.boolean(random_.one_in(2));
    case 3:
    case 4: return document_.string(word());
    default: return document_.number(random_.pick(numbers));
  }
}

Value Generator::value(std::size_t depth) {
  if (depth == 0 || budget_ == 0) return primitive();
  const std::size_t choice = random_.below(20);
  if (choice < 6) return primitive();
  if (choice < 11) return container(depth - 1);
  if (choice < 13 && !containers_.empty()) return random_.pick(containers_);
  if (choice == 13 && random_.one_in(20)) return odd_marker(depth);
  constexpr Shape shapes[] = {Shape::any,  Shape::any,     Shape::any,      Shape::number,
                              Shape::node, Shape::session, Shape::function, Shape::array,
                              Shape::menu, Shape::set};
  return nested(random_.pick(shapes), depth - 1);
}

Value Generator::container(std::size_t depth) {
  Value made;
  switch (random_.below(12)) {
    case 0:
    case 1:
    case 2: made = document_.array(); break;
    case 3:
    case 4:
    case 5: made = document_.object(); break;
    case 6:
    case 7: made = document_.make_map(); break;
    case 8:
    case 9: made = document_.make_set(); break;
    case 10: return document_.date(static_cast<double>(random_.below(1000)));
    default:
      made = document_.error(random_.one_in(2) ? "TypeError" : "Mine", word());
      if (random_.one_in(3)) made.set_error_part(Value::ErrorPart::stack, "at a place");
  }
  fill_container(made, depth);
  containers_.push_back(made);
  return made;
}

void Generator::fill_container(Value made, std::size_t depth) {
  for (std::size_t i = random_.below(4); i > 0; --i) {
    const Value inner = random_.one_in(15) ? made : value(depth);
    const std::string key = random_.one_in(6) ? std::to_string(i) : word();
    switch (made.kind()) {
      case Kind::array: made.push(inner); break;
      case Kind::set: made.add(inner); break;
      case Kind::map: {
        const Value wanted = random_.one_in(3) ? value(depth) : primitive();
        const Value flag = wanted.is_object() ? wanted["__isNestedOperation"] : Value();
        // A call as a key is an error.
        made.put(flag.is_boolean() && !random_.one_in(10) ? primitive() : wanted, inner);
        break;
      }
      case Kind::error:
        if (i == 1) {
          made.set_error_part(Value::ErrorPart::cause, inner);
        } else {
          made.set("own" + key, inner);
        }
        break;
      default: made.set(key, inner); break;
    }
  }
  if (made.is_array() && random_.one_in(30)) made.resize(made.size() + 1);
}

// Nested calls

Value Generator::marker(const std::string& id, Value operations) {
  Value made = document_.object({{"__isNestedOperation", true}});
  if (!id.empty()) made.set("__refId", id);
  made.set("__operationChain", operations);
  return made;
}

Value Generator::nested(Shape shape, std::size_t depth) {
  if (random_.one_in(3)) {
    const Value again = nested_again(shape);
    if (!again.is_undefined()) return again;
  }
  const std::string id = random_.one_in(5) ? "" : "r" + std::to_string(next_id_++);
  Chain written = chain_to(shape, depth);
  if (random_.one_in(300)) spoil(written.operations);
  const Value made = marker(id, written.operations);
  if (random_.one_in(300)) {  // it contains itself
    apply(written, document_.array({made}), Shape::any);
  }
  markers_.push_back({made, written.operations, id, shape});
  return made;
}

/// A call that was written before, in one of the ways in which that can be said.
Value Generator::nested_again(Shape shape) {
  std::vector<const Marker*> fitting;
  for (const Marker& each : markers_) {
    if (each.shape == shape) fitting.push_back(&each);
  }
  if (fitting.empty()) return {};
  const Marker known = *random_.pick(fitting);
  const std::size_t choice = random_.below(10);
  if (choice < 3 || (choice < 8 && known.id.empty())) return known.marker;
  if (choice < 8) return document_.object({{"__isNestedOperation", true}, {"__refId", known.id}});
  if (choice == 8) {  // another call with the same operations
    const std::string id = random_.one_in(3) ? "" : "r" + std::to_string(next_id_++);
    const Value made = marker(id, known.operations);
    markers_.push_back({made, known.operations, id, shape});
    return made;
  }
  // The same id, written out again, perhaps with other operations.
  const Value operations = random_.one_in(2) ? known.operations : random_.pick(chains_).operations;
  return marker(known.id, operations);
}

Value Generator::odd_marker(std::size_t depth) {
  Value made = document_.object({{"__isNestedOperation", true}});
  switch (random_.below(7)) {
    case 0: return made;
    case 1: made.set("__refId", "zzz"); break;
    case 2: made.set("__refId", "r" + std::to_string(next_id_ + random_.below(3))); break;
    case 3: made.set("__refId", random_.pick(numbers)); break;
    case 4: made.set("__operationChain", primitive()); break;
    case 5: return document_.object({{"__isNestedOperation", false}, {"__refId", "r1"}});
    default:
      made.set("__operationChain", container(depth > 0 ? depth - 1 : 0));
      made.set("__refId", "");
  }
  return made;
}

}  // namespace

Case make_case(std::uint64_t seed) {
  Case made = Generator(seed).make();
  made.seed = seed;
  return made;
}

}  // namespace candela::model
