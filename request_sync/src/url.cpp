#include <candela/request_sync/url.hpp>

#include <string>
#include <utility>

#include "idna.hpp"
#include "url_edit.hpp"
#include "url_failure.hpp"
#include "url_parser.hpp"
#include "url_record.hpp"

namespace candela {
namespace {

static_assert(Url::max_mapped_host_bytes == max_idna_bytes);

HttpValueError too_long(std::size_t bytes) {
  return {
      HttpValueErrorCode::url_too_long,
      "URL of " + std::to_string(bytes) + " bytes: more than " + std::to_string(Url::max_bytes)};
}

void check_size(std::size_t bytes) {
  if (bytes > Url::max_bytes) throw too_long(bytes);
}

}  // namespace

std::optional<HttpValueError> Url::parse(std::string_view text, const Url* base, Url& out) {
  if (text.size() > max_bytes) return too_long(text.size());
  std::optional<UrlRecord> base_record;
  if (base != nullptr) base_record = base->record();
  UrlText parsed;
  if (auto failure = parse_url(text, base_record ? &*base_record : nullptr, parsed)) return failure;
  if (parsed.href.size() > max_bytes) return too_long(parsed.href.size());
  out.assign(std::move(parsed));
  return std::nullopt;
}

void Url::assign(UrlText&& text) {
  href_ = std::move(text.href);
  at_ = text.at;
}

Url::Url(std::string_view text) {
  if (const auto failure = parse(text, nullptr, *this)) throw *failure;
}

Url::Url(std::string_view text, const Url& base) {
  if (const auto failure = parse(text, &base, *this)) throw *failure;
}

std::variant<Url, HttpValueError> Url::try_parse(std::string_view text) {
  std::variant<Url, HttpValueError> result(Url{});
  if (auto failure = parse(text, nullptr, std::get<Url>(result))) result = *std::move(failure);
  return result;
}

std::variant<Url, HttpValueError> Url::try_parse(std::string_view text, const Url& base) {
  std::variant<Url, HttpValueError> result(Url{});
  if (auto failure = parse(text, &base, std::get<Url>(result))) result = *std::move(failure);
  return result;
}

bool Url::can_parse(std::string_view text) {
  Url unused;
  return !parse(text, nullptr, unused);
}

bool Url::can_parse(std::string_view text, const Url& base) {
  Url unused;
  return !parse(text, &base, unused);
}

UrlRecord Url::record() const noexcept {
  return record_of(href_, at_);
}

std::string Url::origin() const {
  const UrlRecord url = record();
  if (url.scheme == "blob") {
    Url inner;
    if (parse(url.path, nullptr, inner)) return "null";
    const bool web = inner.protocol() == "http:" || inner.protocol() == "https:";
    return web ? inner.origin() : "null";
  }
  const Scheme scheme = scheme_of(url.scheme);
  if (scheme == Scheme::file || !is_special(scheme)) return "null";
  return std::string(protocol()).append("//").append(host());
}

std::string_view Url::username() const noexcept {
  return part(at_.username_begin, at_.username_end);
}

std::string_view Url::password() const noexcept {
  return record().password;
}

std::string_view Url::port() const noexcept {
  return at_.host_end == at_.port_end ? std::string_view() : part(at_.host_end + 1, at_.port_end);
}

std::string_view Url::search() const noexcept {
  return at_.query_end - at_.path_end > 1 ? part(at_.path_end, at_.query_end) : std::string_view();
}

std::string_view Url::hash() const noexcept {
  return href_.size() - at_.query_end > 1 ? part(at_.query_end, href_.size()) : std::string_view();
}

// Setters

bool Url::edit(std::string_view value, bool (UrlEdit::*set)(std::string_view)) {
  check_size(value.size());
  UrlEdit changed(record());
  if (!(changed.*set)(value)) return false;
  UrlText text = write_url(changed.record());
  check_size(text.href.size());
  assign(std::move(text));
  return true;
}

bool Url::set_protocol(std::string_view value) {
  Url changed = *this;
  if (!changed.edit(value, &UrlEdit::set_protocol)) return false;
  // (I1) What was a host or an item of a path may be the local host or a drive letter now.
  if (changed.protocol() == "file:") changed.set_href(std::string(changed.href_));
  *this = std::move(changed);
  return true;
}

bool Url::set_username(std::string_view value) {
  return edit(value, &UrlEdit::set_username);
}

bool Url::set_password(std::string_view value) {
  return edit(value, &UrlEdit::set_password);
}

bool Url::set_host(std::string_view value) {
  return edit(value, &UrlEdit::set_host);
}

bool Url::set_hostname(std::string_view value) {
  return edit(value, &UrlEdit::set_hostname);
}

bool Url::set_port(std::string_view value) {
  return edit(value, &UrlEdit::set_port);
}

bool Url::set_pathname(std::string_view value) {
  return edit(value, &UrlEdit::set_pathname);
}

bool Url::set_search(std::string_view value) {
  return edit(value, &UrlEdit::set_search);
}

bool Url::set_hash(std::string_view value) {
  return edit(value, &UrlEdit::set_hash);
}

UrlSearchParams Url::search_params() const {
  return UrlSearchParams(search());
}

void Url::set_search_params(const UrlSearchParams& params) {
  set_search(params.to_string());
}

}  // namespace candela
