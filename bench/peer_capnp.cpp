#include <memory>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_CAPNP_JSON

#include <capnp/common.h>
#include <capnp/compat/json.h>
#include <capnp/message.h>

#include "json_check.hpp"

namespace candela::bench {

namespace {

std::shared_ptr<capnp::JsonCodec> codec() {
  constexpr std::size_t depth = 10'000;  // its default of 64 refuses `deep`
  auto codec = std::make_shared<capnp::JsonCodec>();
  codec->setMaxNestingDepth(depth);
  return codec;
}

kj::ArrayPtr<const char> as_array(const std::string& text) {
  return {text.data(), text.size()};
}

}  // namespace

std::string capnp_version() {
  return "capnp JSON " + std::to_string(CAPNP_VERSION_MAJOR) + "." +
         std::to_string(CAPNP_VERSION_MINOR) + "." + std::to_string(CAPNP_VERSION_MICRO);
}

Contender capnp_encode(const std::string& json) {
  auto json_codec = codec();
  auto message = std::make_shared<capnp::MallocMessageBuilder>();
  json_codec->decodeRaw(as_array(json), message->initRoot<capnp::JsonValue>());
  auto write = [json_codec, message] {
    return json_codec->encodeRaw(message->getRoot<capnp::JsonValue>().asReader());
  };
  const kj::String text = write();
  check_same_json(text.cStr(), json);
  return in_process_writing("capnp JSON", text.size(), [write] { keep(write()); });
}

Contender capnp_decode(const std::string& json) {
  auto json_codec = codec();
  auto text = std::make_shared<const std::string>(json);
  auto read = [json_codec, text](capnp::MallocMessageBuilder& message) {
    auto root = message.initRoot<capnp::JsonValue>();
    json_codec->decodeRaw(as_array(*text), root);
    return root;
  };
  capnp::MallocMessageBuilder message;
  check_same_json(json_codec->encodeRaw(read(message).asReader()).cStr(), json);
  return in_process("capnp JSON", [read] {
    capnp::MallocMessageBuilder fresh;
    keep(read(fresh));
  });
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string capnp_version() {
  return "no capnp JSON";
}
Contender capnp_encode(const std::string&) {
  return missing("capnp JSON", "libcapnp-dev is not installed");
}
Contender capnp_decode(const std::string&) {
  return missing("capnp JSON", "libcapnp-dev is not installed");
}

}  // namespace candela::bench

#endif
