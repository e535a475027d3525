#pragma once
// What a value looks like in the store. The one place that knows: `nested` text today.
// Threads: pure functions.
// Errors: CloneError; of a stored value that cannot be read it names where.

#include <span>
#include <string>
#include <string_view>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/host_type.hpp>

namespace candela {

std::string encode_stored(Value value, std::span<const HostType> hosts);
Document decode_stored(std::string_view bytes, std::span<const HostType> hosts);

}  // namespace candela
