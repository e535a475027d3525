// Tokens of JSON text (RFC 8259): white space, strings, numbers and literals, one at a time, with
// the place of every mistake.
//
// Guarantees: reads no byte outside of the text; strings come out as valid WTF-8 (the text must be
// UTF-8, lone surrogates come from escapes only). The text is validated as a whole when the scanner
// is made, and ends for it where it stops being UTF-8: that is reported by whoever gets there.
// Threads: one scanner, one thread.
// Errors: CloneError with the byte offset and no path; the reader above knows the path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits);

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  /// What is left of the text, from here on.
  const char* here() const noexcept { return at_; }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  /// The next character that is no white space, without passing it; truncated at the end.
  char peek() {
    skip_space();
    if (at_ == end_) fail_truncated();
    return *at_;
  }
  void skip(std::size_t count = 1) noexcept { at_ += count; }
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
  /// A string of at most `short_string` bytes that has no escapes, copied to `to`: its length; or
  /// `no_short_string`, and nothing was passed. What was written behind it means nothing.
  /// Requires: the opening quote is here; room for `short_string` bytes.
  std::size_t copy_short_string(char* to) noexcept;
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
  std::string scratch_;
};

}  // namespace candela
