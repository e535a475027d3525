#include <candela/ocan/chain.hpp>

#include <doctest/doctest.h>

#include <candela/structured_clone/equal.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

std::string wire(const Chain& chain) {
  const std::string text = stringify(chain.to_document());
  return text.substr(8, text.size() - 8 - std::string_view(R"(,"meta":{}})").size());
}

TEST_CASE("a chain has the wire's shape") {
  CHECK(wire(ctn()) == "[]");
  CHECK(wire(ctn()["a"](1, "x", true, nullptr)["b"][3]) ==
        R"([{"type":"get","key":"a"},{"type":"apply","args":[1,"x",true,null]},)"
        R"({"type":"get","key":"b"},{"type":"get","key":3}])");
  CHECK(ctn()["a"]()["b"].size() == 3);
  CHECK(ctn().empty());
}

TEST_CASE("two continuations of one base share no tail") {
  const Chain base = ctn()["base"]();
  const Chain left = base["left"];
  const Chain right = base["right"]();
  CHECK(wire(base) == R"([{"type":"get","key":"base"},{"type":"apply","args":[]}])");
  CHECK(wire(left) ==
        R"([{"type":"get","key":"base"},{"type":"apply","args":[]},{"type":"get","key":"left"}])");
  CHECK(right.size() == 4);
}

TEST_CASE("copies are the same call, chains that say the same are not") {
  const Chain chain = ctn()["a"]();
  const Chain copy = chain;
  CHECK(chain.is(copy));
  CHECK_FALSE(chain.is(ctn()["a"]()));
}

TEST_CASE("a chain read from the wire's shape is written the same") {
  const Chain inner = ctn()["one"]();
  const Chain chain = ctn()["f"](inner, inner, std::vector<Chain>{ctn()["two"](inner)}, 5)["x"][7];
  const std::string text = wire(chain);
  const Document document = chain.to_document();
  CHECK(wire(Chain::from_value(document.root())) == text);
}

TEST_CASE("reading keeps which nested chains are the same call") {
  testing::Probe probe;
  const Chain inner = ctn()["one"]();
  const Document document = ctn()["count"](inner, inner, ctn()["one"]()).to_document();
  const Chain read = Chain::from_value(document.root());
  CHECK(execute(read, target(probe)).get<int>() == 3);
  CHECK(probe.log == std::vector<std::string>{"one", "one", "count"});
}

TEST_CASE("reading finds nested chains in objects, Maps, Sets and errors") {
  const std::string text =
      R"([{"type":"get","key":"f"},{"type":"apply","args":[{"o":)" +
      testing::nested("proxy-1", testing::get("a")) + R"(},{"$type":"map","entries":[["k",)" +
      testing::again("proxy-1") + R"(]]},{"$type":"set","values":[1,)" +
      testing::nested("proxy-2", testing::method("b", testing::again("proxy-1"))) + "]}]}]";
  const Document document = parse(R"({"json":)" + text + R"(,"meta":{}})");
  CHECK(wire(Chain::from_value(document.root())) == text);
}

TEST_CASE("what is no chain is refused") {
  Document document;
  CHECK_THROWS_WITH_AS(Chain::from_value(document.object()),
                       "Invalid operation chain: operations must be an array", Error);
  CHECK_THROWS_AS(Chain::from_value(document.array({1})), Error);
  ChainLimits limits;
  limits.operations = 1;
  const Document two = ctn()["a"]["b"].to_document();
  CHECK_THROWS_WITH_AS(Chain::from_value(two.root(), limits), "Operation chain too deep: 2 > 1",
                       Error);
}

TEST_CASE(
    "a chain of a million steps, and one nested that deep, are destroyed without a deep stack") {
  Chain chain = ctn();
  for (int i = 0; i < 1'000'000; ++i)
    chain = chain["next"];
  CHECK(chain.size() == 1'000'000);
  Chain deep = ctn()["f"];
  for (int i = 0; i < 100'000; ++i)
    deep = ctn()["f"](deep);
  CHECK(deep.size() == 2);
}

TEST_CASE("chains are equal when they say the same") {
  const auto sum = [](int a) { return ctn()["add"](ctn()["add"](a, 10), 100); };
  CHECK(sum(1) == sum(1));
  CHECK_FALSE(sum(1) == sum(2));
  CHECK_FALSE(sum(1).is(sum(1)));
  CHECK(ctn() == Chain());
  CHECK_FALSE(ctn()["a"] == ctn()["a"]());
  CHECK_FALSE(ctn()["0"] == ctn()[0]);
  // One call twice is not two calls that say the same.
  const Chain one = ctn()["one"]();
  CHECK_FALSE(ctn()["count"](one, one) == ctn()["count"](ctn()["one"](), ctn()["one"]()));
}

}  // namespace
}  // namespace candela
