#include "verdict.hpp"

#include <algorithm>
#include <utility>

namespace candela::bench {

namespace {

std::optional<Summary> ratio_of(const Measured& peer, const Measured& ours) {
  const std::size_t rounds = std::min(peer.nanoseconds.size(), ours.nanoseconds.size());
  if (rounds == 0) return std::nullopt;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < rounds; ++i) {
    ratios.push_back(peer.nanoseconds[i] / ours.nanoseconds[i]);
  }
  return summarise(std::move(ratios));
}

/// `lack` is how far the median is from the goal; not above 0 means that it is reached.
Verdict judge(double lack, double spread) {
  if (lack <= 0) return Verdict::met;
  return lack < spread ? Verdict::open : Verdict::missed;
}

Verdict judge(const Goal& goal, const Row& row) {
  if (goal.bound == Bound::passes) {
    return row.ours.nanoseconds.empty() ? Verdict::missed : Verdict::met;
  }
  if (goal.bound == Bound::nanoseconds) {
    if (row.ours.nanoseconds.empty()) return Verdict::missing;
    const Summary ours = summarise(row.ours.nanoseconds);
    return judge(ours.median - goal.value, ours.spread);
  }
  if (!row.ratio) return Verdict::missing;
  return judge(goal.value - row.ratio->median, row.ratio->spread);
}

Row row_of(const MeasuredCase& measured, const Measured& peer, const Goal* goal) {
  Row row;
  row.input = measured.input;
  row.operation = measured.operation;
  row.ours = measured.ours;
  row.peer = peer;
  row.ratio = ratio_of(peer, measured.ours);
  if (goal != nullptr) {
    row.goal = *goal;
    row.verdict = judge(*goal, row);
  }
  return row;
}

}  // namespace

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::none: return "";
    case Verdict::met: return "met";
    case Verdict::missed: return "missed";
    case Verdict::open: return "open";
    case Verdict::missing: return "missing";
  }
  return "";
}

std::vector<Row> rows_of(const MeasuredCase& measured, std::span<const Goal> goals) {
  std::vector<const Goal*> left;
  for (const Goal& goal : goals) {
    if (goal.input == measured.input && goal.operation == measured.operation) left.push_back(&goal);
  }
  std::vector<Row> rows;
  for (const Measured& peer : measured.peers) {
    const auto others = std::stable_partition(
        left.begin(), left.end(), [&peer](const Goal* goal) { return goal->peer == peer.name; });
    if (others == left.begin()) rows.push_back(row_of(measured, peer, nullptr));
    for (auto goal = left.begin(); goal != others; ++goal) {
      rows.push_back(row_of(measured, peer, *goal));
    }
    left.erase(left.begin(), others);
  }
  for (const Goal* goal : left) {
    Measured peer{std::string(goal->peer), {}};
    if (!goal->peer.empty()) peer.missing = "no such peer in the harness yet";
    rows.push_back(row_of(measured, peer, goal));
  }
  if (rows.empty()) rows.push_back(row_of(measured, {}, nullptr));
  return rows;
}

std::vector<Goal> goals_without_case(std::span<const CasePlan> plans, std::span<const Goal> goals) {
  std::vector<Goal> without;
  for (const Goal& goal : goals) {
    const bool planned = std::any_of(plans.begin(), plans.end(), [&goal](const CasePlan& plan) {
      return plan.input == goal.input && plan.operation == goal.operation;
    });
    if (!planned) without.push_back(goal);
  }
  return without;
}

}  // namespace candela::bench
