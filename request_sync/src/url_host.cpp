#include "url_host.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "percent_encode.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

using namespace std::string_view_literals;

[[noreturn]] void refuse(std::string_view host, std::string_view reason) {
  throw HttpValueError(HttpValueErrorCode::invalid_url,
                       "Invalid URL: the host " + excerpt(host) + " " + std::string(reason));
}

// IPv4

constexpr std::uint64_t ipv4_overflow = std::uint64_t{1} << 32;

/// Decimal, octal (a leading 0) or hexadecimal (0x); `ipv4_overflow` for anything from 2^32 on.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned radix = 10;
  if (text.size() >= 2 && text[0] == '0' && to_lower(text[1]) == 'x') {
    radix = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    radix = 8;
    text.remove_prefix(1);
  }
  std::uint64_t number = 0;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= radix) return std::nullopt;
    number = number * radix + static_cast<unsigned>(digit);
    if (number > ipv4_overflow) number = ipv4_overflow;
  }
  return number;
}

bool ends_in_a_number(std::string_view host) {
  if (host.back() == '.') {
    host.remove_suffix(1);
    if (host.empty()) return false;
  }
  const std::string_view last = host.substr(host.rfind('.') + 1);
  const bool digits_only =
      !last.empty() && last.find_first_not_of("0123456789") == std::string_view::npos;
  return digits_only || parse_ipv4_number(last).has_value();
}

std::string parse_ipv4(std::string_view host) {
  std::string_view rest = host;
  if (rest.back() == '.') rest.remove_suffix(1);
  std::array<std::uint64_t, 4> numbers{};
  std::size_t count = 0;
  for (bool more = true; more; ++count) {
    if (count == numbers.size()) refuse(host, "is no IPv4 address: it has more than four parts");
    const std::size_t dot = rest.find('.');
    const auto number = parse_ipv4_number(rest.substr(0, dot));
    if (!number) refuse(host, "is no IPv4 address, though it ends in a number");
    numbers[count] = *number;
    more = dot != std::string_view::npos;
    if (more) rest.remove_prefix(dot + 1);
  }
  std::uint64_t address = numbers[count - 1];
  if (address >= std::uint64_t{1} << (8 * (5 - count))) {
    refuse(host, "is no IPv4 address: its last part is too large");
  }
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) refuse(host, "is no IPv4 address: a part of it is larger than 255");
    address += numbers[i] << (8 * (3 - i));
  }
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    if (shift != 32) text += '.';
    text += std::to_string(address >> (shift - 8) & 0xFF);
  }
  return text;
}

// IPv6

using Pieces = std::array<std::uint16_t, 8>;

class Ipv6Parser {
 public:
  /// `text` without the brackets.
  explicit Ipv6Parser(std::string_view text) : text_(text) {}

  Pieces parse() {
    if (next() == ':') {
      if (next(1) != ':') refuse_address();
      at_ += 2;
      compress_ = ++count_;
    }
    while (at_ < text_.size()) {
      if (count_ == pieces_.size()) refuse_address();
      if (next() == ':') {
        if (compress_) refuse_address();
        ++at_;
        compress_ = ++count_;
        continue;
      }
      if (!read_piece()) break;
    }
    return expand();
  }

 private:
  [[noreturn]] void refuse_address() const { refuse(text_, "is no IPv6 address"); }

  /// NUL at the end; a NUL in the text is as wrong there.
  char next(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// Whether another piece may follow.
  bool read_piece() {
    const std::size_t begin = at_;
    unsigned value = 0;
    for (; at_ - begin < 4 && hex_value(next()) >= 0; ++at_)
      value = value * 16 + static_cast<unsigned>(hex_value(next()));
    if (next() == '.') {
      at_ = begin;
      read_ipv4_pieces();
      return false;
    }
    pieces_[count_++] = static_cast<std::uint16_t>(value);
    if (at_ == text_.size()) return true;
    if (next() != ':' || at_ == begin) refuse_address();
    ++at_;
    if (at_ == text_.size()) refuse_address();
    return true;
  }

  /// Four decimal numbers at the end, as in ::ffff:1.2.3.4.
  void read_ipv4_pieces() {
    if (count_ > pieces_.size() - 2) refuse_address();
    unsigned address = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      if (i > 0) {
        if (next() != '.') refuse_address();
        ++at_;
      }
      const std::size_t begin = at_;
      unsigned number = 0;
      for (; is_digit(next()); ++at_) {
        if (at_ != begin && number == 0) refuse_address();  // a leading zero
        number = number * 10 + static_cast<unsigned>(next() - '0');
        if (number > 255) refuse_address();
      }
      if (at_ == begin) refuse_address();
      address = address << 8 | number;
    }
    if (at_ != text_.size()) refuse_address();
    pieces_[count_++] = static_cast<std::uint16_t>(address >> 16);
    pieces_[count_++] = static_cast<std::uint16_t>(address & 0xFFFF);
  }

  /// The "::" itself stands for one piece of zeros; what is behind it moves to the end.
  Pieces expand() const {
    if (!compress_ && count_ != pieces_.size()) refuse_address();
    Pieces expanded = pieces_;
    if (compress_) {
      const auto tail = expanded.begin() + static_cast<std::ptrdiff_t>(*compress_);
      const auto tail_end = expanded.begin() + static_cast<std::ptrdiff_t>(count_);
      std::rotate(tail, tail_end, expanded.end());
    }
    return expanded;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Pieces pieces_{};
  std::size_t count_ = 0;
  std::optional<std::size_t> compress_;  // where the pieces go on that stand behind the "::"
};

/// Lower-case hexadecimal; the first of the longest runs of two zeros or more is written "::".
std::string serialise_ipv6(const Pieces& pieces) {
  std::size_t run_begin = pieces.size();
  std::size_t run_size = 1;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::size_t size = 0;
    while (i + size < pieces.size() && pieces[i + size] == 0)
      ++size;
    if (size > run_size) {
      run_begin = i;
      run_size = size;
    }
  }
  std::string text = "[";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == run_begin) {
      text += i == 0 ? "::" : ":";
      i += run_size - 1;
      continue;
    }
    static constexpr std::string_view digits = "0123456789abcdef";
    int shift = 12;
    while (shift > 0 && pieces[i] >> shift == 0)
      shift -= 4;
    for (; shift >= 0; shift -= 4)
      text += digits[static_cast<std::size_t>(pieces[i] >> shift & 0xF)];
    if (i + 1 < pieces.size()) text += ':';
  }
  return text + ']';
}

// Names

/// The standard's "forbidden host code points".
constexpr std::string_view forbidden = "\0\t\n\r #/:<>?@[\\]^|"sv;

bool forbidden_in_domain(char c) noexcept {
  return static_cast<unsigned char>(c) <= 0x1F || c == '%' || c == '\x7F' ||
         forbidden.find(c) != std::string_view::npos;
}

std::string parse_domain(std::string_view text) {
  const std::string domain = lower(percent_decode(text));
  if (!is_ascii(domain)) {
    throw HttpValueError(HttpValueErrorCode::url_host_not_ascii,
                         "The host " + excerpt(text) +
                             " is not ASCII, which is not supported; write it as xn--… (Punycode)");
  }
  for (const char c : domain) {
    if (forbidden_in_domain(c)) refuse(text, "has the character " + excerpt({&c, 1}));
  }
  return ends_in_a_number(domain) ? parse_ipv4(domain) : domain;
}

std::string parse_opaque(std::string_view text) {
  const std::size_t bad = text.find_first_of(forbidden);
  if (bad != std::string_view::npos) {
    refuse(text, "has the character " + excerpt(text.substr(bad, 1)));
  }
  std::string host;
  percent_encode(host, text, EncodeSet::c0_control);
  return host;
}

}  // namespace

std::string parse_host(std::string_view text, HostKind kind) {
  if (text.front() == '[') {
    if (text.back() != ']') refuse(text, "has no closing bracket");
    return serialise_ipv6(Ipv6Parser(text.substr(1, text.size() - 2)).parse());
  }
  return kind == HostKind::domain ? parse_domain(text) : parse_opaque(text);
}

}  // namespace candela
