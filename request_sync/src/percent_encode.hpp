// Percent-encoding, with the URL standard's sets of what is encoded where (section 1.3).
#pragma once

#include <string>
#include <string_view>

namespace candela {

/// The standard's names. Every set holds the C0 controls, DEL and all bytes above.
enum class EncodeSet : unsigned char { c0_control, fragment, query, special_query, path, userinfo };

/// Appends `text`, which is UTF-8, to `out`. A percent sign stands for itself: nothing is encoded
/// twice.
void percent_encode(std::string& out, std::string_view text, EncodeSet set);

/// Bytes, which need not be UTF-8. A percent sign without two hexadecimal digits stands for itself.
std::string percent_decode(std::string_view text);

}  // namespace candela
