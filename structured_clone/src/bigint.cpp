#include <candela/structured_clone/bigint.hpp>

#include <algorithm>
#include <charconv>

namespace candela {
namespace {

__extension__ using Wide = unsigned __int128;
using Limbs = std::vector<std::uint64_t>;

// The largest power of ten that fits a limb: decimal texts are worked on in chunks of so many
// digits.
constexpr std::size_t chunk_digits = 19;
constexpr std::uint64_t chunk_base = 10'000'000'000'000'000'000U;
constexpr std::uint64_t int64_min_magnitude = std::uint64_t{1} << 63;

void drop_leading_zeros(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0)
    limbs.pop_back();
}

void multiply_add(Limbs& limbs, std::uint64_t factor, std::uint64_t addend) {
  std::uint64_t carry = addend;
  for (std::uint64_t& limb : limbs) {
    const Wide product = Wide{limb} * factor + carry;
    limb = static_cast<std::uint64_t>(product);
    carry = static_cast<std::uint64_t>(product >> 64);
  }
  if (carry != 0) limbs.push_back(carry);
}

std::uint64_t divide_by_chunk_base(Limbs& limbs) {
  std::uint64_t remainder = 0;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    const Wide dividend = (Wide{remainder} << 64) | *limb;
    *limb = static_cast<std::uint64_t>(dividend / chunk_base);
    remainder = static_cast<std::uint64_t>(dividend % chunk_base);
  }
  drop_leading_zeros(limbs);
  return remainder;
}

constexpr std::uint64_t power_of_ten(std::size_t exponent) {
  std::uint64_t power = 1;
  for (; exponent > 0; --exponent)
    power *= 10;
  return power;
}

}  // namespace

BigInt::BigInt(std::int64_t value) : negative_(value < 0) {
  const auto bits = static_cast<std::uint64_t>(value);
  if (value != 0) limbs_.push_back(negative_ ? std::uint64_t{0} - bits : bits);
}

BigInt BigInt::from_uint64(std::uint64_t value) {
  return from_limbs(std::span(&value, 1), Sign::positive);
}

BigInt BigInt::from_limbs(std::span<const std::uint64_t> limbs, Sign sign) {
  BigInt number;
  number.limbs_.assign(limbs.begin(), limbs.end());
  drop_leading_zeros(number.limbs_);
  number.negative_ = sign == Sign::negative && !number.limbs_.empty();
  return number;
}

std::optional<BigInt> BigInt::from_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;

  BigInt number;
  number.limbs_.reserve(text.size() / chunk_digits + 1);
  while (!text.empty()) {
    // Only the first chunk may be short; the others are whole.
    const std::size_t rest = text.size() % chunk_digits;
    const std::size_t count = rest == 0 ? chunk_digits : rest;
    std::uint64_t chunk = 0;
    std::from_chars(text.data(), text.data() + count, chunk);
    multiply_add(number.limbs_, power_of_ten(count), chunk);
    text.remove_prefix(count);
  }
  number.negative_ = negative && !number.limbs_.empty();
  return number;
}

std::string BigInt::to_decimal() const {
  if (limbs_.empty()) return "0";
  Limbs rest = limbs_;
  std::string reversed;
  reversed.reserve((limbs_.size() + 1) * (chunk_digits + 1));
  while (!rest.empty()) {
    std::uint64_t chunk = divide_by_chunk_base(rest);
    // Every chunk but the first of the text is printed with its leading zeros.
    for (std::size_t digit = 0; rest.empty() ? chunk != 0 : digit < chunk_digits; ++digit) {
      reversed += static_cast<char>('0' + chunk % 10);
      chunk /= 10;
    }
  }
  if (negative_) reversed += '-';
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::optional<std::int64_t> BigInt::to_int64() const noexcept {
  if (limbs_.empty()) return 0;
  const std::uint64_t magnitude = limbs_.front();
  const std::uint64_t greatest = negative_ ? int64_min_magnitude : int64_min_magnitude - 1;
  if (limbs_.size() > 1 || magnitude > greatest) return std::nullopt;
  return static_cast<std::int64_t>(negative_ ? std::uint64_t{0} - magnitude : magnitude);
}

std::optional<std::uint64_t> BigInt::to_uint64() const noexcept {
  if (limbs_.empty()) return 0;
  if (limbs_.size() > 1 || negative_) return std::nullopt;
  return limbs_.front();
}

}  // namespace candela
