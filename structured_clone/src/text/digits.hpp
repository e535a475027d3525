// Decimal digits of numbers, all at once where the processor has registers of 16 bytes (SSSE3):
// split in halves, in all lanes together, and moved to their places without a branch or a way
// through memory.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSSE3__)
#include <immintrin.h>
#endif

namespace candela {

inline constexpr std::uint64_t eight_digits = 100'000'000;
inline constexpr std::uint64_t sixteen_digits = eight_digits * eight_digits;

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

inline constexpr DigitPairs digit_pairs = make_digit_pairs();

inline void put_pair(std::uint32_t below_100, char* to) noexcept {
  std::memcpy(to, digit_pairs.text + 2 * below_100, 2);
}

inline void put_four(std::uint32_t below_10000, char* to) noexcept {
  put_pair(below_10000 / 100, to);
  put_pair(below_10000 % 100, to + 2);
}

/// Sixteen digits, leading zeros included. Requires: a number below 10^16.
class SixteenDigits {
 public:
  explicit SixteenDigits(std::uint64_t number) noexcept {
    const auto first = static_cast<std::uint32_t>(number / eight_digits);
    const auto second = static_cast<std::uint32_t>(number % eight_digits);
#if defined(__SSSE3__)
    const __m128i fours =
        _mm_setr_epi32(static_cast<int>(first / 10000), static_cast<int>(first % 10000),
                       static_cast<int>(second / 10000), static_cast<int>(second % 10000));
    const __m128i hundreds = _mm_srli_epi32(_mm_mulhi_epu16(fours, _mm_set1_epi32(5243)), 3);
    const __m128i rest = _mm_sub_epi32(fours, _mm_mullo_epi16(hundreds, _mm_set1_epi32(100)));
    const __m128i pairs = _mm_or_si128(hundreds, _mm_slli_epi32(rest, 16));
    const __m128i tens = _mm_mulhi_epu16(pairs, _mm_set1_epi16(6554));
    const __m128i ones = _mm_sub_epi16(pairs, _mm_mullo_epi16(tens, _mm_set1_epi16(10)));
    digits_ = _mm_or_si128(tens, _mm_slli_epi16(ones, 8));
#else
    put_four(first / 10000, digits_.data());
    put_four(first % 10000, digits_.data() + 4);
    put_four(second / 10000, digits_.data() + 8);
    put_four(second % 10000, digits_.data() + 12);
#endif
  }

#if defined(__SSSE3__)

  /// Zeros at the front, of 16: a zero has all.
  int leading_zeros() const noexcept {
    return std::countr_zero(not_zero() | 0x1'0000U);
  }
  /// Digits without the zeros at the end.
  int significant() const noexcept {
    return static_cast<int>(std::bit_width(not_zero()));
  }
  /// All of them.
  void store(char* to) const noexcept {
    put(to, text());
  }
  /// Those from `first` on, below 16; behind them the 16 bytes are not digits.
  void store_from(int first, char* to) const noexcept {
    put(to, _mm_shuffle_epi8(text(), window(first)));
  }
  /// All of them with a point before the one at `place`, from 0 to 16 (then behind them): 17
  /// characters.
  void store_with_point(int place, char* to) const noexcept {
    const __m128i behind = _mm_cmpgt_epi8(ascending(), _mm_set1_epi8(static_cast<char>(place)));
    // A place that lies behind the point takes the digit before its own.
    const __m128i moved = _mm_shuffle_epi8(text(), _mm_add_epi8(ascending(), behind));
    put(to, moved);
    to[16] = static_cast<char>('0' + _mm_extract_epi16(digits_, 7) / 256);
    to[place] = '.';
  }

 private:
  static void put(char* to, __m128i bytes) noexcept {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
  }
  static __m128i ascending() noexcept {
    return _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  }
  static __m128i window(int first) noexcept {
    return _mm_add_epi8(ascending(), _mm_set1_epi8(static_cast<char>(first)));
  }
  __m128i text() const noexcept {
    return _mm_or_si128(digits_, _mm_set1_epi8('0'));
  }
  unsigned not_zero() const noexcept {
    const int zeros = _mm_movemask_epi8(_mm_cmpeq_epi8(digits_, _mm_setzero_si128()));
    return ~static_cast<unsigned>(zeros) & 0xFFFFU;
  }

  __m128i digits_;

#else

  int leading_zeros() const noexcept {
    int zeros = 0;
    while (zeros < 16 && digits_[static_cast<std::size_t>(zeros)] == '0')
      ++zeros;
    return zeros;
  }
  int significant() const noexcept {
    int left = 16;
    while (left > 0 && digits_[static_cast<std::size_t>(left) - 1] == '0')
      --left;
    return left;
  }
  void store(char* to) const noexcept {
    std::memcpy(to, digits_.data(), 16);
  }
  void store_from(int first, char* to) const noexcept {
    std::memcpy(to, digits_.data() + first, static_cast<std::size_t>(16 - first));
  }
  void store_with_point(int place, char* to) const noexcept {
    const auto before = static_cast<std::size_t>(place);
    std::memcpy(to, digits_.data(), before);
    to[before] = '.';
    std::memcpy(to + before + 1, digits_.data() + before, 16 - before);
  }

 private:
  std::array<char, 16> digits_;

#endif
};

}  // namespace candela
