#include "native_peers.hpp"

#include <functional>

namespace candela::bench {

namespace {

Contender tried_on(const std::string& name, Contender (*make)(const std::string&),
                   const std::string& what) {
  return tried(name, [make, &what] { return make(what); });
}

}  // namespace

std::vector<Contender> json_encoders(const std::string& json) {
  return {tried_on("RapidJSON", rapidjson_encode, json),
          tried_on("nlohmann-json", nlohmann_encode, json),
          tried_on("capnp JSON", capnp_encode, json)};
}

std::vector<Contender> json_decoders(const std::string& json) {
  return {tried_on("RapidJSON insitu", rapidjson_decode_insitu, json),
          tried_on("simdjson DOM", simdjson_decode, json),
          tried_on("nlohmann-json", nlohmann_decode, json),
          tried_on("capnp JSON", capnp_decode, json)};
}

std::string native_peer_versions() {
  return rapidjson_version() + ", " + simdjson_version() + ", " + nlohmann_version() + ", " +
         capnp_version() + ", " + cereal_version() + ", " + boost_version() + ", " +
         msgpack_version();
}

}  // namespace candela::bench
