#include "builtins/radix.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <candela/ocan/error.hpp>

#include "text_form.hpp"

namespace candela {

namespace {

constexpr char digit_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
/// From here on the neighbours of a double are more than 1 apart.
constexpr double exact_integers = 9007199254740992;

char letter_of(double digit) {
  return digit_letters[static_cast<std::size_t>(digit)];
}

/// Adds 1 to the last of the digits, and drops what becomes zero. True when there is a carry out.
bool round_up(std::string& digits, unsigned radix) {
  while (!digits.empty()) {
    const auto digit = static_cast<unsigned>(std::string_view(digit_letters).find(digits.back()));
    digits.pop_back();
    if (digit + 1 < radix) {
      digits += digit_letters[digit + 1];
      return false;
    }
  }
  return true;
}

/// Of a fraction, until what is left is less than half of the distance to the next double.
std::string fraction_digits(double fraction, double half_step, unsigned radix, double& integer) {
  std::string digits;
  if (fraction < half_step) return digits;
  do {
    fraction *= radix;
    half_step *= radix;
    const double digit = std::floor(fraction);
    digits += letter_of(digit);
    fraction -= digit;
    const bool is_up = fraction > 0.5 || (fraction == 0.5 && std::fmod(digit, 2) == 1);
    if (is_up && fraction + half_step > 1) {
      if (round_up(digits, radix)) integer += 1;
      break;
    }
  } while (fraction >= half_step);
  return digits;
}

/// Digits below the precision of a double are zeros.
std::string integer_digits(double integer, unsigned radix) {
  std::string reversed;
  for (; integer / radix >= exact_integers; integer /= radix)
    reversed += '0';
  do {
    const double digit = std::fmod(integer, radix);
    reversed += letter_of(digit);
    integer = (integer - digit) / radix;
  } while (integer > 0);
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

/// Of a radix of so many bits.
std::string shifted_digits(std::span<const std::uint64_t> limbs, unsigned bits) {
  constexpr unsigned limb_bits = 64;
  std::string reversed;
  const std::size_t all = limbs.size() * limb_bits;
  for (std::size_t at = 0; at < all; at += bits) {
    const std::size_t limb = at / limb_bits;
    const auto shift = static_cast<unsigned>(at % limb_bits);
    std::uint64_t digit = limbs[limb] >> shift;
    if (shift + bits > limb_bits && limb + 1 < limbs.size())
      digit |= limbs[limb + 1] << (limb_bits - shift);
    reversed += digit_letters[digit & ((1U << bits) - 1)];
  }
  while (reversed.ends_with('0'))
    reversed.pop_back();
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string divided_digits(std::span<const std::uint64_t> limbs, unsigned radix) {
  std::uint64_t chunk = radix;  // the largest power in 32 bits: remainders fit in 64
  unsigned chunk_digits = 1;
  for (; chunk * radix <= std::numeric_limits<std::uint32_t>::max(); ++chunk_digits)
    chunk *= radix;
  std::vector<std::uint32_t> rest;
  for (const std::uint64_t limb : limbs) {
    rest.push_back(static_cast<std::uint32_t>(limb));
    rest.push_back(static_cast<std::uint32_t>(limb >> 32));
  }
  std::string reversed;
  while (!rest.empty()) {
    std::uint64_t remainder = 0;
    for (auto part = rest.rbegin(); part != rest.rend(); ++part) {
      remainder = remainder << 32 | *part;
      *part = static_cast<std::uint32_t>(remainder / chunk);
      remainder %= chunk;
    }
    while (!rest.empty() && rest.back() == 0)
      rest.pop_back();
    for (unsigned i = 0; i < chunk_digits; ++i, remainder /= radix)
      reversed += digit_letters[remainder % radix];
  }
  while (reversed.ends_with('0'))
    reversed.pop_back();
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

}  // namespace

std::string number_digits(double number, unsigned radix) {
  if (!std::isfinite(number) || number == 0) return number_text(number);
  const double magnitude = std::abs(number);
  double integer = std::floor(magnitude);
  const double step =
      std::nextafter(magnitude, std::numeric_limits<double>::infinity()) - magnitude;
  const double half_step = std::max(0.5 * step, std::numeric_limits<double>::denorm_min());
  const std::string fraction = fraction_digits(magnitude - integer, half_step, radix, integer);
  std::string text = number < 0 ? "-" : "";
  text += integer_digits(integer, radix);
  if (!fraction.empty()) (text += '.') += fraction;
  return text;
}

std::string bigint_digits(const BuiltinCall& call, const BigInt& number, unsigned radix) {
  const std::span<const std::uint64_t> limbs = number.limbs();
  constexpr std::size_t digits_of_a_limb = 64;  // of radix 2
  const bool is_power = std::has_single_bit(radix);
  call.charge(is_power ? limbs.size() * digits_of_a_limb : limbs.size() * limbs.size());
  if (limbs.empty()) return "0";
  const std::string digits =
      is_power ? shifted_digits(limbs, static_cast<unsigned>(std::countr_zero(radix)))
               : divided_digits(limbs, radix);
  return number.is_negative() ? "-" + digits : digits;
}

unsigned radix_argument(const BuiltinCall& call) {
  const double radix = call.integer(0, 10);
  if (radix < 2 || radix > 36) {
    throw Error("RangeError", "toString() radix argument must be between 2 and 36");
  }
  return static_cast<unsigned>(radix);
}

}  // namespace candela
