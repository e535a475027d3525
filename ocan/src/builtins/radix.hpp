// Numbers and BigInts with digits of a radix from 2 to 36.
//
// Threads: free functions without state.
#pragma once

#include <string>

#include <candela/structured_clone/bigint.hpp>

#include "builtins/builtin_call.hpp"

namespace candela {

/// Digits of any radix but 10. ECMAScript leaves open how many digits a fraction has: these are
/// V8's, the fewest that no other double is closer to.
std::string number_digits(double number, unsigned radix);

/// Charges the work: it takes the square of the length, but for powers of 2.
std::string bigint_digits(const BuiltinCall& call, const BigInt& number, unsigned radix);

/// Argument 0 as a radix, 10 when there is none. Throws Error{"RangeError"}.
unsigned radix_argument(const BuiltinCall& call);

}  // namespace candela
