#include "url_parser.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include <candela/request_sync/error.hpp>

#include "ascii.hpp"
#include "excerpt.hpp"
#include "percent_encode.hpp"
#include "url_host.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

[[noreturn]] void refuse(const std::string& reason) {
  throw HttpValueError(HttpValueErrorCode::invalid_url, "Invalid URL: " + reason);
}

/// A letter, then ":" or "|".
bool is_drive_letter(std::string_view text) noexcept {
  return text.size() == 2 && is_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}
bool is_normalised_drive_letter(std::string_view text) noexcept {
  return is_drive_letter(text) && text[1] == ':';
}
bool starts_with_drive_letter(std::string_view text) noexcept {
  return is_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

bool is_single_dot(std::string_view segment) noexcept {
  return segment == "." || equal_ignoring_case(segment, "%2e");
}
bool is_double_dot(std::string_view segment) noexcept {
  return segment == ".." || equal_ignoring_case(segment, ".%2e") ||
         equal_ignoring_case(segment, "%2e.") || equal_ignoring_case(segment, "%2e%2e");
}

/// The first item of a path that is a list; empty when there is none.
std::string_view first_item(std::string_view path) noexcept {
  if (path.empty()) return {};
  path.remove_prefix(1);
  return path.substr(0, path.find('/'));
}

/// Without C0 controls and spaces at the ends, without tabs and newlines inside, in good UTF-8.
std::string clean(std::string_view input) {
  const auto ignored = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!input.empty() && ignored(input.front()))
    input.remove_prefix(1);
  while (!input.empty() && ignored(input.back()))
    input.remove_suffix(1);
  std::string text = to_scalar_text(input);
  const auto invisible = [](char c) { return c == '\t' || c == '\n' || c == '\r'; };
  text.erase(std::remove_if(text.begin(), text.end(), invisible), text.end());
  return text;
}

class Parser {
 public:
  Parser(std::string_view text, const UrlRecord* base) : text_(text), base_(base) {}

  UrlRecord run() {
    State state = &Parser::scheme_start;
    while (state.run != nullptr)
      state = (this->*state.run)();
    return std::move(url_);
  }

 private:
  /// What runs next; a struct, because a function's type cannot name itself.
  struct State {
    State(State (Parser::*state)())
        : run(state) {}  // NOLINT: states are named where one is asked for
    State (Parser::*run)();
  };
  static State done() { return State(nullptr); }

  // The text

  bool at_end() const noexcept { return at_ == text_.size(); }
  bool next_is(char c) const noexcept { return !at_end() && text_[at_] == c; }
  /// A slash, or in a special URL a backslash.
  bool next_is_slash() const noexcept { return next_is('/') || (special_ && next_is('\\')); }
  bool next_is_any_slash() const noexcept { return next_is('/') || next_is('\\'); }
  std::string_view rest() const noexcept { return text_.substr(at_); }

  /// Up to the first of `stops`, or all there is.
  std::string_view take_until(std::string_view stops) noexcept {
    const std::size_t end = std::min(text_.find_first_of(stops, at_), text_.size());
    const std::string_view taken = text_.substr(at_, end - at_);
    at_ = end;
    return taken;
  }

  void set_scheme(std::string scheme) {
    url_.scheme = std::move(scheme);
    special_ = is_special(url_.scheme);
  }

  // The states

  /// With the standard's "scheme" state.
  State scheme_start() {
    if (at_end() || !is_alpha(text_[0])) return &Parser::no_scheme;
    std::size_t end = 1;
    while (end < text_.size() &&
           (is_alphanumeric(text_[end]) || std::string_view("+-.").find(text_[end]) != npos))
      ++end;
    if (end == text_.size() || text_[end] != ':') return &Parser::no_scheme;
    set_scheme(lower(text_.substr(0, end)));
    at_ = end + 1;
    if (url_.scheme == "file") return &Parser::file;
    if (special_ && base_ != nullptr && base_->scheme == url_.scheme) {
      return &Parser::special_relative_or_authority;
    }
    if (special_) return &Parser::special_authority_ignore_slashes;
    if (!next_is('/')) return &Parser::opaque_path;
    ++at_;
    return &Parser::path_or_authority;
  }

  State no_scheme() {
    if (base_ == nullptr) refuse("no scheme, and no base to be relative to");
    if (base_->has_opaque_path()) {
      if (!next_is('#')) {
        refuse("no scheme, and nothing but a fragment is relative to " +
               excerpt(base_->scheme + ":"));
      }
      url_ = *base_;
      return &Parser::fragment;
    }
    set_scheme(base_->scheme);
    return url_.scheme == "file" ? &Parser::file : &Parser::relative;
  }

  State special_relative_or_authority() {
    if (rest().substr(0, 2) == "//") return &Parser::special_authority_ignore_slashes;
    return &Parser::relative;
  }

  State path_or_authority() {
    if (!next_is('/')) return &Parser::path;
    ++at_;
    return &Parser::authority;
  }

  State relative() {
    if (next_is_slash()) {
      ++at_;
      return &Parser::relative_slash;
    }
    copy_authority();
    return relative_to_path();
  }

  State relative_slash() {
    if (special_ && next_is_any_slash()) return &Parser::special_authority_ignore_slashes;
    if (next_is('/')) {
      ++at_;
      return &Parser::authority;
    }
    copy_authority();
    return &Parser::path;
  }

  /// With "special authority slashes", which differs in its warnings only.
  State special_authority_ignore_slashes() {
    while (next_is_any_slash())
      ++at_;
    return &Parser::authority;
  }

  State authority() {
    const std::size_t begin = at_;
    const std::string_view whole = take_until(special_ ? "/\\?#" : "/?#");
    at_ = begin;
    const std::size_t at_sign = whole.rfind('@');
    if (at_sign == npos) return &Parser::host;
    const std::string_view credentials = whole.substr(0, at_sign);
    if (at_sign + 1 == whole.size()) refuse("credentials without a host");
    const std::size_t colon = credentials.find(':');
    percent_encode(url_.username, credentials.substr(0, colon), EncodeSet::userinfo);
    if (colon != npos) {
      percent_encode(url_.password, credentials.substr(colon + 1), EncodeSet::userinfo);
    }
    at_ += at_sign + 1;
    return &Parser::host;
  }

  State host() {
    const std::string_view whole = text_.substr(at_, authority_size());
    const std::size_t bracket = whole.find('[');
    const std::size_t colon = whole.find(':');
    // A colon inside of brackets is part of the host.
    const std::size_t name_end =
        bracket < colon ? whole.find(':', std::min(whole.find(']', bracket), whole.size())) : colon;
    const std::string_view name = whole.substr(0, name_end);
    if (name.empty() && (special_ || name_end != npos)) refuse("no host");
    url_.host = name.empty() ? std::string()
                             : parse_host(name, special_ ? HostKind::domain : HostKind::opaque);
    at_ += name.size();
    if (name_end == npos) return &Parser::path_start;
    ++at_;
    return &Parser::port;
  }

  State port() {
    const std::string_view digits = text_.substr(at_, authority_size());
    std::uint32_t number = 0;
    for (const char c : digits) {
      if (!is_digit(c)) refuse("the port " + excerpt(digits) + " is no number");
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
      if (number > 0xFFFF) refuse("the port " + excerpt(digits) + " is larger than 65535");
    }
    at_ += digits.size();
    const auto known = static_cast<std::uint16_t>(number);
    if (!digits.empty() && default_port(url_.scheme) != known) url_.port = known;
    return &Parser::path_start;
  }

  State file() {
    url_.host = "";
    if (next_is_any_slash()) {
      ++at_;
      return &Parser::file_slash;
    }
    if (!base_is_file()) return &Parser::path;
    url_.host = base_->host;
    if (starts_with_drive_letter(rest())) return &Parser::path;
    return relative_to_path();
  }

  State file_slash() {
    if (next_is_any_slash()) {
      ++at_;
      return &Parser::file_host;
    }
    if (base_is_file()) {
      url_.host = base_->host;
      const std::string_view drive = first_item(base_->path);
      if (!starts_with_drive_letter(rest()) && is_normalised_drive_letter(drive)) {
        url_.path = "/" + std::string(drive);
      }
    }
    return &Parser::path;
  }

  State file_host() {
    const std::size_t begin = at_;
    const std::string_view name = take_until("/\\?#");
    if (is_drive_letter(name)) {
      at_ = begin;  // no host, but the first item of the path
      return &Parser::path;
    }
    if (!name.empty()) url_.host = parse_host(name, HostKind::domain);
    if (url_.host == "localhost") url_.host = "";
    return &Parser::path_start;
  }

  State path_start() {
    if (special_ || next_is('/')) {
      if (next_is_slash()) ++at_;
      return &Parser::path;
    }
    return at_end() ? done() : State(&Parser::after_path);
  }

  /// Behind the slash that the first item follows.
  State path() {
    for (;;) {
      const std::string_view raw = take_until(special_ ? "/\\?#" : "/?#");
      const bool last = !next_is_slash();
      add_item(raw, last);
      if (last) return &Parser::after_path;
      ++at_;
    }
  }

  State opaque_path() {
    std::string_view raw = take_until("?#");
    const bool space_at_end = !at_end() && !raw.empty() && raw.back() == ' ';
    if (space_at_end) raw.remove_suffix(1);
    percent_encode(url_.path, raw, EncodeSet::c0_control);
    if (space_at_end) url_.path += "%20";
    return &Parser::after_path;
  }

  State after_path() {
    if (at_end()) return done();
    return next_is('?') ? &Parser::query : &Parser::fragment;
  }

  State query() {
    ++at_;
    url_.query = "";
    percent_encode(*url_.query, take_until("#"),
                   special_ ? EncodeSet::special_query : EncodeSet::query);
    return at_end() ? done() : State(&Parser::fragment);
  }

  State fragment() {
    ++at_;
    url_.fragment = "";
    percent_encode(*url_.fragment, rest(), EncodeSet::fragment);
    return done();
  }

  // Parts of states

  static constexpr std::size_t npos = std::string_view::npos;

  bool base_is_file() const noexcept { return base_ != nullptr && base_->scheme == "file"; }

  /// How far the authority goes from here.
  std::size_t authority_size() const noexcept {
    return std::min(rest().find_first_of(special_ ? "/\\?#" : "/?#"), rest().size());
  }

  void copy_authority() {
    url_.username = base_->username;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.port = base_->port;
  }

  /// The end of "relative" and "file": what is relative to the base's path, or keeps it.
  State relative_to_path() {
    url_.path = base_->path;
    if (at_end() || next_is('?') || next_is('#')) {
      if (!next_is('?')) url_.query = base_->query;
      return &Parser::after_path;
    }
    shorten_path();
    return &Parser::path;
  }

  /// Removes the last item, but never a file URL's only drive letter.
  void shorten_path() {
    std::string& path = url_.path;
    if (url_.scheme == "file" && path.size() == 3 && is_normalised_drive_letter(first_item(path))) {
      return;
    }
    if (!path.empty()) path.erase(path.rfind('/'));
  }

  void add_item(std::string_view raw, bool last) {
    if (is_double_dot(raw)) {
      shorten_path();
      if (last) url_.path += '/';
    } else if (is_single_dot(raw)) {
      if (last) url_.path += '/';
    } else if (url_.scheme == "file" && url_.path.empty() && is_drive_letter(raw)) {
      url_.path = {'/', raw[0], ':'};
    } else {
      url_.path += '/';
      percent_encode(url_.path, raw, EncodeSet::path);
    }
  }

  std::string_view text_;
  const UrlRecord* base_;
  std::size_t at_ = 0;
  bool special_ = false;
  UrlRecord url_;
};

}  // namespace

UrlRecord parse_url(std::string_view input, const UrlRecord* base) {
  const std::string text = clean(input);
  return Parser(text, base).run();
}

}  // namespace candela
