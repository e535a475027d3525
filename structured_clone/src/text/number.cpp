#include "number.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace candela {
namespace {

constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

char* write_integer(std::uint64_t value, char* to) noexcept {
  return std::to_chars(to, to + 20, value).ptr;
}

char* copy(const char* from, std::size_t count, char* to) noexcept {
  std::memcpy(to, from, count);
  return to + count;
}

char* zeros(int count, char* to) noexcept {
  std::memset(to, '0', static_cast<std::size_t>(count));
  return to + count;
}

/// Lays out `digits` (no point, no sign) as ECMA-262 does for 0.digits × 10^point.
char* lay_out(const char* digits, int count, int point, char* to) noexcept {
  const auto length = static_cast<std::size_t>(count);
  if (count <= point && point <= 21) return zeros(point - count, copy(digits, length, to));
  if (0 < point && point <= 21) {
    const auto whole = static_cast<std::size_t>(point);
    to = copy(digits, whole, to);
    *to++ = '.';
    return copy(digits + whole, length - whole, to);
  }
  if (-6 < point && point <= 0) {
    to = zeros(-point, copy("0.", 2, to));
    return copy(digits, length, to);
  }
  *to++ = digits[0];
  if (count > 1) {
    *to++ = '.';
    to = copy(digits + 1, length - 1, to);
  }
  const int exponent = point - 1;
  *to++ = 'e';
  *to++ = exponent < 0 ? '-' : '+';
  return write_integer(static_cast<std::uint64_t>(std::abs(exponent)), to);
}

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Whether a JSON number that no double holds is far above 1 (else it is far below).
bool is_large(const char* at, const char* end) noexcept {
  std::int64_t magnitude = 0;  // of the first digit that is not 0, as a power of ten
  bool found = false;
  bool in_fraction = false;
  for (; at != end && *at != 'e' && *at != 'E'; ++at) {
    if (*at == '.') in_fraction = true;
    if (!is_digit(*at)) continue;
    found = found || *at != '0';
    if (found && !in_fraction) ++magnitude;
    if (!found && in_fraction) --magnitude;
  }
  if (at == end) return magnitude > 0;
  ++at;
  const bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  std::int64_t exponent = 0;
  constexpr std::int64_t enough = std::int64_t{1} << 40;  // beyond any text's digits
  for (; at != end && exponent < enough; ++at)
    exponent = exponent * 10 + (*at - '0');
  return magnitude + (negative ? -exponent : exponent) > 0;
}

}  // namespace

char* write_number(double number, char* to) noexcept {
  if (std::signbit(number)) {
    *to++ = '-';
    number = -number;
  }
  constexpr double whole_limit = 9007199254740992.0;  // 2^53: below it a whole number is its digits
  if (number < whole_limit && number == std::trunc(number))
    return write_integer(static_cast<std::uint64_t>(number), to);

  // The shortest digits, as d.ddde±xx, taken apart again.
  char text[32];
  const auto done = std::to_chars(text, text + sizeof text, number, std::chars_format::scientific);
  char digits[20];
  int count = 0;
  const char* at = text;
  for (; at != done.ptr && *at != 'e'; ++at)
    if (*at != '.') digits[count++] = *at;
  int exponent = 0;
  ++at;
  const bool negative = *at == '-';
  for (++at; at != done.ptr; ++at)
    exponent = exponent * 10 + (*at - '0');
  return lay_out(digits, count, (negative ? -exponent : exponent) + 1, to);
}

ReadNumber read_number(const char* begin, const char* end) noexcept {
  const char* at = begin;
  const bool negative = at != end && *at == '-';
  if (negative) ++at;
  if (at == end || !is_digit(*at)) return {};
  std::uint64_t mantissa = 0;
  const char* const first_digit = at;
  if (*at == '0') {
    ++at;
  } else {
    for (; at != end && is_digit(*at); ++at)
      mantissa = mantissa * 10 + static_cast<unsigned>(*at - '0');
  }
  auto digits = at - first_digit;
  std::ptrdiff_t fraction = 0;
  if (at != end && *at == '.') {
    const char* const first = ++at;
    for (; at != end && is_digit(*at); ++at)
      mantissa = mantissa * 10 + static_cast<unsigned>(*at - '0');
    fraction = at - first;
    if (fraction == 0) return {};
    digits += fraction;
  }
  bool has_exponent = false;
  if (at != end && (*at == 'e' || *at == 'E')) {
    has_exponent = true;
    ++at;
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (at == end || !is_digit(*at)) return {};
    while (at != end && is_digit(*at))
      ++at;
  }
  // Clinger's fast path: a mantissa below 2^53 and a power of ten that a double holds exactly give
  // one rounding.
  if (!has_exponent && digits <= 15 && fraction <= 22) {
    double value = static_cast<double>(mantissa);
    if (fraction != 0) value /= exact_powers[fraction];
    return {negative ? -value : value, at};
  }
  double value = 0;
  const auto result = std::from_chars(begin, at, value);
  if (result.ec == std::errc::result_out_of_range) {
    // from_chars leaves the value alone; the text tells whether it is too large or too small.
    value = is_large(begin, at) ? std::numeric_limits<double>::infinity() : 0.0;
    if (negative) value = -value;
  }
  return {value, at};
}

}  // namespace candela
