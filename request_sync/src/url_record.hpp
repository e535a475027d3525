// The URL standard's "URL record": the parts that its parser fills in and its serialiser writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candela {

struct UrlRecord {
  std::string scheme;
  std::string username;
  std::string password;
  std::optional<std::string> host;  // serialised; IPv6 with its brackets
  std::optional<std::uint16_t> port;
  /// Serialised. A list path is "" or begins with "/", each item behind a slash; anything else is
  /// opaque.
  std::string path;
  std::optional<std::string> query;
  std::optional<std::string> fragment;

  /// Such a URL (mailto:, data:) is no base for anything but a fragment.
  bool has_opaque_path() const noexcept { return !host && (path.empty() || path.front() != '/'); }
};

/// http, https, ws, wss, ftp, file: their URLs have a host, and a backslash in them is a slash.
bool is_special(std::string_view scheme) noexcept;

/// The port that is left out.
std::optional<std::uint16_t> default_port(std::string_view scheme) noexcept;

}  // namespace candela
