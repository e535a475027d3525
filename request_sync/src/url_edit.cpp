#include "url_edit.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "ascii.hpp"
#include "percent_encode.hpp"
#include "url_host.hpp"
#include "url_parser.hpp"
#include "url_path.hpp"
#include "utf8.hpp"

namespace candela {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_scheme(std::string_view text) noexcept {
  const auto may_follow = [](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  };
  return !text.empty() && is_alpha(text[0]) && std::all_of(text.begin(), text.end(), may_follow);
}

std::string encoded(std::string_view text, EncodeSet set) {
  std::string out;
  percent_encode(out, text, set);
  return out;
}

}  // namespace

bool UrlEdit::can_have_credentials_and_port() const noexcept {
  return record_.host && !record_.host->empty() && scheme_ != Scheme::file;
}

bool UrlEdit::set_protocol(std::string_view value) {
  std::string storage;
  const std::string_view text = clean_url_text(value, Ends::kept, storage);
  std::string name = lower(text.substr(0, text.find(':')));
  if (!is_scheme(name)) return false;
  const Scheme scheme = scheme_of(name);
  if (is_special(scheme) != is_special(scheme_)) return false;
  if (scheme == Scheme::file && (record_.has_credentials() || !record_.port.empty())) return false;
  if (scheme_ == Scheme::file && record_.host->empty()) return false;
  text_ = std::move(name);
  record_.scheme = text_;
  scheme_ = scheme;
  if (const auto known = default_port(scheme); known && record_.port == std::to_string(*known)) {
    record_.port = {};
  }
  return true;
}

bool UrlEdit::set_username(std::string_view value) {
  if (!can_have_credentials_and_port()) return false;
  text_ = encoded(to_scalar_text(value), EncodeSet::userinfo);
  record_.username = text_;
  return true;
}

bool UrlEdit::set_password(std::string_view value) {
  if (!can_have_credentials_and_port()) return false;
  text_ = encoded(to_scalar_text(value), EncodeSet::userinfo);
  record_.password = text_;
  return true;
}

bool UrlEdit::set_host(std::string_view value) {
  return set_host(value, Port::taken);
}

bool UrlEdit::set_hostname(std::string_view value) {
  return set_host(value, Port::refused);
}

bool UrlEdit::set_host(std::string_view value, Port port) {
  if (record_.has_opaque_path()) return false;
  std::string storage;
  std::string_view text = clean_url_text(value, Ends::kept, storage);
  text = text.substr(0, text.find_first_of("?#"));
  text = until_slash(text, scheme_);
  if (scheme_ == Scheme::file) return set_file_host(text);
  const std::size_t colon = find_port_colon(text);
  const std::string_view name = text.substr(0, colon);
  if (colon != npos) {
    if (name.empty() || port == Port::refused || !take_host(name)) return false;
    take_port(text.substr(colon + 1));
    return true;
  }
  const bool must_have = is_special(scheme_) || record_.has_credentials() || !record_.port.empty();
  return name.empty() && must_have ? false : take_host(name);
}

bool UrlEdit::set_file_host(std::string_view text) {
  if (!take_host(text)) return false;
  if (record_.host == "localhost") record_.host = "";
  return true;
}

bool UrlEdit::take_host(std::string_view name) {
  std::string host;
  const HostKind kind = is_special(scheme_) ? HostKind::domain : HostKind::opaque;
  if (!name.empty() && append_host(host, name, kind)) return false;
  text_ = std::move(host);
  record_.host = text_;
  return true;
}

bool UrlEdit::set_port(std::string_view value) {
  if (!can_have_credentials_and_port()) return false;
  if (value.empty()) {
    record_.port = {};
    return true;
  }
  std::string storage;
  return take_port(clean_url_text(value, Ends::kept, storage));
}

/// The digits that `text` begins with.
bool UrlEdit::take_port(std::string_view text) {
  std::uint32_t number = 0;
  std::size_t end = 0;
  for (; end < text.size() && is_digit(text[end]); ++end) {
    number = number * 10 + static_cast<std::uint32_t>(text[end] - '0');
    if (number > 0xFFFF) return false;
  }
  if (end == 0) return false;
  const bool is_default = default_port(scheme_) == static_cast<std::uint16_t>(number);
  port_ = is_default ? std::string() : std::to_string(number);
  record_.port = port_;
  return true;
}

bool UrlEdit::set_pathname(std::string_view value) {
  if (record_.has_opaque_path()) return false;
  std::string storage;
  std::string_view text = clean_url_text(value, Ends::kept, storage);
  std::string path;
  if (text.empty() && !is_special(scheme_)) {
    if (!record_.host) path = "/";
  } else {
    if (!text.empty() && until_slash(text, scheme_).empty()) text.remove_prefix(1);
    append_path(path, 0, text, scheme_);
  }
  text_ = std::move(path);
  record_.path = text_;
  return true;
}

bool UrlEdit::set_search(std::string_view value) {
  if (value.empty()) {
    record_.query.reset();
    return true;
  }
  if (value.front() == '?') value.remove_prefix(1);
  std::string storage;
  text_ = encoded(clean_url_text(value, Ends::kept, storage),
                  is_special(scheme_) ? EncodeSet::special_query : EncodeSet::query);
  record_.query = text_;
  return true;
}

bool UrlEdit::set_hash(std::string_view value) {
  if (value.empty()) {
    record_.fragment.reset();
    return true;
  }
  if (value.front() == '#') value.remove_prefix(1);
  std::string storage;
  text_ = encoded(clean_url_text(value, Ends::kept, storage), EncodeSet::fragment);
  record_.fragment = text_;
  return true;
}

}  // namespace candela
