// Types for the tests of the binding, and what an error of it is.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone.hpp>

namespace bound {

struct Node {
  std::string label;
  std::vector<std::shared_ptr<Node>> edges;
};
CANDELA_FIELDS(Node, label, edges)
using NodePointer = std::shared_ptr<Node>;

/// Pointed at by one pointer only.
struct Link {
  int number = 0;
  std::unique_ptr<Link> next;
};
CANDELA_FIELDS(Link, number, next)

/// Inside of itself by value.
struct Tree {
  std::string name;
  std::vector<Tree> children;
  bool operator==(const Tree&) const = default;
};
CANDELA_FIELDS(Tree, name, children)

struct Refusal {
  candela::CloneErrorCode code;
  std::string path;
  std::string message;
};

/// What `run` throws.
template <typename Run>
Refusal refusal(Run run) {
  try {
    run();
  } catch (const candela::CloneError& error) {
    return {.code = error.code(), .path = error.path(), .message = error.message()};
  }
  FAIL("nothing was refused");
  return {};
}

template <typename T>
Refusal refused_value(candela::Value value) {
  return refusal([value] { static_cast<void>(candela::to<T>(value)); });
}

/// `count` links in a row, and the text of as many.
inline std::unique_ptr<Link> chain(int count) {
  std::unique_ptr<Link> first;
  for (int i = count; i > 0; --i) {
    auto link = std::make_unique<Link>();
    link->number = i;
    link->next = std::move(first);
    first = std::move(link);
  }
  return first;
}
inline NodePointer shared_chain(int count) {
  NodePointer first;
  for (int i = 0; i < count; ++i) {
    auto node = std::make_shared<Node>();
    if (first) node->edges.push_back(std::move(first));
    first = std::move(node);
  }
  return first;
}

}  // namespace bound
