#include "bind/shared_objects.hpp"

#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using candela::detail::bind::Identity;
using candela::detail::bind::PartRules;
using candela::detail::bind::SharedObjects;
using candela::detail::bind::table;

namespace {

Identity identity(const NodePointer& node) {
  return {node.get(), &table<Node>};
}

struct Family {
  NodePointer child;
  std::weak_ptr<Node> watched;
};
CANDELA_FIELDS(Family, child, watched)

}  // namespace

TEST_CASE("shared objects are numbered in the order of the first visit") {
  auto a = std::make_shared<Node>();
  auto b = std::make_shared<Node>();
  auto c = std::make_shared<Node>();
  a->edges = {b, c, c};
  b->edges = {a};
  SharedObjects shared;
  shared.run(table<NodePointer>, &a, {});
  REQUIRE(shared.all().size() == 2);
  CHECK(shared.rank(identity(a)) == 0);
  CHECK(shared.rank(identity(c)) == 1);
  CHECK(shared.rank(identity(b)) == SharedObjects::none);
  candela::dismantle(a);
}

TEST_CASE("thousands of objects keep their numbers as the table grows") {
  std::vector<NodePointer> all;
  for (int i = 0; i < 5'000; ++i) {
    all.push_back(std::make_shared<Node>());
    all.push_back(all.back());
  }
  SharedObjects shared;
  shared.run(table<std::vector<NodePointer>>, &all, {});
  REQUIRE(shared.all().size() == 5'000);
  for (std::uint32_t i = 0; i < 5'000; ++i)
    REQUIRE(shared.rank(identity(all[2 * i])) == i);
}

TEST_CASE("a weak pointer counts where it is followed") {
  Family family;
  family.child = std::make_shared<Node>();
  family.watched = family.child;
  SharedObjects alone;
  alone.run(table<Family>, &family, {});
  CHECK(alone.all().empty());
  PartRules rules;
  rules.weak = PartRules::Weak::followed;
  rules.lone = PartRules::Lone::identified;
  SharedObjects both;
  both.run(table<Family>, &family, rules);
  CHECK(both.all().size() == 1);
}
