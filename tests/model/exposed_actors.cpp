#include "exposed_actors.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace candela::model {

namespace {

using All = std::span<const Value>;

class PipeliningActor {
 public:
  double increment(double by = 1) { return count_ += by; }

 private:
  double count_ = 0;
  CANDELA_EXPOSE(PipeliningActor, increment)
};

class SubclassActor {
 public:
  std::string subclass_name = "SubclassDO";

 private:
  CANDELA_EXPOSE(SubclassActor, CANDELA_AS("subclassName", subclass_name))
};

class RecordedModel {
 public:
  double value = 42;
  std::string name = "TestModel";
  double get_value() const { return value; }
  std::string get_name() const { return name; }
  double compute() const { return value * 2; }

 private:
  CANDELA_EXPOSE(RecordedModel, value, name, CANDELA_AS("getValue", get_value),
                 CANDELA_AS("getName", get_name), compute)
};

class RecordedProblem {
 public:
  double value = 42;
  double bad_getter() const { throw Error("Getter throws error"); }

 private:
  CANDELA_EXPOSE(RecordedProblem, value, CANDELA_GETTER("badGetter", bad_getter))
};

class ExampleActor {
 public:
  double increment(double by = 1) { return count_ += by; }
  double add(double a, double b) { return a + b; }
  std::shared_ptr<RecordedModel> model() { return std::make_shared<RecordedModel>(); }
  std::shared_ptr<RecordedProblem> problem() { return std::make_shared<RecordedProblem>(); }
  Value array(Call& call) {
    Document& document = call.document();
    const Value hello = call.function("", [] { return "hello"; });
    const Value get_value = call.function("getValue", [] { return 42; });
    const Value inner = document.object({{"value", 42}, {"getValue", get_value}});
    return document.array({1, 2, hello, inner, 5});
  }
  void throw_string(std::string_view text) { throw Error::of(text); }
  void throw_error(std::string_view message) {
    Document document;
    Value error = document.error("Error", message);
    error.set("code", "TEST_ERROR");
    error.set("statusCode", 400);
    error.set("metadata", document.object({{"timestamp", 0}, {"source", "SharedDOMethods"}}));
    throw Error::from_value(error);
  }

 private:
  double count_ = 0;
  CANDELA_EXPOSE(ExampleActor, increment, add, CANDELA_AS("getClassInstance", model),
                 CANDELA_AS("getProblematicObject", problem),
                 CANDELA_AS("getArrayWithFunctions", array),
                 CANDELA_AS("throwString", throw_string), CANDELA_AS("throwError", throw_error))
};

class ProbeActor {
 public:
  double one() { return ++calls_, 1; }
  double get_calls() const { return calls_; }
  Value touch(Call& call, std::string_view label = "t");
  double count(All all) { return static_cast<double>(all.size()); }
  std::vector<std::string> args(All all);
  Value echo_args(Call& call, All all);
  void get_undefined() {}
  Value get_fn(Call& call) {
    return call.function("named", [] { return "named-result"; });
  }
  Value get_sparse(Call& call);
  Value get_cycle(Call& call);
  Value get_aliased(Call& call);
  Value get_dollar(Call& call) {
    return call.document().object(
        {{"$type", "date"}, {"$ref", 0}, {"$lmz", 1}, {"$$x", 2}, {"normal", 3}});
  }
  void throw_num() { throw Error::of(42); }
  void throw_undefined() { throw Error::from_value(Value()); }
  void throw_custom() { throw Error("MyError", "custom").with("extra", 1); }
  void throw_named(std::string_view name) { throw Error(name, "m"); }
  void throw_cause();

 private:
  double calls_ = 0;
  CANDELA_EXPOSE(ProbeActor, one, CANDELA_AS("getCalls", get_calls), touch, count, args,
                 CANDELA_AS("echoArgs", echo_args), CANDELA_AS("getUndefined", get_undefined),
                 CANDELA_AS("getFn", get_fn), CANDELA_AS("getSparse", get_sparse),
                 CANDELA_AS("getCycle", get_cycle), CANDELA_AS("getAliased", get_aliased),
                 CANDELA_AS("getDollar", get_dollar), CANDELA_AS("throwNum", throw_num),
                 CANDELA_AS("throwUndefined", throw_undefined),
                 CANDELA_AS("throwCustom", throw_custom), CANDELA_AS("throwNamed", throw_named),
                 CANDELA_AS("throwCause", throw_cause))
};

Value ProbeActor::touch(Call& call, std::string_view label) {
  Document& document = call.document();
  const Value twice = call.function("twice", [this] { return calls_ * 2; });
  Value touched = document.object({{"label", label}, {"n", ++calls_}});
  touched.set("self", call.function("self", [text = std::string(label)] { return text; }));
  touched.set("add", call.function("add", [this](double k) { return calls_ + k; }));
  touched.set("deep", document.object({{"twice", twice}}));
  return touched;
}

std::vector<std::string> ProbeActor::args(All all) {
  std::vector<std::string> kinds;
  for (const Value& value : all) {
    const bool has_own_word =
        value.kind() <= Kind::string || value.is_array() || value.is_function();
    const std::string_view word = value.is_array()      ? "array"
                                  : value.is_function() ? "function"
                                                        : to_string(value.kind());
    kinds.emplace_back(has_own_word ? word : "object");
  }
  return kinds;
}

Value ProbeActor::echo_args(Call& call, All all) {
  Value array = call.document().array();
  for (const Value& value : all)
    array.push(value);
  return array;
}

Value ProbeActor::get_sparse(Call& call) {
  Value array = call.document().array({1});
  array.resize(2);
  array.push(3);
  array.resize(5);
  return array;
}

Value ProbeActor::get_cycle(Call& call) {
  Document& document = call.document();
  Value a = document.object({{"n", "a"}});
  const Value c = document.object({{"n", "c"}, {"a", a}});
  a.set("b", document.object({{"n", "b"}, {"c", c}}));
  return a;
}

Value ProbeActor::get_aliased(Call& call) {
  Document& document = call.document();
  const Value shared = document.object({{"v", 1}});
  const Value list = document.array({shared, shared});
  const Value map = document.make_map({{shared, shared}});
  return document.object({{"x", shared}, {"y", shared}, {"list", list}, {"map", map}});
}

void ProbeActor::throw_cause() {
  Document document;
  Value cause = document.error("TypeError", "inner");
  cause.set("detail", document.object({{"a", 1}}));
  Value error = document.error("RangeError", "outer");
  error.set_error_part(Value::ErrorPart::cause, cause);
  error.set("code", "E_OUTER");
  error.set("when", document.date(0));
  error.set("nested", document.make_map({{"k", BigInt(1)}}));
  throw Error::from_value(error);
}

}  // namespace

Target make_exposed_actor(std::string_view binding) {
  if (binding == "probe-do") return target(std::make_shared<ProbeActor>());
  if (binding == "example-do") return target(std::make_shared<ExampleActor>());
  if (binding == "pipelining-do") return target(std::make_shared<PipeliningActor>());
  if (binding == "subclass-do") return target(std::make_shared<SubclassActor>());
  return {};
}

}  // namespace candela::model
