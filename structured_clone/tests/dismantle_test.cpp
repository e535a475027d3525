#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using candela::dismantle;

namespace {

struct Holder {
  std::vector<std::unique_ptr<bound::Link>> list;
  std::deque<NodePointer> queue;
  std::map<std::string, NodePointer> record;
  std::map<int, std::vector<NodePointer>> map;
  std::set<NodePointer> set;
  std::optional<NodePointer> optional;
  std::variant<int, NodePointer> variant;
  std::tuple<int, NodePointer> tuple;
  std::array<NodePointer, 2> array;
  std::weak_ptr<Node> weak;
  std::vector<int> numbers;
};
CANDELA_FIELDS(Holder, list, queue, record, map, set, optional, variant, tuple, array, weak,
               numbers)

struct Knot {
  std::deque<std::shared_ptr<Knot>> queue;
  std::vector<std::shared_ptr<Knot>> list;
  std::map<std::string, std::shared_ptr<Knot>> record;
  std::map<int, std::shared_ptr<Knot>> map;
  std::unordered_map<std::string, std::shared_ptr<Knot>> unordered;
  std::set<std::shared_ptr<Knot>> set;
  std::unique_ptr<Knot> owned;
  std::shared_ptr<Knot> back;
  std::shared_ptr<Knot> more;
};
CANDELA_FIELDS(Knot, queue, list, record, map, unordered, set, owned, back, more)

/// Everything that a Knot has leads to `knot`, and then on.
void knot_up(Knot& all, const std::shared_ptr<Knot>& knot) {
  const auto more = std::make_shared<Knot>();
  more->back = knot;
  all.queue = {knot, more, knot};
  all.list = {knot, more, knot};
  all.record = {{"a", knot}, {"b", more}, {"c", knot}};
  all.map = {{1, knot}, {2, more}, {3, knot}};
  all.unordered = {{"a", knot}, {"b", more}, {"c", knot}};
  all.set = {knot, more};
  all.back = knot;
  all.more = more;
}

}  // namespace

TEST_CASE("a cycle of shared_ptr is freed when it was taken apart") {
  std::weak_ptr<Node> watched;
  {
    auto node = std::make_shared<Node>(Node{"a", {}});
    node->edges = {std::make_shared<Node>(Node{"b", {node}}), node};
    watched = node;
    dismantle(node);
    CHECK(node == nullptr);
  }
  CHECK(watched.expired());
}

TEST_CASE("chains of any length are freed without recursion") {
  constexpr int count = 1'000'000;
  NodePointer nodes = bound::shared_chain(count);
  dismantle(nodes);
  std::unique_ptr<bound::Link> links = bound::chain(count);
  dismantle(links);
  CHECK(links == nullptr);
  bound::Tree tree;
  for (int i = 0; i < 300'000; ++i) {
    bound::Tree outer;
    outer.children.push_back(std::move(tree));
    tree = std::move(outer);
  }
  dismantle(tree);
  CHECK(tree.children.empty());
}

TEST_CASE("pointers are found wherever a type may have them") {
  Holder holder;
  auto node = std::make_shared<Node>();
  holder.list.push_back(bound::chain(3));
  holder.queue.push_back(node);
  holder.record["a"] = node;
  holder.map[1] = {node, node};
  holder.set.insert(node);
  holder.optional = node;
  holder.variant = node;
  std::get<1>(holder.tuple) = node;
  holder.array[1] = node;
  holder.weak = node;
  holder.numbers = {1};
  CHECK(node.use_count() == 10);
  dismantle(holder);
  CHECK(node.use_count() == 1);
  CHECK(holder.list.empty());
  CHECK(holder.record.empty());
  CHECK(holder.set.empty());
  CHECK(holder.weak.expired());
  CHECK(holder.numbers.size() == 1);
}

TEST_CASE("what others hold is emptied as well") {
  auto inner = std::make_shared<Node>(Node{"inner", {std::make_shared<Node>()}});
  auto outer = std::make_shared<Node>(Node{"outer", {inner}});
  dismantle(outer);
  CHECK(inner.use_count() == 1);
  CHECK(inner->label == "inner");
  CHECK(inner->edges.empty());
}

TEST_CASE("a container may lead back to itself before its end") {
  std::weak_ptr<Knot> watched;
  {
    auto knot = std::make_shared<Knot>();
    watched = knot;
    knot_up(*knot, knot);
    knot->owned = std::make_unique<Knot>();
    knot_up(*knot->owned, knot);
    SUBCASE("from a pointer") {
      dismantle(knot);
    }
    SUBCASE("from the object itself") {
      dismantle(*knot);
      CHECK(knot.use_count() == 1);
      CHECK(knot->record.empty());
      CHECK(knot->owned == nullptr);
    }
  }
  CHECK(watched.expired());
}
