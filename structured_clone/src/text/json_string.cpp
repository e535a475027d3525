#include "json_string.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

#include "find_special.hpp"

namespace candela {
namespace {

constexpr char hex[] = "0123456789abcdef";

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

/// What stands for the special byte at `at`: at most 6 bytes, and `at` moves behind it.
char* write_special(const char*& at, const char* end, char* to) noexcept {
  const auto c = static_cast<unsigned char>(*at);
  if (c == 0xED) {
    if (!is_surrogate(at, end)) {
      *to++ = *at++;
      return to;
    }
    const unsigned unit = 0xD000U | ((static_cast<unsigned char>(at[1]) & 0x3FU) << 6) |
                          (static_cast<unsigned char>(at[2]) & 0x3FU);
    at += 3;
    return write_unit(unit, to);
  }
  ++at;
  // By control; 0: as four hexadecimal digits.
  static constexpr char shorts[33] = "\0\0\0\0\0\0\0\0btn\0fr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  const char name = c < 0x20 ? shorts[c] : static_cast<char>(c);
  if (name == '\0') return write_unit(c, to);
  *to++ = '\\';
  *to++ = name;
  return to;
}

constexpr std::size_t most_for_one = 6;  // bytes that stand for one special

}  // namespace

void write_json_characters(Output& out, std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (true) {
    const char* const special = find_to_escape(at, end);
    const auto plain = static_cast<std::size_t>(special - at);
    char* to = out.room(plain + most_for_one);
    if (plain != 0) std::memcpy(to, at, plain);
    to += plain;
    at = special;
    if (at == end) return out.advance(to);
    out.advance(write_special(at, end, to));
  }
}

void write_json_string(Output& out, std::string_view text) {
  out.put('"');
  write_json_characters(out, text);
  out.put('"');
}

#if defined(__SSSE3__)

void write_stored_json_string(Output& out, std::string_view text) {
  constexpr std::size_t long_text = 256;
  if (text.size() >= long_text) return write_json_string(out, text);
  const char* at = text.data();
  const char* const end = at + text.size();
  // Two quotes, one special and a whole register at the end.
  constexpr std::size_t more = 2 + most_for_one + 16;
  char* to = out.room(text.size() + more);
  *to++ = '"';
  while (at < end) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), chunk);
    const auto left = end - at;
    unsigned special = bytes_to_escape(chunk);
    if (left < 16) special &= (1U << left) - 1;
    if (special == 0) {
      const auto copied = left < 16 ? left : 16;
      at += copied;
      to += copied;
      continue;
    }
    const int plain = std::countr_zero(special);
    at += plain;
    to = write_special(at, end, to + plain);
    out.advance(to);
    to = out.room(static_cast<std::size_t>(end - at) + more);
  }
  *to++ = '"';
  out.advance(to);
}

namespace {

/// 16 bytes, moved towards the front by `by`.
__m128i shifted(__m128i chunk, std::size_t by) noexcept {
  alignas(32) static constexpr unsigned char places[32] = {
      0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,
      11,   12,   13,   14,   15,   0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
      0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80};
  return _mm_shuffle_epi8(chunk, _mm_loadu_si128(reinterpret_cast<const __m128i*>(places + by)));
}

}  // namespace

char* write_short_json_string(const std::string& text, char* to) noexcept {
  constexpr std::size_t width = 16;
  const char* at = text.data();
  const char* const end = at + text.size();
  // The last whole register.
  const char* const last = text.size() >= width ? end - width : at;
  *to++ = '"';
  while (at < end) {
    const auto left = static_cast<std::size_t>(end - at);
    const char* const from = left >= width ? at : last;
    __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    if (from != at) chunk = shifted(chunk, static_cast<std::size_t>(at - from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), chunk);
    unsigned special = bytes_to_escape(chunk);
    const std::size_t copied = left < width ? left : width;
    if (left < width) special &= (1U << left) - 1;
    if (special == 0) {
      at += copied;
      to += copied;
      continue;
    }
    const int plain = std::countr_zero(special);
    at += plain;
    to = write_special(at, end, to + plain);
  }
  *to++ = '"';
  return to;
}

#else

char* write_short_json_string(const std::string& text, char* to) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  *to++ = '"';
  while (at != end) {
    const char* const special = find_to_escape(at, end);
    while (at != special)
      *to++ = *at++;
    if (at != end) to = write_special(at, end, to);
  }
  *to++ = '"';
  return to;
}

void write_stored_json_string(Output& out, std::string_view text) {
  write_json_string(out, text);
}

#endif

}  // namespace candela
