#include "native_peers.hpp"

#ifdef CANDELA_BENCH_CEREAL

#include <istream>
#include <sstream>

#include <cereal/archives/binary.hpp>
#include <cereal/archives/json.hpp>
#include <cereal/version.hpp>

#include "cereal_structs.hpp"
#include "memory_buffer.hpp"
#include "struct_peer.hpp"

namespace candela::bench {

namespace {

struct JsonArchives {
  template <typename T>
  static constexpr bool takes = true;
  static constexpr const char* why_not = "";

  template <typename T>
  static std::string write(const T& value) {
    std::ostringstream out;
    {
      cereal::JSONOutputArchive archive(out, cereal::JSONOutputArchive::Options::NoIndent());
      archive(cereal::make_nvp("value", value));
    }  // which closes the outermost object
    return std::move(out).str();
  }
  template <typename T>
  static void read(std::string_view text, T& value) {
    MemoryBuffer buffer(text);
    std::istream in(&buffer);
    cereal::JSONInputArchive archive(in);
    archive(cereal::make_nvp("value", value));
  }
};

struct BinaryArchives {
  template <typename T>
  static constexpr bool takes = true;
  static constexpr const char* why_not = "";

  template <typename T>
  static std::string write(const T& value) {
    std::ostringstream out;
    cereal::BinaryOutputArchive archive(out);
    archive(value);
    return std::move(out).str();
  }
  template <typename T>
  static void read(std::string_view bytes, T& value) {
    MemoryBuffer buffer(bytes);
    std::istream in(&buffer);
    cereal::BinaryInputArchive archive(in);
    archive(value);
  }
};

}  // namespace

std::string cereal_version() {
  return "cereal " + std::to_string(CEREAL_VERSION_MAJOR) + "." +
         std::to_string(CEREAL_VERSION_MINOR) + "." + std::to_string(CEREAL_VERSION_PATCH);
}

Contender cereal_json(const std::string& input, Direction direction) {
  return struct_peer<JsonArchives>("cereal", input, direction);
}

Contender cereal_binary(const std::string& input, Direction direction) {
  return struct_peer<BinaryArchives>("cereal", input, direction);
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string cereal_version() {
  return "no cereal";
}
Contender cereal_json(const std::string&, Direction) {
  return missing("cereal", "libcereal-dev is not installed");
}
Contender cereal_binary(const std::string&, Direction) {
  return missing("cereal", "libcereal-dev is not installed");
}

}  // namespace candela::bench

#endif
