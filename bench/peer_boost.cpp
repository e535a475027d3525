#include <string>

#include "native_peers.hpp"

#ifdef CANDELA_BENCH_BOOST

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/array.hpp>
#include <boost/serialization/shared_ptr.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <boost/version.hpp>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

#include <candela/structured_clone/typed.hpp>

#include "cereal_structs.hpp"
#include "inputs.hpp"
#include "twitter_structs.hpp"

namespace candela::bench {

namespace {

/// Lets the lists of fields that cereal's archives are called with go to one of Boost's, which has
/// no std::optional: whether there is something, then what it is.
template <typename Archive>
struct EachField {
  Archive& archive;
  template <typename... Fields>
  void operator()(Fields&... fields) {
    (one(fields), ...);
  }
  template <typename T>
  void one(T& field) {
    archive& field;
  }
  template <typename T>
  void one(std::optional<T>& field) {
    bool is_there = field.has_value();
    archive& is_there;
    if constexpr (Archive::is_loading::value) {
      field.reset();
      if (is_there) field.emplace();
    }
    if (is_there) archive&* field;
  }
};

}  // namespace

}  // namespace candela::bench

namespace boost::serialization {

template <typename Archive>
void serialize(Archive& archive, candela::bench::Node& node, unsigned) {
  archive& node.id& node.label& node.edges& node.parent;
}
template <typename Archive>
void serialize(Archive& archive, candela::bench::NumbersStruct& numbers, unsigned) {
  archive& numbers.d& numbers.n;
}

#define CANDELA_BENCH_BOOST_TYPE(Type)                                                        \
  template <typename Archive>                                                                 \
  void serialize(Archive& archive, candela::bench::tweets::Type<std::string>& it, unsigned) { \
    candela::bench::EachField<Archive> each{archive};                                         \
    candela::bench::tweets::serialize(each, it);                                              \
  }
CANDELA_BENCH_BOOST_TYPE(Hashtag)
CANDELA_BENCH_BOOST_TYPE(Mention)
CANDELA_BENCH_BOOST_TYPE(Link)
CANDELA_BENCH_BOOST_TYPE(Entities)
CANDELA_BENCH_BOOST_TYPE(User)
CANDELA_BENCH_BOOST_TYPE(Place)
CANDELA_BENCH_BOOST_TYPE(Metadata)
CANDELA_BENCH_BOOST_TYPE(Status)
CANDELA_BENCH_BOOST_TYPE(SearchMetadata)
CANDELA_BENCH_BOOST_TYPE(Search)
#undef CANDELA_BENCH_BOOST_TYPE

}  // namespace boost::serialization

namespace candela::bench {

namespace {

using TwitterSearch = tweets::Search<std::string>;

template <typename T>
std::string written(const T& value) {
  std::ostringstream out;
  {
    boost::archive::binary_oarchive archive(out, boost::archive::no_header);
    archive << value;
  }
  return std::move(out).str();
}

template <typename T>
void read(const std::string& bytes, T& value) {
  std::istringstream in(bytes);
  boost::archive::binary_iarchive archive(in, boost::archive::no_header);
  archive >> value;
}

/// The nodes, and their end.
class Nodes {
 public:
  Nodes() = default;
  explicit Nodes(Value root) {
    WholeGraph graph(root);
    all = std::move(graph.nodes());
  }
  Nodes(const Nodes&) = delete;
  Nodes& operator=(const Nodes&) = delete;
  ~Nodes() {
    for (const std::shared_ptr<Node>& node : all) {
      if (!node) continue;
      node->edges.clear();
      node->parent.reset();
    }
  }
  std::vector<std::shared_ptr<Node>> all;
};

struct OfGraph {
  using Type = Nodes;
  static std::string written(const Nodes& nodes) { return bench::written(nodes.all); }
  static void read(const std::string& bytes, Nodes& nodes) { bench::read(bytes, nodes.all); }
};
struct OfNumbers {
  using Type = NumbersStruct;
  static std::string written(const Type& value) { return bench::written(value); }
  static void read(const std::string& bytes, Type& value) { bench::read(bytes, value); }
};
struct TwitterStruct {
  TwitterStruct() = default;
  explicit TwitterStruct(Value root) : search(to<TwitterSearch>(root)) {}
  TwitterSearch search;
};
struct OfTwitter {
  using Type = TwitterStruct;
  static std::string written(const Type& value) { return bench::written(value.search); }
  static void read(const std::string& bytes, Type& value) { bench::read(bytes, value.search); }
};

template <typename Of>
Contender encode(const std::string& input) {
  const Document document = make_input(input);
  auto value = std::make_shared<const typename Of::Type>(document.root());
  typename Of::Type again;
  Of::read(Of::written(*value), again);
  if (Of::written(again) != Of::written(*value)) throw std::runtime_error("a wrong answer");
  return in_process("Boost", [value] { keep(Of::written(*value)); });
}

template <typename Of>
Contender decode(const std::string& input) {
  const Document document = make_input(input);
  auto bytes = std::make_shared<const std::string>(Of::written(typename Of::Type(document.root())));
  return in_process("Boost", [bytes] {
    typename Of::Type fresh;
    Of::read(*bytes, fresh);
    keep(fresh);
  });
}

}  // namespace

std::string boost_version() {
  return std::string("Boost ") + BOOST_LIB_VERSION;
}

Contender boost_encode(const std::string& input) {
  return tried("Boost", [&input]() -> Contender {
    if (input == "graph") return encode<OfGraph>(input);
    if (input == "numbers") return encode<OfNumbers>(input);
    if (input == "twitter") return encode<OfTwitter>(input);
    return missing("Boost", input + " is not written as C++ structs here");
  });
}

Contender boost_decode(const std::string& input) {
  return tried("Boost", [&input]() -> Contender {
    if (input == "graph") return decode<OfGraph>(input);
    if (input == "numbers") return decode<OfNumbers>(input);
    if (input == "twitter") return decode<OfTwitter>(input);
    return missing("Boost", input + " is not written as C++ structs here");
  });
}

}  // namespace candela::bench

#else

namespace candela::bench {

std::string boost_version() {
  return "no Boost";
}
Contender boost_encode(const std::string&) {
  return missing("Boost", "libboost-serialization-dev is not installed");
}
Contender boost_decode(const std::string&) {
  return missing("Boost", "libboost-serialization-dev is not installed");
}

}  // namespace candela::bench

#endif
