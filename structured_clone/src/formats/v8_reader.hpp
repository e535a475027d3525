// Reading V8's ValueSerializer, versions 13 to 15: what node's v8.serialize and V8's own
// serializers write, as long as it needs no delegate of the sender (see v8_tags.hpp).
#pragma once

#include <string_view>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

/// Reads into an empty document. Throws CloneError.
void read_v8(Document& document, std::string_view bytes, const ParseOptions& options);

}  // namespace candela
