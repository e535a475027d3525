#pragma once
// to_utf8: text in one of the encodings of the web, as UTF-8.
//
// Encodings go by the labels of the Encoding standard (encoding.spec.whatwg.org, "Names and labels");
// as there, "iso-8859-1" and "ascii" are windows-1252, and a byte order mark goes before the label.
// Bytes that mean nothing become U+FFFD. All but UTF-8 and windows-1252 are decoded by the C
// library's iconv, whose tables may differ from the standard's in rare characters.
// Threads: any.

#include <optional>
#include <string>
#include <string_view>

namespace candela {

/// UTF-8 without its byte order mark, if there is one: the standard's "UTF-8 decode".
std::string from_utf8(std::string_view bytes);

/// Nothing for a label that is none, or that this machine's C library does not know: the bytes are
/// then better kept as they are.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view label);

}  // namespace candela
