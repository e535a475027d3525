// The URL standard's "URL record", as views: the parts that its parser fills in and its serialiser
// writes. `UrlText` is what both end in: one string, and where the parts lie in it.
//
// Ownership: a record views a string that outlives it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <candela/request_sync/url.hpp>

namespace candela {

/// What the standard calls special has a host, and a backslash in it is a slash.
enum class Scheme : unsigned char { other, http, https, ws, wss, ftp, file };

/// Of a scheme in lower case, without its colon.
Scheme scheme_of(std::string_view name) noexcept;

constexpr bool is_special(Scheme scheme) noexcept {
  return scheme != Scheme::other;
}

/// The port that is left out.
std::optional<std::uint16_t> default_port(Scheme scheme) noexcept;

struct UrlRecord {
  std::string_view scheme;
  std::string_view username;
  std::string_view password;
  std::optional<std::string_view> host;  // serialised; IPv6 with its brackets
  std::string_view port;                 // digits; empty for none
  /// Serialised. A list path is "" or begins with "/", each item behind a slash; anything else is
  /// opaque.
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;

  /// Such a URL (mailto:, data:) is no base for anything but a fragment.
  bool has_opaque_path() const noexcept { return !host && (path.empty() || path.front() != '/'); }
  bool has_credentials() const noexcept { return !username.empty() || !password.empty(); }
};

struct UrlText {
  std::string href;
  detail::UrlOffsets at;
};

UrlRecord record_of(std::string_view href, const detail::UrlOffsets& at) noexcept;

/// Writes a URL from front to back and notes where its parts begin and end. What stands between the
/// calls, the writer's user appends to `text.href`.
class UrlWriter {
 public:
  explicit UrlWriter(UrlText& out) : text(out) {}

  UrlText& text;

  /// Behind the scheme; until `begin_authority` is called there is no host.
  void end_scheme() {
    text.href += ':';
    auto& at = text.at;
    at.protocol_end = here();
    at.username_begin = at.username_end = at.host_begin = at.host_end = at.port_end =
        at.protocol_end;
  }
  void begin_authority() {
    text.href += "//";
    text.at.username_begin = text.at.username_end = here();
    end_credentials();
  }
  void end_username() { text.at.username_end = here(); }
  /// Behind the password and the "@", if there are any.
  void end_credentials() { text.at.host_begin = text.at.host_end = text.at.port_end = here(); }
  void end_host() { text.at.host_end = text.at.port_end = here(); }
  void end_port() { text.at.port_end = here(); }
  void begin_path() { text.at.path_begin = here(); }
  /// Where there is no host, two slashes would be read as those of one: "/." goes before them.
  void end_path() {
    auto& at = text.at;
    const bool no_host = at.username_begin == at.protocol_end;
    if (no_host && text.href.compare(at.path_begin, 2, "//") == 0) {
      text.href.insert(at.path_begin, "/.");
      at.path_begin += 2;
    }
    at.path_end = at.query_end = here();
  }
  void end_query() { text.at.query_end = here(); }

  std::uint32_t here() const noexcept { return static_cast<std::uint32_t>(text.href.size()); }
};

/// Credentials, host and port of `record`, if it has a host.
void append_authority(UrlWriter& writer, const UrlRecord& record);

/// The standard's URL serialiser.
UrlText write_url(const UrlRecord& record);

}  // namespace candela
