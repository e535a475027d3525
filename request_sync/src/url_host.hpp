// Hosts: the URL standard's host parser and serialiser (section 3).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "url_failure.hpp"

namespace candela {

enum class HostKind : unsigned char {
  domain,  ///< Of a special scheme: a domain, an IPv4 or an IPv6 address.
  opaque,  ///< Of any other: an IPv6 address, or text that is only percent-encoded.
};

/// How far `text` is a domain that is normalised as it stands, as most are; 0 where that takes a
/// closer look.
std::size_t plain_domain_size(std::string_view text) noexcept;

/// Appends the normalised host, IPv6 in its brackets. `text` is UTF-8 and not empty. What is behind
/// the old end of `out` is worth nothing where the host is refused.
UrlFailure append_host(std::string& out, std::string_view text, HostKind kind);

}  // namespace candela
