#pragma once

// From samples to the rows of the table: ratios, and whether goals are met.
//
// Guarantees: every peer of a case has a row, every goal of a case has a row; who was not measured
// is there with the reason.
// Threads: no state.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allocations.hpp"
#include "contender.hpp"
#include "goals.hpp"
#include "measure.hpp"

namespace candela::bench {

/// What came of one contender: a sample a round, or why there is none.
struct Measured {
  std::string name;
  std::vector<double> nanoseconds;
  std::optional<Allocations> allocations = std::nullopt;
  std::string missing = {};
  std::optional<std::size_t> bytes = std::nullopt;  ///< Of what it writes.
};

struct MeasuredCase {
  std::string input;
  std::string operation;
  Measured ours;
  std::vector<Measured> peers;
};

enum class Verdict : std::uint8_t {
  none,  ///< No goal.
  met,
  missed,
  open,     ///< Missed by less than the spread.
  missing,  ///< There is a goal, and ours or the peer was not measured.
};

std::string_view to_string(Verdict verdict) noexcept;

struct Row {
  std::string input;
  std::string operation;
  Measured ours;
  /// An empty name: the goal is one of ours alone.
  Measured peer;
  /// Of the peer's time by ours, a ratio a round: the two are measured next to each other.
  std::optional<Summary> ratio;
  std::optional<Goal> goal;
  Verdict verdict = Verdict::none;
};

std::vector<Row> rows_of(const MeasuredCase& measured, std::span<const Goal> goals);

/// Goals that no plan has the input and operation of.
std::vector<Goal> goals_without_case(std::span<const CasePlan> plans, std::span<const Goal> goals);

}  // namespace candela::bench
