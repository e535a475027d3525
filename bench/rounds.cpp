#include "rounds.hpp"

#include <exception>
#include <string>
#include <utility>

#include "allocations.hpp"

namespace candela::bench {

namespace {

/// A contender and what came of it so far.
struct Turn {
  Contender contender;
  Measured measured;
};

Turn turn_of(Contender contender) {
  Measured measured{contender.name, {}, std::nullopt, contender.missing, contender.bytes};
  return {std::move(contender), std::move(measured)};
}

void take(Turn& turn, Milliseconds duration, bool counted) {
  if (!turn.measured.missing.empty()) return;
  try {
    const double nanoseconds = turn.contender.measure(duration);
    if (counted) turn.measured.nanoseconds.push_back(nanoseconds);
  } catch (const std::exception& error) {
    turn.measured.missing = std::string("failed: ") + error.what();
    turn.measured.nanoseconds.clear();
  }
}

void count_allocations(Turn& turn) {
  if (turn.measured.missing.empty() && turn.contender.once) {
    turn.measured.allocations = allocations_each(turn.contender.once);
  }
}

}  // namespace

MeasuredCase measure_case(const CasePlan& plan, const Rounds& rounds) {
  MeasuredCase result{plan.input, plan.operation, {"candela", {}}, {}};
  std::vector<Turn> turns;
  try {
    Case made = plan.make();
    turns.push_back(turn_of(std::move(made.ours)));
    for (Contender& peer : made.peers)
      turns.push_back(turn_of(std::move(peer)));
  } catch (const std::exception& error) {
    result.ours.missing = std::string("failed: ") + error.what();
    return result;
  }
  const Milliseconds duration = rounds.each * plan.duration_factor;
  for (Turn& turn : turns)
    take(turn, duration, false);
  for (int round = 0; round < rounds.count; ++round) {
    for (Turn& turn : turns)
      take(turn, duration, true);
  }
  for (Turn& turn : turns)
    count_allocations(turn);
  result.ours = std::move(turns.front().measured);
  for (std::size_t i = 1; i < turns.size(); ++i) {
    result.peers.push_back(std::move(turns[i].measured));
  }
  return result;
}

}  // namespace candela::bench
