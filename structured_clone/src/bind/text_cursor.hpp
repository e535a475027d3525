// A place in a JSON text, for readers that know what comes next: each function passes exactly what
// its name says, or throws Detour without saying why.
//
// Guarantees: reads no byte outside of the text; what is passed is valid JSON and UTF-8.
// Borrows the text. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include <candela/structured_clone/limits.hpp>

#include "text/find_special.hpp"
#include "text/read_number.hpp"
#include "text/scanner.hpp"

namespace candela::detail::bind {

/// Thrown where somebody else must read it.
struct Detour {};

class TextCursor {
 public:
  TextCursor(std::string_view text, const Limits& limits)
      : scanner_(text, limits), at_(text.data()), end_(at_ + text.size()) {
    if (scanner_.end() != end_) throw Detour();
  }

  const char* here() const noexcept { return at_; }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  void skip(std::size_t count) noexcept { at_ += count; }
  /// Back to a place that `here` gave.
  void move_to(const char* at) noexcept { at_ = at; }

  /// The next character that is no white space.
  char peek() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) > ' ') return *at_;
    return peek_behind_space();
  }
  bool accept(char wanted) {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) {
    if (!accept(wanted)) throw Detour();
  }
  /// A piece of text as it stands, at a place that was peeked.
  template <std::size_t size>
  bool accept_text(const char (&wanted)[size]) noexcept {
    constexpr std::size_t length = size - 1;
    if (left() < length || std::memcmp(at_, wanted, length) != 0) return false;
    at_ += length;
    return true;
  }
  template <std::size_t size>
  void expect_text(const char (&wanted)[size]) {
    if (!accept_text(wanted)) throw Detour();
  }
  void expect_end() {
    while (at_ != end_ && is_space(*at_))
      ++at_;
    if (at_ != end_) throw Detour();
  }

  double number() {
    const ReadNumber read = read_number(at_, end_);
    if (read.end == nullptr) throw Detour();
    at_ = read.end;
    return read.value;
  }
  /// Digits and a sign, as many as fit; false: something else stands here, nothing was passed.
  bool short_integer(std::int64_t& number) noexcept;

  /// Where a string is, and whether that is in the text itself. Else it is good until the next.
  struct String {
    std::string_view text;
    bool is_in_text;
  };
  String string() {
    if (at_ == end_ || *at_ != '"') throw Detour();
    const char* const start = at_ + 1;
    const char* const stop = end_of_plain(start);
    if (stop == end_) throw Detour();
    if (*stop != '"') return string_with_escapes();
    at_ = stop + 1;
    return {{start, static_cast<std::size_t>(stop - start)}, true};
  }

  /// Any value, no object of which has a key that begins with '$'. At most `most_levels` deep.
  void skip_value(std::size_t most_levels);

 private:
  static bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  char peek_behind_space();
  String string_with_escapes();
  void skip_primitive(char first);
  void skip_key();

  const char* end_of_plain(const char* from) const noexcept {
#if defined(__SSE2__)
    // Most strings end within two registers.
    for (int i = 0; i < 2 && end_ - from >= 16; ++i, from += 16) {
      const unsigned special =
          special_bytes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
      if (special != 0) return from + std::countr_zero(special);
    }
#endif
    return find_end_of_plain(from, end_);
  }

  Scanner scanner_;
  const char* at_;
  const char* end_;
};

/// A sign and up to 15 digits, so that a double holds the number; the end of them, or null where
/// something else stands. Requires: the text goes on behind.
inline const char* read_short_integer(const char* at, const char* end,
                                      std::int64_t& number) noexcept {
  const bool is_negative = at != end && *at == '-';
  if (is_negative) ++at;
  constexpr int most_digits = 15;
  const char* const first = at;
  std::int64_t read = 0;
  while (at != end && *at >= '0' && *at <= '9' && at - first <= most_digits)
    read = read * 10 + (*at++ - '0');
  const auto digits = at - first;
  if (digits == 0 || digits > most_digits || (digits > 1 && *first == '0') || at == end ||
      *at == '.' || (*at | 0x20) == 'e')
    return nullptr;
  number = is_negative ? -read : read;
  return at;
}

inline bool TextCursor::short_integer(std::int64_t& number) noexcept {
  const char* const end = read_short_integer(at_, end_, number);
  if (end == nullptr) return false;
  at_ = end;
  return true;
}

}  // namespace candela::detail::bind
