// Reading bound types out of documents: what the containers take, and what bounds it.
#include <array>
#include <deque>
#include <set>
#include <unordered_set>

#include "bind/value_reader.hpp"
#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using bound::refusal;
using bound::refused_value;
using bound::Tree;
using candela::CloneErrorCode;
using candela::Document;
using candela::Limits;
using candela::to;
using candela::Value;

namespace {

struct Filled {
  std::vector<int> list = {1, 2};
  std::map<std::string, int> record = {{"old", 1}};
  std::map<int, int> map = {{7, 7}};
  std::set<int> set = {9};
  std::vector<bool> bits = {true};
  std::unique_ptr<int> pointer = std::make_unique<int>(3);
};
CANDELA_FIELDS(Filled, list, record, map, set, bits, pointer)

using Number = std::variant<int, std::string, std::vector<int>>;
struct Circle {
  double radius = 0;
};
CANDELA_FIELDS(Circle, radius)
struct Square {
  double side = 0;
  std::optional<std::string> name;
};
CANDELA_FIELDS(Square, side, name)
using Figure = std::variant<std::monostate, Circle, Square, std::unique_ptr<Tree>>;

template <typename T>
void read_with(const Limits& limits, Value value, T& t) {
  candela::detail::bind::read_value(candela::detail::bind::table<T>, &t, value, {.limits = limits});
}

}  // namespace

TEST_CASE("arrays of a fixed size, deques and sets are read") {
  Document doc;
  using Three = std::array<int, 3>;
  CHECK(to<Three>(doc.array({1, 2, 3})) == Three{1, 2, 3});
  CHECK(refused_value<Three>(doc.array({1, 2})).message ==
        "expected an array of 3, found an array of 2");
  CHECK(to<std::array<int, 0>>(doc.array()).empty());
  CHECK(to<std::deque<std::string>>(doc.array({"a", "b"})) == std::deque<std::string>{"a", "b"});
  CHECK(to<std::set<std::string>>(doc.make_set({"b", "a"})) == std::set<std::string>{"a", "b"});
  CHECK(to<std::unordered_set<int>>(doc.make_set({1, 2})) == std::unordered_set<int>{1, 2});
  CHECK(to<std::set<int>>(doc.make_set()).empty());
  CHECK(refused_value<std::set<int>>(doc.array()).message == "expected a Set, found an array of 0");
  CHECK(refused_value<std::set<int>>(doc.make_set({1, "x"})).path == "$.values()[1]");
  const auto trees = to<std::set<std::vector<int>>>(doc.make_set({doc.array({2}), doc.array({1})}));
  CHECK(trees == std::set<std::vector<int>>{{1}, {2}});
}

TEST_CASE("maps with other keys than strings are Maps") {
  Document doc;
  const Value map = doc.make_map({{1, "one"}, {2, "two"}});
  CHECK(to<std::map<int, std::string>>(map) == std::map<int, std::string>{{1, "one"}, {2, "two"}});
  CHECK(refused_value<std::map<int, int>>(map).path == "$.values()[0]");
  CHECK(refused_value<std::map<int, int>>(doc.make_map({{1, 1}, {"x", 1}})).path == "$.keys()[1]");
  const auto twice = refused_value<std::map<float, int>>(doc.make_map({{1, 1}, {1 + 1e-12, 1}}));
  CHECK(twice.path == "$.keys()[1]");
  CHECK(twice.message == "two keys of the Map are one in C++");
}

TEST_CASE("what a constructor put into a container is gone when it was read") {
  Document doc;
  const auto read = to<Filled>(doc.object({{"list", doc.array({5})},
                                           {"record", doc.object({{"new", 2}})},
                                           {"map", doc.make_map({{1, 2}})},
                                           {"set", doc.make_set({4})},
                                           {"bits", doc.array({false})},
                                           {"pointer", nullptr}}));
  CHECK(read.list == std::vector<int>{5});
  CHECK(read.record == std::map<std::string, int>{{"new", 2}});
  CHECK(read.map == std::map<int, int>{{1, 2}});
  CHECK(read.set == std::set<int>{4});
  CHECK(read.bits == std::vector<bool>{false});
  CHECK(read.pointer == nullptr);
}

TEST_CASE("a variant is the first alternative that the value fits") {
  Document doc;
  CHECK(std::get<int>(to<Number>(doc.number(3))) == 3);
  CHECK(std::get<std::string>(to<Number>(doc.string("x"))) == "x");
  CHECK(std::get<std::vector<int>>(to<Number>(doc.array({1}))).size() == 1);
  const auto nothing = refused_value<std::vector<Number>>(doc.array({1, 1.5}));
  CHECK(nothing.code == CloneErrorCode::wrong_kind);
  CHECK(nothing.path == "$[1]");
  CHECK(nothing.message ==
        "expected one of: a whole number from -2147483648 to 2147483647; a string; an array, found "
        "the number 1.5");

  CHECK(std::get<Square>(to<Figure>(doc.object({{"side", 2}}))).side == 2);
  CHECK(std::get<Circle>(to<Figure>(doc.object({{"radius", 2}, {"side", 1}}))).radius == 2);
  CHECK(std::holds_alternative<std::monostate>(to<Figure>(Value())));
  const Value tree = doc.object({{"name", "t"}, {"children", doc.array()}});
  CHECK(std::get<3>(to<Figure>(tree))->name == "t");
  // Chosen from outside, and then it is final.
  CHECK(refused_value<Figure>(doc.object({{"side", "2"}})).path == "$.side");
}

TEST_CASE("one object at two places is read twice where the type has no pointer") {
  Document doc;
  const Value leaf = doc.object({{"name", "leaf"}, {"children", doc.array()}});
  const auto tree = to<Tree>(doc.object({{"name", "root"}, {"children", doc.array({leaf, leaf})}}));
  CHECK(tree.children.size() == 2);
  CHECK(tree.children[0] == tree.children[1]);
}

TEST_CASE("a circle without pointers ends at the limit of depth") {
  Document doc;
  const Value children = doc.array();
  Value tree = doc.object({{"name", "t"}, {"children", children}});
  Value(children).push(tree);
  Tree read;
  const auto refused = refusal([&] { read_with({.depth = 100}, tree, read); });
  CHECK(refused.code == CloneErrorCode::limit_depth);
  CHECK(read.children.empty());
  // By default too, without an end of the stack.
  CHECK(refused_value<Tree>(tree).code == CloneErrorCode::limit_depth);
}

TEST_CASE("lists of lists of one list cost no more than the limit of values") {
  Document doc;
  Value tree = doc.object({{"name", "t"}, {"children", doc.array()}});
  for (int i = 0; i < 40; ++i)
    tree = doc.object({{"name", "t"}, {"children", doc.array({tree, tree})}});
  Tree read;
  const auto refused = refusal([&] { read_with({.values = 10'000}, tree, read); });
  CHECK(refused.code == CloneErrorCode::limit_values);
  CHECK(refused.message == "more values than limits.values (10000)");
  const Value leaf = doc.object({{"name", "t"}, {"children", doc.array()}});
  read_with({.values = 3}, leaf, read);
  CHECK(refusal([&] { read_with({.values = 2}, leaf, read); }).code ==
        CloneErrorCode::limit_values);
}

TEST_CASE("a long string that is read at many places counts against the limits at each") {
  Document doc;
  const Value named = doc.object({{"name", std::string(10'000, 'x')}, {"children", doc.array()}});
  const Value bytes = doc.typed_array(candela::ElementType::uint8, std::vector<std::byte>(10'000));
  Value names = doc.array();
  Value arrays = doc.array();
  for (int i = 0; i < 10; ++i) {
    names.push(named);
    arrays.push(bytes);
  }
  std::vector<Tree> trees;
  std::vector<std::vector<std::byte>> blocks;
  const candela::Limits enough{.bytes = 45'000, .values = 200};
  const candela::Limits little{.bytes = 40'000, .values = 200};
  read_with(enough, names, trees);
  CHECK(trees[9].name.size() == 10'000);
  read_with(enough, arrays, blocks);
  CHECK(refusal([&] { read_with(little, names, trees); }).path == "$[9].name");
  CHECK(refusal([&] { read_with(little, arrays, blocks); }).code == CloneErrorCode::limit_values);
}

TEST_CASE("the depth of what owns each other is bounded, however it was read") {
  const auto text_of = [](int count) {
    const NodePointer chain = bound::shared_chain(count);
    std::string text = candela::stringify(chain);
    auto taken = chain;
    candela::dismantle(taken);
    return text;
  };
  const std::string good = text_of(1'000);
  const std::string bad = text_of(1'001);
  candela::ParseOptions options;
  options.limits.typed_depth = 1'000;
  auto read = candela::parse_as<NodePointer>(good, options);
  CHECK(read->edges.size() == 1);
  const auto refused = refusal([&] { candela::parse_as<NodePointer>(bad, options); });
  CHECK(refused.code == CloneErrorCode::limit_depth);
  CHECK(refusal([] {
          candela::parse_as<NodePointer>(candela::stringify(bound::shared_chain(10'001)));
        }).code == CloneErrorCode::limit_depth);
}

TEST_CASE("after an error nothing deep is left for destructors") {
  Document doc;
  Value list = doc.object({{"label", 1}, {"edges", doc.array()}});  // wrong, and innermost
  for (int i = 0; i < 300'000; ++i)
    list = doc.object({{"label", "n"}, {"edges", doc.array({list})}});
  const auto refused = refused_value<NodePointer>(list);
  CHECK(refused.message == "expected a string, found the number 1");

  Value chain = doc.object({{"number", "x"}, {"next", nullptr}});
  for (int i = 0; i < 300'000; ++i)
    chain = doc.object({{"number", i}, {"next", chain}});
  CHECK(refused_value<std::unique_ptr<bound::Link>>(chain).code == CloneErrorCode::wrong_kind);
  CHECK(refused_value<std::set<std::unique_ptr<bound::Link>>>(doc.make_set({chain})).code ==
        CloneErrorCode::wrong_kind);
}
