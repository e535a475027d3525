#include "naive_actors.hpp"

#include "interpreter.hpp"

namespace candela::model {

std::unique_ptr<NaiveActor> NaiveActor::make(Heap& heap, std::string_view binding) {
  auto actor = std::make_unique<NaiveActor>(heap);
  if (binding == "probe-do") {
    actor->add_probe();
    actor->add_probe_values();
    actor->add_probe_errors();
  } else if (binding == "example-do") {
    actor->add_example();
  } else if (binding == "pipelining-do") {
    actor->add_increment();
  } else if (binding == "subclass-do") {
    actor->object_.members.push_back(
        {"subclassName", true, [&heap](const Things&) { return heap.string("SubclassDO"); }});
  } else {
    return nullptr;
  }
  return actor;
}

namespace {

std::string kind_name(const Thing& thing) {
  switch (thing.type) {
    case Type::undefined: return "undefined";
    case Type::null: return "null";
    case Type::boolean: return "boolean";
    case Type::number: return "number";
    case Type::string: return "string";
    case Type::array: return "array";
    case Type::function: return "function";
    default: return "object";
  }
}

}  // namespace

Thing* NaiveActor::function(std::string_view name, std::string_view answer) {
  return heap_.function(
      name, [this, text = std::string(answer)](const Things&) { return heap_.string(text); });
}

void NaiveActor::add_increment() {
  add("increment", [this](const Things& arguments) {
    const bool is_given = !arguments.empty() && arguments[0]->is(Type::number);
    count_ += is_given ? arguments[0]->number : 1;
    return heap_.number(count_);
  });
}

// ProbeDO

Thing* NaiveActor::touch(const std::string& label) {
  const double calls = ++count_;
  Thing* twice =
      heap_.function("twice", [this](const Things&) { return heap_.number(count_ * 2); });
  return heap_.object({{"label", heap_.string(label)},
                       {"n", heap_.number(calls)},
                       {"self", function("self", label)},
                       {"add", heap_.function("add",
                                              [this](const Things& arguments) {
                                                return heap_.number(count_ +
                                                                    arguments.at(0)->number);
                                              })},
                       {"deep", heap_.object({{"twice", twice}})}});
}

void NaiveActor::add_probe() {
  add("one", [this](const Things&) { return ++count_, heap_.number(1); });
  add("getCalls", [this](const Things&) { return heap_.number(count_); });
  add("touch", [this](const Things& arguments) {
    return touch(arguments.empty() ? "t" : arguments[0]->text);
  });
  add("count", [this](const Things& arguments) {
    return heap_.number(static_cast<double>(arguments.size()));
  });
  add("echoArgs", [this](const Things& arguments) { return heap_.array(arguments); });
  add("args", [this](const Things& arguments) {
    Thing* kinds = heap_.array({});
    for (const Thing* argument : arguments)
      kinds->elements.push_back(heap_.string(kind_name(*argument)));
    return kinds;
  });
}

void NaiveActor::add_probe_values() {
  add("getUndefined", [this](const Things&) { return heap_.undefined(); });
  add("getFn", [this](const Things&) { return function("named", "named-result"); });
  add("getSparse", [this](const Things&) {
    return heap_.array({heap_.number(1), nullptr, heap_.number(3), nullptr, nullptr});
  });
  add("getCycle", [this](const Things&) {
    Thing* a = heap_.object({{"n", heap_.string("a")}});
    Thing* c = heap_.object({{"n", heap_.string("c")}, {"a", a}});
    a->set("b", heap_.object({{"n", heap_.string("b")}, {"c", c}}));
    return a;
  });
  add("getAliased", [this](const Things&) {
    Thing* shared = heap_.object({{"v", heap_.number(1)}});
    Thing* map = heap_.make(Type::map);
    put_entry(heap_, *map, shared, shared);
    return heap_.object(
        {{"x", shared}, {"y", shared}, {"list", heap_.array({shared, shared})}, {"map", map}});
  });
  add("getDollar", [this](const Things&) {
    return heap_.object({{"$type", heap_.string("date")},
                         {"$ref", heap_.number(0)},
                         {"$lmz", heap_.number(1)},
                         {"$$x", heap_.number(2)},
                         {"normal", heap_.number(3)}});
  });
}

void NaiveActor::add_probe_errors() {
  const auto throws = [this](const std::string& name, std::function<Thing*()> make) {
    add(name, [make](const Things&) -> Thing* { throw Thrown{make()}; });
  };
  throws("throwNum", [this] { return heap_.number(42); });
  throws("throwUndefined", [this] { return heap_.undefined(); });
  throws("throwCustom", [this] {
    Thing* error = heap_.error("MyError", "custom");
    error->set("extra", heap_.number(1));
    return error;
  });
  throws("throwCause", [this] {
    Thing* error = heap_.error("RangeError", "outer");
    error->cause = heap_.error("TypeError", "inner");
    error->cause->set("detail", heap_.object({{"a", heap_.number(1)}}));
    error->set("code", heap_.string("E_OUTER"));
    Thing* when = heap_.make(Type::other);
    when->source = std::make_shared<Document>();
    when->other = when->source->date(0);
    error->set("when", when);
    Thing* one = heap_.make(Type::other);
    one->source = std::make_shared<Document>();
    one->other = one->source->bigint(BigInt(1));
    Thing* map = heap_.make(Type::map);
    put_entry(heap_, *map, heap_.string("k"), one);
    error->set("nested", map);
    return error;
  });
  add("throwNamed", [this](const Things& arguments) -> Thing* {
    throw Thrown{heap_.error(arguments.at(0)->text, "m")};
  });
}

// ExampleDO

Thing* NaiveActor::answering_42() {
  Thing* get_value = heap_.function("getValue", [this](const Things&) { return heap_.number(42); });
  return heap_.object({{"value", heap_.number(42)}, {"getValue", get_value}});
}

void NaiveActor::add_example() {
  add_increment();
  const auto field = [](Object& object, const std::string& name, Function run) {
    object.members.push_back({name, true, std::move(run)});
  };
  const auto number = [this](double value) -> Function {
    return [this, value](const Things&) { return heap_.number(value); };
  };
  field(model_, "value", number(42));
  field(model_, "name", [this](const Things&) { return heap_.string("TestModel"); });
  for (const auto& [name, value] :
       {std::pair("getValue", 42), std::pair("getName", 0), std::pair("compute", 84)})
    model_.members.push_back({name, false, number(value)});
  field(problem_, "value", number(42));
  field(problem_, "badGetter",
        [this](const Things&) -> Thing* { throw_error(heap_, "Error", "Getter throws error"); });

  add("add", [this](const Things& arguments) {
    return heap_.number(arguments.at(0)->number + arguments.at(1)->number);
  });
  add("getClassInstance", [this](const Things&) { return heap_.capability(model_); });
  add("getProblematicObject", [this](const Things&) { return heap_.capability(problem_); });
  add("getArrayWithFunctions", [this](const Things&) {
    return heap_.array(
        {heap_.number(1), heap_.number(2), function("", "hello"), answering_42(), heap_.number(5)});
  });
  add("throwString", [](const Things& arguments) -> Thing* { throw Thrown{arguments.at(0)}; });
  add("throwError", [this](const Things& arguments) -> Thing* {
    Thing* error = heap_.error("Error", arguments.at(0)->text);
    error->set("code", heap_.string("TEST_ERROR"));
    error->set("statusCode", heap_.number(400));
    error->set("metadata", heap_.object({{"timestamp", heap_.number(0)},
                                         {"source", heap_.string("SharedDOMethods")}}));
    throw Thrown{error};
  });
}

}  // namespace candela::model
