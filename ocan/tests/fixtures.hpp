// Objects that the tests of this module expose, and batches as texts.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <candela/ocan.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela::testing {

/// A capability that methods hand out.
class Session : public Lendable {
 public:
  explicit Session(std::string name) : label(std::move(name)) {}
  std::string label;
  int bump(int by = 1) { return count_ += by; }
  int value() const { return count_; }

 private:
  int count_ = 0;
  CANDELA_EXPOSE(Session, label, bump, value)
};

/// As the class instances of the recordings: fields first, then methods.
class Model {
 public:
  int value = 42;
  std::string name = "TestModel";
  int get_value() const { return value; }
  std::string get_name() const { return name; }
  int compute() const { return value * 2; }
  CANDELA_EXPOSE(Model, value, name, CANDELA_AS("getValue", get_value),
                 CANDELA_AS("getName", get_name), compute)
};

/// A field of it cannot be read.
class Problem {
 public:
  int value = 42;
  int bad_getter() const { throw Error("Getter throws error"); }
  CANDELA_EXPOSE(Problem, value, CANDELA_GETTER("badGetter", bad_getter))
};

/// Counts what is called, and answers as the actors of the recordings do.
class Probe {
 public:
  int calls = 0;
  std::vector<std::string> log;
  std::vector<Deferred<std::string>> waiting;

  int add(int a, int b = 100) { return note("add"), a + b; }
  int one() { return note("one"), 1; }
  Value echo(Value value) { return note("echo"), value; }
  Value echo_args(Call& call, std::span<const Value> all) {
    note("echoArgs");
    Value array = call.document().array();
    for (const Value& value : all)
      array.push(value);
    return array;
  }
  std::size_t count(std::span<const Value> all) { return note("count"), all.size(); }
  bool same(Value a, Value b) { return note("same"), a.is(b); }
  std::string touch(const std::string& label) { return note("touch " + label), label; }
  Deferred<std::string> later(std::string_view label) {
    note("later " + std::string(label));
    waiting.emplace_back();
    return waiting.back();
  }
  std::shared_ptr<Session> session(std::string_view label) {
    note("session");
    return std::make_shared<Session>(std::string(label));
  }
  std::shared_ptr<Model> model() { return std::make_shared<Model>(); }
  std::unique_ptr<Problem> problem() { return std::make_unique<Problem>(); }
  Session& own_session() { return own_; }
  std::string label_of(const std::shared_ptr<Session>& given) { return given->label; }
  void nothing() { note("nothing"); }

  Value get_function(Call& call) {
    return call.function("named", [] { return "named-result"; });
  }
  Value get_mixed(Call& call) {
    Document& document = call.document();
    Value inner = document.object({{"value", 42}});
    inner.set("getValue", call.function("getValue", [] { return 42; }));
    return document.array({1, 2, call.function("", [] { return "hello"; }), inner, 5});
  }
  Value get_map(Call& call) {
    return call.document().make_map(
        {{"f", call.function("", [] { return "from-map"; })}, {"n", 1}});
  }
  Value get_set(Call& call) {
    return call.document().make_set({call.function("", [] { return "from-set"; }), 2});
  }
  Value get_error(Call& call) {
    Value error = call.document().error("Error", "e");
    error.set("fn", call.function("fn", [] { return "from-error"; }));
    return error;
  }

  void throw_cause() {
    throw Error("RangeError", "outer")
        .with_cause(
            Error("TypeError", "inner").with("detail", std::map<std::string, int>{{"a", 1}}))
        .with("code", "E_OUTER");
  }
  void throw_string(std::string_view text) { throw Error::of(text); }
  void throw_undefined() { throw Error::from_value(Value()); }
  void throw_standard() { throw std::runtime_error("a standard one"); }
  void throw_number() { throw 42; }  // NOLINT: what is no exception either

  int hidden() { return note("hidden"), 1; }

 private:
  void note(std::string what) {
    ++calls;
    log.push_back(std::move(what));
  }
  Session own_{"own"};
  std::string secret_ = "secret";

  CANDELA_EXPOSE(Probe, calls, add, one, echo, CANDELA_AS("echoArgs", echo_args), count, same,
                 touch, later, session, model, problem, CANDELA_AS("ownSession", own_session),
                 CANDELA_AS("labelOf", label_of), nothing, CANDELA_AS("getFn", get_function),
                 CANDELA_AS("getMixed", get_mixed), CANDELA_AS("getMap", get_map),
                 CANDELA_AS("getSet", get_set), CANDELA_AS("getError", get_error),
                 CANDELA_AS("throwCause", throw_cause), CANDELA_AS("throwString", throw_string),
                 CANDELA_AS("throwUndefined", throw_undefined),
                 CANDELA_AS("throwStandard", throw_standard),
                 CANDELA_AS("throwNumber", throw_number))
};

/// `items` in the nested format, as the elements of a batch.
inline Document batch_of(std::string_view items, std::string_view aliases = "") {
  std::string text = R"({"json":{"batch":[)" + std::string(items) + R"(]},"meta":{)";
  if (!aliases.empty()) text += R"("aliases":)" + std::string(aliases);
  return parse(text + "}}");
}

/// The answers as they stand in a nested answer.
inline std::string answers_of(BatchExecution& batch) {
  const std::string text = stringify(batch.response());
  constexpr std::string_view before = R"({"json":{"batch":[)";
  const std::size_t end = text.find(R"(]},"meta":{)");
  return text.substr(before.size(), end - before.size());
}

inline std::string run_batch(std::string_view items, const Target& target,
                             const ExecutionOptions& options = {}) {
  BatchExecution batch(batch_of(items), target, options);
  if (batch.run() == ExecutionState::pending) return "pending";
  return answers_of(batch);
}

/// One chain as the wire's text, with id 1.
inline std::string item(std::string_view operations) {
  return R"({"id":"1","operations":[)" + std::string(operations) + "]}";
}
inline std::string get(std::string_view key) {
  return R"({"type":"get","key":")" + std::string(key) + R"("})";
}
inline std::string apply(std::string_view args = "") {
  return R"({"type":"apply","args":[)" + std::string(args) + "]}";
}
inline std::string method(std::string_view name, std::string_view args = "") {
  return get(name) + "," + apply(args);
}
inline std::string nested(std::string_view id, std::string_view operations) {
  return R"({"__isNestedOperation":true,"__refId":")" + std::string(id) +
         R"(","__operationChain":[)" + std::string(operations) + "]}";
}
inline std::string again(std::string_view id) {
  return R"({"__isNestedOperation":true,"__refId":")" + std::string(id) + R"("})";
}
inline std::string result(std::string_view value) {
  return R"({"id":"1","success":true,"result":)" + std::string(value) + "}";
}
inline std::string failure(std::string_view name, std::string_view message) {
  return R"({"id":"1","success":false,"error":{"$type":"error","name":")" + std::string(name) +
         R"(","message":")" + std::string(message) + R"("}})";
}

}  // namespace candela::testing
