#include "native_peers.hpp"

#ifdef CANDELA_BENCH_CEREAL

#include <memory>
#include <sstream>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <cereal/archives/binary.hpp>
#include <cereal/archives/json.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/version.hpp>

#include <candela/structured_clone/typed.hpp>

#include "cereal_structs.hpp"
#include "inputs.hpp"
#include "twitter_structs.hpp"

namespace cereal {

// null takes no bytes.
inline void save(BinaryOutputArchive&, const std::nullptr_t&) {}
inline void load(BinaryInputArchive&, std::nullptr_t&) {}

}  // namespace cereal

namespace candela::bench {

namespace {

/// cereal's text.
struct Json {
  template <typename T>
  static std::string written(const T& value) {
    std::ostringstream out;
    {
      cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options::NoIndent());
      archive(cereal::make_nvp("value", value));
    }  // which closes the outermost object
    return std::move(out).str();
  }
  template <typename T>
  static void read(const std::string& text, T& value) {
    std::istringstream in(text);
    cereal::JSONInputArchive archive(in);
    archive(cereal::make_nvp("value", value));
  }
};

/// cereal's bytes.
struct Binary {
  template <typename T>
  static std::string written(const T& value) {
    std::ostringstream out;
    cereal::BinaryOutputArchive archive(out);
    archive(value);
    return std::move(out).str();
  }
  template <typename T>
  static void read(const std::string& bytes, T& value) {
    std::istringstream in(bytes);
    cereal::BinaryInputArchive archive(in);
    archive(value);
  }
};

/// Statuses and all.
struct TwitterStruct : tweets::Search<std::string> {
  TwitterStruct() = default;
  explicit TwitterStruct(Value root) : Search(to<Search>(root)) {}
  bool operator==(const TwitterStruct& other) const {
    return stringify<Search>(*this) == stringify<Search>(other);
  }
};

/// Throws where what was written does not read as what it was.
template <typename As, typename T>
void check(const T& value) {
  T again;
  As::read(As::written(value), again);
  if (!(again == value)) throw std::runtime_error("a wrong answer");
}

struct Way {
  Contender (*encode)(const std::string& input);
  Contender (*decode)(const std::string& input);
};

template <typename As, typename T>
Way way() {
  return {[](const std::string& input) {
            auto value = std::make_shared<const T>(make_input(input).root());
            check<As>(*value);
            return in_process("cereal", [value] { keep(As::written(*value)); });
          },
          [](const std::string& input) {
            const T value(make_input(input).root());
            check<As>(value);
            auto text = std::make_shared<const std::string>(As::written(value));
            return in_process("cereal", [text] {
              T fresh;
              As::read(*text, fresh);
              keep(fresh);
            });
          }};
}

using Make = Contender (*)(const std::string&);

template <typename As>
Contender made(const std::string& input, Make Way::*direction) {
  const std::pair<const char*, Way> ways[] = {
      {"small", way<As, SmallStruct>()},          {"numbers", way<As, NumbersStruct>()},
      {"graph_shallow", way<As, Graph>()},        {"typed", way<As, TypedStruct>()},
      {"typed_no_bytes", way<As, TypedStruct>()}, {"deep", way<As, Chain>()},
      {"graph", way<Binary, WholeGraph>()},       {"twitter", way<Binary, TwitterStruct>()}};
  const bool is_text = std::is_same_v<As, Json>;
  for (const auto& [name, one] : ways) {
    if (input != name || (is_text && (input == "graph" || input == "twitter"))) continue;
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
  return made<Json>(input, &Way::encode);
}
Contender cereal_decode(const std::string& input) {
  return made<Json>(input, &Way::decode);
}
Contender cereal_binary_encode(const std::string& input) {
  return made<Binary>(input, &Way::encode);
}
Contender cereal_binary_decode(const std::string& input) {
  return made<Binary>(input, &Way::decode);
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
Contender cereal_binary_encode(const std::string& input) {
  return cereal_encode(input);
}
Contender cereal_binary_decode(const std::string& input) {
  return cereal_decode(input);
}

}  // namespace candela::bench

#endif
