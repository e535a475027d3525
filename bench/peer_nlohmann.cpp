#include <memory>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_NLOHMANN

#include <nlohmann/json.hpp>

#include "json_check.hpp"

namespace candela::bench {

std::string nlohmann_version() {
  return "nlohmann-json " + std::to_string(NLOHMANN_JSON_VERSION_MAJOR) + "." +
         std::to_string(NLOHMANN_JSON_VERSION_MINOR) + "." +
         std::to_string(NLOHMANN_JSON_VERSION_PATCH);
}

Contender nlohmann_encode(const std::string& json) {
  auto dom = std::make_shared<const nlohmann::json>(nlohmann::json::parse(json));
  const std::string text = dom->dump();
  check_same_json(text, json);
  return in_process_writing("nlohmann-json", text.size(), [dom] { keep(dom->dump()); });
}

Contender nlohmann_decode(const std::string& json) {
  auto text = std::make_shared<const std::string>(json);
  check_same_json(nlohmann::json::parse(*text).dump(), json);
  return in_process("nlohmann-json", [text] { keep(nlohmann::json::parse(*text)); });
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string nlohmann_version() {
  return "no nlohmann-json";
}
Contender nlohmann_encode(const std::string&) {
  return missing("nlohmann-json", "nlohmann-json3-dev is not installed");
}
Contender nlohmann_decode(const std::string&) {
  return missing("nlohmann-json", "nlohmann-json3-dev is not installed");
}

}  // namespace candela::bench

#endif
