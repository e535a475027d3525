#include "bound_cases.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/typed.hpp>

#include "bound_structs.hpp"
#include "inputs.hpp"
#include "native_peers.hpp"

namespace candela::bench {

namespace {

std::string text_of(const std::string& input) {
  return stringify(make_input(input));
}

void check_same(const std::string& text, const std::string& wanted) {
  if (text != wanted) throw std::runtime_error("the structs' text is not the document's");
}

/// The text without the envelope, as the peers have it.
std::string json_of(const std::string& input) {
  return stringify_json(make_input(input).root());
}

template <template <typename> typename T>
Case encode(const std::string& input) {
  const std::string text = text_of(input);
  auto object = std::make_shared<const T<std::string>>(parse_as<T<std::string>>(text));
  check_same(stringify(*object), text);
  return {in_process("candela", [object] { keep(stringify(*object)); }),
          {rapidjson_encode(json_of(input))}};
}

template <template <typename> typename T>
Case decode_strings(const std::string& input) {
  auto text = std::make_shared<const std::string>(text_of(input));
  check_same(stringify(parse_as<T<std::string>>(*text)), *text);
  return {in_process("candela", [text] { keep(parse_as<T<std::string>>(*text)); }),
          {rapidjson_decode_insitu(json_of(input))}};
}

/// The text is given away with each, as a peer that reads in place destroys it: the time to copy it
/// is subtracted from both.
template <template <typename> typename T>
Case decode_views(const std::string& input) {
  auto text = std::make_shared<const std::string>(text_of(input));
  const auto viewed = parse_view<T<std::string_view>>(*text);
  check_same(stringify(*viewed), *text);
  auto copy = [text] { keep(std::string(*text)); };
  auto copy_and_parse = [text] { keep(parse_view<T<std::string_view>>(std::string(*text))); };
  return {in_process_after("candela", copy, copy_and_parse),
          {rapidjson_decode_insitu(json_of(input))}};
}

struct Listed {
  const char* input;
  const char* operation;
  Case (*make)(const std::string&);
};

constexpr Listed listed[] = {
    {"small", "structs-encode", encode<Order>},
    {"small", "structs-decode-strings", decode_strings<Order>},
    {"small", "structs-decode-views", decode_views<Order>},
    {"twitter", "structs-encode", encode<Twitter>},
    {"twitter", "structs-decode-strings", decode_strings<Twitter>},
    {"twitter", "structs-decode-views", decode_views<Twitter>},
};

}  // namespace

std::vector<CasePlan> bound_cases() {
  std::vector<CasePlan> plans;
  for (const Listed& row : listed) {
    auto make = [row] { return row.make(row.input); };
    plans.push_back({row.input, row.operation, make, 1, "codec"});
  }
  return plans;
}

}  // namespace candela::bench
