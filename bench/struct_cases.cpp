#include "struct_cases.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include <candela/structured_clone/format.hpp>
#include <candela/structured_clone/typed.hpp>

#include "check_same.hpp"
#include "inputs.hpp"
#include "native_peers.hpp"
#include "structs.hpp"
#include "twitter_structs.hpp"

namespace candela::bench {

namespace {

const StringifyOptions as_packed{.format = Format::packed};

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
Case structs_encode(const std::string& input) {
  auto made = structs<T>(input);
  return {
      in_process_writing("candela", stringify(*made).size(), [made] { keep(stringify(*made)); }),
      {rapidjson_encode(json_of(input))}};
}

template <typename T>
Case structs_packed_encode(const std::string& input) {
  auto made = structs<T>(input);
  return {in_process_writing("candela", stringify(*made, as_packed).size(),
                             [made] { keep(stringify(*made, as_packed)); }),
          binary_peers(input, Direction::encode)};
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

Case twitter_decode_strings(const std::string& input) {
  return {strings_decoder<TwitterStruct>(input, {}), {rapidjson_decode_insitu(json_of(input))}};
}
Case twitter_decode_views(const std::string& input) {
  return {views_decoder<TwitterStruct, TwitterViews>(input, {}),
          {rapidjson_decode_insitu(json_of(input))}};
}
Case twitter_packed_decode_strings(const std::string& input) {
  return {strings_decoder<TwitterStruct>(input, as_packed), binary_peers(input, Direction::decode)};
}
Case twitter_packed_decode_views(const std::string& input) {
  return {views_decoder<TwitterStruct, TwitterViews>(input, as_packed),
          binary_peers(input, Direction::decode)};
}
Case small_decode(const std::string& input) {
  return {strings_decoder<SmallStruct>(input, {}), {rapidjson_decode_insitu(json_of(input))}};
}
Case small_packed_decode(const std::string& input) {
  return {strings_decoder<SmallStruct>(input, as_packed), binary_peers(input, Direction::decode)};
}

struct Listed {
  const char* input;
  const char* operation;
  Case (*make)(const std::string&);
};

constexpr Listed listed[] = {
    {"small", "structs-encode", structs_encode<SmallStruct>},
    {"small", "structs-decode-strings", small_decode},
    {"small", "structs-packed-encode", structs_packed_encode<SmallStruct>},
    {"small", "structs-packed-decode-strings", small_packed_decode},
    {"twitter", "structs-encode", structs_encode<TwitterStruct>},
    {"twitter", "structs-decode-strings", twitter_decode_strings},
    {"twitter", "structs-decode-views", twitter_decode_views},
    {"twitter", "structs-packed-encode", structs_packed_encode<TwitterStruct>},
    {"twitter", "structs-packed-decode-strings", twitter_packed_decode_strings},
    {"twitter", "structs-packed-decode-views", twitter_packed_decode_views},
};

}  // namespace

std::vector<CasePlan> struct_cases() {
  std::vector<CasePlan> plans;
  for (const Listed& row : listed) {
    auto make = [row] { return row.make(row.input); };
    plans.push_back({row.input, row.operation, make, 1, "codec"});
  }
  return plans;
}

}  // namespace candela::bench
