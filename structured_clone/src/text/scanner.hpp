// Tokens of JSON text (RFC 8259): white space, strings, numbers and literals, one at a time, with
// the place of every mistake.
//
// Guarantees: reads no byte outside of the text; strings come out as valid WTF-8 (the text must be
// UTF-8, lone surrogates come from escapes only). The text is validated as a whole when the scanner
// is made, and ends for it where it stops being UTF-8: that is reported by whoever gets there.
// Threads: one scanner, one thread.
// Errors: CloneError with the byte offset and no path; the reader above knows the path.
#pragma once

#include <bit>
#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/limits.hpp>

#include "graph/pool.hpp"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace candela {

#if defined(__SSE2__)

/// A bit for each of 16 bytes that is a quote, a backslash or a control.
inline unsigned special_bytes(__m128i chunk) noexcept {
  const __m128i last_control = _mm_set1_epi8(0x1F);
  const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, last_control), chunk);
  const __m128i quote = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(
      _mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(quote, backslash))));
}

#endif

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits);

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  /// What is left of the text, from here on.
  const char* here() const noexcept { return at_; }
  const char* end() const noexcept { return end_; }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  /// The next character that is no white space, without passing it; truncated at the end.
  char peek() {
    skip_space();
    if (at_ == end_) fail_truncated();
    return *at_;
  }
  void skip(std::size_t count = 1) noexcept { at_ += count; }
  /// Goes on at a place further on in the text.
  void move_to(const char* at) noexcept { at_ = at; }
  /// Passes `wanted` or fails, saying what was expected.
  void expect(char wanted) {
    if (!accept(wanted)) fail_missing(wanted);
  }
  /// Passes the next character if it is `wanted`.
  bool accept(char wanted) {
    skip_space();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }
  void skip_space() noexcept {
    if (at_ != end_ && static_cast<unsigned char>(*at_) <= ' ') skip_spaces();
  }

  /// A string, from its opening quote on. The view points into the text, or into the scanner until
  /// the next string.
  std::string_view string();
  /// A string of at most `short_string` bytes that has no escapes, from behind its opening quote on:
  /// copied to `to`, and its length; or `no_short_string`. What is written behind it means nothing.
  /// Requires: `short_string` bytes to read and to write.
  static std::size_t copy_short_string(const char* from, char* to) noexcept;
  /// The length of such a string alone.
  static std::size_t measure_short_string(const char* from) noexcept;
  static constexpr std::size_t short_string = 32;
  static constexpr std::size_t no_short_string = ~std::size_t{0};
  double number();
  /// `rest` is the literal behind its first character, which was peeked.
  void literal(std::string_view whole);
  /// Nothing but white space may follow.
  void finish();

  [[noreturn]] void fail_unexpected(std::string_view expected) const;
  [[noreturn]] void fail(CloneErrorCode code, std::string_view message, std::size_t at) const {
    throw CloneError(code, message, at);
  }

 private:
  [[noreturn]] void fail_truncated() const;
  [[noreturn]] void fail_missing(char wanted) const;
  void skip_spaces() noexcept;
  std::string_view string_with_escapes(const char* start);
  void escape();
  unsigned hex_unit();
  void check_length(std::size_t length, const char* start) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  bool is_cut_;  // there are more bytes, which are not UTF-8
  const Limits& limits_;
  Pool<char, 512> scratch_;
};

inline std::size_t Scanner::measure_short_string(const char* from) noexcept {
#if defined(__SSE2__)
  const auto special_at = [from](std::size_t at) {
    return special_bytes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from + at)));
  };
  unsigned special = special_at(0);
  if (special == 0) special = special_at(16) << 16;
  if (special == 0) return no_short_string;
  const auto length = static_cast<std::size_t>(std::countr_zero(special));
  return from[length] == '"' ? length : no_short_string;
#else
  static_cast<void>(from);
  return no_short_string;
#endif
}

inline std::size_t Scanner::copy_short_string(const char* from, char* to) noexcept {
#if defined(__SSE2__)
  const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), first);
  unsigned special = special_bytes(first);
  if (special == 0) {
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 16), second);
    special = special_bytes(second) << 16;
    if (special == 0) return no_short_string;
  }
  const auto length = static_cast<std::size_t>(std::countr_zero(special));
  return from[length] == '"' ? length : no_short_string;
#else
  for (std::size_t length = 0; length < short_string; ++length) {
    const auto c = static_cast<unsigned char>(from[length]);
    if (c == '"') return length;
    if (c == '\\' || c < 0x20) break;
    to[length] = from[length];
  }
  return no_short_string;
#endif
}

}  // namespace candela
