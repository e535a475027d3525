// Reading `tuple`, the format of November 2025: {"root":R,"objects":[…]}.
#pragma once

#include <string_view>

#include <candela/structured_clone/format.hpp>

namespace candela {

/// CloneError with offset and path.
/// Requires: an empty document.
void read_tuple(Document& document, std::string_view text, const ParseOptions& options);

}  // namespace candela
