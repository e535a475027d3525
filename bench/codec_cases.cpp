#include "codec_cases.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <candela/structured_clone/format.hpp>

#include "inputs.hpp"
#include "native_peers.hpp"

namespace candela::bench {

namespace {

using Node = std::shared_ptr<NodePeers>;

std::string plain_json(std::string_view input) {
  return stringify_json(make_input(input).root());
}

Case nested_encode(const std::string& input, const Node& node) {
  auto document = std::make_shared<const Document>(make_input(input));
  const std::string text = stringify(*document);
  if (stringify(parse(text)) != text) throw std::runtime_error(input + " changes in a round trip");
  const std::string json = plain_json(input);
  return {in_process("candela", [document] { keep(stringify(*document)); }),
          {rapidjson_encode(json), node->contender("JSON", input, "nested-encode"),
           node->contender("v8", input, "nested-encode")}};
}

Case nested_decode(const std::string& input, const Node& node) {
  auto text = std::make_shared<const std::string>(stringify(make_input(input)));
  const std::string json = plain_json(input);
  return {in_process("candela", [text] { keep(parse(*text)); }),
          {rapidjson_decode_insitu(json), simdjson_decode(json),
           node->contender("JSON", input, "nested-decode"),
           node->contender("v8", input, "nested-decode")}};
}

/// In memory, the copy dropped at once.
Case clone(const std::string& input, const Node& node) {
  auto document = std::make_shared<const Document>(make_input(input));
  return {in_process("candela", [document] { keep(document->clone()); }),
          {node->contender("structuredClone", input, "clone")}};
}

CasePlan plan(std::string input, std::string operation,
              Case (*make)(const std::string&, const Node&), const Node& node) {
  auto make_it = [input, make, node] { return make(input, node); };
  return {std::move(input), std::move(operation), std::move(make_it)};
}

}  // namespace

std::vector<CasePlan> codec_cases(const std::shared_ptr<NodePeers>& node) {
  std::vector<CasePlan> plans;
  for (const char* input : {"small", "twitter", "numbers"}) {
    plans.push_back(plan(input, "nested-encode", nested_encode, node));
    plans.push_back(plan(input, "nested-decode", nested_decode, node));
  }
  for (const char* input : {"small", "twitter", "graph"}) {
    plans.push_back(plan(input, "clone", clone, node));
  }
  return plans;
}

}  // namespace candela::bench
