// The URL standard's basic URL parser (section 4.4), without state override.
//
// Each function of the state machine is one state of the standard, and is named after it. A state
// does not look at one code point but takes the stretch that the standard's would gather in its
// buffer.
#pragma once

#include <string_view>

#include "url_record.hpp"

namespace candela {

/// `base` may be null. Throws HttpValueError. The length of the input is the caller's to bound.
UrlRecord parse_url(std::string_view input, const UrlRecord* base);

}  // namespace candela
