#include "bind/text_writer.hpp"

#include "bound_types.hpp"
#include "random_typed.hpp"

using bound::Everything;
using bound::Node;
using bound::NodePointer;
using bound::RandomTyped;
using bound::refusal;
using candela::Document;
using candela::Output;
using candela::StringifyOptions;
using candela::detail::bind::root;
using candela::detail::bind::write_text;

namespace {

/// The text that is written without a document, or "".
template <typename T>
std::string direct(const T& t, const StringifyOptions& options = {}) {
  Output out(options.bytes);
  return write_text(out, root<T>, &t, options) ? out.text() : std::string();
}

template <typename T>
std::string by_document(const T& t) {
  Document doc;
  return candela::stringify(candela::from(doc, t));
}

struct Left {
  std::shared_ptr<std::variant<int, std::vector<int>>> pointer;
  std::map<std::string, int> record;
  std::set<double> set;
};
CANDELA_FIELDS(Left, pointer, record, set)

}  // namespace

TEST_CASE("random graphs have the same text with and without a document between") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    auto graph = RandomTyped(seed).graph(8);
    const std::string text = direct(graph);
    REQUIRE_FALSE(text.empty());
    CHECK(text == by_document(graph));
    CHECK(text == candela::stringify(graph));
    candela::dismantle(graph);
  }
}

TEST_CASE("objects that others hold outside of the graph are no aliases") {
  const auto inner = std::make_shared<Node>(Node{"inner", {}});
  const auto also = inner;
  const auto outer = std::make_shared<Node>(Node{"outer", {inner}});
  CHECK(direct(outer) ==
        R"({"json":{"label":"outer","edges":[{"label":"inner","edges":[]}]},"meta":{}})");
  CHECK(direct(NodePointer()) == R"({"json":null,"meta":{}})");
  CHECK(direct(std::vector<NodePointer>{inner, inner}) ==
        "{\"json\":[{\"$ref\":0},{\"$ref\":0}],\"meta\":{\"aliases\":{\"0\":{\"label\":\"inner\","
        "\"edges\":[]}}}}");
}

TEST_CASE("strings of every length are quoted, escaped where they must be") {
  for (std::size_t size = 0; size < 300; ++size) {
    const std::string plain(size, 'x');
    CHECK(direct(plain) == by_document(plain));
    for (const char special : {'"', '\n', '\xED'}) {
      std::string text = plain + special;
      std::swap(text.back(), text[text.size() / 2]);
      CHECK(direct(text) == by_document(text));
    }
  }
}

TEST_CASE("what this writer leaves to a document is written all the same") {
  Left shape;
  shape.pointer = std::make_shared<std::variant<int, std::vector<int>>>(3);
  CHECK(direct(shape).empty());
  CHECK(candela::stringify(shape) == by_document(shape));
  shape.pointer = nullptr;
  CHECK(direct(shape).empty());  // a Set of numbers
  CHECK(candela::stringify(shape) == by_document(shape));
  const std::map<std::string, int> indexes = {{"10", 1}, {"9", 2}, {"x", 3}};
  CHECK(direct(indexes).empty());
  CHECK(candela::stringify(indexes) == R"({"json":{"9":2,"10":1,"x":3},"meta":{}})");
  CHECK(direct(std::vector<Document>(1)).empty());
}

TEST_CASE("what cannot be written is told with its path, and a text has its limit") {
  std::vector<Everything> unlisted(1);
  unlisted[0].mood = static_cast<bound::Mood>(9);
  CHECK(direct(unlisted).empty());
  CHECK(refusal([&] { candela::stringify(unlisted); }).path == "$[0].mood");
  const std::vector<int> numbers(1000, 5);
  const std::size_t size = candela::stringify(numbers).size();
  CHECK(direct(numbers, {.bytes = size}).size() == size);
  CHECK(direct(numbers, {.bytes = size - 1}).empty());
  CHECK(refusal([&] { candela::stringify(numbers, {.bytes = size - 1}); }).code ==
        candela::CloneErrorCode::limit_bytes);
}

TEST_CASE("a long chain is written without recursion") {
  NodePointer chain = bound::shared_chain(200'000);
  CHECK(direct(chain) == by_document(chain));
  candela::dismantle(chain);
}
