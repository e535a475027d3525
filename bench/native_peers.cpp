#include "native_peers.hpp"

#include <cstring>
#include <functional>
#include <memory>

#include "inputs.hpp"

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

const char* name_of(Direction direction) noexcept {
  return direction == Direction::encode ? "encode" : "decode";
}

std::vector<Contender> binary_peers(const std::string& input, Direction direction) {
  std::vector<Contender> peers = {cereal_binary(input, direction), boost_binary(input, direction),
                                  msgpack_structs(input, direction)};
  if (is_plain(input)) peers.push_back(msgpack_dom(input, direction));
  return peers;
}

Contender memcpy_of_numbers() {
  constexpr std::size_t count = 100'000;
  struct Copy {
    std::vector<double> doubles = std::vector<double>(count, 0.5);
    std::vector<std::int32_t> integers = std::vector<std::int32_t>(count, 7);
    std::vector<char> to = std::vector<char>(count * (sizeof(double) + sizeof(std::int32_t)));
  };
  return in_process("memcpy", [copy = std::make_shared<Copy>()] {
    std::memcpy(copy->to.data(), copy->doubles.data(), count * sizeof(double));
    std::memcpy(copy->to.data() + count * sizeof(double), copy->integers.data(),
                count * sizeof(std::int32_t));
    keep(copy->to.front());
  });
}

std::string native_peer_versions() {
  return rapidjson_version() + ", " + simdjson_version() + ", " + nlohmann_version() + ", " +
         capnp_version() + ", " + cereal_version() + ", " + boost_version() + ", " +
         msgpack_version();
}

}  // namespace candela::bench
