// Numbers as text, in ECMAScript's form: Number::toString (ECMA-262, 6.1.6.1.20) on the way out,
// JSON's grammar (RFC 8259, section 6) on the way in. Both exact: the shortest digits that read
// back as the same double.
#pragma once

#include <cstddef>
#include <string_view>

#include "output.hpp"

namespace candela {

/// The most bytes that one number takes: "-1.2345678901234567e-300".
inline constexpr std::size_t longest_number = 26;

/// Writes a finite number; -0 as "-0". Returns the end. Requires: `longest_number` bytes at `to`.
char* write_number(double number, char* to) noexcept;

/// One number at the start of a text.
struct ReadNumber {
  double value = 0;
  const char* end =
      nullptr;  ///< one past its last character; null when the text starts with no JSON number
};
/// Out of range reads as JSON.parse does: infinite, or zero.
ReadNumber read_number(const char* begin, const char* end) noexcept;

}  // namespace candela
