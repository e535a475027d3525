#include "text_lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>
#include <variant>

#include "text_characters.hpp"
#include "text_number.hpp"

namespace candela {

using Token = TextToken::Kind;

std::size_t find_regexp_end(std::string_view text, std::size_t at) noexcept {
  bool in_class = false;
  while (at < text.size()) {
    TextCharacter character = character_at(text, at);
    if (character.point == '/' && !in_class) return at;
    if (character.point == '[') in_class = true;
    if (character.point == ']') in_class = false;
    if (character.point == '\\') {
      if (++at == text.size()) break;
      character = character_at(text, at);
    }
    if (is_line_end(character.point)) break;
    at += character.bytes;
  }
  return std::string_view::npos;
}

bool is_regexp_flags(std::string_view flags) noexcept {
  constexpr std::string_view known = "dgimsuvy";
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (known.find(flags[i]) == std::string_view::npos) return false;
    if (flags.find(flags[i], i + 1) != std::string_view::npos) return false;
  }
  return flags.find('u') == std::string_view::npos || flags.find('v') == std::string_view::npos;
}

bool is_reserved_name(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 9> reserved = {
      "this", "new", "null", "undefined", "true", "false", "NaN", "Infinity", "Object"};
  return std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

TextLexer::TextLexer(std::string_view text, const ChainTextLimits& limits)
    : text_(text), limits_(limits) {
  if (text.size() > limits.bytes)
    refuse("expected at most " + std::to_string(limits.bytes) + " bytes of text", 0);
  const std::size_t bad = find_bad_utf8(text);
  if (bad != std::string_view::npos) refuse("expected UTF-8", bad);
  read();
}

TextToken TextLexer::take() {
  TextToken taken = std::move(token_);
  read();
  return taken;
}

bool TextLexer::accept(char mark) {
  if (!at(mark)) return false;
  read();
  return true;
}

void TextLexer::expect(char mark) {
  if (!accept(mark)) fail(std::string("'") + mark + "'");
}

void TextLexer::reread_as_value() {
  const bool is_number = at('.') && is_ascii_digit(static_cast<unsigned char>(peek()));
  if (!is_number && !at('/')) return;
  at_ = token_.begin;
  if (is_number) {
    read_number();
  } else {
    read_regexp();
  }
  token_.end = at_;
}

void TextLexer::refuse(std::string_view problem, std::size_t at) const {
  throw ChainSyntaxError(problem, {text_, at});
}

void TextLexer::fail(std::string_view expected) const {
  refuse("expected " + std::string(expected) + " but found " + found(), token_.begin);
}

std::string TextLexer::found() const {
  if (at(Token::end)) return "the end of the text";
  if (at(Token::string)) return "a string";
  if (at(Token::regexp)) return "a regular expression";
  constexpr std::size_t shown_bytes = 30;
  std::string_view shown = text_.substr(token_.begin, token_.end - token_.begin);
  if (shown.size() <= shown_bytes) return quoted_text(shown);
  std::size_t end = shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80)
    --end;  // not inside of a character
  return quoted_text(std::string(shown.substr(0, end)) + "…");
}

void TextLexer::read() {
  token_ = {};
  skip_blanks();
  token_.begin = at_;
  if (at_ < text_.size()) {
    const TextCharacter first = character_at(text_, at_);
    if (is_name_start(first.point)) {
      read_name();
    } else if (is_ascii_digit(first.point)) {
      read_number();
    } else if (first.point == '\'' || first.point == '"' || first.point == '`') {
      read_string(text_[at_]);
    } else {
      token_.kind = Token::mark;
      at_ += first.bytes;
      if (first.point == '?' && peek() == '.') ++at_;
    }
  }
  token_.end = at_;
}

void TextLexer::skip_blanks() {
  while (at_ < text_.size()) {
    const TextCharacter character = character_at(text_, at_);
    if (is_white_space(character.point)) {
      at_ += character.bytes;
    } else if (!skip_comment()) {
      return;
    }
  }
}

bool TextLexer::skip_comment() {
  if (peek() != '/') return false;
  if (peek(1) == '/') {
    while (at_ < text_.size()) {
      const TextCharacter character = character_at(text_, at_);
      if (is_line_end(character.point)) break;
      at_ += character.bytes;
    }
    return true;
  }
  if (peek(1) != '*') return false;
  const std::size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) refuse("a comment without its closing */ begins", at_);
  at_ = end + 2;
  return true;
}

void TextLexer::read_name() {
  const std::size_t length = name_length(text_, at_);
  token_.kind = Token::name;
  token_.text = text_.substr(at_, length);
  at_ += length;
}

void TextLexer::read_number() {
  const NumberLiteral literal = read_number_literal({text_, at_}, limits_.bigint_digits);
  at_ = literal.end;
  if (const double* number = std::get_if<double>(&literal.value)) {
    token_.kind = Token::number;
    token_.number = *number;
  } else {
    token_.kind = Token::bigint;
    token_.bigint = std::get<BigInt>(literal.value);
  }
}

void TextLexer::read_regexp() {
  token_.kind = Token::regexp;
  const std::size_t end = find_regexp_end(text_, at_ + 1);
  if (end == std::string_view::npos)
    refuse("a regular expression without its closing / begins", at_);
  token_.text = text_.substr(at_ + 1, end - at_ - 1);
  at_ = end + 1;
  while (at_ < text_.size() && is_name_part(character_at(text_, at_).point))
    at_ += character_at(text_, at_).bytes;
  token_.flags = text_.substr(end + 1, at_ - end - 1);
  if (!is_regexp_flags(token_.flags)) refuse("expected flags of a RegExp, of dgimsuvy", end + 1);
  std::sort(token_.flags.begin(), token_.flags.end());
}

void TextLexer::read_string(char quote) {
  token_.kind = Token::string;
  const bool is_template = quote == '`';
  ++at_;
  while (at_ < text_.size() && text_[at_] != quote) {
    const char c = text_[at_];
    if (c == '\\') {
      ++at_;
      read_escape();
    } else if (c == '\n' || c == '\r') {
      if (!is_template) break;
      skip_line_end();
      token_.text.push_back('\n');
    } else {
      if (is_template && c == '$' && peek(1) == '{')
        refuse("expected a template without ${}, as nothing is evaluated", at_);
      token_.text.push_back(c);
      ++at_;
    }
  }
  if (peek() != quote) {
    refuse(std::string(is_template ? "a template" : "a string") + " without its closing " + quote +
               " begins",
           token_.begin);
  }
  ++at_;
}

/// Over one line end, which may be two characters.
bool TextLexer::skip_line_end() {
  if (at_ == text_.size()) return false;
  const TextCharacter character = character_at(text_, at_);
  if (!is_line_end(character.point)) return false;
  at_ += character.bytes;
  if (character.point == '\r' && peek() == '\n') ++at_;
  return true;
}

void TextLexer::read_escape() {
  if (at_ == text_.size() || skip_line_end()) return;
  const char c = text_[at_++];
  switch (c) {
    case 'n': return token_.text.push_back('\n');
    case 't': return token_.text.push_back('\t');
    case 'r': return token_.text.push_back('\r');
    case 'b': return token_.text.push_back('\b');
    case 'f': return token_.text.push_back('\f');
    case 'v': return token_.text.push_back('\v');
    case 'x': return append_point(token_.text, read_hex(2));
    case 'u': return append_point(token_.text, peek() == '{' ? read_braced_point() : read_hex(4));
    default: break;
  }
  if (!is_ascii_digit(static_cast<unsigned char>(c))) return token_.text.push_back(c);
  if (c != '0' || is_ascii_digit(static_cast<unsigned char>(peek())))
    refuse("expected an escape, as \\x00: an octal one is none", at_ - 2);
  token_.text.push_back('\0');
}

char32_t TextLexer::read_hex(std::size_t digits) {
  std::uint16_t value = 0;
  const std::string_view hex = text_.substr(at_, digits);
  const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  if (hex.size() != digits || error != std::errc() || stop != hex.data() + digits)
    refuse(digits == 2 ? "expected two hexadecimal digits" : "expected four hexadecimal digits",
           at_);
  at_ += digits;
  return value;
}

char32_t TextLexer::read_braced_point() {
  const std::size_t end = text_.find('}', at_);
  const std::string_view hex =
      end == std::string_view::npos ? std::string_view() : text_.substr(at_ + 1, end - at_ - 1);
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  if (error != std::errc() || stop != hex.data() + hex.size() || value > 0x10'FFFF)
    refuse("expected a code point as {0} to {10ffff}", at_);
  at_ = end + 1;
  return value;
}

}  // namespace candela
