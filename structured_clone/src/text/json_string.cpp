#include "json_string.hpp"

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {
namespace {

constexpr char hex[] = "0123456789abcdef";

bool is_plain(unsigned char c) noexcept {
  return c >= 0x20 && c != '"' && c != '\\' && c != 0xED;
}

/// The first byte from `at` on that cannot be copied as it is: a quote, a backslash, a control, or
/// 0xED, which may begin a surrogate.
const char* find_special(const char* at, const char* end) noexcept {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i surrogate = _mm_set1_epi8(static_cast<char>(0xED));
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (; end - at >= 16; at += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, last_control), chunk);
    const __m128i special =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, quote), _mm_cmpeq_epi8(chunk, backslash)),
                     _mm_or_si128(_mm_cmpeq_epi8(chunk, surrogate), control));
    const int mask = _mm_movemask_epi8(special);
    if (mask != 0) return at + __builtin_ctz(static_cast<unsigned>(mask));
  }
#endif
  while (at != end && is_plain(static_cast<unsigned char>(*at)))
    ++at;
  return at;
}

char* write_unit(unsigned unit, char* to) noexcept {
  *to++ = '\\';
  *to++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4)
    *to++ = hex[(unit >> shift) & 0xF];
  return to;
}

/// Whether the three bytes at `at` are a surrogate's (WTF-8: ED A0..BF xx).
bool is_surrogate(const char* at, const char* end) noexcept {
  return end - at >= 3 && (static_cast<unsigned char>(at[1]) & 0xE0) == 0xA0;
}

}  // namespace

void write_json_characters(Output& out, std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (true) {
    const char* const special = find_special(at, end);
    const auto plain = static_cast<std::size_t>(special - at);
    char* to = out.room(plain + 8);
    if (plain != 0) std::memcpy(to, at, plain);
    to += plain;
    at = special;
    if (at == end) return out.advance(to);
    const auto c = static_cast<unsigned char>(*at);
    if (c == 0xED) {
      if (is_surrogate(at, end)) {
        const unsigned unit = 0xD000U | ((static_cast<unsigned char>(at[1]) & 0x3FU) << 6) |
                              (static_cast<unsigned char>(at[2]) & 0x3FU);
        to = write_unit(unit, to);
        at += 3;
      } else {
        *to++ = *at++;
      }
      out.advance(to);
      continue;
    }
    const char* const shorts = "\"\"\\\\\bb\ff\nn\rr\tt";
    const char* pair = shorts;
    while (*pair != '\0' && *pair != *at)
      pair += 2;
    if (*pair != '\0') {
      *to++ = '\\';
      *to++ = pair[1];
    } else {
      to = write_unit(c, to);
    }
    ++at;
    out.advance(to);
  }
}

void write_json_string(Output& out, std::string_view text) {
  out.put('"');
  write_json_characters(out, text);
  out.put('"');
}

}  // namespace candela
