// Tokens of JSON text (RFC 8259): white space, strings, numbers and literals, one at a time, with
// the place of every mistake.
//
// Guarantees: reads no byte outside of the text; strings come out as valid WTF-8 (raw bytes must be
// UTF-8, lone surrogates come from escapes only). Threads: one scanner, one thread. Errors:
// CloneError with the byte offset and no path; the reader above knows the path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/limits.hpp>

namespace candela {

class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits)
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), limits_(limits) {}

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  bool at_end() const noexcept { return at_ == end_; }

  /// The next character that is no white space, without passing it; truncated at the end.
  char peek() {
    skip_space();
    if (at_ == end_) fail_truncated();
    return *at_;
  }
  void skip() noexcept { ++at_; }
  /// Passes `wanted` or fails, saying what was expected.
  void expect(char wanted);
  /// Passes the next character if it is `wanted`.
  bool accept(char wanted) {
    skip_space();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }
  void skip_space() noexcept {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t'))
      ++at_;
  }

  /// A string, from its opening quote on. The view points into the text, or into the scanner until
  /// the next string.
  std::string_view string();
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
  std::string_view string_with_escapes(const char* start);
  void escape();
  unsigned hex_unit();
  const char* validate_sequence(const char* at) const;
  void check_length(std::size_t length, const char* start) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  const Limits& limits_;
  std::string scratch_;
};

}  // namespace candela
