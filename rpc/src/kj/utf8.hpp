#pragma once
// is_utf8: whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no
// surrogates, nothing past U+10FFFF, no sequence that breaks off. kj 0.9.2 does not look.

#include <string_view>

namespace candela {

bool is_utf8(std::string_view text);

}  // namespace candela
