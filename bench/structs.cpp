#include "structs.hpp"

#include <string_view>
#include <utility>

namespace candela::bench {

namespace {

std::string text_of(Value value) {
  return std::string(value.as_string());
}

template <typename Number>
Number number_of(Value value) {
  return static_cast<Number>(value.as_number());
}

Thrown thrown_of(Value error) {
  Thrown thrown{std::string(error.error_name()),
                std::string(error.error_message()),
                text_of(error.error_part(Value::ErrorPart::stack)),
                {}};
  if (error.error_has(Value::ErrorPart::cause)) {
    thrown.cause.push_back(thrown_of(error.error_part(Value::ErrorPart::cause)));
  }
  return thrown;
}

/// Makes nodes, each once, and hands out those whose edges are still to be made.
class Nodes {
 public:
  std::shared_ptr<Node> of(Value value) {
    if (value.is_null()) return nullptr;
    std::shared_ptr<Node>& node = made_[number_of<int>(value["id"])];
    if (!node) {
      node = std::make_shared<Node>();
      waiting.emplace_back(value, node);
    }
    return node;
  }

  std::vector<std::pair<Value, std::shared_ptr<Node>>> waiting;

 private:
  std::unordered_map<int, std::shared_ptr<Node>> made_;
};

bool same_node(const Node& left, const Node& right) {
  const auto id_of = [](const std::shared_ptr<Node>& node) { return node ? node->id : -1; };
  if (left.id != right.id || left.label != right.label) return false;
  if (left.edges.size() != right.edges.size()) return false;
  for (std::size_t i = 0; i < left.edges.size(); ++i) {
    if (id_of(left.edges[i]) != id_of(right.edges[i])) return false;
  }
  return id_of(left.parent) == id_of(right.parent);
}

/// In the order in which they are met, which is the same for two graphs of one form.
std::vector<const Node*> reachable(const std::vector<std::shared_ptr<Node>>& nodes) {
  std::unordered_set<const Node*> met;
  std::vector<const Node*> order;
  const auto meet = [&met, &order](const Node* node) {
    if (node != nullptr && met.insert(node).second) order.push_back(node);
  };
  for (const std::shared_ptr<Node>& node : nodes)
    meet(node.get());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const std::shared_ptr<Node>& edge : order[i]->edges)
      meet(edge.get());
    meet(order[i]->parent.get());
  }
  return order;
}

}  // namespace

SmallStruct::SmallStruct(Value root) {
  fill(root, *this);
}

NumbersStruct::NumbersStruct(Value root) {
  fill(root, *this);
}

Graph::Graph(Value root) {
  Nodes nodes;
  if (root.has("nodes")) {
    for (auto node = root["nodes"].entries(); !node.done(); node.next())
      nodes_.push_back(nodes.of(node.value()));
  } else {
    nodes_.push_back(nodes.of(root));
  }
  while (!nodes.waiting.empty()) {
    const auto [value, node] = nodes.waiting.back();
    nodes.waiting.pop_back();
    fill(value["id"], node->id);
    fill(value["label"], node->label);
    for (auto edge = value["edges"].entries(); !edge.done(); edge.next()) {
      node->edges.push_back(nodes.of(edge.value()));
    }
    node->parent = nodes.of(value["parent"]);
  }
}

Graph::~Graph() noexcept {
  const bool all_are_listed = nodes_.size() > 1;
  std::vector<std::shared_ptr<Node>> waiting = std::move(nodes_);
  if (all_are_listed) {  // so that none is freed before its pointers are gone
    for (const std::shared_ptr<Node>& node : waiting) {
      if (!node) continue;
      node->edges.clear();
      node->parent = nullptr;
    }
  }
  while (!waiting.empty()) {
    const std::shared_ptr<Node> node = std::move(waiting.back());
    waiting.pop_back();
    if (!node) continue;
    for (std::shared_ptr<Node>& edge : node->edges)
      waiting.push_back(std::move(edge));
    node->edges.clear();
    waiting.push_back(std::move(node->parent));
  }
}

bool Graph::operator==(const Graph& other) const {
  const std::vector<const Node*> mine = reachable(nodes_);
  const std::vector<const Node*> theirs = reachable(other.nodes_);
  if (nodes_.size() != other.nodes_.size() || mine.size() != theirs.size()) return false;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    if (!same_node(*mine[i], *theirs[i])) return false;
  }
  return true;
}

TypedStruct::TypedStruct(Value root) {
  for (auto entry = root["map"].entries(); !entry.done(); entry.next()) {
    map.emplace(text_of(entry.key()), number_of<std::uint32_t>(entry.value()));
  }
  for (auto member = root["set"].entries(); !member.done(); member.next()) {
    set.insert(text_of(member.value()));
  }
  for (auto date = root["dates"].entries(); !date.done(); date.next()) {
    dates.push_back(date.value().date_ms());
  }
  for (auto error = root["errors"].entries(); !error.done(); error.next()) {
    errors.push_back(thrown_of(error.value()));
  }
  if (!root.has("bytes")) return;
  for (const std::byte byte : root["bytes"].bytes()) {
    bytes.all.push_back(std::to_integer<std::uint8_t>(byte));
  }
}

Chain::Chain(Value root) {
  Level* level = &outermost;
  for (Value from = root;; from = from["next"]) {
    level->v = number_of<int>(from["v"]);
    if (from["next"].is_null()) return;
    level->next = std::make_unique<Level>();
    level = level->next.get();
  }
}

bool Chain::operator==(const Chain& other) const {
  const Level* mine = &outermost;
  const Level* theirs = &other.outermost;
  while (mine != nullptr && theirs != nullptr && mine->v == theirs->v) {
    mine = mine->next.get();
    theirs = theirs->next.get();
  }
  return mine == nullptr && theirs == nullptr;
}

}  // namespace candela::bench
