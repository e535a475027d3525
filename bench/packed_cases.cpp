#include "packed_cases.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/typed.hpp>

#include "inputs.hpp"
#include "native_peers.hpp"
#include "twitter_structs.hpp"

namespace candela::bench {

namespace {

using Node = std::shared_ptr<NodePeers>;
using Strings = tweets::Search<std::string>;
using Views = tweets::Search<std::string_view>;

const StringifyOptions as_packed{.format = Format::packed};

void check_same(Value made, Value wanted) {
  const std::string difference = first_difference(made, wanted);
  if (!difference.empty()) throw std::runtime_error("a wrong answer: " + difference);
}

std::string packed(const Document& document) {
  std::string bytes = stringify(document, as_packed);
  check_same(parse(bytes).root(), document.root());
  return bytes;
}

bool is_plain(std::string_view input) {
  return input == "small" || input == "twitter" || input == "numbers" || input == "deep";
}

Contender encoder(Document&& document) {
  auto kept = std::make_shared<const Document>(std::move(document));
  packed(*kept);
  return in_process("candela", [kept] { keep(stringify(*kept, as_packed)); });
}

Contender decoder(const Document& document) {
  auto bytes = std::make_shared<const std::string>(packed(document));
  return in_process("candela", [bytes] { keep(parse(*bytes)); });
}

Case encode(const std::string& input, const Node& node) {
  Case made{encoder(make_input(input)), {cereal_binary_encode(input), boost_encode(input)}};
  if (is_plain(input)) made.peers.push_back(msgpack_encode(input));
  made.peers.push_back(node->contender("node v8", input, "encode"));
  return made;
}

Case decode(const std::string& input, const Node& node) {
  Case made{decoder(make_input(input)), {cereal_binary_decode(input), boost_decode(input)}};
  if (is_plain(input)) made.peers.push_back(msgpack_decode(input));
  made.peers.push_back(node->contender("node v8", input, "decode"));
  return made;
}

// The same format, against the engine it is of

std::string v8_bytes(const Document& document) {
  std::string bytes = stringify(document, {.format = Format::v8});
  check_same(parse(bytes).root(), document.root());
  return bytes;
}

Case v8_encode(const std::string& input, const Node& node) {
  auto document = std::make_shared<const Document>(make_input(input));
  v8_bytes(*document);
  return {in_process("candela", [document] { keep(stringify(*document, {.format = Format::v8})); }),
          {node->contender("node v8", input, "encode")}};
}

Case v8_decode(const std::string& input, const Node& node) {
  auto bytes = std::make_shared<const std::string>(v8_bytes(make_input(input)));
  return {in_process("candela", [bytes] { keep(parse(*bytes)); }),
          {node->contender("node v8", input, "decode")}};
}

// Numbers beside a copy of their bytes

/// As a Float64Array and an Int32Array.
Document typed_arrays(const std::string& input) {
  const Document numbers = make_input(input);
  std::vector<double> doubles;
  std::vector<std::int32_t> integers;
  for (auto number = numbers.root()["d"].entries(); !number.done(); number.next())
    doubles.push_back(number.value().as_number());
  for (auto number = numbers.root()["n"].entries(); !number.done(); number.next())
    integers.push_back(static_cast<std::int32_t>(number.value().as_number()));
  Document made;
  made.set_root(made.object(
      {{"d", made.typed_array(ElementType::float64, std::as_bytes(std::span(doubles)))},
       {"n", made.typed_array(ElementType::int32, std::as_bytes(std::span(integers)))}}));
  return made;
}

Case arrays_encode(const std::string& input, const Node&) {
  return {encoder(make_input(input)), {memcpy_of_numbers()}};
}
Case arrays_decode(const std::string& input, const Node&) {
  return {decoder(make_input(input)), {memcpy_of_numbers()}};
}
Case typed_arrays_encode(const std::string& input, const Node&) {
  return {encoder(typed_arrays(input)), {memcpy_of_numbers()}};
}
Case typed_arrays_decode(const std::string& input, const Node&) {
  return {decoder(typed_arrays(input)), {memcpy_of_numbers()}};
}

// C++ structs

struct Params {
  std::int64_t userId = 0;
  std::string sku;
  std::int32_t qty = 0;
  double price = 0;
  std::string note;
  CANDELA_FIELDS(Params, userId, sku, qty, price, note)
};

struct Small {
  std::string jsonrpc;
  std::int32_t id = 0;
  std::string method, traceId;
  std::int64_t timestamp = 0;
  bool retry = false;
  std::int32_t priority = 0;
  std::nullptr_t deadline = nullptr;
  Params params;
  std::tuple<std::string, std::string, std::string, std::int32_t, std::int32_t, std::int32_t> tags;
  CANDELA_FIELDS(Small, jsonrpc, id, method, traceId, timestamp, retry, priority, deadline, params,
                 tags)
};

/// The structs, after a look at what is written of them.
template <typename T>
std::shared_ptr<const T> structs(const std::string& input) {
  const Document document = make_input(input);
  auto made = std::make_shared<const T>(to<T>(document.root()));
  check_same(parse(stringify(*made)).root(), document.root());
  check_same(parse(stringify(*made, as_packed)).root(), document.root());
  return made;
}

std::string json_of(const std::string& input) {
  return stringify_json(make_input(input).root());
}

template <typename T>
Case structs_encode(const std::string& input, const Node&) {
  auto made = structs<T>(input);
  return {in_process("candela", [made] { keep(stringify(*made)); }),
          {rapidjson_encode(json_of(input))}};
}

template <typename T>
Case structs_packed_encode(const std::string& input, const Node&) {
  auto made = structs<T>(input);
  return {in_process("candela", [made] { keep(stringify(*made, as_packed)); }),
          {cereal_binary_encode(input), boost_encode(input)}};
}

template <typename T>
Contender strings_decoder(const std::string& input, const StringifyOptions& options) {
  auto text = std::make_shared<const std::string>(stringify(*structs<T>(input), options));
  if (stringify(parse_as<T>(*text), options) != *text) throw std::runtime_error("a wrong answer");
  return in_process("candela", [text] { keep(parse_as<T>(*text)); });
}

/// The text is given away to views: the time of the copy is subtracted, as for RapidJSON's insitu.
template <typename T, typename View>
Contender views_decoder(const std::string& input, const StringifyOptions& options) {
  auto text = std::make_shared<const std::string>(stringify(*structs<T>(input), options));
  if (stringify(*parse_view<View>(*text), options) != *text)
    throw std::runtime_error("a wrong answer");
  return in_process_after(
      "candela", [text] { keep(std::string(*text)); },
      [text] { keep(parse_view<View>(std::string(*text))); });
}

Case twitter_decode_strings(const std::string& input, const Node&) {
  return {strings_decoder<Strings>(input, {}), {rapidjson_decode_insitu(json_of(input))}};
}
Case twitter_decode_views(const std::string& input, const Node&) {
  return {views_decoder<Strings, Views>(input, {}), {rapidjson_decode_insitu(json_of(input))}};
}
Case twitter_packed_decode_strings(const std::string& input, const Node&) {
  return {strings_decoder<Strings>(input, as_packed),
          {cereal_binary_decode(input), boost_decode(input)}};
}
Case twitter_packed_decode_views(const std::string& input, const Node&) {
  return {views_decoder<Strings, Views>(input, as_packed),
          {cereal_binary_decode(input), boost_decode(input)}};
}
Case small_decode(const std::string& input, const Node&) {
  return {strings_decoder<Small>(input, {}), {rapidjson_decode_insitu(json_of(input))}};
}
Case small_packed_decode(const std::string& input, const Node&) {
  return {strings_decoder<Small>(input, as_packed), {cereal_binary_decode(input)}};
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
    {"numbers", "packed-arrays-encode", arrays_encode},
    {"numbers", "packed-arrays-decode", arrays_decode},
    {"numbers", "packed-typed-arrays-encode", typed_arrays_encode},
    {"numbers", "packed-typed-arrays-decode", typed_arrays_decode},
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
    {"small", "structs-encode", structs_encode<Small>},
    {"small", "structs-decode-strings", small_decode},
    {"small", "structs-packed-encode", structs_packed_encode<Small>},
    {"small", "structs-packed-decode-strings", small_packed_decode},
    {"twitter", "structs-encode", structs_encode<Strings>},
    {"twitter", "structs-decode-strings", twitter_decode_strings},
    {"twitter", "structs-decode-views", twitter_decode_views},
    {"twitter", "structs-packed-encode", structs_packed_encode<Strings>},
    {"twitter", "structs-packed-decode-strings", twitter_packed_decode_strings},
    {"twitter", "structs-packed-decode-views", twitter_packed_decode_views},
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
