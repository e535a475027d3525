#pragma once

// The peers that are C++ libraries, each measured as its documentation says it should be used. Each
// has a source of its own, peer_<library>.cpp.
//
// Guarantees: what a peer makes is compared with what it should be before it is measured. Libraries
// that were not found when this was built give contenders that are missing.
// Ownership: a contender owns its texts, values and parsers.
// Threads: one.
// Errors: std::runtime_error for a wrong answer.

#include <string>
#include <string_view>
#include <vector>

#include "contender.hpp"

namespace candela::bench {

/// Text into a new buffer, from a DOM that was parsed before.
Contender rapidjson_encode(const std::string& json);
/// Text to DOM in place. It destroys the text: the time to copy it back is subtracted.
Contender rapidjson_decode_insitu(const std::string& json);
/// Text to DOM, the parser and its memory used again, with the instructions that fit the processor.
Contender simdjson_decode(const std::string& json);
/// Text into a new string, from a DOM; and text to DOM.
Contender nlohmann_encode(const std::string& json);
Contender nlohmann_decode(const std::string& json);
/// Text from and to a message of JsonValue, a new one each time.
Contender capnp_encode(const std::string& json);
Contender capnp_decode(const std::string& json);
/// The JSON archives, to and from C++ structs made for the input: `small`, `numbers`,
/// `graph_shallow`, `typed`, `typed_no_bytes`, `deep`.
Contender cereal_encode(const std::string& input);
Contender cereal_decode(const std::string& input);

/// The binary archives, to and from the same structs, and `graph` and `twitter` too.
Contender cereal_binary_encode(const std::string& input);
Contender cereal_binary_decode(const std::string& input);
/// Boost.Serialization's binary archives, to and from the same structs.
Contender boost_encode(const std::string& input);
Contender boost_decode(const std::string& input);
/// A msgpack::object of the whole value to bytes and back, for inputs that are plain JSON.
Contender msgpack_encode(const std::string& input);
Contender msgpack_decode(const std::string& input);
/// memcpy of the numbers of `numbers` into memory that is there.
Contender memcpy_of_numbers();

/// All that write a DOM as text, and all that read one, for inputs that are plain JSON.
std::vector<Contender> json_encoders(const std::string& json);
std::vector<Contender> json_decoders(const std::string& json);

/// Name and version, as in "RapidJSON 1.1.0", or "no RapidJSON".
std::string rapidjson_version();
std::string simdjson_version();
std::string nlohmann_version();
std::string capnp_version();
std::string cereal_version();
std::string boost_version();
std::string msgpack_version();
/// All of these.
std::string native_peer_versions();

}  // namespace candela::bench
