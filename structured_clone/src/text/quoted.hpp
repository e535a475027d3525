// Any bytes as a JSON string of bounded length: for log lines and messages, not for the wire.
//
// Guarantees: one line, valid JSON, valid UTF-8, whatever the bytes are. What is no UTF-8 becomes
// U+FFFD, one for each byte; a lone surrogate, as documents keep them, counts as that.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace candela {

/// At most `max_bytes` of `text`, never a part of a character; the rest is counted:
/// `"abc... 5 more bytes"`.
void append_quoted(std::string& out, std::string_view text, std::size_t max_bytes);

}  // namespace candela
