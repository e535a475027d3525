#include "write_number.hpp"

#include <bit>
#include <cmath>
#include <cstring>

#include "digits.hpp"
#include "powers_of_ten.hpp"

namespace candela {
namespace {

/// Without leading zeros. Small numbers, and they are the most, go their own ways.
char* put_below_ten_to_sixteen(std::uint64_t value, char* to) noexcept {
  if (value < 10) {
    *to = static_cast<char>('0' + value);
    return to + 1;
  }
  if (value < 100) {
    put_pair(static_cast<std::uint32_t>(value), to);
    return to + 2;
  }
  if (value < 10000) {
    char four[4];
    put_four(static_cast<std::uint32_t>(value), four);
    const int skipped = value < 1000 ? 1 : 0;
    std::memcpy(to, four + skipped, 3);
    to[3] = four[3];
    return to + 4 - skipped;
  }
  const SixteenDigits digits(value);
  const int zeros = digits.leading_zeros();
  digits.store_from(zeros, to);
  return to + 16 - zeros;
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

__extension__ using Wide = unsigned __int128;

/// power · factor / 2^64, cut off: 128 bits, and 64 behind them.
struct Product {
  Wide high;
  std::uint64_t low;
};

Product multiply(const PowerOfTen& power, std::uint64_t factor) noexcept {
  const Wide low = Wide{power.low} * factor;
  return {Wide{power.high} * factor + static_cast<std::uint64_t>(low >> 64),
          static_cast<std::uint64_t>(low)};
}

/// The first 64 bits, with the last one set if anything stands behind them ("round to odd"): enough
/// to compare with other such products and with integers.
std::uint64_t to_odd(Wide high) noexcept {
  return static_cast<std::uint64_t>(high >> 64) | (static_cast<std::uint64_t>(high) > 1 ? 1 : 0);
}

/// The product with so much more of the power, or less: exactly what multiplying would give.
std::uint64_t above_to_odd(const Product& product, const PowerOfTen& power, int shift) noexcept {
  const std::uint64_t low = power.low << shift;
  const Wide high = (Wide{power.high} << shift) | (power.low >> (64 - shift));
  return to_odd(product.high + high + (product.low + low < low ? 1 : 0));
}
std::uint64_t below_to_odd(const Product& product, const PowerOfTen& power, int shift) noexcept {
  const std::uint64_t low = power.low << shift;
  const Wide high = (Wide{power.high} << shift) | (power.low >> (64 - shift));
  return to_odd(product.high - high - (product.low < low ? 1 : 0));
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
  const Product product = multiply(power, middle << shift);
  const std::uint64_t center = to_odd(product.high);
  const std::uint64_t lower =
      below_to_odd(product, power, shift + (lower_is_closer ? 0 : 1)) + (is_odd ? 1 : 0);
  const std::uint64_t upper = above_to_odd(product, power, shift + 1) - (is_odd ? 1 : 0);

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

constexpr int most_digits = 17;

int count_digits(std::uint64_t value) noexcept {
  const int floor = (static_cast<int>(std::bit_width(value)) * 1233) >> 12;
  return floor + (value >= integer_powers[floor] ? 1 : 0);
}

char* zeros(int count, char* to) noexcept {
  std::memset(to, '0', static_cast<std::size_t>(count));
  return to + count;
}

/// Lays out 17 digits, of which `count` count, as ECMA-262 does for 0.digits · 10^point.
char* lay_out(char first, const SixteenDigits& others, int count, int point, char* to) noexcept {
  if (-6 < point && point < count) {
    // With the point among the digits, or zeros before them; no branch, both are as likely.
    std::memcpy(to, "0.000000", 8);
    const bool is_inside = point > 0;
    to += is_inside ? 0 : 2 - point;
    to[0] = first;
    others.store_with_point(is_inside ? point - 1 : 16, to + 1);
    return to + count + (is_inside ? 1 : 0);
  }
  to[0] = first;
  if (count <= point && point <= 21) {
    others.store(to + 1);
    return zeros(point - count, to + count);
  }
  to[1] = '.';
  others.store(to + 2);
  to += count > 1 ? count + 1 : 1;
  const int exponent = point - 1;
  *to++ = 'e';
  *to++ = exponent < 0 ? '-' : '+';
  return put_below_ten_to_sixteen(static_cast<std::uint64_t>(std::abs(exponent)), to);
}

}  // namespace

char* write_integer(std::uint64_t number, char* to) noexcept {
  if (number < sixteen_digits) return put_below_ten_to_sixteen(number, to);
  to = put_below_ten_to_sixteen(number / sixteen_digits, to);
  SixteenDigits(number % sixteen_digits).store(to);
  return to + 16;
}

char* write_number(double number, char* to) noexcept {
  *to = '-';  // no branch: which sign comes next is anybody's guess
  to += std::signbit(number) ? 1 : 0;
  number = std::abs(number);
  constexpr double whole_limit = 9007199254740992.0;  // 2^53: below it a whole number is its digits
  if (number < whole_limit) {
    const auto whole = static_cast<std::int64_t>(number);
    if (static_cast<double>(whole) == number)
      return write_integer(static_cast<std::uint64_t>(whole), to);
  }
  const Decimal decimal = shortest(number);
  const int written = count_digits(decimal.digits);
  // Always 17 digits, zeros behind its own, since a branch on their number would be a coin's toss.
  const std::uint64_t digits = decimal.digits * integer_powers[most_digits - written];
  const SixteenDigits others(digits % sixteen_digits);
  return lay_out(static_cast<char>('0' + digits / sixteen_digits), others, others.significant() + 1,
                 written + decimal.exponent, to);
}

}  // namespace candela
