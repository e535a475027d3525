#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include <candela/ocan/chain.hpp>

#include "chain_node.hpp"
#include "walk.hpp"
#include "wire_names.hpp"

namespace candela {

struct ChainWriter::State {
  State(Document& into, std::string_view prefix) : document(into), id_prefix(prefix) {}

  using Node = Chain::Node;

  /// A chain that is being written; of the apply at hand, the nested chains that its arguments
  /// want.
  struct Frame {
    std::vector<const Node*> nodes;
    Value operations;
    std::size_t node = 0;
    Value args;
    const Arguments* arguments = nullptr;
    std::vector<CopiedPlace> holes;
    std::size_t hole = 0;
    Replacements markers;
  };

  void begin(const Chain& chain, Value operations);
  void advance();
  void begin_apply(Frame& frame, const Arguments& arguments);
  void end_operation(Frame& frame, Value operation);
  void write_marker();
  static const Chain* chain_at(const Arguments& arguments, Value value);

  Document& document;
  std::string id_prefix;
  std::vector<Frame> frames;
  std::unordered_map<const Node*, Value> written;       // operations, by where they stand
  std::unordered_map<const Node*, std::string> nested;  // reference ids, by the last operation
  std::vector<Chain> kept;  // so that no address in the maps is used twice
};

ChainWriter::ChainWriter(Document& document, std::string_view id_prefix)
    : state_(std::make_unique<State>(document, id_prefix)) {}
ChainWriter::~ChainWriter() = default;

Value ChainWriter::operations(const Chain& chain) {
  State& state = *state_;
  const Value operations = state.document.array();
  state.kept.push_back(chain);
  state.begin(chain, operations);
  while (!state.frames.empty())
    state.advance();
  return operations;
}

void ChainWriter::State::begin(const Chain& chain, Value operations) {
  Frame frame;
  frame.operations = operations;
  frame.nodes.resize(chain.size());
  const Node* node = chain.last_.get();
  for (std::size_t i = chain.size(); i-- > 0; node = node->before.get())
    frame.nodes[i] = node;
  frames.push_back(std::move(frame));
}

void ChainWriter::State::advance() {
  Frame& frame = frames.back();
  if (frame.arguments) {
    if (frame.hole < frame.holes.size()) return write_marker();
    frame.markers.apply();
    frame.arguments = nullptr;
    return end_operation(frame,
                         document.object({{wire::type, wire::apply}, {wire::args, frame.args}}));
  }
  if (frame.node == frame.nodes.size()) return frames.pop_back();
  const Node* node = frame.nodes[frame.node];
  if (const auto known = written.find(node); known != written.end())
    return end_operation(frame, known->second);
  if (const auto* name = std::get_if<std::string>(&node->operation)) {
    end_operation(frame, document.object({{wire::type, wire::get}, {wire::key, *name}}));
  } else if (const auto* index = std::get_if<double>(&node->operation)) {
    end_operation(frame, document.object({{wire::type, wire::get}, {wire::key, *index}}));
  } else {
    begin_apply(frame, std::get<Arguments>(node->operation));
  }
}

void ChainWriter::State::begin_apply(Frame& frame, const Arguments& arguments) {
  frame.arguments = &arguments;
  frame.hole = 0;
  frame.holes.clear();
  if (!arguments.document_ || arguments.document_->root().is_undefined()) {
    frame.args = document.array();
    return;
  }
  const Value original = arguments.document_->root();
  frame.args = document.copy(original);
  if (arguments.places_.empty()) return;
  frame.holes = places_in_copy(original, frame.args,
                               [&](Value value) { return chain_at(arguments, value) != nullptr; });
}

/// The chain for which a value stands among the arguments; nullptr for all other values.
const Chain* ChainWriter::State::chain_at(const Arguments& arguments, Value value) {
  if (!value.is_host() || !value.host_payload().is_number()) return nullptr;
  const double number = value.host_payload().as_number();
  if (!(number >= 0) || number >= static_cast<double>(arguments.places_.size())) return nullptr;
  const Arguments::Place& place = arguments.places_[static_cast<std::size_t>(number)];
  return place.value.is(value) ? &place.chain : nullptr;
}

/// The first use of a chain carries it, so what it nests comes before what follows it: depth first.
void ChainWriter::State::write_marker() {
  Frame& frame = frames.back();
  const CopiedPlace& hole = frame.holes[frame.hole++];
  const Chain& chain = *chain_at(*frame.arguments, hole.original);
  const auto [known, is_new] = nested.try_emplace(chain.last_.get());
  if (is_new) known->second = id_prefix + std::to_string(nested.size());
  Value marker = document.object({{wire::is_nested, true}, {wire::reference_id, known->second}});
  frame.markers.add(hole.place, marker);
  if (!is_new) return;
  const Value operations = document.array();
  marker.set(wire::chain, operations);
  begin(chain, operations);
}

void ChainWriter::State::end_operation(Frame& frame, Value operation) {
  written.emplace(frame.nodes[frame.node], operation);
  frame.operations.push(operation);
  ++frame.node;
}

}  // namespace candela
