// Reading `tuple`, the format of November 2025: {"root":R,"objects":[…]}.
#pragma once

#include <string_view>

#include <candela/structured_clone/format.hpp>

namespace candela {

/// CloneError with offset and path.
Document read_tuple(std::string_view text, const ParseOptions& options);

}  // namespace candela
