#include "bind/parts.hpp"

#include <map>
#include <set>

#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using candela::detail::bind::add_parts;
using candela::detail::bind::OwnedPart;
using candela::detail::bind::table;

namespace {

struct All {
  Node by_value;
  int number = 0;
  std::unique_ptr<Node> unique = std::make_unique<Node>();
  std::optional<std::variant<int, NodePointer>> choice = std::make_shared<Node>();
  std::weak_ptr<Node> weak;
  std::map<int, Node> map = {{1, Node()}};
};
CANDELA_FIELDS(All, by_value, number, unique, choice, weak, map)

template <typename T>
std::vector<OwnedPart> parts_of(const T& t) {
  std::vector<OwnedPart> parts;
  add_parts(table<T>, &t, parts);
  return parts;
}

}  // namespace

TEST_CASE("an object's parts are what it owns, through optionals, variants and pointers") {
  All all;
  const auto shared = std::get<NodePointer>(*all.choice);
  all.weak = shared;
  const auto parts = parts_of(all);
  REQUIRE(parts.size() == 4);
  CHECK(parts[0].object == &all.by_value);
  CHECK(parts[0].levels == 0);
  CHECK(parts[1].object == all.unique.get());
  CHECK(parts[1].levels == 1);
  CHECK(parts[1].identity.object == nullptr);
  CHECK(parts[2].object == shared.get());
  CHECK(parts[2].type == &table<Node>);
  CHECK(parts[2].identity.object == shared.get());
  CHECK(parts[3].type == &table<std::map<int, Node>>);
}

TEST_CASE("elements are parts where they may own something") {
  const std::vector<Node> nodes(3);
  const auto parts = parts_of(nodes);
  REQUIRE(parts.size() == 3);
  CHECK(parts[2].object == &nodes[2]);
  CHECK(parts[2].levels == 1);
  CHECK(parts_of(std::vector<int>(3)).empty());
  CHECK(parts_of(std::set<std::vector<int>>{{1}, {2}}).size() == 2);
  const std::map<int, NodePointer> map = {{1, nullptr}, {2, std::make_shared<Node>()}};
  const auto mapped = parts_of(map);
  REQUIRE(mapped.size() == 1);
  CHECK(mapped[0].identity.object == nullptr);  // nobody else shares it
}
