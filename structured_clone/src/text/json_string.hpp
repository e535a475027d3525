// Strings as JSON text, as JSON.stringify quotes them (ECMA-262, 25.5.2.3): the short escapes,
// \u00xx for other controls, \udxxx for lone surrogates, all else as it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "output.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {

#if defined(__SSE2__)

/// A bit for each of 16 bytes that cannot be copied into a JSON string as it is.
inline unsigned bytes_to_escape(__m128i chunk) noexcept {
  const __m128i last_control = _mm_set1_epi8(0x1F);
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, last_control), chunk);
  const __m128i quote = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\'));
  const __m128i surrogate = _mm_cmpeq_epi8(chunk, _mm_set1_epi8(static_cast<char>(0xED)));
  return static_cast<unsigned>(_mm_movemask_epi8(
      _mm_or_si128(_mm_or_si128(control, quote), _mm_or_si128(backslash, surrogate))));
}

#endif

/// With the quotes. Requires: `text` is WTF-8, as documents hold it.
void write_json_string(Output& out, std::string_view text);
/// The same, faster, for a text behind which `json_string_slack` more bytes can be read, as those of
/// a document's strings (ByteStore::read_past).
void write_stored_json_string(Output& out, std::string_view text);
inline constexpr std::size_t json_string_slack = 16;
/// The same at `to`, for a text of which 16 bytes can be read, however short it is: std::string has
/// room for them. Returns the end. Requires: `json_string_room(text)` bytes at `to`.
char* write_short_json_string(const std::string& text, char* to) noexcept;
inline constexpr std::size_t short_json_string = 64;  // the longest
constexpr std::size_t json_string_room(std::size_t size) noexcept {
  return 6 * size + 2 + 16;  // every byte an escape, the quotes, and a whole register
}
/// Without the quotes.
void write_json_characters(Output& out, std::string_view text);

}  // namespace candela
