#include "native_peers.hpp"

#ifdef CANDELA_BENCH_BOOST

#include <istream>
#include <sstream>

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/version.hpp>

#include "boost_structs.hpp"
#include "memory_buffer.hpp"
#include "struct_peer.hpp"

namespace candela::bench {

namespace {

struct BoostArchives {
  template <typename T>
  static constexpr bool takes = true;
  static constexpr const char* why_not = "";

  template <typename T>
  static std::string write(const T& value) {
    std::ostringstream out;
    {
      boost::archive::binary_oarchive archive(out);
      archive << value;
    }
    return std::move(out).str();
  }
  template <typename T>
  static void read(std::string_view bytes, T& value) {
    MemoryBuffer buffer(bytes);
    std::istream in(&buffer);
    boost::archive::binary_iarchive archive(in);
    archive >> value;
  }
};

}  // namespace

std::string boost_version() {
  return "Boost.Serialization " + std::to_string(BOOST_VERSION / 100'000) + "." +
         std::to_string(BOOST_VERSION / 100 % 1'000) + "." + std::to_string(BOOST_VERSION % 100);
}

Contender boost_binary(const std::string& input, Direction direction) {
  return struct_peer<BoostArchives>("Boost", input, direction);
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string boost_version() {
  return "no Boost.Serialization";
}
Contender boost_binary(const std::string&, Direction) {
  return missing("Boost", "libboost-serialization-dev is not installed");
}

}  // namespace candela::bench

#endif
