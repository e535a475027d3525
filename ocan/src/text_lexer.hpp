// The tokens of chains as text, as JavaScript has them: names, numbers, strings, templates without
// `${}`, regular expressions, marks; comments and white space are passed over.
//
// One token is read ahead. Where a value may begin, '/' begins a regular expression and '.' may begin
// a number: the parser says so, by `reread_as_value`.
// Threads: one. Owns no text: it must live as long as the lexer.
// Limits: bytes, bigint_digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <candela/ocan/chain_text.hpp>
#include <candela/structured_clone/bigint.hpp>

namespace candela {

struct TextToken {
  enum class Kind : std::uint8_t { end, mark, name, number, bigint, string, regexp };
  Kind kind = Kind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text = {};   ///< A string's or name's; a RegExp's source.
  std::string flags = {};  ///< A RegExp's, in the order of the alphabet.
  double number = 0;
  BigInt bigint = {};
};

class TextLexer {
 public:
  /// The limits outlive the lexer. Throws ChainSyntaxError, as everything here does.
  TextLexer(std::string_view text, const ChainTextLimits& limits);

  const TextToken& token() const noexcept { return token_; }
  /// The current token, and on to the next.
  TextToken take();
  bool at(TextToken::Kind kind) const noexcept { return token_.kind == kind; }
  /// A mark of one character; `?.` is none of them.
  bool at(char mark) const noexcept {
    return at(TextToken::Kind::mark) && token_.end == token_.begin + 1 &&
           text_[token_.begin] == mark;
  }
  bool at_name(std::string_view name) const noexcept {
    return at(TextToken::Kind::name) && token_.text == name;
  }
  bool at_optional_step() const noexcept {
    return at(TextToken::Kind::mark) && token_.end == token_.begin + 2;
  }
  bool accept(char mark);
  void expect(char mark);
  void reread_as_value();

  /// `expected … but found …`, at the current token.
  [[noreturn]] void fail(std::string_view expected) const;
  /// A message about a place.
  [[noreturn]] void refuse(std::string_view problem, std::size_t at) const;

 private:
  char peek(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  void read();
  void skip_blanks();
  bool skip_comment();
  void read_name();
  void read_number();
  void read_regexp();
  void read_string(char quote);
  void read_escape();
  bool skip_line_end();
  char32_t read_hex(std::size_t digits);
  char32_t read_braced_point();
  std::string found() const;

  std::string_view text_;
  const ChainTextLimits& limits_;
  std::size_t at_ = 0;
  TextToken token_;
};

/// Where the body of a regular expression ends, which begins there: at its '/'. npos: it does not.
std::size_t find_regexp_end(std::string_view text, std::size_t at) noexcept;
/// Of `dgimsuvy` each at most once, and not both of `u` and `v`.
bool is_regexp_flags(std::string_view flags) noexcept;
/// What begins a value where a chain might begin: after `this.` it is a name as any other.
bool is_reserved_name(std::string_view name) noexcept;

}  // namespace candela
