#include <candela/ocan/chain.hpp>

#include <utility>

#include <candela/structured_clone/equal.hpp>

#include "chain_node.hpp"
#include "chain_reader.hpp"

namespace candela {

Chain Chain::get(std::string_view key) const {
  return Chain(std::make_shared<const Node>(last_, std::string(key)), size_ + 1);
}
Chain Chain::get(double index) const {
  return Chain(std::make_shared<const Node>(last_, index), size_ + 1);
}
Chain Chain::apply(Arguments arguments) const {
  return Chain(std::make_shared<const Node>(last_, std::move(arguments)), size_ + 1);
}

Chain::Node::~Node() {
  std::vector<std::shared_ptr<const Node>> rest;
  const auto take = [&rest](Node& node) {
    if (node.before) rest.push_back(std::move(node.before));
    auto* arguments = std::get_if<Arguments>(&node.operation);
    if (!arguments) return;
    for (Arguments::Place& place : arguments->places_) {
      if (place.chain.last_) rest.push_back(std::move(place.chain.last_));
    }
  };
  take(*this);
  while (!rest.empty()) {
    const std::shared_ptr<const Node> node = std::move(rest.back());
    rest.pop_back();
    // Nobody else can reach it any more, so it may be written.
    if (node.use_count() == 1) take(const_cast<Node&>(*node));
  }
}

Value Chain::to_value(Document& document) const {
  return ChainWriter(document).operations(*this);
}

Document Chain::to_document() const {
  Document document;
  document.set_root(to_value(document));
  return document;
}

bool operator==(const Chain& left, const Chain& right) {
  if (left.is(right)) return true;
  if (left.size() != right.size()) return false;
  return equal(left.to_document().root(), right.to_document().root());
}

Chain Chain::from_value(Value operations, const ChainLimits& limits) {
  ChainReader reader(limits);
  Document work;
  reader.plan(work.copy(operations));
  return std::move(reader.read(work).front());
}

}  // namespace candela
