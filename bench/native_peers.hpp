#pragma once

// The peers that are C++ libraries: RapidJSON and simdjson. Each is measured as its documentation
// says it should be used.
//
// Guarantees: what a peer makes is looked at once before it is measured. Libraries that were not
// found when this was built give contenders that are missing.
// Ownership: a contender owns its texts and parsers.
// Threads: one.

#include <string>

#include "contender.hpp"

namespace candela::bench {

/// Text into a new buffer, from a DOM that was parsed before.
Contender rapidjson_encode(std::string json);
/// Text to DOM in place. It destroys the text: the time to copy it back is subtracted.
Contender rapidjson_decode_insitu(std::string json);
/// Text to DOM, the parser and its memory used again, with the instructions that fit the processor.
Contender simdjson_decode(std::string json);

/// "RapidJSON 1.1.0, simdjson 3.0.1 (haswell)", or which of them is missing.
std::string native_peer_versions();

}  // namespace candela::bench
