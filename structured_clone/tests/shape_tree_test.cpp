#include "text/shape_tree.hpp"

#include <string>

#include <doctest/doctest.h>

using candela::KeyId;
using candela::ShapeTree;

namespace {

/// What stands behind the opening quote of a key, with enough behind it.
std::string behind_quote(const std::string& key) {
  return key + "\":1" + std::string(ShapeTree::compared, ' ');
}

}  // namespace

TEST_CASE("a key that came before is found by its text, after the same keys only") {
  ShapeTree tree;
  const auto a = tree.child(ShapeTree::root, 0, "a", false);
  const auto ab = tree.child(a, 1, "b", false);
  CHECK(tree.find(ShapeTree::root, behind_quote("a").data()) == a);
  CHECK(tree.find(a, behind_quote("b").data()) == ab);
  CHECK(tree.find(a, behind_quote("bb").data()) == ShapeTree::none);
  CHECK(tree.find(a, behind_quote("").data()) == ShapeTree::none);
  CHECK(tree.find(ShapeTree::root, behind_quote("b").data()) == ShapeTree::none);
  CHECK(tree.child(a, 1, "b", false) == ab);
}

TEST_CASE("of several keys each is found, whichever came last") {
  ShapeTree tree;
  for (KeyId key = 0; key < 10; ++key)
    tree.child(ShapeTree::root, key, "key" + std::to_string(key), false);
  for (const KeyId key : {3U, 3U, 9U, 0U, 5U})
    CHECK(tree[tree.find(ShapeTree::root, behind_quote("key" + std::to_string(key)).data())].key ==
          key);
}

TEST_CASE("a key that is on the path already is refused") {
  ShapeTree tree;
  const auto a = tree.child(ShapeTree::root, 0, "a", false);
  const auto ab = tree.child(a, 1, "b", false);
  CHECK(tree.child(ab, 0, "a", false) == ShapeTree::none);
  CHECK(tree.child(ab, 1, "b", false) == ShapeTree::none);
}

TEST_CASE("keys of 31 bytes are compared, longer ones and those with escapes are not") {
  ShapeTree tree;
  const std::string longest(31, 'k');
  const auto node = tree.child(ShapeTree::root, 0, longest, false);
  CHECK(tree.find(ShapeTree::root, behind_quote(longest).data()) == node);
  CHECK(tree.find(ShapeTree::root, behind_quote(longest + "k").data()) == ShapeTree::none);
  for (const std::string& key :
       {std::string(32, 'k'), std::string("a\"b"), std::string("a\\"), std::string("\n")}) {
    ShapeTree other;
    other.child(ShapeTree::root, 0, key, false);
    CHECK(other.find(ShapeTree::root, behind_quote(key).data()) == ShapeTree::none);
  }
}

TEST_CASE("a path knows whether a key on it begins with a dollar or is an index") {
  ShapeTree tree;
  const auto plain = tree.child(ShapeTree::root, 0, "plain", false);
  const auto dollar = tree.child(plain, 1, "$type", false);
  const auto index = tree.child(dollar, 2, "7", true);
  CHECK_FALSE(tree[plain].special);
  CHECK(tree[dollar].special);
  CHECK_FALSE(tree[dollar].has_index_keys);
  CHECK(tree[index].special);
  CHECK(tree[index].has_index_keys);
}

TEST_CASE("the tree is bounded in depth, in width and in all") {
  ShapeTree deep;
  ShapeTree::Node node = ShapeTree::root;
  for (KeyId key = 0; key < 64; ++key) {
    node = deep.child(node, key, std::to_string(key), true);
    REQUIRE(node != ShapeTree::none);
  }
  CHECK(deep.child(node, 64, "64", true) == ShapeTree::none);

  ShapeTree wide;
  for (KeyId key = 0; key < 32; ++key)
    REQUIRE(wide.child(ShapeTree::root, key, std::to_string(key), true) != ShapeTree::none);
  CHECK(wide.child(ShapeTree::root, 32, "32", true) == ShapeTree::none);

  ShapeTree full;
  std::size_t made = 0;
  for (KeyId a = 0; a < 32; ++a)
    for (KeyId b = 100; b < 132; ++b)
      for (KeyId c = 200; c < 232; ++c) {
        const auto first = full.child(ShapeTree::root, a, std::to_string(a), true);
        const auto second =
            first == ShapeTree::none ? first : full.child(first, b, std::to_string(b), true);
        if (second != ShapeTree::none &&
            full.child(second, c, std::to_string(c), true) != ShapeTree::none)
          ++made;
      }
  CHECK(made > 3'000);
  CHECK(made < 4'096);
}
