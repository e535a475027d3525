// International domain names: the URL standard's "domain to ASCII" (beStrict false), which is
// UTS #46 with CheckBidi and CheckJoiners, without CheckHyphens, STD3 rules, transitional
// processing and lengths of DNS.
//
// Guarantees: the only file that knows the library (ICU), whose tables decide which version of
// Unicode it is. Stateless; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

/// The library's time grows with the square of a domain's labels; DNS has 253 bytes at most.
inline constexpr std::size_t max_idna_bytes = std::size_t{16} << 10;

struct AsciiDomain {
  std::string domain;
  std::string_view refused;  ///< Why there is none; empty where there is.
};

/// `domain` is any bytes. The result may still hold what the standard forbids in a domain.
/// Requires: at most `max_idna_bytes`.
AsciiDomain domain_to_ascii(std::string_view domain);

/// Whether a label of `domain`, in lower case, begins with "xn--".
bool has_punycode(std::string_view domain) noexcept;

}  // namespace candela
