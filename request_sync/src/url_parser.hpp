// The URL standard's basic URL parser (section 4.4), without state override.
//
// Each function of the state machine is one state of the standard, and is named after it. A state
// does not look at one code point but takes the stretch that the standard's would gather in its
// buffer, and writes it where it stands in the normalised form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "url_failure.hpp"
#include "url_record.hpp"

namespace candela {

enum class Ends : unsigned char {
  stripped,  ///< Without C0 controls and spaces: what a whole URL is read from.
  kept,      ///< What a part of one is read from.
};

/// The input without tabs and newlines, in good UTF-8; a view of `input`, or of `storage`.
std::string_view clean_url_text(std::string_view input, Ends ends, std::string& storage);

/// The part of `text` in front of the first slash, or in a special URL backslash.
std::string_view until_slash(std::string_view text, Scheme scheme) noexcept;

/// Where the colon is that divides a host from its port; npos for none.
std::size_t find_port_colon(std::string_view authority) noexcept;

/// `base` may be null. The length of the input is the caller's to bound. What is in `out` is worth
/// nothing where there is a failure. Requires: `out` is empty.
UrlFailure parse_url(std::string_view input, const UrlRecord* base, UrlText& out);

}  // namespace candela
