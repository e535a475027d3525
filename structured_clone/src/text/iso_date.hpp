// Dates as text: the one form that Date.prototype.toISOString writes, and its reader.
//
// The calendar is ECMAScript's: the Gregorian one extended both ways, years -271821 to 275760, no
// leap seconds.
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candela {

/// The greatest distance from 1970 that a date may have, in milliseconds (ECMA-262, "Time Values
/// and Time Range").
inline constexpr double max_date_ms = 8.64e15;

/// `2025-11-23T16:50:00.000Z`, or with a signed year of six digits outside of 0 to 9999. A fraction
/// of a millisecond is dropped; NaN and what is further from 1970 than `max_date_ms` give an empty
/// text.
std::string to_iso(double ms);
/// The same into `to`; returns the end. Requires: `longest_iso` bytes.
char* write_iso(double ms, char* to) noexcept;
inline constexpr std::size_t longest_iso = 27;

/// Reads exactly what `to_iso` writes, and signed years of six digits for any year but -000000.
/// Empty for every other text, for days that the month does not have, and outside of the range.
std::optional<double> parse_iso(std::string_view text) noexcept;

/// What a Date of JavaScript may hold (ECMA-262, 21.4.1.31): a document holds no other.
bool is_time_value(double ms) noexcept;

}  // namespace candela
