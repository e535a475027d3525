// Between the bytes of HTTP and the strings of JavaScript, which has one character for each byte
// (the Infra standard's "isomorphic decode" and "encode").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace candela {

/// UTF-8 in which each byte of `bytes` is the character U+0000 to U+00FF.
std::string latin1_to_text(std::string_view bytes);

/// The reverse; nothing when a character is beyond U+00FF or the text is no UTF-8.
std::optional<std::string> text_to_latin1(std::string_view text);

}  // namespace candela
