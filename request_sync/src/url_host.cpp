#include "url_host.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "idna.hpp"
#include "percent_encode.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

using namespace std::string_view_literals;

UrlFailure refuse_host(std::string_view host, std::string_view reason) {
  return invalid_url("the host " + excerpt(host) + " " + std::string(reason));
}

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
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

/// What the standard's "ends in a number checker" says of a domain that is not empty.
bool ends_in_a_number(std::string_view host) {
  if (host.back() == '.') {
    host.remove_suffix(1);
    if (host.empty()) return false;
  }
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.empty() || !is_digit(last.front())) return false;
  return last.find_first_not_of("0123456789") == std::string_view::npos ||
         parse_ipv4_number(last).has_value();
}

UrlFailure append_ipv4(std::string& out, std::string_view host) {
  std::string_view rest = host;
  if (rest.back() == '.') rest.remove_suffix(1);
  std::array<std::uint64_t, 4> numbers{};
  std::size_t count = 0;
  for (bool more = true; more; ++count) {
    if (count == numbers.size()) {
      return refuse_host(host, "is no IPv4 address: it has more than four parts");
    }
    const std::size_t dot = rest.find('.');
    const auto number = parse_ipv4_number(rest.substr(0, dot));
    if (!number) return refuse_host(host, "is no IPv4 address, though it ends in a number");
    numbers[count] = *number;
    more = dot != std::string_view::npos;
    if (more) rest.remove_prefix(dot + 1);
  }
  std::uint64_t address = numbers[count - 1];
  if (address >= std::uint64_t{1} << (8 * (5 - count))) {
    return refuse_host(host, "is no IPv4 address: its last part is too large");
  }
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) {
      return refuse_host(host, "is no IPv4 address: a part of it is larger than 255");
    }
    address += numbers[i] << (8 * (3 - i));
  }
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    if (shift != 32) out += '.';
    append_number(out, address >> (shift - 8) & 0xFF);
  }
  return std::nullopt;
}

// IPv6

using Pieces = std::array<std::uint16_t, 8>;

class Ipv6Parser {
 public:
  /// `text` without the brackets.
  explicit Ipv6Parser(std::string_view text) : text_(text) {}

  /// Nothing where it is no address.
  std::optional<Pieces> parse() {
    if (next() == ':') {
      if (next(1) != ':') return std::nullopt;
      at_ += 2;
      compress_ = ++count_;
    }
    while (at_ < text_.size()) {
      if (count_ == pieces_.size()) return std::nullopt;
      if (next() == ':') {
        if (compress_) return std::nullopt;
        ++at_;
        compress_ = ++count_;
        continue;
      }
      if (!read_piece()) return std::nullopt;
    }
    return expand();
  }

 private:
  /// NUL at the end; a NUL in the text is as wrong there.
  char next(std::size_t ahead = 0) const noexcept {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// With the colon behind it; what is written as IPv4 is the end.
  bool read_piece() {
    const std::size_t begin = at_;
    unsigned value = 0;
    for (; at_ - begin < 4 && hex_value(next()) >= 0; ++at_)
      value = value * 16 + static_cast<unsigned>(hex_value(next()));
    if (next() == '.') {
      at_ = begin;
      return read_ipv4_pieces();
    }
    pieces_[count_++] = static_cast<std::uint16_t>(value);
    if (at_ == text_.size()) return true;
    if (next() != ':' || at_ == begin) return false;
    ++at_;
    return at_ != text_.size();
  }

  /// Four decimal numbers at the end, as in ::ffff:1.2.3.4.
  bool read_ipv4_pieces() {
    if (count_ > pieces_.size() - 2) return false;
    unsigned address = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      if (i > 0) {
        if (next() != '.') return false;
        ++at_;
      }
      const std::size_t begin = at_;
      unsigned number = 0;
      for (; is_digit(next()); ++at_) {
        if (at_ != begin && number == 0) return false;  // a leading zero
        number = number * 10 + static_cast<unsigned>(next() - '0');
        if (number > 255) return false;
      }
      if (at_ == begin) return false;
      address = address << 8 | number;
    }
    if (at_ != text_.size()) return false;
    pieces_[count_++] = static_cast<std::uint16_t>(address >> 16);
    pieces_[count_++] = static_cast<std::uint16_t>(address & 0xFFFF);
    return true;
  }

  /// The "::" itself stands for one piece of zeros; what is behind it moves to the end.
  std::optional<Pieces> expand() const {
    if (!compress_ && count_ != pieces_.size()) return std::nullopt;
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
void append_ipv6(std::string& text, const Pieces& pieces) {
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
  text += '[';
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
  text += ']';
}

// Names

/// The standard's "forbidden host code points"; in a domain the C0 controls, "%" and DEL too.
constexpr std::string_view forbidden = "\0\t\n\r #/:<>?@[\\]^|"sv;

enum DomainTrait : std::uint8_t { bad = 1, upper_case = 2, mapped = 4, hyphen = 8 };

/// What the standard asks of each byte of a domain; `mapped` is what has to be decoded first.
constexpr std::array<std::uint8_t, 256> make_domain_traits() {
  std::array<std::uint8_t, 256> traits{};
  for (std::size_t i = 0; i < 256; ++i) {
    if (i < 0x20 || i == 0x7F) traits[i] = bad;
    if (i >= 'A' && i <= 'Z') traits[i] = upper_case;
    if (i >= 0x80) traits[i] = mapped;
  }
  for (const char c : forbidden)
    traits[static_cast<unsigned char>(c)] = bad;
  traits['%'] = bad | mapped;
  traits['-'] = hyphen;  // without one there is no "xn--"
  return traits;
}

constexpr std::array<std::uint8_t, 256> domain_traits = make_domain_traits();

unsigned traits_of_domain(std::string_view text) noexcept {
  unsigned all = 0;
  for (const char c : text)
    all |= domain_traits[static_cast<unsigned char>(c)];
  return all;
}

UrlFailure refuse_character(std::string_view text, std::string_view domain) {
  for (const char c : domain) {
    if ((domain_traits[static_cast<unsigned char>(c)] & bad) != 0) {
      return refuse_host(text, "has the character " + excerpt({&c, 1}));
    }
  }
  return refuse_host(text, "has a character that no domain may have");
}

/// Replaces what stands behind `begin`: a domain that turned out to be an address in numbers.
UrlFailure number_is_address(std::string& out, std::size_t begin) {
  if (!ends_in_a_number(std::string_view(out).substr(begin))) return std::nullopt;
  const std::string domain = out.substr(begin);
  out.resize(begin);
  return append_ipv4(out, domain);
}

/// A domain that is not in ASCII, percent-encoded, or in Punycode.
UrlFailure append_mapped_domain(std::string& out, std::string_view text) {
  std::string storage;
  std::string_view decoded = text;
  if (text.find('%') != std::string_view::npos) {
    storage = decode_utf8_with_mark(percent_decode(text));
    decoded = storage;
  }
  std::string domain = lower(decoded);
  if (!is_ascii(domain) || has_punycode(domain)) {
    if (decoded.size() > max_idna_bytes) {
      return HttpValueError(HttpValueErrorCode::url_too_long,
                            "The host " + excerpt(text) + " is longer than the " +
                                std::to_string(max_idna_bytes) +
                                " bytes that a host may have which is not plain ASCII");
    }
    AsciiDomain ascii = domain_to_ascii(decoded);
    if (!ascii.refused.empty()) return refuse_host(text, ascii.refused);
    domain = std::move(ascii.domain);
  }
  if (domain.empty()) return refuse_host(text, "is empty when it is normalised");
  if ((traits_of_domain(domain) & bad) != 0) return refuse_character(text, domain);
  const std::size_t begin = out.size();
  out += domain;
  return number_is_address(out, begin);
}

UrlFailure append_domain(std::string& out, std::string_view text) {
  const unsigned traits = traits_of_domain(text);
  if ((traits & mapped) != 0) return append_mapped_domain(out, text);
  if ((traits & bad) != 0) return refuse_character(text, text);
  const std::size_t begin = out.size();
  out += text;
  if ((traits & upper_case) != 0) {
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(begin);
    std::transform(first, out.end(), first, to_lower);
  }
  if ((traits & hyphen) != 0 && has_punycode(std::string_view(out).substr(begin))) {
    out.resize(begin);
    return append_mapped_domain(out, text);
  }
  return number_is_address(out, begin);
}

UrlFailure append_opaque(std::string& out, std::string_view text) {
  const std::size_t wrong = text.find_first_of(forbidden);
  if (wrong != std::string_view::npos) {
    return refuse_host(text, "has the character " + excerpt(text.substr(wrong, 1)));
  }
  percent_encode(out, text, EncodeSet::c0_control);
  return std::nullopt;
}

}  // namespace

std::size_t plain_domain_size(std::string_view text) noexcept {
  std::size_t size = 0;
  std::size_t label = 0;
  unsigned all = 0;
  for (; size < text.size(); ++size) {
    const char c = text[size];
    const unsigned traits = domain_traits[static_cast<unsigned char>(c)];
    if (traits != 0 && traits != hyphen) break;
    all |= traits;
    label = c == '.' ? size + 1 : label;
  }
  // An empty last label is looked at with the one before it, which may be a number.
  if (label == size || is_digit(text[label])) return 0;
  return all != 0 && has_punycode(text.substr(0, size)) ? 0 : size;
}

UrlFailure append_host(std::string& out, std::string_view text, HostKind kind) {
  if (text.front() != '[') {
    return kind == HostKind::domain ? append_domain(out, text) : append_opaque(out, text);
  }
  if (text.back() != ']') return refuse_host(text, "has no closing bracket");
  const auto pieces = Ipv6Parser(text.substr(1, text.size() - 2)).parse();
  if (!pieces) return refuse_host(text, "is no IPv6 address");
  append_ipv6(out, *pieces);
  return std::nullopt;
}

}  // namespace candela
