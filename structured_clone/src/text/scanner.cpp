#include "scanner.hpp"

#include <cstdint>
#include <cstring>

#include "find_special.hpp"
#include "read_number.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

using Scratch = Pool<char, 512>;

void append(Scratch& to, const char* begin, const char* end) {
  const auto count = static_cast<std::size_t>(end - begin);
  if (count == 0) return;
  std::memcpy(to.reserve(count), begin, count);
  to.extend(count);
}

void append_utf8(Scratch& to, std::uint32_t code_point) {
  const auto byte = [&](std::uint32_t bits) { to.push(static_cast<char>(bits)); };
  if (code_point < 0x80) return byte(code_point);
  if (code_point < 0x800) {
    byte(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      byte(0xE0 | (code_point >> 12));
    } else {
      byte(0xF0 | (code_point >> 18));
      byte(0x80 | ((code_point >> 12) & 0x3F));
    }
    byte(0x80 | ((code_point >> 6) & 0x3F));
  }
  byte(0x80 | (code_point & 0x3F));
}

std::string quoted(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && byte < 0x7F) return {'\'', c, '\''};
  constexpr char hex[] = "0123456789abcdef";
  return std::string("byte 0x") + hex[byte >> 4] + hex[byte & 0xF];
}

}  // namespace

Scanner::Scanner(std::string_view text, const Limits& limits)
    : begin_(text.data()), at_(begin_), end_(begin_ + valid_utf8_bytes(text)), limits_(limits) {
  is_cut_ = end_ != begin_ + text.size();
}

void Scanner::fail_truncated() const {
  if (is_cut_)
    throw CloneError(CloneErrorCode::invalid_utf8, "the text is not valid UTF-8",
                     static_cast<std::size_t>(end_ - begin_));
  throw CloneError(CloneErrorCode::truncated, "unexpected end of the text", offset());
}

void Scanner::fail_unexpected(std::string_view expected) const {
  if (at_ == end_) fail_truncated();
  std::string message = "unexpected " + quoted(*at_) + ", expected ";
  message.append(expected);
  throw CloneError(CloneErrorCode::syntax, message, offset());
}

void Scanner::fail_missing(char wanted) const {
  fail_unexpected(quoted(wanted));
}

void Scanner::skip_spaces() noexcept {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t'))
    ++at_;
}

void Scanner::literal(std::string_view whole) {
  if (left() >= whole.size() && std::memcmp(at_, whole.data(), whole.size()) == 0)
    return skip(whole.size());
  const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
  for (std::size_t i = 0; i < whole.size(); ++i, ++at_)
    if (i == rest.size() || rest[i] != whole[i]) fail_unexpected(whole);
}

void Scanner::finish() {
  skip_space();
  if (at_ != end_) fail_unexpected("the end of the text");
  if (is_cut_) fail_truncated();
}

double Scanner::number() {
  const ReadNumber read = read_number(at_, end_);
  if (read.end == nullptr) {
    // Where exactly it stops being a number is of no interest; where it begins is.
    if (end_ - at_ == 1) {
      ++at_;
      fail_truncated();
    }
    throw CloneError(CloneErrorCode::syntax, "this is no JSON number", offset());
  }
  at_ = read.end;
  return read.value;
}

void Scanner::check_length(std::size_t length, const char* start) const {
  if (length > limits_.string_bytes)
    throw CloneError(CloneErrorCode::limit_string,
                     "a string is longer than limits.string_bytes (" +
                         std::to_string(limits_.string_bytes) + ")",
                     static_cast<std::size_t>(start - begin_));
}

std::string_view Scanner::string() {
  expect('"');
  const char* const start = at_;
  at_ = find_end_of_plain(at_, end_);
  if (at_ == end_) fail_truncated();
  if (*at_ != '"') return string_with_escapes(start);
  const auto length = static_cast<std::size_t>(at_ - start);
  ++at_;
  check_length(length, start);
  return {start, length};
}

/// From the first escape (or bad control) on: pieces are copied, escapes decoded.
std::string_view Scanner::string_with_escapes(const char* start) {
  scratch_.truncate(0);
  append(scratch_, start, at_);
  while (true) {
    if (at_ == end_) fail_truncated();
    const auto c = static_cast<unsigned char>(*at_);
    if (c == '"') break;
    if (c == '\\') {
      ++at_;
      escape();
      continue;
    }
    if (c < 0x20)
      throw CloneError(CloneErrorCode::syntax,
                       "a control character in a string must be written as an escape", offset());
    const char* const piece = at_;
    at_ = find_end_of_plain(at_, end_);
    append(scratch_, piece, at_);
  }
  ++at_;
  check_length(scratch_.size(), start);
  return {scratch_.data(), scratch_.size()};
}

unsigned Scanner::hex_unit() {
  unsigned unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (at_ == end_) fail_truncated();
    const char c = *at_;
    unsigned digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<unsigned>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<unsigned>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<unsigned>(c - 'A') + 10;
    } else {
      fail_unexpected("four hexadecimal digits");
    }
    unit = unit * 16 + digit;
  }
  return unit;
}

void Scanner::escape() {
  if (at_ == end_) fail_truncated();
  switch (*at_) {
    case '"':
    case '\\':
    case '/': scratch_.push(*at_++); return;
    case 'b': ++at_; return scratch_.push('\b');
    case 'f': ++at_; return scratch_.push('\f');
    case 'n': ++at_; return scratch_.push('\n');
    case 'r': ++at_; return scratch_.push('\r');
    case 't': ++at_; return scratch_.push('\t');
    case 'u': ++at_; break;
    default: fail_unexpected("an escape: one of \" \\ / b f n r t u");
  }
  std::uint32_t code_point = hex_unit();
  const bool high = code_point >= 0xD800 && code_point <= 0xDBFF;
  if (high && end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u') {
    const char* const second = at_;
    at_ += 2;
    const std::uint32_t low = hex_unit();
    if (low >= 0xDC00 && low <= 0xDFFF) {
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
    } else {
      at_ = second;  // an escape of its own
    }
  }
  append_utf8(scratch_, code_point);
}

}  // namespace candela
