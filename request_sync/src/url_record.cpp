#include "url_record.hpp"

namespace candela {

Scheme scheme_of(std::string_view name) noexcept {
  if (name == "https") return Scheme::https;
  if (name == "http") return Scheme::http;
  if (name == "wss") return Scheme::wss;
  if (name == "ws") return Scheme::ws;
  if (name == "file") return Scheme::file;
  return name == "ftp" ? Scheme::ftp : Scheme::other;
}

std::optional<std::uint16_t> default_port(Scheme scheme) noexcept {
  switch (scheme) {
    case Scheme::http:
    case Scheme::ws: return std::uint16_t{80};
    case Scheme::https:
    case Scheme::wss: return std::uint16_t{443};
    case Scheme::ftp: return std::uint16_t{21};
    case Scheme::file:
    case Scheme::other: break;
  }
  return std::nullopt;
}

UrlRecord record_of(std::string_view href, const detail::UrlOffsets& at) noexcept {
  const auto part = [href](std::size_t begin, std::size_t end) {
    return href.substr(begin, end - begin);
  };
  UrlRecord record;
  record.scheme = part(0, at.protocol_end - 1);
  record.username = part(at.username_begin, at.username_end);
  if (at.username_end < at.host_begin && href[at.username_end] == ':') {
    record.password = part(at.username_end + 1, at.host_begin - 1);
  }
  if (at.username_begin > at.protocol_end) record.host = part(at.host_begin, at.host_end);
  if (at.port_end > at.host_end) record.port = part(at.host_end + 1, at.port_end);
  record.path = part(at.path_begin, at.path_end);
  if (at.query_end > at.path_end) record.query = part(at.path_end + 1, at.query_end);
  if (href.size() > at.query_end) record.fragment = href.substr(at.query_end + 1);
  return record;
}

void append_authority(UrlWriter& writer, const UrlRecord& record) {
  if (!record.host) return;
  std::string& href = writer.text.href;
  writer.begin_authority();
  href += record.username;
  writer.end_username();
  if (!record.password.empty()) (href += ':') += record.password;
  if (record.has_credentials()) href += '@';
  writer.end_credentials();
  href += *record.host;
  writer.end_host();
  if (!record.port.empty()) (href += ':') += record.port;
  writer.end_port();
}

UrlText write_url(const UrlRecord& record) {
  UrlText text;
  UrlWriter writer(text);
  std::string& href = text.href;
  href.reserve(record.scheme.size() + record.username.size() + record.password.size() +
               record.host.value_or("").size() + record.port.size() + record.path.size() +
               record.query.value_or("").size() + record.fragment.value_or("").size() + 10);
  href = record.scheme;
  writer.end_scheme();
  append_authority(writer, record);
  writer.begin_path();
  href += record.path;
  writer.end_path();
  if (record.query) (href += '?') += *record.query;
  writer.end_query();
  if (record.fragment) (href += '#') += *record.fragment;
  return text;
}

}  // namespace candela
