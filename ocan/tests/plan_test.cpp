#include "plan.hpp"

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::again;
using testing::get;
using testing::method;
using testing::nested;

Document chain_of(std::string_view operations) {
  return parse(R"({"json":[)" + std::string(operations) + R"(],"meta":{}})");
}

TEST_CASE("steps and holes lie flat, nested calls complete before what waits for them") {
  const Document document = chain_of(method(
      "f", nested("a", method("g", nested("b", get("x")))) + "," + again("b") + ",{\"k\":1}"));
  Plan plan(ChainLimits{});
  const Plan::PlannedChain whole = plan.chain(plan.add(document.root()));
  CHECK(whole.step_count == 2);
  const Plan::Step& apply = plan.step(whole.first_step + 1);
  CHECK(apply.hole_count == 2);
  CHECK(plan.hole(apply.first_hole).defines);
  CHECK_FALSE(plan.hole(apply.first_hole + 1).defines);
  REQUIRE(plan.completed().size() == 2);
  CHECK(plan.call(plan.completed()[0]).reference_id == "b");
  CHECK(plan.call(plan.completed()[1]).reference_id == "a");
}

TEST_CASE("a document may grow by as much as the limit says, from where it was at first") {
  ChainLimits limits;
  limits.result_memory = 100;
  Plan plan(limits);
  plan.charge_memory(5'000);
  plan.charge_memory(5'100);
  plan.charge_memory(4'000);
  CHECK_THROWS_WITH(plan.charge_memory(5'101), "Too much memory for results: 101 > 100");
}

TEST_CASE("calls that were begun when a chain was refused fail with what they are given") {
  const Document document = chain_of(method("f", nested("a", method("g", nested("b", "5")))));
  Plan plan(ChainLimits{});
  CHECK_THROWS_AS(plan.add(document.root()), Error);
  Document other;
  plan.abandon(other.string("refused"), {});
  const Document second = chain_of(method("f", nested("a", get("x"))));
  const Plan::PlannedChain whole = plan.chain(plan.add(second.root()));
  const Plan::Hole& hole = plan.hole(plan.step(whole.first_step + 1).first_hole);
  CHECK(plan.call(hole.call).status == Plan::Status::failed);
  CHECK(plan.call(hole.call).result.as_string() == "refused");
}

TEST_CASE("a marker is an object whose flag is true") {
  Document document;
  CHECK(is_nested_marker(document.object({{"__isNestedOperation", true}})));
  CHECK_FALSE(is_nested_marker(document.object({{"__isNestedOperation", 1}})));
  CHECK_FALSE(is_nested_marker(document.object({{"__refId", "x"}})));
  CHECK_FALSE(is_nested_marker(document.string("__isNestedOperation")));
  CHECK_FALSE(is_nested_marker(document.error("__isNestedOperation", "")));
}

TEST_CASE("reference ids are texts that are not empty") {
  for (const char* id : {"5", "null", "{}", "\"\""}) {
    CAPTURE(id);
    const Document document =
        chain_of(method("f", R"({"__isNestedOperation":true,"__refId":)" + std::string(id) +
                                 R"(,"__operationChain":[]})"));
    Plan plan(ChainLimits{});
    CHECK_THROWS_WITH_AS(plan.add(document.root()),
                         "Invalid nested operation: the reference id must be a string", Error);
  }
}

}  // namespace
}  // namespace candela
