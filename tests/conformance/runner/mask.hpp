#pragma once
// Answers with what no two servers have in common taken out.
#include <span>
#include <string>
#include <string_view>

namespace candela::conformance {

/// The same text, with `*` for the value of every property that has one of the names. Looks at JSON
/// text, of either format, and leaves any other text as it is.
std::string mask_values(std::string_view text, std::span<const std::string_view> names);

}  // namespace candela::conformance
