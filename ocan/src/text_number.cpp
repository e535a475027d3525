#include "text_number.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

#include "text_characters.hpp"

namespace candela {

namespace {

constexpr unsigned decimal_base = 10;
constexpr std::size_t limb_bits = 64;

/// The digit's value; 36 for what is none.
unsigned digit_value(char c) noexcept {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'z') return static_cast<unsigned>(c - 'a') + decimal_base;
  if (c >= 'A' && c <= 'Z') return static_cast<unsigned>(c - 'A') + decimal_base;
  return 36;
}

/// 16, 8 or 2 for the letter after a zero; 0 for another.
unsigned base_of(char c) noexcept {
  switch (c) {
    case 'x':
    case 'X': return 16;
    case 'o':
    case 'O': return 8;
    case 'b':
    case 'B': return 2;
    default: return 0;
  }
}

class NumberReader {
 public:
  NumberReader(TextPlace place, std::size_t bigint_digits)
      : text_(place.text), begin_(place.at), at_(place.at), bigint_digits_(bigint_digits) {}

  NumberLiteral read() {
    const unsigned base = peek() == '0' ? base_of(peek(1)) : 0;
    const std::variant<double, BigInt> value = base != 0 ? read_bits(base) : read_decimal();
    if (at_ < text_.size() && is_name_part(character_at(text_, at_).point))
      fail("the end of the number", at_);
    return {value, at_};
  }

 private:
  [[noreturn]] void fail(std::string_view expected, std::size_t at) const {
    throw ChainSyntaxError("expected " + std::string(expected), {text_, at});
  }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  /// Without their separators; may be none.
  std::string digits(unsigned base) {
    std::string found;
    while (digit_value(peek()) < base) {
      found.push_back(text_[at_++]);
      if (peek() != '_') continue;
      ++at_;
      if (digit_value(peek()) >= base) fail("a digit after the separator", at_);
    }
    return found;
  }
  void check_bigint(std::string_view digits) const {
    if (digits.size() > bigint_digits_)
      fail("at most " + std::to_string(bigint_digits_) + " digits of a BigInt", begin_);
  }

  std::variant<double, BigInt> read_decimal() {
    const std::string whole = digits(decimal_base);
    if (whole.size() > 1 && whole[0] == '0') fail("a number without a zero in front", begin_);
    if (!whole.empty() && accept('n')) {
      check_bigint(whole);
      return BigInt::from_decimal(whole).value_or(BigInt());
    }
    std::string plain = whole.empty() ? "0" : whole;
    if (accept('.')) {
      const std::string fraction = peek() == '_' ? "" : digits(decimal_base);
      if (!fraction.empty()) plain += "." + fraction;
    }
    if (peek() == 'e' || peek() == 'E') plain += read_exponent();
    return decimal_value(plain);
  }
  std::string read_exponent() {
    ++at_;
    std::string exponent = "e";
    if (peek() == '+' || peek() == '-') exponent.push_back(text_[at_++]);
    const std::string number = peek() == '_' ? "" : digits(decimal_base);
    if (number.empty()) fail("the digits of an exponent", at_);
    return exponent + number;
  }
  static double decimal_value(const std::string& plain) {
    double value = 0;
    const auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error == std::errc()) return value;
    return parse_json(plain).root().as_number();  // past all doubles: Infinity or 0
  }

  std::variant<double, BigInt> read_bits(unsigned base) {
    at_ += 2;
    const std::string number = peek() == '_' ? "" : digits(base);
    if (number.empty()) fail("a digit of base " + std::to_string(base), at_);
    const auto digit_bits = static_cast<unsigned>(std::bit_width(base) - 1);
    if (!accept('n')) return bits_value(number, digit_bits);
    check_bigint(number);
    std::vector<std::uint64_t> limbs(number.size() * digit_bits / limb_bits + 1);
    std::size_t bit = 0;
    for (std::size_t i = number.size(); i-- > 0; bit += digit_bits) {
      const std::uint64_t digit = digit_value(number[i]);
      const std::size_t shift = bit % limb_bits;
      limbs[bit / limb_bits] |= digit << shift;
      if (shift + digit_bits > limb_bits)
        limbs[bit / limb_bits + 1] |= digit >> (limb_bits - shift);
    }
    return BigInt::from_limbs(limbs, BigInt::Sign::positive);
  }
  /// The first 60 bits or more, with what follows in the last of them: then the one rounding is
  /// right.
  static double bits_value(std::string_view number, unsigned digit_bits) {
    std::uint64_t first = 0;
    int further_bits = 0;
    for (const char c : number) {
      const std::uint64_t digit = digit_value(c);
      if (first >> (limb_bits - digit_bits) == 0) {
        first = first << digit_bits | digit;
      } else {
        further_bits += static_cast<int>(digit_bits);
        if (digit != 0) first |= 1;
      }
    }
    return std::ldexp(static_cast<double>(first), further_bits);
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t at_;
  std::size_t bigint_digits_;
};

}  // namespace

NumberLiteral read_number_literal(TextPlace place, std::size_t bigint_digits) {
  return NumberReader(place, bigint_digits).read();
}

}  // namespace candela
