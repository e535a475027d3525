// Reading `packed`, Candela's own binary format: docs/formats/packed.md.
#pragma once

#include <string_view>

#include <candela/structured_clone/format.hpp>

namespace candela {

/// Takes any bytes: what is accepted has been checked to its last slot. CloneError with the offset
/// of what is wrong.
/// Requires: an empty document.
void read_packed(Document& document, std::string_view bytes, const ParseOptions& options);

}  // namespace candela
