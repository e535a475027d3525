#include <candela/ocan/call.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Session;

Value invoke(Workspace& workspace, Value function, std::vector<Value> arguments = {}) {
  Result result = workspace.call().invoke(function, arguments);
  REQUIRE(result.value() != nullptr);
  return *result.value();
}

TEST_CASE("a function value is called by its value, with arguments as a method gets them") {
  Workspace workspace{Document()};
  Call& call = workspace.call();
  int called = 0;
  const Value add = call.function("add", [&called](int a, std::optional<int> b) {
    ++called;
    return a + b.value_or(10);
  });
  CHECK(add.function_name() == "add");
  CHECK(call.is_callable(add));
  CHECK(invoke(workspace, add, {call.document().number(1)}).as_number() == 11);
  CHECK_THROWS_AS(invoke(workspace, add, {call.document().string("x")}), Error);
  CHECK(called == 1);
}

TEST_CASE("a function may take the call and all arguments, and make further functions") {
  Workspace workspace{Document()};
  const Value outer =
      workspace.call().function("outer", [](Call& call, std::span<const Value> all) -> Result {
        const double count = static_cast<double>(all.size());
        return call.function("inner", [count] { return count; });
      });
  const Value inner = invoke(workspace, outer, {Value(), Value()});
  CHECK(invoke(workspace, inner).as_number() == 2);
}

TEST_CASE("a capability value leads to its object, and keeps it") {
  Workspace workspace{Document()};
  auto session = std::make_shared<Session>("s");
  const std::weak_ptr<Session> watched = session;
  const Value value = workspace.call().object(target(std::move(session)));
  CHECK(workspace.call().target_of(value).object() == watched.lock().get());
  CHECK_FALSE(workspace.call().is_callable(value));
}

TEST_CASE("data is neither callable nor a capability, nor are values of other workspaces") {
  Workspace workspace{Document()};
  Workspace other{Document()};
  Call& call = workspace.call();
  const Value function = call.function("f", [] { return 1; });
  for (const Value value : {call.document().function("f"), call.document().host("capability", 0),
                            call.document().object(), call.document().number(1), Value()}) {
    CHECK_FALSE(call.is_callable(value));
    CHECK_FALSE(call.target_of(value));
    CHECK_THROWS_AS(call.invoke(value, {}), Error);
  }
  CHECK_FALSE(other.call().is_callable(function));
}

}  // namespace
}  // namespace candela
