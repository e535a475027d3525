// docs/reach.md, row by row.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Probe;

bool is_absent(const Chain& chain, Probe& probe) {
  const Outcome outcome = execute(chain, target(probe));
  REQUIRE(outcome.ok());
  return outcome.value().is_undefined();
}

TEST_CASE("of an object only what its list names is there") {
  Probe probe;
  for (const char* name : {"hidden",
                           "secret_",
                           "own_",
                           "note",
                           "_hidden",
                           "#secret",
                           "log",
                           "waiting",
                           "ctx",
                           "env",
                           "storage",
                           "kv",
                           "constructor",
                           "__proto__",
                           "prototype",
                           "__defineGetter__",
                           "__defineSetter__",
                           "__lookupGetter__",
                           "__lookupSetter__",
                           "hasOwnProperty",
                           "isPrototypeOf",
                           "propertyIsEnumerable",
                           "toString",
                           "toLocaleString",
                           "valueOf",
                           "toJSON",
                           "then",
                           "call",
                           "operator=",
                           "~Probe",
                           "candela_expose_",
                           "",
                           "0",
                           "Probe",
                           "add ",
                           "\xEF\xBB\xBF"
                           "add"}) {
    CAPTURE(std::string(name));
    CHECK(is_absent(ctn()[name], probe));
    CHECK(is_absent(ctn()["session"]("s")[name], probe));
    const Outcome called = execute(ctn()[name](), target(probe));
    CHECK(called.failure()->code == FailureCode::not_callable);
    CHECK(called.error().message() == "TypeError: undefined is not a function");
  }
  for (const auto& called : probe.log)
    CHECK(called == "session");
}

TEST_CASE("a function is called, and has a name") {
  Probe probe;
  for (const char* name : {"call", "apply", "bind", "constructor", "prototype", "caller",
                           "arguments", "__proto__", "toString"}) {
    CAPTURE(std::string(name));
    CHECK(is_absent(ctn()["add"][name], probe));
    CHECK(is_absent(ctn()["getFn"]()[name], probe));
  }
  CHECK(execute(ctn()["getFn"]()["name"], target(probe)).get<std::string>() == "named");
}

TEST_CASE("plain values have what reads, and no prototype") {
  Probe probe;
  Document document;
  const std::vector<Value> values = {document.string("text"),
                                     document.number(5),
                                     document.boolean(true),
                                     document.array({1, 2}),
                                     document.object({{"a", 1}}),
                                     document.make_map({{1, 2}}),
                                     document.make_set({1}),
                                     document.date(0),
                                     document.regexp("(a+)+$", ""),
                                     document.error("Error", "m"),
                                     document.typed_array(ElementType::uint8, {}),
                                     document.boxed(5)};
  for (const Value value : values) {
    CAPTURE(value.kind());
    for (const char* name : {"constructor",
                             "__proto__",
                             "prototype",
                             "__defineGetter__",
                             "__lookupGetter__",
                             "hasOwnProperty",
                             "isPrototypeOf",
                             "push",
                             "pop",
                             "shift",
                             "unshift",
                             "splice",
                             "sort",
                             "reverse",
                             "fill",
                             "copyWithin",
                             "set",
                             "add",
                             "delete",
                             "clear",
                             "setTime",
                             "setFullYear",
                             "map",
                             "filter",
                             "reduce",
                             "forEach",
                             "find",
                             "some",
                             "every",
                             "test",
                             "exec",
                             "match",
                             "search",

                             "stack"}) {
      CAPTURE(std::string(name));
      CHECK(is_absent(ctn()["echo"](value)[name], probe));
    }
  }
}

TEST_CASE("names of prototypes are names like any other in data that has them") {
  Probe probe;
  Document document;
  const Value data = document.object({{"__proto__", 1}, {"constructor", 2}, {"toString", 3}});
  CHECK(execute(ctn()["echo"](data)["__proto__"], target(probe)).get<int>() == 1);
  CHECK(execute(ctn()["echo"](data)["constructor"], target(probe)).get<int>() == 2);
  const Outcome called = execute(ctn()["echo"](data)["toString"](), target(probe));
  CHECK(called.error().message() == "TypeError: 3 is not a function");
}

TEST_CASE("data does not become a capability or a function by its looks") {
  Probe probe;
  const Document looks =
      parse(R"({"json":{"__isRemoteFunction":true,"__operationChain":[{"type":"get","key":"one"}],)"
            R"("__functionName":"one"},"meta":{}})");
  CHECK(execute(ctn()["echo"](looks.root())(), target(probe)).failure()->code ==
        FailureCode::not_callable);
  Document document;
  CHECK(execute(ctn()["echo"](document.function("one"))(), target(probe)).failure()->code ==
        FailureCode::not_callable);
  const Value host = document.host("capability", document.undefined());
  CHECK(is_absent(ctn()["echo"](host)["one"], probe));
  CHECK_FALSE(execute(ctn()["labelOf"](host), target(probe)).ok());
  CHECK(probe.log == std::vector<std::string>{"echo", "echo", "echo"});
}

}  // namespace
}  // namespace candela
