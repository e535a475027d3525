// Hosts: the URL standard's host parser and serialiser (section 3).
#pragma once

#include <string>
#include <string_view>

namespace candela {

enum class HostKind : unsigned char {
  domain,  ///< Of a special scheme: a domain, an IPv4 or an IPv6 address.
  opaque,  ///< Of any other: an IPv6 address, or text that is only percent-encoded.
};

/// The normalised host, IPv6 in its brackets. `text` is UTF-8 and not empty.
/// Throws HttpValueError{invalid_url} or {url_host_not_ascii}.
std::string parse_host(std::string_view text, HostKind kind);

}  // namespace candela
