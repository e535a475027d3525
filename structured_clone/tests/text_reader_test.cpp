#include "bind/text_reader.hpp"

#include "bound_types.hpp"
#include "random_typed.hpp"

using bound::Everything;
using bound::Node;
using bound::NodePointer;
using bound::RandomTyped;
using bound::refusal;
using bound::Small;
using candela::Document;
using candela::parse_as;
using candela::ParseOptions;
using candela::stringify;
using candela::detail::bind::read_text;
using candela::detail::bind::root;

namespace {

/// Whether it is read without a document.
template <typename T>
bool direct(std::string_view text, T& t, const ParseOptions& options = {}) {
  return read_text(text, root<T>, &t, options, nullptr);
}
template <typename T>
bool is_direct(std::string_view text, const ParseOptions& options = {}) {
  T t{};
  const bool is_read = direct(text, t, options);
  if constexpr (candela::detail::bind::Composite<T>) candela::dismantle(t);
  return is_read;
}

std::string envelope(std::string_view json) {
  return "{\"json\":" + std::string(json) + ",\"meta\":{}}";
}

struct Strict {
  int a = 0;
};
CANDELA_FIELDS((Strict, candela::refuse_unknown), a)

struct Wide {
  std::array<int, 2> first{};
  int v00 = 0, v01 = 0, v02 = 0, v03 = 0, v04 = 0, v05 = 0, v06 = 0, v07 = 0, v08 = 0, v09 = 0;
  int v10 = 0, v11 = 0, v12 = 0, v13 = 0, v14 = 0, v15 = 0, v16 = 0, v17 = 0, v18 = 0, v19 = 0;
  int v20 = 0, v21 = 0, v22 = 0, v23 = 0, v24 = 0, v25 = 0, v26 = 0, v27 = 0, v28 = 0, v29 = 0;
  int v30 = 0, v31 = 0, v32 = 0, v33 = 0, v34 = 0, v35 = 0, v36 = 0, v37 = 0, v38 = 0, v39 = 0;
  int v40 = 0, v41 = 0, v42 = 0, v43 = 0, v44 = 0, v45 = 0, v46 = 0, v47 = 0, v48 = 0, v49 = 0;
  int v50 = 0, v51 = 0, v52 = 0, v53 = 0, v54 = 0, v55 = 0, v56 = 0, v57 = 0, v58 = 0, v59 = 0;
  int v60 = 0, v61 = 0, v62 = 0, v63 = 0, v64 = 0, v65 = 0;
};
CANDELA_FIELDS(Wide, first, v00, v01, v02, v03, v04, v05, v06, v07, v08, v09, v10, v11, v12, v13,
               v14, v15, v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, v30,
               v31, v32, v33, v34, v35, v36, v37, v38, v39, v40, v41, v42, v43, v44, v45, v46, v47,
               v48, v49, v50, v51, v52, v53, v54, v55, v56, v57, v58, v59, v60, v61, v62, v63, v64,
               v65)

}  // namespace

TEST_CASE("random graphs are read the same with and without a document between") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    auto graph = RandomTyped(seed).graph(8);
    const std::string text = stringify(graph);
    Everything::Shared read;
    REQUIRE(direct(text, read));
    auto by_document = candela::to<Everything::Shared>(candela::parse(text).root());
    CHECK(stringify(read) == stringify(by_document));
    CHECK(stringify(read) == text);
    candela::dismantle(graph);
    candela::dismantle(read);
    candela::dismantle(by_document);
  }
}

TEST_CASE("damaged texts are refused with the same words, or read the same") {
  RandomTyped random(7);
  auto graph = random.graph(3);
  const std::string whole = stringify(graph);
  candela::dismantle(graph);
  std::size_t refused = 0;
  for (int round = 0; round < 4'000; ++round) {
    CAPTURE(round);
    std::string text = whole;
    const std::size_t at = random.below(text.size());
    switch (random.below(4)) {
      case 0: text.resize(at); break;
      case 1: text.erase(at, 1 + random.below(4)); break;
      case 2: text[at] = "0\"{}[]:,$x \\\xFF-"[random.below(14)]; break;
      default: text.insert(at, text.substr(random.below(text.size()), random.below(12))); break;
    }
    const auto outcome = [](auto&& read) -> std::string {
      try {
        Everything::Shared object = read();
        std::string again = stringify(object);
        candela::dismantle(object);
        return again;
      } catch (const candela::CloneError& error) {
        return error.what();
      }
    };
    const std::string by_document = outcome([&text] {
      return candela::to<Everything::Shared>(
          candela::parse(text, {.format = candela::Format::nested}).root());
    });
    CHECK(outcome([&text] {
            return parse_as<Everything::Shared>(text, {.format = candela::Format::nested});
          }) == by_document);
    refused += std::size_t{!by_document.starts_with('{')};
  }
  CHECK(refused > 1'000);
  CHECK(refused < 4'000);
}

TEST_CASE("members may come in any order, with space, escapes and unknown ones between") {
  Small small;
  const std::string text = envelope(
      " { \"text\" : \"\\u0061\\n\" ,\n\"other\":[{\"a\":[1,{}],\"b\\n\":null},true,\"\\\"\"],\t"
      "\"i\\u0064\":  7 } ");
  REQUIRE(direct(text, small));
  CHECK(small.id == 7);
  CHECK(small.text == "a\n");
  // A member that may be missing keeps what it was made with.
  Small without;
  without.id = 5;
  REQUIRE(direct(envelope("{\"text\":\"x\"}"), without));
  CHECK(without.id == 5);
  CHECK_FALSE(is_direct<Small>(envelope("{\"id\":1}")));
  CHECK_FALSE(is_direct<Small>(envelope("{\"text\":\"a\",\"text\":\"b\"}")));
  CHECK(parse_as<Small>(envelope("{\"text\":\"a\",\"text\":\"b\"}")).text == "b");
  CHECK_FALSE(is_direct<Small>(envelope("{\"text\":\"a\",\"o\":{\"$type\":\"date\",\"iso\":1}}")));
  CHECK(is_direct<Strict>(envelope("{\"a\":1}")));
  CHECK_FALSE(is_direct<Strict>(envelope("{\"a\":1,\"b\":1}")));
}

TEST_CASE("types of more than 64 fields are read, and what is missing is noticed") {
  Wide wide;
  wide.v65 = 9;
  wide.first = {1, 2};
  const std::string text = stringify(wide);
  Wide read;
  REQUIRE(direct(text, read));
  CHECK(read.v65 == 9);
  CHECK(read.first[1] == 2);
  std::string without = text;
  without.replace(without.find(",\"v63\":0"), 8, "");
  CHECK_FALSE(is_direct<Wide>(without));
  CHECK(refusal([&] { parse_as<Wide>(without); }).path == "$.v63");
}

TEST_CASE("numbers are read as a document reads them") {
  const auto same = [](std::string_view number) {
    const std::string text = envelope(number);
    std::int64_t direct_number = 0;
    const bool is_read = direct(text, direct_number);
    try {
      const auto wanted = candela::to<std::int64_t>(candela::parse(text).root());
      return is_read && direct_number == wanted;
    } catch (const candela::CloneError&) {
      return !is_read;
    }
  };
  for (const char* number : {"0",
                             "-0",
                             "1",
                             "-1",
                             "1.0",
                             "1e3",
                             "1.5",
                             "01",
                             "-",
                             "+1",
                             "1.",
                             ".5",
                             "1e",
                             "123456789012345",
                             "1234567890123456",
                             "9007199254740993",
                             "9223372036854775807",
                             "-9223372036854775808",
                             "1e18",
                             "1e19",
                             "-1e19",
                             "1e400",
                             "0.0",
                             "00",
                             "-01",
                             "1E2",
                             "{\"$type\":\"bigint\",\"value\":\"5\"}",
                             "{\"$type\":\"bigint\",\"value\":\"9223372036854775807\"}",
                             "{\"$type\":\"bigint\",\"value\":\"9223372036854775808\"}",
                             "true",
                             "\"1\"",
                             "null"}) {
    CAPTURE(number);
    CHECK(same(number));
  }
  CHECK(parse_as<std::uint64_t>(envelope("18446744073709549568")) == 18446744073709549568U);
  CHECK_FALSE(is_direct<std::uint8_t>(envelope("256")));
  CHECK(is_direct<std::uint8_t>(envelope("255")));
  CHECK_FALSE(is_direct<std::int8_t>(envelope("-129")));
  CHECK_FALSE(is_direct<float>(envelope("1e39")));
}

TEST_CASE("aliases are read in any order of their numbers; others are left to a document") {
  NodePointer node;
  REQUIRE(
      direct("{\"json\":{\"label\":\"a\",\"edges\":[{\"$ref\":7},{\"$ref\":7},{\"$ref\":2}]},"
             "\"meta\":{\"aliases\":{\"7\":{\"label\":\"b\",\"edges\":[{\"$ref\":2}]},\"2\":{"
             "\"edges\":[],\"label\":\"c\"}}}}",
             node));
  CHECK(node->edges[0] == node->edges[1]);
  CHECK(node->edges[0]->label == "b");
  CHECK(node->edges[0]->edges[0] == node->edges[2]);
  for (const char* left : {
           // A body before its mention, before the root, twice, missing; a number that is none.
           "{\"json\":{\"$ref\":1},\"meta\":{\"aliases\":{\"0\":{\"label\":\"\",\"edges\":[]},"
           "\"1\":{"
           "\"label\":\"\",\"edges\":[{\"$ref\":0}]}}}}",
           "{\"meta\":{\"aliases\":{\"0\":{\"label\":\"\",\"edges\":[]}}},\"json\":{\"$ref\":0}}",
           "{\"json\":{\"$ref\":0},\"meta\":{\"aliases\":{\"0\":{\"label\":\"\",\"edges\":[]},"
           "\"0\":{"
           "\"label\":\"\",\"edges\":[]}}}}",
           "{\"json\":{\"$ref\":0},\"meta\":{}}",
           "{\"json\":{\"$ref\":0},\"meta\":{\"aliases\":{\"00\":{\"label\":\"\",\"edges\":[]}}}}",
           "{\"json\":{\"$ref\":99999999999},\"meta\":{}}",
           "{\"json\":{\"$ref\":0},\"meta\":{\"aliases\":{\"0\":{\"$ref\":0}}}}",
       }) {
    CAPTURE(left);
    CHECK_FALSE(is_direct<NodePointer>(left));
  }
  CHECK(parse_as<Node>("{\"json\":{\"$ref\":0},\"meta\":{\"aliases\":{\"0\":{\"label\":\"x\","
                       "\"edges\":[]}}}}")
            .label == "x");
}

TEST_CASE("limits hold at their edge, without a document too") {
  using bound::Tree;
  Tree tree;
  for (int i = 0; i < 20; ++i) {
    Tree outer;
    outer.children.push_back(std::move(tree));
    tree = std::move(outer);
  }
  const std::string text = stringify(tree);
  ParseOptions options;
  options.limits.depth = 41 + 1;  // 21 objects, 21 lists
  CHECK(parse_as<Tree>(text, options) == tree);
  options.limits.depth = 41;
  CHECK(refusal([&] { parse_as<Tree>(text, options); }).code ==
        candela::CloneErrorCode::limit_depth);
  options = {};
  CHECK(is_direct<Tree>(text));
  options.limits.typed_depth = 19;
  CHECK_FALSE(is_direct<Tree>(text, options));
  CHECK(refusal([&] { parse_as<Tree>(text, options); }).code ==
        candela::CloneErrorCode::limit_depth);
  options.limits.typed_depth = 20;
  CHECK(is_direct<Tree>(text, options));
  options.limits.values = text.size() - 1;
  CHECK_FALSE(is_direct<Tree>(text, options));
}

TEST_CASE("after a mistake nothing deep is left for destructors") {
  std::string text = "{\"json\":";
  std::string end;
  for (int i = 0; i < 200'000; ++i) {
    text += "{\"label\":\"\",\"edges\":[";
    end += "]}";
  }
  CHECK_FALSE(is_direct<NodePointer>(text + "x" + end + ",\"meta\":{}}"));
  CHECK_FALSE(is_direct<Node>(text + end + ",\"meta\":{}}"));  // typed_depth
}
