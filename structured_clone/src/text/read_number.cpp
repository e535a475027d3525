#include "read_number.hpp"

#include <bit>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

#if defined(__SSE4_1__)
#include <immintrin.h>
#endif

#include "powers_of_ten.hpp"

namespace candela {
namespace {

constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int last_exact_double = 22;

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

#if defined(__SSE4_1__)

/// The value of the first `count` of 16 digits (each 0 to 9), for 1 to 16: they are moved to the
/// end, zeros come before them, and neighbours are put together three times.
inline std::uint64_t value_of_digits(__m128i digits, int count) noexcept {
  alignas(16) static constexpr signed char places[32] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                                         -1, -1, -1, -1, -1, 0,  1,  2,  3,  4,  5,
                                                         6,  7,  8,  9,  10, 11, 12, 13, 14, 15};
  const __m128i order = _mm_loadu_si128(reinterpret_cast<const __m128i*>(places + count));
  const __m128i aligned = _mm_shuffle_epi8(digits, order);
  const __m128i pairs = _mm_maddubs_epi16(aligned, _mm_set1_epi16(0x010A));
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064));
  const __m128i packed = _mm_packus_epi32(fours, fours);
  const __m128i eights = _mm_madd_epi16(packed, _mm_set1_epi32(0x00012710));
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
  return (both & 0xFFFF'FFFF) * 100'000'000 + (both >> 32);
}

/// Of 16 characters: 0 to 9 for digits, more for all else.
inline __m128i digit_values(const char* at) noexcept {
  const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  return _mm_sub_epi8(text, _mm_set1_epi8('0'));
}

/// How many of them are digits, up to the first that is none.
inline int count_digits(__m128i values) noexcept {
  const __m128i others = _mm_cmpeq_epi8(_mm_max_epu8(values, _mm_set1_epi8(10)), values);
  return std::countr_zero(static_cast<unsigned>(_mm_movemask_epi8(others)) | 0x10000U);
}

/// Adds the digits from `at` on to `value` (modulo 2^64) and returns their end.
inline const char* read_digits(const char* at, const char* end, std::uint64_t& value) noexcept {
  while (end - at >= 16) {
    const __m128i digits = digit_values(at);
    const int count = count_digits(digits);
    if (count == 0) return at;
    value = value * integer_powers[count] + value_of_digits(digits, count);
    at += count;
    if (count != 16) return at;
  }
  for (; at != end && is_digit(*at); ++at)
    value = value * 10 + static_cast<unsigned>(*at - '0');
  return at;
}

#else

/// Adds the digits from `at` on to `value` (modulo 2^64) and returns their end.
inline const char* read_digits(const char* at, const char* end, std::uint64_t& value) noexcept {
  for (; at != end && is_digit(*at); ++at)
    value = value * 10 + static_cast<unsigned>(*at - '0');
  return at;
}

#endif

constexpr int mantissa_bits = 52;
constexpr int infinite_exponent = 0x7FF;

double from_bits(std::uint64_t mantissa, int exponent) noexcept {
  return std::bit_cast<double>((static_cast<std::uint64_t>(exponent) << mantissa_bits) | mantissa);
}

/// digits · 10^exponent, rounded to even; nothing where 128 bits do not decide it.
std::optional<double> scale(std::uint64_t digits, std::int64_t exponent) noexcept {
  if (digits == 0 || exponent < first_power_of_ten) return 0.0;
  constexpr int last_finite = 308;
  if (exponent > last_finite) return std::numeric_limits<double>::infinity();
  const auto ten = static_cast<int>(exponent);
  __extension__ using Wide = unsigned __int128;
  const int zeros = std::countl_zero(digits);
  digits <<= zeros;
  PowerOfTen power = power_of_ten(ten);
  constexpr int first_short_power = -27;  // from here on 5^-n has 64 bits: rounded up, it is right
  if (ten < 0 && ten >= first_short_power) ++power.low;
  Wide product = Wide{power.high} * digits;
  constexpr std::uint64_t undecided = ~std::uint64_t{0} >> (mantissa_bits + 3);
  if ((static_cast<std::uint64_t>(product >> 64) & undecided) == undecided)
    product += static_cast<std::uint64_t>((Wide{power.low} * digits) >> 64);
  const auto high = static_cast<std::uint64_t>(product >> 64);
  const auto low = static_cast<std::uint64_t>(product);
  if (low == ~std::uint64_t{0} && (ten < first_short_power || ten > last_exact_power))
    return std::nullopt;

  const int upper_bit = static_cast<int>(high >> 63);
  const int shift = upper_bit + 64 - mantissa_bits - 3;
  std::uint64_t mantissa = high >> shift;
  int biased = binary_exponent_of_ten(ten) + 63 + upper_bit - zeros + 1023;
  if (biased <= 0) {  // subnormal
    if (1 - biased >= 64) return 0.0;
    mantissa >>= 1 - biased;
    mantissa += mantissa & 1;
    mantissa >>= 1;
    const bool is_normal_after_all = mantissa >= (std::uint64_t{1} << mantissa_bits);
    return from_bits(mantissa & ((std::uint64_t{1} << mantissa_bits) - 1),
                     is_normal_after_all ? 1 : 0);
  }
  // Exactly between two doubles: only where the product is exact, and then to the even one.
  if (low <= 1 && ten >= -4 && ten <= 23 && (mantissa & 3) == 1 && (mantissa << shift) == high)
    mantissa &= ~std::uint64_t{1};
  mantissa += mantissa & 1;
  mantissa >>= 1;
  if (mantissa >= (std::uint64_t{2} << mantissa_bits)) {
    mantissa = std::uint64_t{1} << mantissa_bits;
    ++biased;
  }
  if (biased >= infinite_exponent) return std::numeric_limits<double>::infinity();
  return from_bits(mantissa & ((std::uint64_t{1} << mantissa_bits) - 1), biased);
}

/// What a text says, as far as it is a number.
struct Parts {
  const char* first_digit;
  const char* end;
  std::uint64_t digits;  // as an integer, without the point; modulo 2^64
  std::int64_t fraction_digits;
  std::int64_t exponent;  // the written one
  std::int64_t digit_count;
  bool negative;
};

/// Whether the text starts with a number. Exponents past ±10^9 stay there.
inline bool take_apart(const char* at, const char* end, Parts& parts) noexcept {
  parts.negative = at != end && *at == '-';
  if (parts.negative) ++at;
  if (at == end || !is_digit(*at)) return false;
  parts.first_digit = at;
  parts.digits = 0;
  at = *at == '0' ? at + 1 : read_digits(at, end, parts.digits);
  parts.digit_count = at - parts.first_digit;
  parts.fraction_digits = 0;
  parts.exponent = 0;
  if (at != end && *at == '.') {
    const char* const fraction = ++at;
    at = read_digits(at, end, parts.digits);
    if (at == fraction) return false;
    parts.fraction_digits = at - fraction;
    parts.digit_count += parts.fraction_digits;
  }
  if (at != end && (*at == 'e' || *at == 'E')) {
    ++at;
    const bool negative = at != end && *at == '-';
    if (at != end && (*at == '+' || *at == '-')) ++at;
    if (at == end || !is_digit(*at)) return false;
    constexpr std::int64_t enough = 1'000'000'000;
    for (; at != end && is_digit(*at); ++at)
      if (parts.exponent < enough) parts.exponent = parts.exponent * 10 + (*at - '0');
    if (negative) parts.exponent = -parts.exponent;
  }
  parts.end = at;
  return true;
}

constexpr int most_digits = 19;  // that an integer of 64 bits holds, whatever they are

/// A number with more digits than `most_digits`: leading zeros left away, the rest cut off.
std::optional<double> read_long(const char* begin, const Parts& parts) noexcept {
  const char* at = parts.first_digit;
  std::int64_t exponent = parts.exponent;
  bool in_fraction = false;
  std::uint64_t digits = 0;
  int taken = 0;
  bool cut = false;
  for (; at != parts.end && *at != 'e' && *at != 'E'; ++at) {
    if (*at == '.') {
      in_fraction = true;
      continue;
    }
    if (taken == most_digits) {
      cut = cut || *at != '0';
      if (!in_fraction) ++exponent;
      continue;
    }
    digits = digits * 10 + static_cast<unsigned>(*at - '0');
    if (digits != 0) ++taken;
    if (in_fraction) --exponent;
  }
  const std::optional<double> down = scale(digits, exponent);
  if (!cut) return down;
  const std::optional<double> up = scale(digits + 1, exponent);
  if (down && up && *down == *up) return down;
  // What is neither zero nor infinite rounded down is in range.
  double value = 0;
  const char* const start = parts.negative ? begin + 1 : begin;
  const auto read = std::from_chars(start, parts.end, value);
  return read.ec == std::errc() ? value : down;
}

}  // namespace

ReadNumber read_number(const char* begin, const char* end) noexcept {
#if defined(__SSE4_1__)
  // Most numbers are integers of a few digits, with more text behind them.
  if (end - begin >= 18) {
    const bool negative = *begin == '-';
    const char* const first = begin + (negative ? 1 : 0);
    const __m128i digits = digit_values(first);
    const int count = count_digits(digits);
    const char after = first[count];
    if (count < 16 && count > 0 && after != '.' && (after | 0x20) != 'e' &&
        (*first != '0' || count == 1)) {
      const auto value =
          static_cast<double>(static_cast<std::int64_t>(value_of_digits(digits, count)));
      return {negative ? -value : value, first + count};
    }
  }
#endif
  Parts parts;
  if (!take_apart(begin, end, parts)) return {};
  if (parts.digit_count <= most_digits) {
    const std::int64_t exponent = parts.exponent - parts.fraction_digits;
    constexpr std::uint64_t exact_integers = std::uint64_t{1} << 53;
    if (parts.digits <= exact_integers && exponent <= 0 && exponent >= -last_exact_double) {
      // Both are exact, so there is one rounding (William Clinger, 1990).
      double value = static_cast<double>(parts.digits);
      if (exponent != 0) value /= exact_powers[-exponent];
      return {parts.negative ? -value : value, parts.end};
    }
    if (const std::optional<double> value = scale(parts.digits, exponent))
      return {parts.negative ? -*value : *value, parts.end};
  }
  const double value = read_long(begin, parts).value_or(0);
  return {parts.negative ? -value : value, parts.end};
}

}  // namespace candela
