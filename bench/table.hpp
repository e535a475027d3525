#pragma once

// Numbers and columns for people.
//
// Threads: no state.

#include <iosfwd>
#include <string>
#include <vector>

namespace candela::bench {

std::string with_decimals(double number, int decimals);
/// So many decimals that three digits show: 0.0123, 1.23, 12.3, 123, 1234.
int decimals_of(double number);
std::string three_digits(double number);
/// "312 ns", "4.10 µs", "16.4 ms": three digits.
std::string time_text(double nanoseconds);

using Line = std::vector<std::string>;

/// Each column as wide as its widest text. Requires: a line, and in all of them as many texts.
void print_aligned(std::ostream& out, const std::vector<Line>& lines);

}  // namespace candela::bench
