#include "builtins/decimal.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace candela {

namespace {

/// No double has more (those near 2^-1022).
constexpr int most_digits = 767;

/// Of d.ddde±xx, as to_chars writes it.
Decimal read_scientific(std::string_view text) {
  const std::size_t e = text.find('e');
  Decimal decimal;
  for (const char c : text.substr(0, e)) {
    if (c != '.') decimal.digits += c;
  }
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
  return decimal;
}

std::size_t as_size(int number) {
  return static_cast<std::size_t>(number);
}

std::string sign_of(double number) {
  return number < 0 ? "-" : "";
}

/// Digits around a point. Requires: at least one digit.
std::string with_point(const Decimal& decimal) {
  std::string text;
  const int integer_digits = decimal.exponent + 1;
  const auto count = static_cast<int>(decimal.digits.size());
  if (integer_digits <= 0) {
    text = "0." + std::string(as_size(-integer_digits), '0') + decimal.digits;
  } else if (integer_digits >= count) {
    text = decimal.digits + std::string(as_size(integer_digits - count), '0');
  } else {
    text = decimal.digits;
    text.insert(as_size(integer_digits), 1, '.');
  }
  return text;
}

std::string with_exponent(const Decimal& decimal) {
  std::string text = decimal.digits.substr(0, 1);
  if (decimal.digits.size() > 1) (text += '.').append(decimal.digits, 1);
  text += decimal.exponent < 0 ? "e-" : "e+";
  return text + std::to_string(std::abs(decimal.exponent));
}

}  // namespace

Decimal exact_decimal(double number) {
  std::array<char, most_digits + 16> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                 std::chars_format::scientific, most_digits - 1)
                       .ptr;
  Decimal decimal = read_scientific({text.data(), static_cast<std::size_t>(end - text.data())});
  while (decimal.digits.size() > 1 && decimal.digits.ends_with('0'))
    decimal.digits.pop_back();
  return decimal;
}

Decimal shortest_decimal(double number) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific)
          .ptr;
  return read_scientific({text.data(), static_cast<std::size_t>(end - text.data())});
}

Decimal rounded(Decimal decimal, int count) {
  std::string& digits = decimal.digits;
  const bool up = as_size(count) < digits.size() && digits[as_size(count)] >= '5';
  const bool is_zero = digits == "0";
  digits.resize(as_size(count), '0');
  if (!up || is_zero) return decimal;
  while (!digits.empty() && digits.back() == '9')
    digits.pop_back();
  if (digits.empty()) {
    digits = "1";
    ++decimal.exponent;
    if (count > 0) digits.resize(as_size(count), '0');
    return decimal;
  }
  ++digits.back();
  digits.resize(as_size(count), '0');
  return decimal;
}

std::string fixed_text(double number, int fraction_digits) {
  const Decimal exact = exact_decimal(std::abs(number));
  const int wanted = exact.exponent + 1 + fraction_digits;
  Decimal decimal;
  if (wanted >= 0) decimal = rounded(exact, wanted);
  if (decimal.digits.empty()) decimal = {"0", 0};
  decimal.digits.resize(as_size(decimal.exponent + 1 + fraction_digits), '0');  // after a carry too
  return sign_of(number) + with_point(decimal);
}

std::string exponential_text(double number, int fraction_digits) {
  return sign_of(number) +
         with_exponent(rounded(exact_decimal(std::abs(number)), fraction_digits + 1));
}
std::string shortest_exponential_text(double number) {
  return sign_of(number) + with_exponent(shortest_decimal(std::abs(number)));
}

std::string precision_text(double number, int digits) {
  constexpr int least_exponent = -6;
  const Decimal decimal = rounded(exact_decimal(std::abs(number)), digits);
  const bool plain = decimal.exponent >= least_exponent && decimal.exponent < digits;
  return sign_of(number) + (plain ? with_point(decimal) : with_exponent(decimal));
}

}  // namespace candela
