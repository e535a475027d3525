// Values as short texts, as JavaScript's String(value) gives them: for messages and for keys.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <candela/structured_clone/value.hpp>

namespace candela {

/// Bytes of a string that a message shows.
inline constexpr std::size_t shown_text_bytes = 200;

/// A BigInt of more limbs than these is shown by its first hexadecimal digits: decimal ones cost
/// the square of all of them.
inline constexpr std::size_t decimal_limbs = 64;

/// The text, or its beginning and an ellipsis.
std::string shortened(std::string_view text);
/// Of an object its class only, `[object Map]`; of an error name and message. Bounded.
std::string text_form(Value value);
/// As ECMAScript prints numbers.
std::string number_text(double number);

}  // namespace candela
