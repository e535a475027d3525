#include "write_number.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "powers_of_ten.hpp"

namespace candela {
namespace {

struct DigitPairs {
  char text[200];
};

constexpr DigitPairs make_digit_pairs() {
  DigitPairs pairs = {};
  for (int i = 0; i < 100; ++i) {
    pairs.text[2 * i] = static_cast<char>('0' + i / 10);
    pairs.text[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}

constexpr DigitPairs digit_pairs = make_digit_pairs();

void put_pair(std::uint32_t below_100, char* to) noexcept {
  std::memcpy(to, digit_pairs.text + 2 * below_100, 2);
}

void put_four(std::uint32_t below_10000, char* to) noexcept {
  put_pair(below_10000 / 100, to);
  put_pair(below_10000 % 100, to + 2);
}

void put_eight(std::uint32_t below_100000000, char* to) noexcept {
  put_four(below_100000000 / 10000, to);
  put_four(below_100000000 % 10000, to + 4);
}

/// Without leading zeros.
char* put_up_to_eight(std::uint32_t value, char* to) noexcept {
  if (value < 10) {
    *to = static_cast<char>('0' + value);
    return to + 1;
  }
  if (value < 100) {
    put_pair(value, to);
    return to + 2;
  }
  if (value < 10000) {
    char four[4];
    put_four(value, four);
    const int skipped = value < 1000 ? 1 : 0;
    std::memcpy(to, four + skipped, 3);
    to[3] = four[3];
    return to + 4 - skipped;
  }
  char eight[16] = {};
  put_eight(value, eight);
  const int skipped = value < 1000000 ? (value < 100000 ? 3 : 2) : (value < 10000000 ? 1 : 0);
  std::memcpy(to, eight + skipped, 8);
  return to + 8 - skipped;
}

/// digits · 10^exponent
struct Decimal {
  std::uint64_t digits;
  int exponent;
};

constexpr int significand_bits = 52;
constexpr std::uint64_t hidden_bit = std::uint64_t{1} << significand_bits;

/// floor(log10(2^binary)), or of 3/4 of it, which is the width of an interval whose lower half is
/// the narrower one.
int decimal_exponent(int binary, bool lower_is_closer) noexcept {
  return (binary * 1262611 - (lower_is_closer ? 524031 : 0)) >> 22;
}

/// The first 64 bits of power · factor / 2^128, with the last one set if anything stands behind
/// them ("round to odd"): enough to compare with other such products and with integers.
std::uint64_t multiply_to_odd(const PowerOfTen& power, std::uint64_t factor) noexcept {
  __extension__ using Wide = unsigned __int128;
  const Wide low = Wide{power.low} * factor;
  const Wide sum = Wide{power.high} * factor + static_cast<std::uint64_t>(low >> 64);
  const auto rest = static_cast<std::uint64_t>(sum);
  return static_cast<std::uint64_t>(sum >> 64) | (rest > 1 ? 1 : 0);
}

/// The power that the algorithm wants: rounded up where it is not exact.
PowerOfTen upper_power(int exponent) noexcept {
  PowerOfTen power = power_of_ten(exponent);
  if (exponent < 0 || exponent > last_exact_power) ++power.low;
  return power;
}

/// The shortest decimal inside of the interval of decimals that round to the double, the closest
/// of several. Requires: finite, above 0.
Decimal shortest(double number) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const std::uint64_t fraction = bits & (hidden_bit - 1);
  const auto biased = static_cast<int>(bits >> significand_bits);
  const std::uint64_t significand = biased == 0 ? fraction : fraction | hidden_bit;
  const int binary = (biased == 0 ? 1 : biased) - 1075;

  // Four times the number and the ends of its interval, in units of 2^(binary - 2).
  const bool is_odd = (significand & 1) != 0;  // then the ends round to its neighbours
  const bool lower_is_closer = fraction == 0 && biased > 1;
  const std::uint64_t middle = 4 * significand;
  const int decimal = decimal_exponent(binary, lower_is_closer);
  const int shift = binary + binary_exponent_of_ten(-decimal) + 1;
  const PowerOfTen power = upper_power(-decimal);
  const std::uint64_t center = multiply_to_odd(power, middle << shift);
  const std::uint64_t lower =
      multiply_to_odd(power, (middle - (lower_is_closer ? 1 : 2)) << shift) + (is_odd ? 1 : 0);
  const std::uint64_t upper = multiply_to_odd(power, (middle + 2) << shift) - (is_odd ? 1 : 0);

  // Both candidates are made, and one is taken without a branch: which of them it is, is random.
  // One digit less, if exactly one such decimal is inside:
  const std::uint64_t whole = center / 4;
  const std::uint64_t tens = whole / 10;
  const bool tens_below = lower <= 40 * tens;
  const bool tens_above = 40 * tens + 40 <= upper;
  const bool is_shorter = whole >= 10 && tens_below != tens_above;
  const std::uint64_t shorter = 10 * (tens + (tens_above ? 1 : 0));
  // Else the one of two neighbours that is inside, or the closer one:
  const bool below = lower <= 4 * whole;
  const bool above = 4 * whole + 4 <= upper;
  const std::uint64_t half = 4 * whole + 2;
  const bool is_closer_above = (center > half) | ((center == half) & ((whole & 1) != 0));
  const bool up = below != above ? above : is_closer_above;
  const std::uint64_t longer = whole + (up ? 1 : 0);
  const std::uint64_t choice = std::uint64_t{0} - (is_shorter ? 1U : 0U);
  return {(shorter & choice) | (longer & ~choice), decimal};
}

constexpr std::size_t digits_room = 48;
constexpr int most_digits = 17;

int count_digits(std::uint64_t value) noexcept {
  const int floor = (static_cast<int>(std::bit_width(value)) * 1233) >> 12;
  return floor + (value >= integer_powers[floor] ? 1 : 0);
}

#if defined(__SSE2__)

/// The digits of two numbers below 10^8, as 16 values from 0 to 9: split in halves three times,
/// in all lanes at once.
__m128i sixteen_digits(std::uint32_t first, std::uint32_t second) noexcept {
  const __m128i fours =
      _mm_setr_epi32(static_cast<int>(first / 10000), static_cast<int>(first % 10000),
                     static_cast<int>(second / 10000), static_cast<int>(second % 10000));
  const __m128i hundreds = _mm_srli_epi32(_mm_mulhi_epu16(fours, _mm_set1_epi32(5243)), 3);
  const __m128i rest = _mm_sub_epi32(fours, _mm_mullo_epi16(hundreds, _mm_set1_epi32(100)));
  const __m128i pairs = _mm_or_si128(hundreds, _mm_slli_epi32(rest, 16));
  const __m128i tens = _mm_mulhi_epu16(pairs, _mm_set1_epi16(6554));
  const __m128i ones = _mm_sub_epi16(pairs, _mm_mullo_epi16(tens, _mm_set1_epi16(10)));
  return _mm_or_si128(tens, _mm_slli_epi16(ones, 8));
}

#endif

/// Writes 17 digits, zeros behind the value's own, and returns how many are left without trailing
/// zeros. Always the same number, since a branch on it would be a coin's toss.
int put_significant(std::uint64_t value, int count, char* to) noexcept {
  value *= integer_powers[most_digits - count];
  constexpr std::uint64_t eight_digits = 100'000'000;
  const std::uint64_t high = value / eight_digits;
  const auto first = static_cast<std::uint32_t>(high % eight_digits);
  const auto second = static_cast<std::uint32_t>(value % eight_digits);
  *to = static_cast<char>('0' + high / eight_digits);
#if defined(__SSE2__)
  const __m128i digits = sixteen_digits(first, second);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 1), _mm_add_epi8(digits, _mm_set1_epi8('0')));
  const int zeros = _mm_movemask_epi8(_mm_cmpeq_epi8(digits, _mm_setzero_si128()));
  return static_cast<int>(std::bit_width(static_cast<unsigned>(~zeros) & 0xFFFFU)) + 1;
#else
  put_eight(first, to + 1);
  put_eight(second, to + 9);
  int left = most_digits;
  while (left > 1 && to[left - 1] == '0')
    --left;
  return left;
#endif
}

char* copy_digits(const char* digits, char* to) noexcept {
  std::memcpy(to, digits, 24);
  return to;
}

char* zeros(int count, char* to) noexcept {
  std::memset(to, '0', static_cast<std::size_t>(count));
  return to + count;
}

/// Lays out digits (no point, no sign) as ECMA-262 does for 0.digits · 10^point.
char* lay_out(const char* digits, int count, int point, char* to) noexcept {
  if (0 < point && point < count && point <= 21) {
    copy_digits(digits, to);
    to[point] = '.';
    copy_digits(digits + point, to + point + 1);
    return to + count + 1;
  }
  if (-6 < point && point <= 0) {
    std::memcpy(to, "0.000000", 8);
    to += 2 - point;
    return copy_digits(digits, to) + count;
  }
  if (count <= point && point <= 21) return zeros(point - count, copy_digits(digits, to) + count);
  *to++ = digits[0];
  if (count > 1) {
    *to++ = '.';
    to = copy_digits(digits + 1, to) + (count - 1);
  }
  const int exponent = point - 1;
  *to++ = 'e';
  *to++ = exponent < 0 ? '-' : '+';
  return put_up_to_eight(static_cast<std::uint32_t>(std::abs(exponent)), to);
}

}  // namespace

char* write_integer(std::uint64_t number, char* to) noexcept {
  constexpr std::uint64_t eight_digits = 100'000'000;
  if (number < eight_digits) return put_up_to_eight(static_cast<std::uint32_t>(number), to);
  const std::uint64_t high = number / eight_digits;
  to = high < eight_digits ? put_up_to_eight(static_cast<std::uint32_t>(high), to)
                           : write_integer(high, to);
  put_eight(static_cast<std::uint32_t>(number % eight_digits), to);
  return to + 8;
}

char* write_number(double number, char* to) noexcept {
  if (std::signbit(number)) {
    *to++ = '-';
    number = -number;
  }
  constexpr double whole_limit = 9007199254740992.0;  // 2^53: below it a whole number is its digits
  if (number < whole_limit) {
    const auto whole = static_cast<std::int64_t>(number);
    if (static_cast<double>(whole) == number)
      return write_integer(static_cast<std::uint64_t>(whole), to);
  }
  const Decimal decimal = shortest(number);
  char digits[digits_room];
  const int written = count_digits(decimal.digits);
  const int count = put_significant(decimal.digits, written, digits);
  return lay_out(digits, count, written + decimal.exponent, to);
}

}  // namespace candela
