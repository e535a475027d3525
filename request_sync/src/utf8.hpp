// Between bytes that should be UTF-8 and text that is.
#pragma once

#include <string>
#include <string_view>

namespace candela {

bool is_ascii(std::string_view text) noexcept;

/// A surrogate is none.
bool is_good_utf8(std::string_view text) noexcept;

/// As TextDecoder reads bytes: without a leading byte order mark, and each maximal part of a broken
/// sequence replaced by U+FFFD (the Encoding standard's "UTF-8 decode").
std::string decode_utf8(std::string_view bytes);

/// The same, where a byte order mark is a character like others ("UTF-8 decode without BOM").
std::string decode_utf8_with_mark(std::string_view bytes);

/// As JavaScript makes a USVString of a string: a lone surrogate, which our strings keep as three
/// bytes, becomes one U+FFFD; so does whatever else is no UTF-8.
std::string to_scalar_text(std::string_view text);

}  // namespace candela
