#include "bind/typed_depth.hpp"

#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using candela::detail::bind::check_depth;
using candela::detail::bind::table;

namespace {

template <typename T>
bool passes(const T& t, std::size_t most) {
  try {
    check_depth(table<T>, &t, most);
    return true;
  } catch (const candela::CloneError& error) {
    CHECK(error.code() == candela::CloneErrorCode::limit_depth);
    return false;
  }
}

}  // namespace

TEST_CASE("pointers are counted to the innermost, to the limit and one past it") {
  const NodePointer chain = bound::shared_chain(50);
  CHECK(passes(chain, 50));
  CHECK_FALSE(passes(chain, 49));
  const std::unique_ptr<bound::Link> links = bound::chain(50);
  CHECK(passes(links, 50));
  CHECK_FALSE(passes(links, 49));
  const bound::Tree tree{"a", {{"b", {{"c", {}}}}}};
  CHECK(passes(tree, 2));
  CHECK_FALSE(passes(tree, 1));
}

TEST_CASE("the order in which shared objects are met hides no depth") {
  // Each is met first with nothing below it that is new.
  std::vector<NodePointer> all(1);
  all[0] = std::make_shared<Node>();
  for (int i = 1; i < 100; ++i)
    all.push_back(std::make_shared<Node>(Node{"", {all.back()}}));
  CHECK(passes(all, 100));
  CHECK_FALSE(passes(all, 99));
}

TEST_CASE("a cycle has an end, and two ways to one object are one") {
  NodePointer node = std::make_shared<Node>();
  node->edges = {node, node};
  CHECK(passes(node, 1));
  NodePointer diamond = std::make_shared<Node>();
  for (int i = 0; i < 60; ++i)
    diamond = std::make_shared<Node>(Node{"", {diamond, diamond}});
  CHECK(passes(diamond, 61));
  CHECK_FALSE(passes(diamond, 60));
  candela::dismantle(node);
}
