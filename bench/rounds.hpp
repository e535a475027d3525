#pragma once

// Runs the rounds of a case: everybody once a round, turn by turn, so that what changes on the
// machine meanwhile hits all of them, and a ratio is of two timings taken next to each other.
//
// Guarantees: a first round warms up and is not counted. A contender that throws is taken out, with
// what it said; the others go on.
// Threads: one.

#include "contender.hpp"
#include "measure.hpp"
#include "verdict.hpp"

namespace candela::bench {

struct Rounds {
  int count = 9;
  Milliseconds each{50};  ///< One contender's turn.
};

/// A plan that cannot be made is a case with ours missing.
MeasuredCase measure_case(const CasePlan& plan, const Rounds& rounds);

}  // namespace candela::bench
