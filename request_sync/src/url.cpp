#include <candela/request_sync/url.hpp>

#include <string>
#include <utility>

#include "url_parser.hpp"
#include "url_record.hpp"

namespace candela {
namespace {

void check_size(std::size_t bytes) {
  if (bytes <= Url::max_bytes) return;
  throw HttpValueError(
      HttpValueErrorCode::url_too_long,
      "URL of " + std::to_string(bytes) + " bytes: more than " + std::to_string(Url::max_bytes));
}

UrlRecord parse_bounded(std::string_view text, const UrlRecord* base) {
  check_size(text.size());
  return parse_url(text, base);
}

template <typename Make>
std::variant<Url, HttpValueError> result_of(Make make) {
  try {
    return make();
  } catch (const HttpValueError& error) {
    return error;
  }
}

}  // namespace

Url::Url(std::string_view text) : Url(parse_bounded(text, nullptr)) {}

Url::Url(std::string_view text, const Url& base) {
  const UrlRecord base_record = base.record();
  *this = Url(parse_bounded(text, &base_record));
}

std::variant<Url, HttpValueError> Url::try_parse(std::string_view text) {
  return result_of([&] { return Url(text); });
}

std::variant<Url, HttpValueError> Url::try_parse(std::string_view text, const Url& base) {
  return result_of([&] { return Url(text, base); });
}

/// The standard's URL serialiser; the offsets are noted on the way.
Url::Url(const UrlRecord& record) {
  const auto here = [this] {
    check_size(href_.size());
    return static_cast<std::uint32_t>(href_.size());
  };
  href_.append(record.scheme) += ':';
  protocol_end_ = here();
  if (record.host) href_ += "//";
  username_begin_ = here();
  href_ += record.username;
  username_end_ = here();
  if (!record.password.empty()) (href_ += ':') += record.password;
  if (!record.username.empty() || !record.password.empty()) href_ += '@';
  host_begin_ = here();
  if (record.host) href_ += *record.host;
  host_end_ = here();
  if (record.port) (href_ += ':') += std::to_string(*record.port);
  port_end_ = here();
  // Two slashes here would be read as those of a host.
  if (!record.host && record.path.substr(0, 2) == "//") href_ += "/.";
  path_begin_ = here();
  href_ += record.path;
  path_end_ = here();
  if (record.query) (href_ += '?') += *record.query;
  query_end_ = here();
  if (record.fragment) (href_ += '#') += *record.fragment;
  check_size(href_.size());
}

UrlRecord Url::record() const {
  UrlRecord record;
  record.scheme = href_.substr(0, protocol_end_ - 1);
  record.username = username();
  record.password = password();
  if (username_begin_ > protocol_end_) record.host = hostname();
  if (!port().empty()) record.port = static_cast<std::uint16_t>(std::stoul(std::string(port())));
  record.path = pathname();
  if (query_end_ > path_end_) record.query = part(path_end_ + 1, query_end_);
  if (href_.size() > query_end_) record.fragment = part(query_end_ + 1, href_.size());
  return record;
}

std::string Url::origin() const {
  const std::string_view scheme = part(0, protocol_end_ - 1);
  if (scheme == "blob") {
    const auto inner = try_parse(pathname());
    const Url* url = std::get_if<Url>(&inner);
    const bool web = url != nullptr && (url->protocol() == "http:" || url->protocol() == "https:");
    return web ? url->origin() : "null";
  }
  if (scheme == "file" || !is_special(scheme)) return "null";
  return std::string(protocol()).append("//").append(host());
}

std::string_view Url::username() const noexcept {
  return part(username_begin_, username_end_);
}

std::string_view Url::password() const noexcept {
  const bool none = username_end_ == host_begin_ || href_[username_end_] != ':';
  return none ? std::string_view() : part(username_end_ + 1, host_begin_ - 1);
}

std::string_view Url::port() const noexcept {
  return host_end_ == port_end_ ? std::string_view() : part(host_end_ + 1, port_end_);
}

std::string_view Url::search() const noexcept {
  return query_end_ - path_end_ > 1 ? part(path_end_, query_end_) : std::string_view();
}

std::string_view Url::hash() const noexcept {
  return href_.size() - query_end_ > 1 ? part(query_end_, href_.size()) : std::string_view();
}

}  // namespace candela
