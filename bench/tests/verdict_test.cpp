#include "../verdict.hpp"

#include <array>
#include <set>
#include <tuple>

#include <doctest/doctest.h>

namespace candela::bench {

namespace {

constexpr Goal twice{"1", "in", "op", "peer", Bound::ratio, 2};

Verdict verdict_for(std::vector<double> ours, std::vector<double> peers, const Goal& goal) {
  const MeasuredCase measured{
      "in", "op", {"candela", std::move(ours)}, {{"peer", std::move(peers)}}};
  for (const Row& row : rows_of(measured, {&goal, 1})) {
    if (row.goal) return row.verdict;
  }
  return Verdict::none;
}

}  // namespace

TEST_CASE("a summary is the middle of the samples and half the distance of the quartiles") {
  const Summary summary = summarise({5, 1, 4, 2, 3});
  CHECK(summary.median == 3);
  CHECK(summary.spread == 1);
  CHECK(summarise({2, 1}).median == 1.5);
  CHECK(summarise({7}).spread == 0);
}

TEST_CASE("a ratio goal is met at its value, missed below it, and open within the spread") {
  CHECK(verdict_for({10, 10, 10}, {20, 20, 20}, twice) == Verdict::met);
  CHECK(verdict_for({10, 10, 10}, {19, 19, 19}, twice) == Verdict::missed);
  CHECK(verdict_for({10, 10, 10}, {15, 19, 23}, twice) == Verdict::open);
}

TEST_CASE("ratios are of the same round: what slows both down changes nothing") {
  CHECK(verdict_for({10, 50, 10}, {20, 100, 20}, twice) == Verdict::met);
}

TEST_CASE("a bound in nanoseconds looks at ours alone") {
  const Goal fast{"2", "in", "op", "", Bound::nanoseconds, 10};
  CHECK(verdict_for({10}, {1}, fast) == Verdict::met);
  CHECK(verdict_for({11}, {1}, fast) == Verdict::missed);
  CHECK(verdict_for({9, 11, 13}, {1}, fast) == Verdict::missed);
  CHECK(verdict_for({6, 11, 16}, {1}, fast) == Verdict::open);
}

TEST_CASE("a goal to pass is met by any time of ours, and missed without one") {
  const Goal passing{"3", "in", "op", "", Bound::passes, 1};
  CHECK(verdict_for({1e12}, {1}, passing) == Verdict::met);
  CHECK(verdict_for({}, {1}, passing) == Verdict::missed);
}

TEST_CASE("a goal whose peer or ours was not measured is missing, never left out") {
  CHECK(verdict_for({10}, {}, twice) == Verdict::missing);
  CHECK(verdict_for({}, {10}, twice) == Verdict::missing);
  const MeasuredCase alone{"in", "op", {"candela", {1}}, {}};
  const auto rows = rows_of(alone, {&twice, 1});
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].peer.name == "peer");
  CHECK_FALSE(rows[0].peer.missing.empty());
}

TEST_CASE("every peer has a row, with a goal or without, and two goals make two rows") {
  const std::array<Goal, 2> goals = {twice, Goal{"1", "in", "op", "peer", Bound::stretch, 3}};
  const MeasuredCase measured{"in", "op", {"candela", {1}}, {{"other", {1}}, {"peer", {2.5}}}};
  const auto rows = rows_of(measured, goals);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].peer.name == "other");
  CHECK(rows[0].verdict == Verdict::none);
  CHECK(rows[1].verdict == Verdict::met);
  CHECK(rows[2].verdict == Verdict::missed);
}

TEST_CASE("goals that no case measures are known") {
  const std::array<CasePlan, 1> plans = {CasePlan{"in", "other", nullptr}};
  CHECK(goals_without_case(plans, {&twice, 1}).size() == 1);
}

TEST_CASE("no goal is written down twice") {
  std::set<std::tuple<std::string_view, std::string_view, std::string_view, Bound>> met;
  for (const Goal& goal : goals()) {
    CAPTURE(goal.number);
    CHECK(met.emplace(goal.input, goal.operation, goal.peer, goal.bound).second);
    CHECK(goal.value > 0);
  }
}

}  // namespace candela::bench
