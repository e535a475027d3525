// The decimal digits of doubles, exact, and rounded as ECMAScript rounds: a half goes up.
//
// Threads: free functions without state.
#pragma once

#include <string>

namespace candela {

/// d.ddd times 10 to the power of `exponent`. Zero is one zero.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

/// All digits that the double has. Requires: finite, not negative.
Decimal exact_decimal(double number);
/// The fewest digits that no other double is closer to. Requires: finite, not negative.
Decimal shortest_decimal(double number);
/// With so many digits, zeros behind the last of its own; none is a decimal below the first digit,
/// which a half turns into one digit more in front. Requires: count >= 0.
Decimal rounded(Decimal decimal, int count);

/// As toFixed, toExponential and toPrecision write. Requires: finite; digits in their range.
std::string fixed_text(double number, int fraction_digits);
std::string exponential_text(double number, int fraction_digits);
std::string shortest_exponential_text(double number);
std::string precision_text(double number, int digits);

}  // namespace candela
