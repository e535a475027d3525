#include "../rounds.hpp"

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

namespace candela::bench {

namespace {

/// Takes no time, and writes its name where one can see whose turn it was.
Contender noted(const std::string& name, std::string& turns) {
  return {name, [name, &turns](Milliseconds) {
            turns += name;
            return 1.0;
          }};
}

}  // namespace

TEST_CASE("contenders take turns, and the first round is not counted") {
  std::string turns;
  const CasePlan plan{"in", "op", [&turns] {
                        return Case{noted("o", turns), {noted("p", turns), noted("q", turns)}};
                      }};
  const MeasuredCase measured = measure_case(plan, {2, Milliseconds{1}});
  CHECK(turns == "opqopqopq");
  CHECK(measured.ours.nanoseconds.size() == 2);
  REQUIRE(measured.peers.size() == 2);
  CHECK(measured.peers[1].nanoseconds.size() == 2);
}

TEST_CASE("a contender that throws is out, with its reason, and the others go on") {
  std::string turns;
  const CasePlan plan{
      "in", "op", [&turns] {
        return Case{noted("o", turns),
                    {{"bad", [](Milliseconds) -> double { throw std::runtime_error("no"); }}}};
      }};
  const MeasuredCase measured = measure_case(plan, {3, Milliseconds{1}});
  CHECK(measured.ours.nanoseconds.size() == 3);
  CHECK(measured.peers.at(0).nanoseconds.empty());
  CHECK(measured.peers.at(0).missing == "failed: no");
}

TEST_CASE("a missing contender is not asked") {
  std::string turns;
  const CasePlan plan{"in", "op", [&turns] {
                        return Case{noted("o", turns), {missing("absent", "not here")}};
                      }};
  CHECK(measure_case(plan, {1, Milliseconds{1}}).peers.at(0).missing == "not here");
}

TEST_CASE("a case that cannot be made says so in our place") {
  const CasePlan plan{"in", "op", []() -> Case { throw std::runtime_error("changed"); }};
  CHECK(measure_case(plan, {}).ours.missing == "failed: changed");
}

TEST_CASE("an operation runs at least once, and its time is that of one run") {
  int runs = 0;
  CHECK(nanoseconds_each([&runs] { ++runs; }, Milliseconds{0}) > 0);
  CHECK(runs == 1);
}

TEST_CASE("preparation that each run needs is subtracted, and nothing goes below zero") {
  int prepared = 0;
  const Contender same = in_process_after(
      "same", [&prepared] { ++prepared; }, [&prepared] { ++prepared; });
  CHECK(same.measure(Milliseconds{1}) >= 0);
  CHECK(prepared > 0);
}

}  // namespace candela::bench
