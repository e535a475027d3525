// Strings as JSON text, as JSON.stringify quotes them (ECMA-262, 25.5.2.3): the short escapes,
// \u00xx for other controls, \udxxx for lone surrogates, all else as it is.
#pragma once

#include <cstddef>
#include <string_view>

#include "output.hpp"

namespace candela {

/// With the quotes. Requires: `text` is WTF-8, as documents hold it.
void write_json_string(Output& out, std::string_view text);
/// The same, faster, for a text behind which `json_string_slack` more bytes can be read, as those of
/// a document's strings (ByteStore::read_past).
void write_stored_json_string(Output& out, std::string_view text);
inline constexpr std::size_t json_string_slack = 16;
/// Without the quotes.
void write_json_characters(Output& out, std::string_view text);

}  // namespace candela
