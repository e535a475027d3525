// Copying strings of up to 32 bytes in two registers, if they are ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "text/wide_string.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {

/// Copies `length` bytes, and some behind them that mean nothing, if all of the `length` are ASCII.
/// Requires: `length` is at most 32; 32 bytes to read and to write.
inline bool copy_short_ascii(const char* from, std::size_t length, char* to) noexcept {
#if defined(__SSE2__)
  const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), first);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 16), second);
  const auto high =
      static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(first)) |
                                 (static_cast<unsigned>(_mm_movemask_epi8(second)) << 16));
  return (high & ((std::uint64_t{1} << length) - 1)) == 0;
#else
  std::memcpy(to, from, length);
  return is_all_ascii({from, length});
#endif
}

}  // namespace candela
