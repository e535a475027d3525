#include <candela/ocan/chain.hpp>

#include <utility>

#include "chain_node.hpp"
#include "plan.hpp"
#include "walk.hpp"
#include "wire_names.hpp"

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

namespace {

/// Puts values that stand for nested calls in the places of their markers, so that arguments can be
/// copied without what the markers hold.
class Placeholders {
 public:
  explicit Placeholders(Document& document) : document_(document) {}

  void put(const Plan& plan, const Plan::Step& step) {
    Replacements replacements;
    for (std::uint32_t i = 0; i < step.hole_count; ++i) {
      const Plan::Hole& hole = plan.hole(step.first_hole + i);
      if (values_.size() <= hole.call) values_.resize(hole.call + 1);
      Value& value = values_[hole.call];
      if (value.is_undefined()) {
        value = document_.object();
        calls_.insert(value, hole.call);
      }
      replacements.add(hole.place, value);
    }
    replacements.apply();
  }
  CallId call_of(Value value) const { return value.has_identity() ? calls_.find(value) : no_call; }

 private:
  Document& document_;
  std::vector<Value> values_;  // by call
  IdentityMap calls_;
};

}  // namespace

Chain Chain::from_value(Value operations, const ChainLimits& limits) {
  Document work;
  Plan plan(limits);
  const ChainId whole = plan.add(work.copy(operations));
  Placeholders placeholders(work);
  std::vector<Chain> calls;

  const auto read_arguments = [&](const Plan::Step& step) {
    Arguments arguments;
    if (step.operand.size() == 0) return arguments;
    placeholders.put(plan, step);
    const Value copy = arguments.document().copy(step.operand);
    arguments.document().set_root(copy);
    Replacements replacements;
    const auto is_call = [&](Value value) { return placeholders.call_of(value) != no_call; };
    for (const CopiedPlace& found : places_in_copy(step.operand, copy, is_call)) {
      const Chain& nested = calls[placeholders.call_of(found.original)];
      replacements.add(found.place, arguments.chain(nested));
    }
    replacements.apply();
    return arguments;
  };
  const auto read = [&](const Plan::PlannedChain& planned) {
    Chain chain;
    for (std::uint32_t i = 0; i < planned.step_count; ++i) {
      const Plan::Step& step = plan.step(planned.first_step + i);
      if (step.operation == Plan::Operation::apply) {
        chain = chain.apply(read_arguments(step));
      } else if (step.operand.is_string()) {
        chain = chain.get(step.operand.as_string());
      } else {
        chain = chain.get(step.operand.as_number());
      }
    }
    return chain;
  };
  for (const CallId call : plan.completed()) {
    if (calls.size() <= call) calls.resize(call + 1);
    calls[call] = read(plan.chain(plan.call(call).chain));
  }
  return read(plan.chain(whole));
}

}  // namespace candela
