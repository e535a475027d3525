// One operation of a Chain and what stands before it: shared by all chains that begin so.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include <candela/ocan/chain.hpp>

namespace candela {

struct Chain::Node {
  using Operation = std::variant<std::string, double, Arguments>;  // get by name, by index; apply

  Node(std::shared_ptr<const Node> what_before, Operation what) noexcept
      : before(std::move(what_before)), operation(std::move(what)) {}
  Node(Node&&) = delete;
  Node& operator=(Node&&) = delete;
  /// Iterative: neither long chains nor deeply nested ones use the stack.
  ~Node();

  std::shared_ptr<const Node> before;
  Operation operation;
};

}  // namespace candela
