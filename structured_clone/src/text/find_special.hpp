// Looking through strings for the bytes that mean something, at memory speed: 16 bytes a step, or
// 32 where the processor has AVX2 and the string is long; elsewhere byte by byte.
#pragma once

namespace candela {

/// The first byte that ends a string's plain part in a JSON text: a quote, a backslash or a control
/// (U+0000 to U+001F).
const char* find_end_of_plain(const char* at, const char* end) noexcept;

/// The first byte that cannot be written into a JSON string as it is: one of these, or 0xED, which
/// may begin a surrogate.
const char* find_to_escape(const char* at, const char* end) noexcept;

}  // namespace candela
