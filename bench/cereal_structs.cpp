#include "cereal_structs.hpp"

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
      waiting_.emplace_back(value, node);
    }
    return node;
  }

  /// Until nobody waits.
  void fill() {
    while (!waiting_.empty()) {
      const auto [value, node] = waiting_.back();
      waiting_.pop_back();
      node->id = number_of<int>(value["id"]);
      node->label = text_of(value["label"]);
      for (auto edge = value["edges"].entries(); !edge.done(); edge.next())
        node->edges.push_back(of(edge.value()));
      node->parent = of(value["parent"]);
    }
  }

 private:
  std::vector<std::pair<Value, std::shared_ptr<Node>>> waiting_;
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
std::vector<const Node*> reachable(const Node* root) {
  std::unordered_set<const Node*> met;
  std::vector<const Node*> order;
  const auto meet = [&met, &order](const Node* node) {
    if (node != nullptr && met.insert(node).second) order.push_back(node);
  };
  meet(root);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const std::shared_ptr<Node>& edge : order[i]->edges)
      meet(edge.get());
    meet(order[i]->parent.get());
  }
  return order;
}

}  // namespace

SmallStruct::SmallStruct(Value root)
    : jsonrpc(text_of(root["jsonrpc"])),
      id(number_of<int>(root["id"])),
      method(text_of(root["method"])),
      traceId(text_of(root["traceId"])),
      timestamp(number_of<std::int64_t>(root["timestamp"])),
      retry(root["retry"].as_boolean()),
      priority(number_of<int>(root["priority"])) {
  const Value from = root["params"];
  params = {number_of<std::int64_t>(from["userId"]), text_of(from["sku"]),
            number_of<int>(from["qty"]), from["price"].as_number(), text_of(from["note"])};
  for (std::size_t i = 0; i < 3; ++i) {
    tags.words.at(i) = text_of(root["tags"][i]);
    tags.numbers.at(i) = number_of<int>(root["tags"][i + 3]);
  }
}

NumbersStruct::NumbersStruct(Value root) {
  for (auto number = root["d"].entries(); !number.done(); number.next()) {
    d.push_back(number.value().as_number());
  }
  for (auto number = root["n"].entries(); !number.done(); number.next()) {
    n.push_back(number_of<std::int32_t>(number.value()));
  }
}

Graph::Graph(Value root) {
  Nodes nodes;
  root_ = nodes.of(root);
  nodes.fill();
}

WholeGraph::WholeGraph(Value root) {
  Nodes nodes;
  for (auto node = root["nodes"].entries(); !node.done(); node.next())
    nodes_.push_back(nodes.of(node.value()));
  nodes.fill();
}

WholeGraph::~WholeGraph() noexcept {
  for (const std::shared_ptr<Node>& node : nodes_) {
    if (!node) continue;
    node->edges.clear();
    node->parent.reset();
  }
}

bool WholeGraph::operator==(const WholeGraph& other) const {
  if (nodes_.size() != other.nodes_.size()) return false;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!same_node(*nodes_[i], *other.nodes_[i])) return false;
  }
  return true;
}

Graph::~Graph() noexcept {
  std::vector<std::shared_ptr<Node>> waiting;
  waiting.push_back(std::move(root_));
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
  const std::vector<const Node*> mine = reachable(root_.get());
  const std::vector<const Node*> theirs = reachable(other.root_.get());
  if (mine.size() != theirs.size()) return false;
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
