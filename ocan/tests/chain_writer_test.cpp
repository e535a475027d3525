#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::again;
using testing::get;
using testing::method;
using testing::nested;

std::string json(Value value) {
  const std::string text = stringify(value);
  return text.substr(8, text.find(R"(,"meta":)") - 8);
}

TEST_CASE(
    "a nested chain carries its operations at its first place, and only its id at the others") {
  Document document;
  ChainWriter writer(document);
  const Chain p = ctn()["one"]();
  const Chain chain =
      ctn()["echoArgs"](p, p, std::map<std::string, Chain>{{"x", p}}, std::vector<Chain>{p});
  CHECK(json(writer.operations(chain)) ==
        "[" +
            method("echoArgs", nested("proxy-1", method("one")) + "," + again("proxy-1") +
                                   ",{\"x\":" + again("proxy-1") + "},[" + again("proxy-1") + "]") +
            "]");
}

TEST_CASE("ids are good in all chains of one writer") {
  Document document;
  ChainWriter writer(document);
  const Chain p = ctn()["one"]();
  CHECK(json(writer.operations(ctn()["a"](p))) ==
        "[" + method("a", nested("proxy-1", method("one"))) + "]");
  CHECK(json(writer.operations(ctn()["b"](p))) == "[" + method("b", again("proxy-1")) + "]");
}

TEST_CASE("what a nested chain nests comes before what follows it") {
  Document document;
  ChainWriter writer(document, "c");
  const Chain p = ctn()["one"]();
  const Chain chain = ctn()["f"](ctn()["g"](p), p);
  CHECK(
      json(writer.operations(chain)) ==
      "[" +
          method("f", nested("c1", method("g", nested("c2", method("one")))) + "," + again("c2")) +
          "]");
}

TEST_CASE(
    "beginnings that chains share become the same objects, as the original client writes them") {
  Document document;
  ChainWriter writer(document);
  const Chain p = ctn()["touch"]("shared");
  const Chain first = ctn()["echoArgs"](p["label"]);
  const Chain second = ctn()["count"](p, p);
  const Value both = document.array({writer.operations(first), writer.operations(second)});
  document.set_root(both);
  CHECK(
      stringify(document) ==
      R"({"json":[[{"type":"get","key":"echoArgs"},{"type":"apply","args":[{"__isNestedOperation":)"
      R"(true,"__refId":"proxy-1","__operationChain":[{"$ref":0},{"$ref":1},)"
      R"({"type":"get","key":"label"}]}]}],[{"type":"get","key":"count"},{"type":"apply","args":)"
      R"([{"__isNestedOperation":true,"__refId":"proxy-2","__operationChain":[{"$ref":0},)"
      R"({"$ref":1}]},{"__isNestedOperation":true,"__refId":"proxy-2"}]}]],"meta":{"aliases":)"
      R"({"0":{"type":"get","key":"touch"},"1":{"type":"apply","args":["shared"]}}}})");
}

TEST_CASE("the same chain twice in a batch is written as the same operations") {
  Document document;
  ChainWriter writer(document);
  const Chain p = ctn()["one"]();
  const Value first = writer.operations(p);
  const Value second = writer.operations(p);
  CHECK(first[0].is(second[0]));
  CHECK_FALSE(first.is(second));
}

}  // namespace
}  // namespace candela
