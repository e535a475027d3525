#pragma once
// The objects of a graph for the naive interpreter.
#include <cstddef>
#include <deque>
#include <vector>

#include "graph.hpp"
#include "thing.hpp"

namespace candela::model {

class NaiveGraph {
 public:
  NaiveGraph(Heap& heap, const GraphSpec& spec);
  NaiveGraph(NaiveGraph&&) = delete;
  NaiveGraph& operator=(NaiveGraph&&) = delete;

  const Object& root() const { return nodes_[0].object; }
  const Log& log() const { return log_; }

 private:
  struct Node {
    const NodeSpec* spec;
    std::size_t id;
    double calls = 0;
    Object object = {};
  };
  struct Session {
    std::string label;
    double n = 0;
    Object object = {};
  };

  /// A method: what it logs are its arguments as they came, or as many as `most`.
  void method(Node& node, const std::string& name, Function run, std::size_t most = 1000);
  void add_fields(Node& node);
  void add_plain_methods(Node& node);
  void add_containers(Node& node);
  void add_errors(Node& node);
  void add_late_methods(Node& node);
  void add_functions(Node& node);
  void add_capabilities(Node& node);
  Thing* go(const Node& node, double which);
  Thing* menu(Node& node);
  Thing* session(const std::string& label);
  Thing* fragile(const Node& node);
  void note(const Node& node, const std::string& what, const Things& arguments);
  double number(const Things& arguments, std::size_t index, const std::string& method);
  std::string text(const Things& arguments, std::size_t index, const std::string& method);
  Thing* argument(const Things& arguments, std::size_t index);
  [[noreturn]] void refuse(std::size_t index, const std::string& method);
  Thing* made_function(Node& node, const std::string& name, Thing* first);

  Heap& heap_;
  std::deque<Node> nodes_;
  std::deque<Session> sessions_;
  std::deque<Object> fragiles_;
  Log log_;
};

}  // namespace candela::model
