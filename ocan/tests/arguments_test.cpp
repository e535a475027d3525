#include <doctest/doctest.h>

#include <map>

#include "fixtures.hpp"

namespace candela {
namespace {

std::string wire(const Chain& chain) {
  return stringify(chain.to_document());
}

TEST_CASE("arguments take what Convert knows, texts, values of any document, and chains") {
  Document other;
  const Value shared = other.object({{"v", 1}});
  const Chain chain = ctn()["f"](1.5, std::string("s"), std::optional<int>(), shared);
  CHECK(
      wire(chain) ==
      R"({"json":[{"type":"get","key":"f"},{"type":"apply","args":[1.5,"s",{"$type":"undefined"},)"
      R"({"v":1}]}],"meta":{}})");
}

TEST_CASE("chains stand in vectors and maps") {
  const Chain chain =
      ctn()["f"](std::map<std::string, std::vector<Chain>>{{"k", {ctn()["a"], ctn()["b"]}}});
  CHECK(wire(chain).find(R"({"k":[{"__isNestedOperation":true,"__refId":"proxy-1")") !=
        std::string::npos);
}

TEST_CASE("chains stand wherever a value may, also in Maps and Sets") {
  testing::Probe probe;
  Arguments arguments;
  Document& document = arguments.document();
  const Value set = document.make_set({1, arguments.chain(ctn()["touch"]("in a set"))});
  arguments.push(
      document.make_map({{"set", set}, {"touch", arguments.chain(ctn()["touch"]("m"))}}));
  const Outcome outcome = execute(ctn()["echo"](0)["x"], target(probe));
  CHECK(outcome.value().is_undefined());
  probe.log.clear();
  const Outcome answer = execute(ctn()["echo"].apply(std::move(arguments)), target(probe));
  CHECK(answer.value().get("set").contains("in a set"));
  CHECK(answer.value().get("touch").as_string() == "m");
  CHECK(probe.log == std::vector<std::string>{"touch in a set", "touch m", "echo"});
}

TEST_CASE("a value that looks like the place of a chain is only a value") {
  Arguments arguments;
  const Value real = arguments.chain(ctn()["one"]());
  arguments.push(arguments.document().host("chain", 0));
  arguments.push(real);
  CHECK(wire(ctn()["f"].apply(std::move(arguments))).find(R"("args":[{"$type":"chain")") !=
        std::string::npos);
}

}  // namespace
}  // namespace candela
