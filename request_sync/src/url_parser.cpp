#include "url_parser.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "percent_encode.hpp"
#include "url_host.hpp"
#include "url_path.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool is_invisible(char c) noexcept {
  return c == '\t' || c == '\n' || c == '\r';
}

constexpr bool is_plain(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80;
}

/// Eight bytes at a time; DEL is no control here.
bool is_ascii_without_controls(std::string_view text) noexcept {
  constexpr std::uint64_t high = 0x8080'8080'8080'8080;
  constexpr std::uint64_t space = 0x2020'2020'2020'2020;
  constexpr std::size_t step = sizeof high;
  // The high bits of what is not ASCII, and of what is less than a space: without that bit, no byte
  // borrows from the next.
  const auto wrong = [text](std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, step);
    return (eight | ~((eight | high) - space)) & high;
  };
  if (text.size() < step) {
    return std::all_of(text.begin(), text.end(), is_plain);
  }
  std::uint64_t all = wrong(text.size() - step);
  for (std::size_t at = 0; at + step <= text.size(); at += step)
    all |= wrong(at);
  return all == 0;
}

/// Cuts `text` at the first `mark`; what is behind it, if it has one.
std::optional<std::string_view> cut_behind(std::string_view& text, char mark) noexcept {
  const std::size_t at = text.find(mark);
  if (at == npos) return std::nullopt;
  const std::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

class Parser {
 public:
  Parser(std::string_view text, const UrlRecord* base, UrlText& out)
      : text_(text),
        base_(base),
        base_scheme_(base ? scheme_of(base->scheme) : Scheme::other),
        out_(out),
        href_(out.href) {
    // Whatever state it is in, the parser ends with a query at "?" and with a fragment at "#".
    fragment_ = cut_behind(text_, '#');
    query_ = cut_behind(text_, '?');
    const std::size_t of_base = base ? base->path.size() + 64 : 0;
    href_.reserve(text.size() + of_base + 8);
  }

  UrlFailure run() { return scheme_start(); }

 private:
  // The text

  bool at_end() const noexcept { return at_ == text_.size(); }
  bool next_is(char c) const noexcept { return !at_end() && text_[at_] == c; }
  bool next_is_any_slash() const noexcept { return next_is('/') || next_is('\\'); }
  /// A slash, or in a special URL a backslash.
  bool next_is_slash() const noexcept { return next_is('/') || (special() && next_is('\\')); }
  std::string_view rest() const noexcept { return text_.substr(at_); }
  bool special() const noexcept { return is_special(scheme_); }
  bool base_is_file() const noexcept { return base_scheme_ == Scheme::file; }

  void copy_scheme() {
    href_ += base_->scheme;
    scheme_ = base_scheme_;
    out_.end_scheme();
  }

  // The states

  /// With the standard's "scheme" state.
  UrlFailure scheme_start() {
    const bool https = text_.substr(0, 8) == "https://";
    if (https || text_.substr(0, 7) == "http://") {  // most URLs, with or without a base
      href_ = https ? "https" : "http";
      scheme_ = https ? Scheme::https : Scheme::http;
      out_.end_scheme();
      at_ = https ? 8 : 7;
      return special_authority_ignore_slashes();
    }
    const std::size_t end = scheme_end();
    if (end == npos) return no_scheme();
    href_ = text_.substr(0, end);
    std::transform(href_.begin(), href_.end(), href_.begin(), to_lower);
    scheme_ = scheme_of(href_);
    const bool like_base = special() && scheme_ == base_scheme_;
    out_.end_scheme();
    at_ = end + 1;
    if (scheme_ == Scheme::file) return file();
    if (like_base) return special_relative_or_authority();
    if (special()) return special_authority_ignore_slashes();
    if (!next_is('/')) return opaque_path();
    ++at_;
    return path_or_authority();
  }

  UrlFailure no_scheme() {
    if (base_ == nullptr) return invalid_url("no scheme, and no base to be relative to");
    if (base_->has_opaque_path()) {
      if (!text_.empty() || query_ || !fragment_) {
        return invalid_url("no scheme, and nothing but a fragment is relative to " +
                           excerpt(std::string(base_->scheme) + ":"));
      }
      copy_scheme();
      out_.begin_path();
      href_ += base_->path;
      query_of_base_ = true;
      return after_path();
    }
    copy_scheme();
    return scheme_ == Scheme::file ? file() : relative();
  }

  UrlFailure special_relative_or_authority() {
    if (rest().substr(0, 2) == "//") return special_authority_ignore_slashes();
    return relative();
  }

  UrlFailure path_or_authority() {
    if (!next_is('/')) return path();
    ++at_;
    return authority();
  }

  UrlFailure relative() {
    if (next_is_slash()) {
      ++at_;
      return relative_slash();
    }
    append_authority(out_, *base_);
    return relative_to_path();
  }

  UrlFailure relative_slash() {
    if (special() && next_is_any_slash()) return special_authority_ignore_slashes();
    if (next_is('/')) {
      ++at_;
      return authority();
    }
    append_authority(out_, *base_);
    return path();
  }

  /// With "special authority slashes", which differs in its warnings only.
  UrlFailure special_authority_ignore_slashes() {
    while (next_is_any_slash())
      ++at_;
    return authority();
  }

  UrlFailure authority() {
    out_.begin_authority();
    if (special()) {
      const std::size_t size = plain_domain_size(rest());
      if (size != 0 && (at_ + size == text_.size() || text_[at_ + size] == '/')) {
        href_.append(text_, at_, size);
        out_.end_host();
        at_ += size;
        return path_start();
      }
    }
    std::size_t at_sign = npos;
    bool has_colon = false;
    const std::string_view text = rest();
    std::size_t end = 0;
    for (; end < text.size() && text[end] != '/' && !(text[end] == '\\' && special()); ++end) {
      if (text[end] == '@') at_sign = end;
      has_colon |= text[end] == ':';
    }
    const std::string_view whole = text.substr(0, end);
    if (at_sign == npos) return has_colon ? host(whole) : host_alone(whole);
    if (at_sign + 1 == whole.size()) return invalid_url("credentials without a host");
    credentials(whole.substr(0, at_sign));
    at_ += at_sign + 1;
    return host(whole.substr(at_sign + 1));
  }

  void credentials(std::string_view text) {
    const std::size_t colon = text.find(':');
    const std::string_view username = text.substr(0, colon);
    percent_encode(href_, username, EncodeSet::userinfo);
    out_.end_username();
    const bool has_password = colon != npos && colon + 1 < text.size();
    if (has_password) {
      href_ += ':';
      percent_encode(href_, text.substr(colon + 1), EncodeSet::userinfo);
    }
    if (has_password || !username.empty()) href_ += '@';
    out_.end_credentials();
  }

  /// `whole`, which begins here, ends where the authority does.
  UrlFailure host(std::string_view whole) {
    const std::size_t colon = find_port_colon(whole);
    if (colon == npos) return host_alone(whole);
    const std::string_view name = whole.substr(0, colon);
    if (name.empty()) return invalid_url("no host");
    if (auto failure = append_host(href_, name, host_kind())) return failure;
    out_.end_host();
    at_ += whole.size();
    return port(whole.substr(colon + 1));
  }

  UrlFailure host_alone(std::string_view name) {
    if (name.empty() && special()) return invalid_url("no host");
    if (!name.empty()) {
      if (auto failure = append_host(href_, name, host_kind())) return failure;
    }
    out_.end_host();
    at_ += name.size();
    return path_start();
  }

  HostKind host_kind() const noexcept { return special() ? HostKind::domain : HostKind::opaque; }

  UrlFailure port(std::string_view digits) {
    std::uint32_t number = 0;
    for (const char c : digits) {
      if (!is_digit(c)) return invalid_url("the port " + excerpt(digits) + " is no number");
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
      if (number > 0xFFFF) {
        return invalid_url("the port " + excerpt(digits) + " is larger than 65535");
      }
    }
    if (!digits.empty() && default_port(scheme_) != static_cast<std::uint16_t>(number)) {
      std::array<char, 5> text;
      href_ += ':';
      href_.append(text.data(), std::to_chars(text.data(), text.data() + 5, number).ptr);
    }
    out_.end_port();
    return path_start();
  }

  UrlFailure file() {
    if (next_is_any_slash()) {
      ++at_;
      return file_slash();
    }
    copy_file_host();
    if (!base_is_file() || starts_with_drive_letter(rest())) return path();
    return relative_to_path();
  }

  UrlFailure file_slash() {
    if (next_is_any_slash()) {
      ++at_;
      return file_host();
    }
    copy_file_host();
    const bool keeps_drive = base_is_file() && !starts_with_drive_letter(rest());
    return path(keeps_drive ? drive_of(base_->path) : std::string_view());
  }

  UrlFailure file_host() {
    out_.begin_authority();
    const std::string_view name = authority_text();
    // A drive letter is no host, but the first item of the path.
    if (is_drive_letter(name)) return path();
    if (!name.empty()) {
      if (auto failure = append_host(href_, name, HostKind::domain)) return failure;
      const std::size_t begin = out_.text.at.host_begin;
      if (std::string_view(href_).substr(begin) == "localhost") href_.resize(begin);
    }
    out_.end_host();
    at_ += name.size();
    return path_start();
  }

  UrlFailure path_start() {
    if (at_end() && !special()) {
      out_.begin_path();
      return after_path();
    }
    if (next_is_slash()) ++at_;
    return path();
  }

  /// Behind the slash that the first item follows; a drive letter of the base goes before it.
  UrlFailure path(std::string_view drive = {}) {
    out_.begin_path();
    if (!drive.empty()) (href_ += '/') += drive;
    append_path(href_, out_.text.at.path_begin, rest(), scheme_);
    return after_path();
  }

  UrlFailure opaque_path() {
    out_.begin_path();
    std::string_view raw = rest();
    const bool space_at_end = (query_ || fragment_) && !raw.empty() && raw.back() == ' ';
    if (space_at_end) raw.remove_suffix(1);
    percent_encode(href_, raw, EncodeSet::c0_control);
    if (space_at_end) href_ += "%20";
    return after_path();
  }

  /// The states "query" and "fragment".
  UrlFailure after_path() {
    out_.end_path();
    if (query_) {
      href_ += '?';
      percent_encode(href_, *query_, special() ? EncodeSet::special_query : EncodeSet::query);
    } else if (query_of_base_ && base_->query) {
      (href_ += '?') += *base_->query;
    }
    out_.end_query();
    if (fragment_) {
      href_ += '#';
      percent_encode(href_, *fragment_, EncodeSet::fragment);
    }
    return std::nullopt;
  }

  // Parts of states

  /// Where the colon behind a scheme is.
  std::size_t scheme_end() const noexcept {
    if (text_.empty() || !is_alpha(text_[0])) return npos;
    for (std::size_t end = 1; end < text_.size(); ++end) {
      const char c = text_[end];
      if (c == ':') return end;
      if (!is_alphanumeric(c) && c != '+' && c != '-' && c != '.') return npos;
    }
    return npos;
  }

  /// From here to where the authority ends.
  std::string_view authority_text() const noexcept { return until_slash(rest(), scheme_); }

  void copy_file_host() {
    out_.begin_authority();
    if (base_is_file()) href_ += base_->host.value_or("");
    out_.end_host();
  }

  /// The end of "relative" and "file": what is relative to the base's path, or keeps it.
  UrlFailure relative_to_path() {
    out_.begin_path();
    href_ += base_->path;
    if (at_end()) {
      query_of_base_ = true;
      return after_path();
    }
    const std::size_t begin = out_.text.at.path_begin;
    shorten_path(href_, begin, scheme_);
    append_path(href_, begin, rest(), scheme_);
    return after_path();
  }

  std::string_view text_;  // without what is behind it:
  std::optional<std::string_view> query_;
  std::optional<std::string_view> fragment_;
  const UrlRecord* base_;
  Scheme base_scheme_;
  bool query_of_base_ = false;  // where there is none of its own
  std::size_t at_ = 0;
  Scheme scheme_ = Scheme::other;
  UrlWriter out_;
  std::string& href_;
};

}  // namespace

std::string_view until_slash(std::string_view text, Scheme scheme) noexcept {
  std::size_t end = 0;
  while (end < text.size() && text[end] != '/' && !(text[end] == '\\' && is_special(scheme)))
    ++end;
  return text.substr(0, end);
}

std::size_t find_port_colon(std::string_view authority) noexcept {
  const std::size_t colon = authority.find(':');
  if (colon == npos) return npos;
  const std::size_t bracket = authority.find('[');
  // A colon inside of brackets is part of the host.
  if (bracket > colon) return colon;
  return authority.find(':', std::min(authority.find(']', bracket), authority.size()));
}

std::string_view clean_url_text(std::string_view input, Ends ends, std::string& storage) {
  const auto ignored = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  if (ends == Ends::stripped) {
    while (!input.empty() && ignored(input.front()))
      input.remove_prefix(1);
    while (!input.empty() && ignored(input.back()))
      input.remove_suffix(1);
  }
  if (is_ascii_without_controls(input)) return input;
  if (std::none_of(input.begin(), input.end(), is_invisible) && is_good_utf8(input)) return input;
  storage = to_scalar_text(input);
  storage.erase(std::remove_if(storage.begin(), storage.end(), is_invisible), storage.end());
  return storage;
}

UrlFailure parse_url(std::string_view input, const UrlRecord* base, UrlText& out) {
  std::string storage;
  return Parser(clean_url_text(input, Ends::stripped, storage), base, out).run();
}

}  // namespace candela
