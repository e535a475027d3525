// Foreign text in a message of ours: quoted, escaped, and short.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

/// So much of a foreign text is shown; the rest is counted.
inline constexpr std::size_t max_excerpt_bytes = 48;

/// `"a\x0Ab"`, or `"aaaa…" (1000 bytes)`. Printable ASCII stands for itself, any other byte as
/// \xNN.
std::string excerpt(std::string_view text);

}  // namespace candela
