// Dates as text, in ECMAScript's date time string format (ECMA-262, 21.4.1.32): `2025-01-02`,
// `2025-01-02T03:04Z`, `2025-01-02T03:04:05.678+01:00`, `+012025-01`.
//
// Strict: two digits are two digits, days that the month does not have are refused, and so is a
// time without a zone, which would be another instant on each machine.
// Threads: free functions without state.
#pragma once

#include <optional>
#include <string_view>

namespace candela {

/// Milliseconds since 1970. Empty for any other text, and for what no Date can hold.
std::optional<double> read_date_text(std::string_view text);

}  // namespace candela
