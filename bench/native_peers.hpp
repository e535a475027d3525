#pragma once

// The peers that are C++ libraries, each measured as its documentation says it should be used. Each
// has a source of its own, peer_<library>.cpp.
//
// Guarantees: what a peer makes is compared with what it should be before it is measured. Libraries
// that were not found when this was built give contenders that are missing.
// Ownership: a contender owns its texts, values and parsers.
// Threads: one.
// Errors: std::runtime_error for a wrong answer.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contender.hpp"

namespace candela::bench {

enum class Direction : std::uint8_t { encode, decode };
/// "encode" or "decode".
const char* name_of(Direction direction) noexcept;

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
/// Archives of cereal, in JSON and binary, and of Boost.Serialization, to and from C++ structs made
/// for the input (struct_peer.hpp).
Contender cereal_json(const std::string& input, Direction direction);
Contender cereal_binary(const std::string& input, Direction direction);
Contender boost_binary(const std::string& input, Direction direction);
/// The same structs as MessagePack, where they are trees.
Contender msgpack_structs(const std::string& input, Direction direction);
/// MessagePack to and from a DOM, for inputs that JSON can say.
Contender msgpack_dom(const std::string& input, Direction direction);
/// The copy that cannot be done without: 100,000 doubles and 100,000 int32, into memory that is used
/// again.
Contender memcpy_of_numbers();

/// All that write a DOM as text, and all that read one, for inputs that are plain JSON.
std::vector<Contender> json_encoders(const std::string& json);
std::vector<Contender> json_decoders(const std::string& json);
/// All that write bytes, or read them.
std::vector<Contender> binary_peers(const std::string& input, Direction direction);

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
