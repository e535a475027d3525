#include "find_special.hpp"

#include <bit>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {
namespace {

enum class Also : bool { nothing, surrogates };

template <Also also>
bool is_special(unsigned char c) noexcept {
  return c < 0x20 || c == '"' || c == '\\' || (also == Also::surrogates && c == 0xED);
}

#if defined(__SSE2__)

/// From this length on a string is worth the step to wider registers.
constexpr auto long_string = 128;

template <Also also>
unsigned special_of_16(const char* at) noexcept {
  const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i last_control = _mm_set1_epi8(0x1F);
  __m128i special = _mm_cmpeq_epi8(_mm_min_epu8(chunk, last_control), chunk);
  special = _mm_or_si128(special, _mm_cmpeq_epi8(chunk, _mm_set1_epi8('"')));
  special = _mm_or_si128(special, _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\')));
  if constexpr (also == Also::surrogates)
    special = _mm_or_si128(special, _mm_cmpeq_epi8(chunk, _mm_set1_epi8(static_cast<char>(0xED))));
  return static_cast<unsigned>(_mm_movemask_epi8(special));
}

/// The place of the first special byte, or of the rest that is no whole register.
template <Also also>
[[gnu::target("avx2")]] const char* find_by_32(const char* at, const char* end) noexcept {
  const __m256i last_control = _mm256_set1_epi8(0x1F);
  for (; end - at >= 32; at += 32) {
    const __m256i chunk = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    __m256i special = _mm256_cmpeq_epi8(_mm256_min_epu8(chunk, last_control), chunk);
    special = _mm256_or_si256(special, _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('"')));
    special = _mm256_or_si256(special, _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\\')));
    if constexpr (also == Also::surrogates)
      special = _mm256_or_si256(
          special, _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8(static_cast<char>(0xED))));
    const auto mask = static_cast<unsigned>(_mm256_movemask_epi8(special));
    if (mask != 0) return at + std::countr_zero(mask);
  }
  return at;
}

bool has_avx2() noexcept {
  static const bool has = __builtin_cpu_supports("avx2") != 0;
  return has;
}

#endif

template <Also also>
const char* find(const char* at, const char* end) noexcept {
#if defined(__SSE2__)
  if (end - at >= long_string && has_avx2()) {
    at = find_by_32<also>(at, end);
    if (end - at >= 32) return at;
  }
  for (; end - at >= 16; at += 16) {
    const unsigned special = special_of_16<also>(at);
    if (special != 0) return at + std::countr_zero(special);
  }
#endif
  while (at != end && !is_special<also>(static_cast<unsigned char>(*at)))
    ++at;
  return at;
}

}  // namespace

const char* find_end_of_plain(const char* at, const char* end) noexcept {
  return find<Also::nothing>(at, end);
}

const char* find_to_escape(const char* at, const char* end) noexcept {
  return find<Also::surrogates>(at, end);
}

}  // namespace candela
