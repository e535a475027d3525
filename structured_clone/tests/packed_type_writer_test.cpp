#include "bind/packed_type_writer.hpp"

#include <limits>
#include <string>
#include <variant>

#include "all_types.hpp"
#include "bound_types.hpp"
#include "formats/packed_layout.hpp"

using bound::AllTypes;
using candela::Document;
using candela::Format;

namespace {

const candela::StringifyOptions packed{.format = Format::packed};

/// Whether it is written without a document, and is what the document would be.
template <typename T>
bool is_direct(const T& t, std::uint32_t version = candela::newest_version) {
  candela::StringifyOptions options = packed;
  options.version = version;
  std::string bytes;
  if (!candela::detail::bind::write_packed_type(bytes, candela::detail::bind::root<T>, &t, options))
    return false;
  Document doc;
  doc.set_root(candela::from(doc, t));
  const Document read = candela::parse(bytes);
  CHECK(candela::first_difference(read.root(), doc.root()) == "");
  return true;
}

struct Versioned {
  int old = 1;
  int added = 2;
  std::optional<int> none;
};
CANDELA_FIELDS(Versioned, (old, candela::until(1)), (added, candela::since(2)), none)

}  // namespace

TEST_CASE("a struct of every kind of member is the document that it would be") {
  Random random(11);
  for (int i = 0; i < 200; ++i)
    REQUIRE(is_direct(bound::random_all(random)));
}

TEST_CASE("cycles and aliases of shared pointers are one node each") {
  auto node = std::make_shared<bound::Node>(bound::Node{"a", {}});
  node->edges = {node, std::make_shared<bound::Node>(bound::Node{"b", {node, node}}), nullptr};
  CHECK(is_direct(node));
  const std::string bytes = candela::stringify(node, packed);
  CHECK(candela::packed::load<candela::packed::Header>(bytes.data()).nodes == 4);
  candela::dismantle(node);
}

namespace {

struct Watcher {
  std::weak_ptr<bound::Point> watched;
  std::shared_ptr<bound::Point> owned;
};
CANDELA_FIELDS(Watcher, watched, owned)

}  // namespace

TEST_CASE("a weak pointer and the only one that owns lead to one node") {
  Watcher watcher;
  watcher.owned = std::make_shared<bound::Point>();
  watcher.watched = watcher.owned;
  CHECK(is_direct(watcher));
  const Document doc = candela::parse(candela::stringify(watcher, packed));
  CHECK(doc.root()["watched"].is(doc.root()["owned"]));
}

TEST_CASE("a member that is empty or of another version is not there") {
  const Versioned value;
  const auto text = [&](std::uint32_t version) {
    candela::StringifyOptions options = packed;
    options.version = version;
    return candela::inspect(candela::parse(candela::stringify(value, options)).root());
  };
  CHECK(text(1) == "{ old: 1 }");
  CHECK(text(2) == "{ added: 2 }");
}

TEST_CASE("primitives and containers are roots as well") {
  CHECK(is_direct(7));
  CHECK(is_direct(std::string("text")));
  CHECK(is_direct(std::string(100'000, 'x')));
  CHECK(is_direct(std::vector<std::vector<int>>{{1}, {}, {2, 3}}));
  CHECK(is_direct(std::vector<double>{NAN, -0.0, INFINITY}));
  CHECK(is_direct(std::map<std::string, int>{{"10", 1}, {"b", 2}, {"9", 3}}));
  CHECK(is_direct(std::optional<int>()));
  CHECK(is_direct(std::variant<int, std::string>("x")));
}

TEST_CASE("what needs the way through a document gets it, and is right") {
  const std::vector<std::int64_t> large = {std::numeric_limits<std::int64_t>::min(), 1LL << 60};
  CHECK_FALSE(is_direct(large));
  const std::string bytes = candela::stringify(large, packed);
  CHECK(candela::parse_as<std::vector<std::int64_t>>(bytes) == large);
  CHECK_FALSE(is_direct(candela::BigInt(5)));
  CHECK(candela::parse_as<candela::BigInt>(candela::stringify(candela::BigInt(5), packed)) ==
        candela::BigInt(5));
  const auto unnamed = static_cast<bound::Color>(77);
  CHECK(bound::refusal([&] { candela::stringify(unnamed, packed); }).code ==
        candela::CloneErrorCode::not_serializable);
}

TEST_CASE("a million links are written without recursion") {
  auto first = bound::chain(1'000'000);
  const std::string bytes = candela::stringify(first, packed);
  CHECK(candela::parse(bytes).root()["number"].as_number() == 1);
  candela::dismantle(first);
}

TEST_CASE("StringifyOptions::bytes holds to the last byte") {
  const std::vector<std::string> texts(10, std::string(100, 'x'));
  candela::StringifyOptions options = packed;
  options.bytes = candela::stringify(texts, packed).size();
  CHECK_NOTHROW(candela::stringify(texts, options));
  --options.bytes;
  CHECK(bound::refusal([&] { candela::stringify(texts, options); }).code ==
        candela::CloneErrorCode::limit_bytes);
}
