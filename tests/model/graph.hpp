#pragma once
// A random object graph as plain data. naive_graph.cpp and exposed_graph.cpp make the same objects of
// it, each in its own way.
//
// A node has the fields `id`, `label`, `calls` (of its methods, this far) and `peer` (its first
// neighbour, or null), and these methods; each is logged with its arguments:
//   go(n)              the neighbour n, counted around; null without neighbours
//   here()             itself, borrowed
//   add(a, b = 7), count(…), same(a, b)
//   list(…), wrap(v), pair(key, v), toMap(k, v), toSet(…), toError(cause, own)
//   fail(text)         throws an error with cause and code
//   throwValue(v)      throws v
//   later(v), laterGo(n), laterFail(text), laterTwice(v)
//                      not there yet, or there at once; laterTwice's is unfinished twice
//   stuck()            never there; fails with a TimeoutError
//   fn(v)              a function `made` that gives [v, …arguments]
//   unnamed()          one without a name
//   menu()             functions, and the node, in containers of every kind
//   call(f, …)         calls the function f
//   take(node)         the label of a node that is lent to nobody: a borrowed one is refused
//   session(label)     a capability: label, n; bump(by = 1) gives itself, later(by) too, value()
//   fragile()          an object with a field that cannot be read
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace candela::model {

struct NodeSpec {
  std::string label;
  std::vector<std::size_t> neighbours;
};

/// The first node is what chains start from.
using GraphSpec = std::vector<NodeSpec>;

/// `node 0.go(1)`, in order.
using Log = std::vector<std::string>;

inline std::string logged(std::string_view self, std::string_view method,
                          const std::vector<std::string>& arguments) {
  std::string line(self);
  line.append(".").append(method).append("(");
  for (std::size_t i = 0; i < arguments.size(); ++i)
    line.append(i == 0 ? "" : ", ").append(arguments[i]);
  return line + ")";
}

}  // namespace candela::model
