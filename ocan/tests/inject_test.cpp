#include <candela/ocan/inject.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <candela/structured_clone/format.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Probe;

/// What the handler gave, as text, for the result {items: [{price: 5}], name: "ink"}.
std::string handled(const Chain& handler, Probe& probe) {
  Document document;
  const Value item = document.object({{"price", 5}});
  const Value result = document.object({{"items", document.array({item})}, {"name", "ink"}});
  const Outcome outcome = execute_handler(handler, target(probe), Injected::of(result));
  return outcome ? stringify_json(outcome.value()) : outcome.error().what();
}

TEST_CASE("the result stands wherever a chain begins with $result") {
  Probe probe;
  const Chain result = ctn_result();
  CHECK(handled(ctn()["echoArgs"](1, result["name"]), probe) == R"([1,"ink"])");
  CHECK(handled(ctn()["echo"](std::vector<Chain>{result["items"][0]["price"]}), probe) == "[5]");
  CHECK(handled(ctn()["echo"](ctn()["touch"](result["name"])), probe) == R"("ink")");
  CHECK(handled(ctn()["session"](result["name"])["label"], probe) == R"("ink")");
  CHECK(handled(result["items"][0]["price"], probe) == "5");
  CHECK(handled(result["name"]["length"], probe) == "3");
  CHECK(handled(ctn()["same"](result, result), probe) == "true");
  CHECK(handled(ctn()["same"](result["items"], ctn_result()["items"]), probe) == "true");
}

TEST_CASE("where no chain begins with it, it is the last argument of the last call") {
  Probe probe;
  CHECK(handled(ctn()["count"](), probe) == "1");
  CHECK(handled(ctn()["echoArgs"](1)[1]["name"], probe) == R"("ink")");
  CHECK(handled(ctn()["session"]("s")["bump"](), probe) ==
        "argument 1 of bump: expected a whole number from -2147483648 to 2147483647, found an "
        "object");
  CHECK(probe.log.back() == "session");
  CHECK(handled(ctn()["add"](ctn()["one"]()), probe).starts_with("argument 2 of add"));
}

TEST_CASE("a handler that cannot take the result is refused, and nothing of it runs") {
  Probe probe;
  const Outcome outcome =
      execute_handler(ctn()["calls"], target(probe), Injected::of(Document().null()));
  CHECK(outcome.failure()->code == FailureCode::bad_chain);
  CHECK(outcome.failure()->path == "$");
}

TEST_CASE("an error is injected as the error") {
  Probe probe;
  const Error error = Error("RangeError", "too far").with("code", 5);
  const Outcome outcome = execute_handler(ctn()["echo"](), target(probe), Injected::of(error));
  CHECK(outcome.value().error_name() == "RangeError");
  CHECK(outcome.value()["code"].as_number() == 5);
  const Outcome failed = execute(ctn()["nope"](), target(probe));
  const Outcome handled_failure =
      execute_handler(ctn()["echo"](ctn_result()["message"]), target(probe), Injected::of(failed));
  CHECK(handled_failure.value().as_string() == "TypeError: undefined is not a function");
}

TEST_CASE("the result is data, also where it looks like a nested call") {
  Probe probe;
  const Document trap = parse(
      R"({"json":{"__isNestedOperation":true,"__operationChain":[{"type":"get","key":"touch"},)"
      R"({"type":"apply","args":["trap"]}]},"meta":{}})");
  for (const Chain& handler : {ctn()["echo"](), ctn()["echo"](ctn_result()),
                               ctn()["echo"](std::vector<Chain>{ctn_result()}),
                               ctn()["echo"](ctn()["echo"](ctn_result()))}) {
    probe.log.clear();
    REQUIRE(execute_handler(handler, target(probe), Injected::of(trap.root())).ok());
    for (const std::string& called : probe.log)
      CHECK(called == "echo");
  }
}

TEST_CASE("without a result, $result is a name like any other") {
  Probe probe;
  CHECK(execute(ctn()["echo"](ctn_result()), target(probe)).value().is_undefined());
}

TEST_CASE("a typed handler is checked against what it handles") {
  Probe probe;
  const auto handler = ctn<Probe>().call<&Probe::add>(ctn_result<int>(), 1);
  Document document;
  CHECK(execute_handler(handler, target(probe), Injected::of(document.number(4))).get<int>() == 5);
}

TEST_CASE("a handler survives being stored as a document") {
  Probe probe;
  const Document stored = ctn()["echoArgs"](ctn_result()["name"]).to_document();
  CHECK(handled(Chain::from_document(stored), probe) == R"(["ink"])");
}

}  // namespace
}  // namespace candela
