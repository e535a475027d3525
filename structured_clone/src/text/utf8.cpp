#include "utf8.hpp"

#include <cstdint>

#if defined(__SSSE3__)
#include <immintrin.h>
#endif

namespace candela {
namespace {

bool is_continuation(unsigned char byte) noexcept {
  return (byte & 0xC0) == 0x80;
}

/// The length of the sequence at the front of `left` bytes, or 0 where there is none.
std::size_t sequence_length(const char* at, std::size_t left) noexcept {
  const auto byte = [&](std::size_t index) {
    return index < left ? static_cast<unsigned char>(at[index]) : static_cast<unsigned char>(0);
  };
  const unsigned char lead = byte(0);
  const unsigned char second = byte(1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return is_continuation(second) ? 2 : 0;
  if (!is_continuation(second) || !is_continuation(byte(2))) return 0;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool too_large = lead == 0xF4 && second >= 0x90;
  return overlong || too_large || !is_continuation(byte(3)) ? 0 : 4;
}

/// From `start` on, where a sequence begins.
std::size_t valid_from(std::string_view text, std::size_t start) noexcept {
  while (start < text.size()) {
    const std::size_t length = sequence_length(text.data() + start, text.size() - start);
    if (length == 0) return start;
    start += length;
  }
  return start;
}

/// `at`, or the start of the sequence that reaches across it.
std::size_t sequence_start(std::string_view text, std::size_t at) noexcept {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    const auto byte = static_cast<unsigned char>(text[at - back]);
    if (is_continuation(byte)) continue;
    return byte >= 0xC0 ? at - back : at;
  }
  return at;
}

#if defined(__SSSE3__)

// What two neighbouring bytes can be wrong in, a bit each. The tables say, by the first byte's
// high half, its low half, and the second byte's high half, which mistakes are possible; one that
// all three allow has been made.
constexpr char too_short = 1 << 0;                             // a lead byte and no continuation
constexpr char too_long = 1 << 1;                              // ASCII and a continuation
constexpr char overlong_3 = 1 << 2;                            // E0 80..9F
constexpr char too_large = 1 << 3;                             // F4 90.. and above
constexpr char surrogate = 1 << 4;                             // ED A0..BF
constexpr char overlong_2 = 1 << 5;                            // C0, C1
constexpr char far_too_large = 1 << 6;                         // F5 80..8F and above
constexpr char overlong_4 = 1 << 6;                            // F0 80..8F
constexpr char two_continuations = static_cast<char>(1 << 7);  // right only in the third place
constexpr char any_low = static_cast<char>(too_short | too_long | two_continuations);

constexpr char of_first_high[16] = {
    // ASCII
    too_long, too_long, too_long, too_long, too_long, too_long, too_long, too_long,
    // continuations
    two_continuations, two_continuations, two_continuations, two_continuations,
    // leads of two, three and four bytes
    too_short | overlong_2, too_short, too_short | overlong_3 | surrogate,
    too_short | too_large | far_too_large | overlong_4};

constexpr char of_first_low[16] = {
    static_cast<char>(any_low | overlong_3 | overlong_2 | overlong_4),
    static_cast<char>(any_low | overlong_2),
    any_low,
    any_low,
    static_cast<char>(any_low | too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large | surrogate),
    static_cast<char>(any_low | too_large | far_too_large),
    static_cast<char>(any_low | too_large | far_too_large)};

constexpr char continuation_of_80 = static_cast<char>(too_long | overlong_2 | two_continuations |
                                                      overlong_3 | far_too_large | overlong_4);
constexpr char continuation_of_90 =
    static_cast<char>(too_long | overlong_2 | two_continuations | overlong_3 | too_large);
constexpr char continuation_of_a0 =
    static_cast<char>(too_long | overlong_2 | two_continuations | surrogate | too_large);

constexpr char of_second_high[16] = {
    too_short,          too_short,          too_short,          too_short,
    too_short,          too_short,          too_short,          too_short,
    continuation_of_80, continuation_of_90, continuation_of_a0, continuation_of_a0,
    too_short,          too_short,          too_short,          too_short};

__m128i table(const char* entries) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(entries));
}

/// The place of the first block of 16 with a mistake, or of the rest that is no whole block.
std::size_t checked_by_16(std::string_view text) noexcept {
  const __m128i low_half = _mm_set1_epi8(0x0F);
  const __m128i first_high = table(of_first_high);
  const __m128i first_low = table(of_first_low);
  const __m128i second_high = table(of_second_high);
  // A lead of three bytes demands a continuation two places on, one of four also three places on.
  const __m128i third = _mm_set1_epi8(static_cast<char>(0xE0 - 0x80));
  const __m128i fourth = _mm_set1_epi8(static_cast<char>(0xF0 - 0x80));
  const __m128i high_bit = _mm_set1_epi8(static_cast<char>(0x80));
  __m128i before = _mm_setzero_si128();
  std::size_t at = 0;
  bool is_ascii_before = true;
  for (; text.size() - at >= 16; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const bool is_ascii = _mm_movemask_epi8(block) == 0;
    if (!is_ascii || !is_ascii_before) {
      const __m128i first = _mm_alignr_epi8(block, before, 15);
      const __m128i mistakes = _mm_and_si128(
          _mm_and_si128(
              _mm_shuffle_epi8(first_high, _mm_and_si128(_mm_srli_epi16(first, 4), low_half)),
              _mm_shuffle_epi8(first_low, _mm_and_si128(first, low_half))),
          _mm_shuffle_epi8(second_high, _mm_and_si128(_mm_srli_epi16(block, 4), low_half)));
      const __m128i demanded =
          _mm_or_si128(_mm_subs_epu8(_mm_alignr_epi8(block, before, 14), third),
                       _mm_subs_epu8(_mm_alignr_epi8(block, before, 13), fourth));
      const __m128i wrong = _mm_xor_si128(_mm_and_si128(demanded, high_bit), mistakes);
      if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) != 0xFFFF) return at;
    }
    before = block;
    is_ascii_before = is_ascii;
  }
  return at;
}

/// The same by 32.
[[gnu::target("avx2")]] std::size_t checked_by_32(std::string_view text) noexcept {
  const __m256i low_half = _mm256_set1_epi8(0x0F);
  const __m256i first_high = _mm256_broadcastsi128_si256(table(of_first_high));
  const __m256i first_low = _mm256_broadcastsi128_si256(table(of_first_low));
  const __m256i second_high = _mm256_broadcastsi128_si256(table(of_second_high));
  const __m256i third = _mm256_set1_epi8(static_cast<char>(0xE0 - 0x80));
  const __m256i fourth = _mm256_set1_epi8(static_cast<char>(0xF0 - 0x80));
  const __m256i high_bit = _mm256_set1_epi8(static_cast<char>(0x80));
  __m256i before = _mm256_setzero_si256();
  std::size_t at = 0;
  bool is_ascii_before = true;
  for (; text.size() - at >= 32; at += 32) {
    const __m256i block = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const bool is_ascii = _mm256_movemask_epi8(block) == 0;
    if (!is_ascii || !is_ascii_before) {
      const __m256i across = _mm256_permute2x128_si256(before, block, 0x21);
      const __m256i first = _mm256_alignr_epi8(block, across, 15);
      const __m256i mistakes = _mm256_and_si256(
          _mm256_and_si256(_mm256_shuffle_epi8(
                               first_high, _mm256_and_si256(_mm256_srli_epi16(first, 4), low_half)),
                           _mm256_shuffle_epi8(first_low, _mm256_and_si256(first, low_half))),
          _mm256_shuffle_epi8(second_high,
                              _mm256_and_si256(_mm256_srli_epi16(block, 4), low_half)));
      const __m256i demanded =
          _mm256_or_si256(_mm256_subs_epu8(_mm256_alignr_epi8(block, across, 14), third),
                          _mm256_subs_epu8(_mm256_alignr_epi8(block, across, 13), fourth));
      const __m256i wrong = _mm256_xor_si256(_mm256_and_si256(demanded, high_bit), mistakes);
      if (_mm256_testz_si256(wrong, wrong) == 0) return at;
    }
    before = block;
    is_ascii_before = is_ascii;
  }
  return at;
}

bool has_avx2() noexcept {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

#else

bool has_avx2() noexcept {
  return false;
}

std::size_t checked_by_16(std::string_view) noexcept {
  return 0;
}

std::size_t checked_by_32(std::string_view) noexcept {
  return 0;
}

#endif

/// The rest, or the block with the mistake, is looked through byte by byte.
std::size_t valid_behind(std::string_view text, std::size_t checked) noexcept {
  return valid_from(text, sequence_start(text, checked));
}

}  // namespace

std::size_t valid_utf8_bytes(std::string_view text) noexcept {
  return valid_behind(text, has_avx2() ? checked_by_32(text) : checked_by_16(text));
}

std::size_t valid_utf8_bytes_narrow(std::string_view text) noexcept {
  return valid_behind(text, checked_by_16(text));
}

bool is_wtf8(std::string_view text) noexcept {
  std::size_t at = 0;
  std::size_t after_high = text.size();  // where a low surrogate would make a pair of two
  for (;;) {
    at += valid_utf8_bytes(text.substr(at));
    if (at == text.size()) return true;
    const auto byte = [&](std::size_t index) {
      return static_cast<unsigned char>(text[at + index]);
    };
    const bool is_surrogate = text.size() - at >= 3 && byte(0) == 0xED && byte(1) >= 0xA0 &&
                              is_continuation(byte(1)) && is_continuation(byte(2));
    if (!is_surrogate) return false;
    const bool is_low = byte(1) >= 0xB0;
    if (is_low && at == after_high) return false;
    at += 3;
    after_high = is_low ? text.size() : at;
  }
}

}  // namespace candela
