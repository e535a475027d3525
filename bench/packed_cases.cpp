#include "packed_cases.hpp"

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <candela/structured_clone/format.hpp>

#include "check_same.hpp"
#include "inputs.hpp"
#include "native_peers.hpp"
#include "structs.hpp"

namespace candela::bench {

namespace {

using Node = std::shared_ptr<NodePeers>;

const StringifyOptions as_packed{.format = Format::packed};

std::string packed(const Document& document) {
  std::string bytes = stringify(document, as_packed);
  check_same(parse(bytes).root(), document.root());
  return bytes;
}

Contender encoder(Document&& document) {
  auto kept = std::make_shared<const Document>(std::move(document));
  return in_process_writing("candela", packed(*kept).size(),
                            [kept] { keep(stringify(*kept, as_packed)); });
}

Contender decoder(const Document& document) {
  auto bytes = std::make_shared<const std::string>(packed(document));
  return in_process("candela", [bytes] { keep(parse(*bytes)); });
}

std::vector<Contender> peers_of(const Node& node, const std::string& input, Direction direction) {
  std::vector<Contender> peers = binary_peers(input, direction);
  for (const char* peer : {"node v8", "msgpackr"})
    peers.push_back(node->contender(peer, input, name_of(direction)));
  return peers;
}

Case encode(const std::string& input, const Node& node) {
  return {encoder(make_input(input)), peers_of(node, input, Direction::encode)};
}

Case decode(const std::string& input, const Node& node) {
  return {decoder(make_input(input)), peers_of(node, input, Direction::decode)};
}

// The same format, against the engine it is of

std::string v8_bytes(const Document& document) {
  std::string bytes = stringify(document, {.format = Format::v8});
  check_same(parse(bytes).root(), document.root());
  return bytes;
}

Case v8_encode(const std::string& input, const Node& node) {
  auto document = std::make_shared<const Document>(make_input(input));
  const std::size_t size = v8_bytes(*document).size();
  return {in_process_writing("candela", size,
                             [document] { keep(stringify(*document, {.format = Format::v8})); }),
          {node->contender("node v8", input, "encode")}};
}

Case v8_decode(const std::string& input, const Node& node) {
  auto bytes = std::make_shared<const std::string>(v8_bytes(make_input(input)));
  return {in_process("candela", [bytes] { keep(parse(*bytes)); }),
          {node->contender("node v8", input, "decode")}};
}

// Numbers beside a copy of their bytes

Document arrays() {
  return make_input("numbers");
}

/// As a Float64Array and an Int32Array.
Document typed_arrays() {
  const NumbersStruct numbers(make_input("numbers").root());
  Document doc;
  const auto typed_array = [&doc](ElementType type, const auto& elements) {
    return doc.typed_array(type, std::as_bytes(std::span(elements)));
  };
  const Value doubles = typed_array(ElementType::float64, numbers.d);
  const Value integers = typed_array(ElementType::int32, numbers.n);
  doc.set_root(doc.object({{"d", doubles}, {"n", integers}}));
  return doc;
}

/// Against the copy alone, so without new memory: both write to where they wrote before.
template <Document (*make)()>
Case encode_again(const std::string&, const Node&) {
  auto document = std::make_shared<const Document>(make());
  auto bytes = std::make_shared<std::string>(packed(*document));
  const auto write = [document, bytes] {
    stringify_into(*bytes, document->root(), as_packed);
    keep(*bytes);
  };
  return {in_process_writing("candela", bytes->size(), write), {memcpy_of_numbers()}};
}

template <Document (*make)()>
Case decode_again(const std::string&, const Node&) {
  auto bytes = std::make_shared<const std::string>(packed(make()));
  auto document = std::make_shared<Document>();
  const auto read = [document, bytes] {
    parse_into(*document, *bytes);
    keep(*document);
  };
  return {in_process("candela", read), {memcpy_of_numbers()}};
}

struct Listed {
  const char* input;
  const char* operation;
  Case (*make)(const std::string&, const Node&);
};

constexpr Listed listed[] = {
    {"small", "packed-encode", encode},
    {"small", "packed-decode", decode},
    {"twitter", "packed-encode", encode},
    {"twitter", "packed-decode", decode},
    {"graph", "packed-encode", encode},
    {"graph", "packed-decode", decode},
    {"graph_shallow", "packed-encode", encode},
    {"graph_shallow", "packed-decode", decode},
    {"numbers", "packed-encode", encode},
    {"numbers", "packed-decode", decode},
    {"numbers", "packed-arrays-encode", encode_again<arrays>},
    {"numbers", "packed-arrays-decode", decode_again<arrays>},
    {"numbers", "packed-typed-arrays-encode", encode_again<typed_arrays>},
    {"numbers", "packed-typed-arrays-decode", decode_again<typed_arrays>},
    {"typed", "packed-encode", encode},
    {"typed", "packed-decode", decode},
    {"typed_no_bytes", "packed-encode", encode},
    {"typed_no_bytes", "packed-decode", decode},
    {"deep", "packed-encode", encode},
    {"deep", "packed-decode", decode},
    {"small", "v8-encode", v8_encode},
    {"small", "v8-decode", v8_decode},
    {"twitter", "v8-encode", v8_encode},
    {"twitter", "v8-decode", v8_decode},
    {"graph", "v8-encode", v8_encode},
    {"graph", "v8-decode", v8_decode},
    {"graph_shallow", "v8-encode", v8_encode},
    {"graph_shallow", "v8-decode", v8_decode},
    {"numbers", "v8-encode", v8_encode},
    {"numbers", "v8-decode", v8_decode},
    {"typed", "v8-encode", v8_encode},
    {"typed", "v8-decode", v8_decode},
    {"deep", "v8-encode", v8_encode},
    {"deep", "v8-decode", v8_decode},
};

}  // namespace

std::vector<CasePlan> packed_cases(const std::shared_ptr<NodePeers>& node) {
  std::vector<CasePlan> plans;
  for (const Listed& row : listed) {
    auto make = [row, node] { return row.make(row.input, node); };
    plans.push_back({row.input, row.operation, make, 1, "codec"});
  }
  return plans;
}

}  // namespace candela::bench
