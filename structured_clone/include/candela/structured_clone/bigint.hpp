// Integers of any size, as JavaScript's BigInt: sign and magnitude, in 64-bit limbs.
//
// A value type: copies are independent, nothing is shared.
// Invariant: no leading zero limb, and zero is not negative.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace candela {

class BigInt {
 public:
  BigInt() noexcept = default;
  BigInt(std::int64_t value);  // NOLINT: a BigInt is meant to be written as a number
  static BigInt from_uint64(std::uint64_t value);
  /// `limbs` little end first; leading zeros are dropped.
  enum class Sign : std::uint8_t { positive, negative };
  static BigInt from_limbs(std::span<const std::uint64_t> limbs, Sign sign);
  /// Decimal digits with an optional leading '-'; zeros in front are dropped. Empty when `text` is
  /// no such text. Takes time with the square of the digits: bound them first
  /// (Limits::bigint_digits).
  static std::optional<BigInt> from_decimal(std::string_view text);

  bool is_negative() const noexcept { return negative_; }
  bool is_zero() const noexcept { return limbs_.empty(); }
  std::span<const std::uint64_t> limbs() const noexcept { return limbs_; }
  std::string to_decimal() const;
  /// Empty when the value is out of range.
  std::optional<std::int64_t> to_int64() const noexcept;
  std::optional<std::uint64_t> to_uint64() const noexcept;

  friend bool operator==(const BigInt&, const BigInt&) = default;

 private:
  std::vector<std::uint64_t> limbs_;
  bool negative_ = false;
};

}  // namespace candela
