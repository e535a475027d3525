// Writing bound types into documents, and pointers there and back.
#include <array>
#include <deque>
#include <set>

#include "bind/value_writer.hpp"
#include "bound_types.hpp"

using bound::Node;
using bound::NodePointer;
using bound::refusal;
using bound::refused_value;
using candela::CloneErrorCode;
using candela::Document;
using candela::from;
using candela::parse_as;
using candela::stringify;
using candela::to;
using candela::Value;

namespace {

struct Person {
  std::string name;
  std::weak_ptr<Person> boss;
  std::vector<std::shared_ptr<Person>> staff;
  std::map<std::string, std::shared_ptr<const Person>> friends;
  std::optional<std::shared_ptr<int>> badge;
};
CANDELA_FIELDS(Person, name, boss, staff, friends, badge)

struct Two {
  std::shared_ptr<std::vector<int>> a;
  std::shared_ptr<std::vector<int>> b;
};
CANDELA_FIELDS(Two, a, b)

struct Mixed {
  std::shared_ptr<bound::Tree> tree;
  std::shared_ptr<Node> node;
};
CANDELA_FIELDS(Mixed, tree, node)

}  // namespace

TEST_CASE("the sample: a node that points at itself, there and back") {
  auto node = std::make_shared<Node>(Node{"a", {}});
  node->edges.push_back(node);
  const std::string wire = stringify(node);
  CHECK(wire ==
        R"({"json":{"$ref":0},"meta":{"aliases":{"0":{"label":"a","edges":[{"$ref":0}]}}}})");
  auto back = parse_as<NodePointer>(wire);
  CHECK(back->label == "a");
  CHECK(back->edges.at(0) == back);
  candela::dismantle(node);
  candela::dismantle(back);
  CHECK(back == nullptr);
}

TEST_CASE("aliases stay aliases, also through containers") {
  auto list = std::make_shared<std::vector<int>>(std::vector<int>{1, 2});
  Document doc;
  const Value written = from(doc, Two{list, list});
  CHECK(written["a"].is(written["b"]));
  const auto back = to<Two>(written);
  CHECK(back.a == back.b);
  CHECK(*back.a == std::vector<int>{1, 2});
  const auto apart = to<Two>(from(doc, Two{list, std::make_shared<std::vector<int>>(*list)}));
  CHECK(apart.a != apart.b);

  auto boss = std::make_shared<Person>();
  boss->name = "B";
  for (const char* name : {"x", "y"}) {
    auto person = std::make_shared<Person>();
    person->name = name;
    person->boss = boss;
    person->friends["boss"] = boss;
    person->badge = std::make_shared<int>(7);
    boss->staff.push_back(person);
  }
  boss->staff[0]->friends["y"] = boss->staff[1];
  auto read = parse_as<std::shared_ptr<Person>>(stringify(boss));
  REQUIRE(read->staff.size() == 2);
  CHECK(read->staff[1]->boss.lock() == read);
  CHECK(read->staff[0]->friends.at("y") == read->staff[1]);
  CHECK(read->staff[0]->friends.at("boss") == read);
  CHECK(**read->staff[0]->badge == 7);
  CHECK(read->boss.expired());
  candela::dismantle(read);
  candela::dismantle(boss);
}

TEST_CASE("empty pointers are null, and null and undefined are empty pointers") {
  Document doc;
  CHECK(from(doc, std::unique_ptr<int>()).is_null());
  CHECK(from(doc, NodePointer()).is_null());
  CHECK(from(doc, std::weak_ptr<Node>()).is_null());
  CHECK(to<NodePointer>(Value()) == nullptr);
  CHECK(to<std::unique_ptr<int>>(doc.null()) == nullptr);
  CHECK(*to<std::unique_ptr<int>>(doc.number(4)) == 4);
  CHECK(*to<std::shared_ptr<const std::string>>(doc.string("s")) == "s");
  // Nothing else owns it.
  CHECK(to<std::weak_ptr<int>>(doc.number(4)).expired());
  CHECK(to<std::weak_ptr<Node>>(from(doc, Node{"a", {}})).expired());
}

TEST_CASE("one object is of one type for all that point at it") {
  Document doc;
  const Value both =
      doc.object({{"name", ""}, {"children", doc.array()}, {"label", ""}, {"edges", doc.array()}});
  const auto refused = refused_value<Mixed>(doc.object({{"tree", both}, {"node", both}}));
  CHECK(refused.code == CloneErrorCode::bad_reference);
  CHECK(refused.path == "$.node");
  CHECK(refused.message ==
        "one object cannot be pointed at as an object (Tree) and as an object (Node)");
}

TEST_CASE("containers have the forms that JavaScript has for them") {
  Document doc;
  const std::map<int, std::string> map = {{1, "one"}};
  CHECK(stringify(map) == R"({"json":{"$type":"map","entries":[[1,"one"]]},"meta":{}})");
  CHECK(stringify(std::set<std::string>{"b", "a"}) ==
        R"({"json":{"$type":"set","values":["a","b"]},"meta":{}})");
  CHECK(stringify(std::deque<int>{1, 2}) == R"({"json":[1,2],"meta":{}})");
  CHECK(stringify(std::array<bool, 2>{true, false}) == R"({"json":[true,false],"meta":{}})");
  CHECK(stringify(std::variant<int, std::string>("v")) == R"({"json":"v","meta":{}})");
  CHECK(stringify(std::variant<std::monostate, int>()) ==
        R"({"json":{"$type":"undefined"},"meta":{}})");
  CHECK(stringify(std::vector<std::optional<int>>{1, std::nullopt}) ==
        R"({"json":[1,{"$type":"undefined"}],"meta":{}})");
}

TEST_CASE("an error in what is written has the path to it") {
  Document doc;
  const std::vector<std::map<std::string, candela::Document>> fine(1);
  CHECK(from(doc, fine)[0].size() == 0);
  using Days = std::chrono::time_point<std::chrono::system_clock,
                                       std::chrono::duration<std::int64_t, std::ratio<86400>>>;
  const std::map<std::string, std::vector<Days>> times = {
      {"all", {Days(), Days(Days::duration(1'000'000'000))}}};
  const auto refused = refusal([&] { from(doc, times); });
  CHECK(refused.code == CloneErrorCode::not_serializable);
  CHECK(refused.path == "$.all[1]");
  CHECK(refused.message == "the time point lies outside of what a Date can be");
}

TEST_CASE("a long chain of pointers goes to a document without recursion") {
  NodePointer chain = bound::shared_chain(200'000);
  Document doc;
  const Value value = from(doc, chain);
  CHECK(value["edges"][0]["edges"].size() == 1);
  candela::dismantle(chain);
}
