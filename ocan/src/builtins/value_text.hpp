// Values as strings, as JavaScript's String(value) gives them: whole, and charged before they are
// made. text_form.hpp is for messages.
//
// Refused with a TypeError is what has no text that is the same everywhere: Dates (a time zone),
// functions (their source), host values, and objects with data where JavaScript has the method.
// Iterative. Arrays inside of themselves are empty texts, as the engines have it.
// Threads: one.
#pragma once

#include <string>
#include <string_view>

#include <candela/structured_clone/value.hpp>

#include "builtins/builtin_call.hpp"

namespace candela {

void add_value_text(BuiltinText& text, const BuiltinCall& call, Value value);
/// As Array.prototype.join and TypedArray.prototype.join have it; undefined and null are empty.
void add_joined(BuiltinText& text, const BuiltinCall& call, Value array,
                std::u16string_view separator);

// Built-ins of arrays and of typed arrays.

Value join_elements(const BuiltinCall& call);
Value elements_to_string(const BuiltinCall& call);

/// `/source/flags`, spelled as JavaScript does: line ends and slashes of the source escaped, flags
/// in the order of the alphabet.
std::string regexp_source_text(Value regexp);
std::string regexp_flags_text(Value regexp);

}  // namespace candela
