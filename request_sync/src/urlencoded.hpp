// application/x-www-form-urlencoded: the URL standard's parser and serialiser (section 5).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace candela {

using NameValue = std::pair<std::string, std::string>;

/// Bytes that are no UTF-8 become U+FFFD. Linear; `most` pairs at most, else
/// HttpValueError{too_many_entries}.
std::vector<NameValue> parse_urlencoded(std::string_view text, std::size_t most);

/// Appends "name=value", with "&" before it where something is there already.
void append_urlencoded(std::string& out, std::string_view name, std::string_view value);

}  // namespace candela
