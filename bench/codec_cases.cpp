#include "codec_cases.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <candela/structured_clone/format.hpp>

#include "check_same.hpp"
#include "inputs.hpp"
#include "native_peers.hpp"

namespace candela::bench {

namespace {

using Node = std::shared_ptr<NodePeers>;
using Shared = std::shared_ptr<const Document>;

/// The text of a document, after a look at what comes of it.
std::string checked_text(const Document& document, Format format) {
  std::string text = stringify(document, {.format = format});
  const Document again = parse(text, {.format = format});
  check_same(again.root(), document.root());
  if (stringify(again, {.format = format}) != text) {
    throw std::runtime_error("the text changes in a round trip");
  }
  return text;
}

/// The same work for one text format and for the other, so that they are measured against the same.
std::vector<Contender> text_peers(const Node& node, const std::string& input, Direction direction) {
  const bool encodes = direction == Direction::encode;
  std::vector<Contender> peers;
  if (is_plain(input)) {
    const std::string json = stringify_json(make_input(input).root());
    peers = encodes ? json_encoders(json) : json_decoders(json);
  }
  peers.push_back(cereal_json(input, direction));
  if (is_plain(input)) peers.push_back(node->contender("node JSON", input, name_of(direction)));
  for (const char* peer : {"node v8", "lumenize", "devalue", "seroval"}) {
    peers.push_back(node->contender(peer, input, name_of(direction)));
  }
  return peers;
}

template <Format format>
Contender our_encode(const std::string& input) {
  auto document = std::make_shared<const Document>(make_input(input));
  const std::size_t bytes = checked_text(*document, format).size();
  return in_process_writing("candela", bytes,
                            [document] { keep(stringify(*document, {.format = format})); });
}

/// The format is recognised, as by who reads what a peer sends.
template <Format format>
Contender our_decode(const std::string& input) {
  auto text = std::make_shared<const std::string>(checked_text(make_input(input), format));
  return in_process("candela", [text] { keep(parse(*text)); });
}

template <Format format>
Case encode(const std::string& input, const Node& node) {
  return {our_encode<format>(input), text_peers(node, input, Direction::encode)};
}

template <Format format>
Case decode(const std::string& input, const Node& node) {
  return {our_decode<format>(input), text_peers(node, input, Direction::decode)};
}

Case encode_alone(const std::string& input, const Node&) {
  return {our_encode<Format::nested>(input), {}};
}

Case decode_alone(const std::string& input, const Node&) {
  return {our_decode<Format::nested>(input), {}};
}

Shared document_to_clone(const std::string& input) {
  auto document = std::make_shared<const Document>(make_input(input));
  check_same(document->clone().root(), document->root());
  return document;
}

/// In memory, the copy dropped at once.
Case clone(const std::string& input, const Node& node) {
  const Shared document = document_to_clone(input);
  return {in_process("candela", [document] { keep(document->clone()); }),
          {node->contender("node structuredClone", input, "clone")}};
}

/// In memory, every copy kept for a round.
Case clone_kept(const std::string& input, const Node& node) {
  const Shared document = document_to_clone(input);
  auto copy = [document] { return std::make_shared<const Document>(document->clone()); };
  return {in_process_kept("candela", copy),
          {node->contender("node structuredClone", input, "clone-kept")}};
}

struct Listed {
  const char* input;
  const char* operation;
  Case (*make)(const std::string&, const Node&);
};

constexpr std::array<Listed, 24> listed = {{
    {"small", "nested-encode", encode<Format::nested>},
    {"small", "nested-decode", decode<Format::nested>},
    {"twitter", "nested-encode", encode<Format::nested>},
    {"twitter", "nested-decode", decode<Format::nested>},
    {"twitter", "tuple-encode", encode<Format::tuple>},
    {"twitter", "tuple-decode", decode<Format::tuple>},
    {"numbers", "nested-encode", encode<Format::nested>},
    {"numbers", "nested-decode", decode<Format::nested>},
    {"graph_shallow", "nested-encode", encode<Format::nested>},
    {"graph_shallow", "nested-decode", decode<Format::nested>},
    {"graph_shallow", "tuple-encode", encode<Format::tuple>},
    {"graph_shallow", "tuple-decode", decode<Format::tuple>},
    {"typed", "nested-encode", encode<Format::nested>},
    {"typed", "nested-decode", decode<Format::nested>},
    {"typed_no_bytes", "nested-encode", encode<Format::nested>},
    {"typed_no_bytes", "nested-decode", decode<Format::nested>},
    {"deep", "nested-encode", encode<Format::nested>},
    {"deep", "nested-decode", decode<Format::nested>},
    {"deep_million", "nested-encode", encode_alone},
    {"deep_million", "nested-decode", decode_alone},
    {"small", "clone", clone},
    {"twitter", "clone", clone},
    {"graph", "clone", clone},
    {"graph", "clone-kept", clone_kept},
}};

}  // namespace

std::vector<CasePlan> codec_cases(const std::shared_ptr<NodePeers>& node) {
  std::vector<CasePlan> plans;
  for (const Listed& row : listed) {
    auto make = [row, node] { return row.make(row.input, node); };
    plans.push_back({row.input, row.operation, make, 1, "codec"});
  }
  return plans;
}

}  // namespace candela::bench
