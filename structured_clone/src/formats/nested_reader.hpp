// Reading `nested`, the format of 2026: {"json":…,"meta":{"aliases":{"0":…}}}. Lumenize
// structured-clone 0.25 and later.
#pragma once

#include <string_view>

#include <candela/structured_clone/format.hpp>

namespace candela {

/// CloneError with offset and path.
/// Requires: an empty document.
void read_nested(Document& document, std::string_view text, const ParseOptions& options);

}  // namespace candela
