#pragma once

// Rows as a table for people, and as JSON for machines.
//
// Threads: no state.

#include <iosfwd>
#include <span>
#include <string>

#include "goals.hpp"
#include "machine.hpp"
#include "verdict.hpp"

namespace candela::bench {

struct Report {
  Facts facts;
  std::vector<Row> rows;
  /// Goals that nothing measures yet.
  std::vector<Goal> without_case;
};

void print_table(std::ostream& out, const Report& report);
std::string report_json(const Report& report);

}  // namespace candela::bench
