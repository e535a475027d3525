#include "wide_string.hpp"

#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;
constexpr std::uint32_t first_beyond_unit = 0x1'0000;
constexpr std::uint32_t last_code_point = 0x10'FFFF;
constexpr std::uint32_t malformed = 0xFFFF'FFFF;

unsigned char byte_at(const char* at) noexcept {
  return static_cast<unsigned char>(*at);
}
bool is_continuation(const char* at) noexcept {
  return (byte_at(at) & 0xC0) == 0x80;
}

void put_unit(char*& to, std::uint32_t unit) noexcept {
  to[0] = static_cast<char>(unit);
  to[1] = static_cast<char>(unit >> 8);
  to += 2;
}
std::uint32_t unit_at(const char* at) noexcept {
  return byte_at(at) | (std::uint32_t{byte_at(at + 1)} << 8);
}

/// The code point whose lead, of `more` continuations, stands at `at`; goes behind it and behind
/// continuations that nobody asked for.
std::uint32_t code_point(const char*& at, const char* end, unsigned more) noexcept {
  std::uint32_t point = byte_at(at) & (0x3FU >> more);
  ++at;
  for (; more != 0 && at != end && is_continuation(at); --more)
    point = (point << 6) | (byte_at(at++) & 0x3FU);
  if (more != 0) point = malformed;
  while (at != end && is_continuation(at))
    ++at;
  return point;
}

#if defined(__SSE2__)
__m128i load(const char* at) noexcept {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}
#endif

/// How many bytes from `at` on are ASCII, looked at in blocks of 8; what is left of a block counts
/// for none.
const char* behind_ascii_blocks(const char* at, const char* end) noexcept {
  constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
#if defined(__SSE2__)
  while (end - at >= 16 && _mm_movemask_epi8(load(at)) == 0)
    at += 16;
#endif
  for (; end - at >= 8; at += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, at, sizeof block);
    if ((block & high_bits) != 0) break;
  }
  return at;
}

char* put_utf8(char* to, std::uint32_t point) noexcept {
  const auto low = [point](unsigned shift) {
    return static_cast<char>(0x80 | ((point >> shift) & 0x3F));
  };
  if (point < 0x80) {
    *to++ = static_cast<char>(point);
  } else if (point < 0x800) {
    *to++ = static_cast<char>(0xC0 | (point >> 6));
    *to++ = low(0);
  } else if (point < first_beyond_unit) {
    *to++ = static_cast<char>(0xE0 | (point >> 12));
    *to++ = low(6);
    *to++ = low(0);
  } else {
    *to++ = static_cast<char>(0xF0 | (point >> 18));
    *to++ = low(12);
    *to++ = low(6);
    *to++ = low(0);
  }
  return to;
}

bool is_high_surrogate(std::uint32_t unit) noexcept {
  return (unit & 0xFC00) == 0xD800;
}
bool is_low_surrogate(std::uint32_t unit) noexcept {
  return (unit & 0xFC00) == 0xDC00;
}

}  // namespace

bool is_all_ascii(std::string_view text) noexcept {
  const char* at = behind_ascii_blocks(text.data(), text.data() + text.size());
  for (; at != text.data() + text.size(); ++at)
    if (byte_at(at) >= 0x80) return false;
  return true;
}

Units count_units(std::string_view text) noexcept {
  if (is_all_ascii(text)) return {Width::ascii, text.size()};
  // Loops without branches, which compilers do in whole registers.
  std::size_t units = 0;
  unsigned char greatest = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    greatest = byte > greatest ? byte : greatest;
    units += static_cast<std::size_t>((byte & 0xC0) != 0x80) + (byte >= 0xF0 ? 1 : 0);
  }
  return {greatest < 0xC4 ? Width::latin1 : Width::utf16, units};
}

char* write_latin1(std::string_view text, char* to) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (byte_at(at) < 0x80) {
      *to++ = *at++;
    } else if (is_continuation(at)) {
      ++at;
    } else {
      const std::uint32_t point = code_point(at, end, 1);
      *to++ = point == malformed ? '?' : static_cast<char>(point);
    }
  }
  return to;
}

char* write_utf16(std::string_view text, char* to) noexcept {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const unsigned char lead = byte_at(at);
    if (lead < 0x80) {
#if defined(__SSE2__)
      for (; end - at >= 8; at += 8, to += 16) {
        const __m128i block = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(at));
        if ((_mm_movemask_epi8(block) & 0xFF) != 0) break;
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to),
                         _mm_unpacklo_epi8(block, _mm_setzero_si128()));
      }
#endif
      for (; at != end && byte_at(at) < 0x80; ++at)
        put_unit(to, byte_at(at));
    } else if (lead < 0xC0) {
      ++at;
    } else if (lead < 0xF0) {
      const std::uint32_t point = code_point(at, end, lead < 0xE0 ? 1 : 2);
      put_unit(to, point == malformed ? replacement : point);
    } else {
      const std::uint32_t point = lead < 0xF8 ? code_point(at, end, 3) : malformed;
      if (lead >= 0xF8) code_point(at, end, 0);
      const bool is_pair = point >= first_beyond_unit && point <= last_code_point;
      const std::uint32_t beyond = point - first_beyond_unit;
      put_unit(to, is_pair ? 0xD800 | (beyond >> 10) : replacement);
      put_unit(to, is_pair ? 0xDC00 | (beyond & 0x3FF) : replacement);
    }
  }
  return to;
}

std::size_t utf8_size_of_latin1(std::string_view latin1) noexcept {
  std::size_t size = latin1.size();
  for (const char c : latin1)
    size += static_cast<unsigned char>(c) >> 7;
  return size;
}

std::size_t utf8_size_of_utf16(std::string_view units) noexcept {
  std::size_t size = 0;
  for (std::size_t at = 0; at + 1 < units.size(); at += 2) {
    const std::uint32_t unit = unit_at(units.data() + at);
    size += 1 + (unit >= 0x80 ? 1U : 0U) + (unit >= 0x800 ? 1U : 0U);
    // A pair is four bytes, not twice three.
    if (is_low_surrogate(unit) && at != 0 && is_high_surrogate(unit_at(units.data() + at - 2)))
      size -= 2;
  }
  return size;
}

char* write_utf8_of_latin1(std::string_view latin1, char* to) noexcept {
  for (const char c : latin1)
    to = put_utf8(to, static_cast<unsigned char>(c));
  return to;
}

char* write_utf8_of_utf16(std::string_view units, char* to) noexcept {
  const char* at = units.data();
  const char* const end = at + units.size() / 2 * 2;
  while (at != end) {
    std::uint32_t point = unit_at(at);
    at += 2;
    if (is_high_surrogate(point) && at != end && is_low_surrogate(unit_at(at))) {
      point = first_beyond_unit + ((point & 0x3FF) << 10) + (unit_at(at) & 0x3FF);
      at += 2;
    }
    to = put_utf8(to, point);
  }
  return to;
}

}  // namespace candela
