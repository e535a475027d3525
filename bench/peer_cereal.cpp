#include "native_peers.hpp"

#ifdef CANDELA_BENCH_CEREAL

#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <cereal/archives/json.hpp>
#include <cereal/version.hpp>

#include "cereal_structs.hpp"
#include "inputs.hpp"

namespace candela::bench {

namespace {

template <typename T>
std::string written(const T& value) {
  std::ostringstream out;
  {
    cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options::NoIndent());
    archive(cereal::make_nvp("value", value));
  }  // which closes the outermost object
  return std::move(out).str();
}

template <typename T>
void read(const std::string& text, T& value) {
  std::istringstream in(text);
  cereal::JSONInputArchive archive(in);
  archive(cereal::make_nvp("value", value));
}

/// Throws where what was written does not read as what it was.
template <typename T>
void check(const T& value) {
  T again;
  read(written(value), again);
  if (!(again == value)) throw std::runtime_error("a wrong answer");
}

struct Way {
  Contender (*encode)(const std::string& input);
  Contender (*decode)(const std::string& input);
};

template <typename T>
Way way() {
  return {[](const std::string& input) {
            auto value = std::make_shared<const T>(make_input(input).root());
            check(*value);
            return in_process("cereal", [value] { keep(written(*value)); });
          },
          [](const std::string& input) {
            const T value(make_input(input).root());
            check(value);
            auto text = std::make_shared<const std::string>(written(value));
            return in_process("cereal", [text] {
              T fresh;
              read(*text, fresh);
              keep(fresh);
            });
          }};
}

using Make = Contender (*)(const std::string&);

Contender made(const std::string& input, Make Way::*direction) {
  const std::pair<const char*, Way> ways[] = {
      {"small", way<SmallStruct>()},          {"numbers", way<NumbersStruct>()},
      {"graph_shallow", way<Graph>()},        {"typed", way<TypedStruct>()},
      {"typed_no_bytes", way<TypedStruct>()}, {"deep", way<Chain>()}};
  for (const auto& [name, one] : ways) {
    if (input != name) continue;
    const Make make = one.*direction;
    return tried("cereal", [make, &input] { return make(input); });
  }
  return missing("cereal", input + " is not written as C++ structs here");
}

}  // namespace

std::string cereal_version() {
  return "cereal " + std::to_string(CEREAL_VERSION_MAJOR) + "." +
         std::to_string(CEREAL_VERSION_MINOR) + "." + std::to_string(CEREAL_VERSION_PATCH);
}

Contender cereal_encode(const std::string& input) {
  return made(input, &Way::encode);
}

Contender cereal_decode(const std::string& input) {
  return made(input, &Way::decode);
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string cereal_version() {
  return "no cereal";
}
Contender cereal_encode(const std::string&) {
  return missing("cereal", "libcereal-dev is not installed");
}
Contender cereal_decode(const std::string&) {
  return missing("cereal", "libcereal-dev is not installed");
}

}  // namespace candela::bench

#endif
