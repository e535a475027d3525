#include <candela/ocan/describe.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/convert_containers.hpp>
#include <candela/structured_clone/fields.hpp>
#include <candela/structured_clone/format.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

struct User {
  std::string name;
  int age = 0;
};
CANDELA_FIELDS(User, name, age)

class Street;

class Home {
 public:
  int number = 1;
  std::string label;
  std::shared_ptr<Street> street() { return nullptr; }
  CANDELA_EXPOSE(Home, CANDELA_DOC(number, "Its number."), label, CANDELA_SETTER("setLabel", label),
                 street)
};

class Street {
 public:
  std::string save(const User& user, std::optional<int> rank, bool now = true) {
    return user.name + (rank && now ? "!" : "");
  }
  std::vector<User> users() { return {}; }
  std::vector<std::shared_ptr<Home>> homes() { return {}; }
  std::optional<Home> corner() { return std::nullopt; }
  std::map<std::string, std::unique_ptr<Street>> near() { return {}; }
  std::function<int(const User&)> counter() { return nullptr; }
  void each(const Function& f, std::optional<Function> done) {
    f();
    if (done) (*done)();
  }
  void move(const std::shared_ptr<Home>&) {}
  Value anything(Call&, Value value, std::span<const Value>) { return value; }
  Deferred<std::variant<int, std::string>> later() { return {}; }
  int f(int) { return 1; }
  int f(std::string_view, const std::shared_ptr<Home>&) { return 2; }
  std::shared_ptr<CustomTarget> custom() { return nullptr; }
  int length() const { return 1; }
  CANDELA_EXPOSE(Street, CANDELA_DOC(save, "Saves a user.", "user", "rank"), users, homes, corner,
                 near, counter, each, move, CANDELA_DOC(anything, "Gives it back.", "what", "more"),
                 later,
                 CANDELA_DOC((f, int(int), int(std::string_view, const std::shared_ptr<Home>&)),
                             "One of two.", "what"),
                 custom, CANDELA_GETTER("length", length))
};

std::string text(Value value) {
  return stringify_json(value);
}
Value member(const Document& description, std::string_view name) {
  const Value members = description.root()["members"];
  for (std::size_t i = 0; i < members.size(); ++i)
    if (members[i]["name"].as_string() == name) return members[i];
  return {};
}

TEST_CASE("a property says what it gives and how it is set") {
  const Document home = describe<Home>();
  CHECK(home.root()["name"].as_string() == "Home");
  CHECK(text(member(home, "number")) ==
        R"({"name":"number","kind":"property","description":"Its number.","readOnly":true,)"
        R"("result":{"type":"integer","minimum":-2147483648,"maximum":2147483647}})");
  CHECK(text(member(home, "label")) ==
        R"({"name":"label","kind":"property","readOnly":false,"setter":"setLabel",)"
        R"("result":{"type":"string"}})");
  CHECK(text(member(home, "setLabel")) ==
        R"({"name":"setLabel","kind":"method",)"
        R"("parameters":[{"name":"arg1","required":true,"schema":{"type":"string"}}],)"
        R"("result":{"const":{"$type":"undefined"}}})");
  CHECK(text(member(describe<Street>(), "length")["readOnly"]) == "true");
}

TEST_CASE("a method says what it takes, by name, and what of it is required") {
  const Document street = describe<Street>();
  const Value save = member(street, "save");
  CHECK(text(save["description"]) == R"("Saves a user.")");
  const Value parameters = save["parameters"];
  CHECK(text(parameters[0]) ==
        R"({"name":"user","required":true,"schema":{"$ref":"#/$defs/User"}})");
  CHECK(parameters[1]["name"].as_string() == "rank");
  CHECK(text(parameters[1]["required"]) == "false");
  CHECK(text(parameters[2]) == R"({"name":"arg3","required":false,"schema":{"type":"boolean"}})");
  CHECK(text(save["result"]) == R"({"type":"string"})");
}

TEST_CASE("all schemas share one list of definitions") {
  const Document street = describe<Street>();
  CHECK(street.root()["$defs"].size() == 1);
  CHECK(text(street.root()["$defs"]["User"]["required"]) == R"(["name","age"])");
  CHECK(text(member(street, "users")["result"]) ==
        R"({"type":"array","items":{"$ref":"#/$defs/User"}})");
}

TEST_CASE("capabilities are named, each described once, and circles end") {
  const Document street = describe<Street>();
  CHECK(text(member(street, "homes")["result"]) ==
        R"({"type":"array","items":{"anyOf":[{"$ref":"#/capabilities/Home"},{"type":"null"}]}})");
  CHECK(text(member(street, "corner")["result"]) ==
        R"({"anyOf":[{"$ref":"#/capabilities/Home"},{"const":{"$type":"undefined"}}]})");
  CHECK(text(member(street, "near")["result"]) ==
        R"({"type":"object","additionalProperties":{"anyOf":[{"$ref":"#"},{"type":"null"}]}})");
  CHECK(text(member(street, "move")["parameters"][0]["schema"]) ==
        R"({"$ref":"#/capabilities/Home"})");
  CHECK(text(member(street, "custom")["result"]) ==
        R"({"anyOf":[{"capability":true},{"type":"null"}]})");
  const Value capabilities = street.root()["capabilities"];
  CHECK(capabilities.size() == 1);
  CHECK(text(capabilities["Home"]["members"][3]["result"]) ==
        R"({"anyOf":[{"$ref":"#"},{"type":"null"}]})");
  CHECK(text(describe<Home>().root()["capabilities"]["Street"]["name"]) == R"("Street")");
}

namespace other {
class Home {
 public:
  int one = 1;
  CANDELA_EXPOSE(Home, one)
};
}  // namespace other
class Pair {
 public:
  Home first() { return {}; }
  other::Home second() { return {}; }
  other::Home third() { return {}; }
  CANDELA_EXPOSE(Pair, first, second, third)
};

TEST_CASE("a second type of a name gets a number") {
  const Document pair = describe<Pair>();
  CHECK(text(member(pair, "first")["result"]) == R"({"$ref":"#/capabilities/Home"})");
  CHECK(text(member(pair, "second")["result"]) == R"({"$ref":"#/capabilities/Home_2"})");
  CHECK(text(member(pair, "third")["result"]) == R"({"$ref":"#/capabilities/Home_2"})");
  CHECK(text(pair.root()["capabilities"]["Home_2"]["members"][0]["name"]) == R"("one")");
}

TEST_CASE("functions, whatever is any value, and what comes later have a form of their own") {
  const Document street = describe<Street>();
  CHECK(text(member(street, "counter")["result"]) ==
        R"({"anyOf":[{"function":{"parameters":[{"$ref":"#/$defs/User"}],)"
        R"("result":{"type":"integer","minimum":-2147483648,"maximum":2147483647}}},)"
        R"({"type":"null"}]})");
  const Value each = member(street, "each")["parameters"];
  CHECK(text(each[0]) == R"({"name":"arg1","required":true,"schema":{"function":true}})");
  CHECK(text(each[1]["required"]) == "false");
  CHECK(text(member(street, "anything")) ==
        R"({"name":"anything","kind":"method","description":"Gives it back.",)"
        R"("parameters":[{"name":"what","required":false,"schema":true}],)"
        R"("rest":true,"restName":"more","result":true})");
  const Value later = member(street, "later");
  CHECK(text(later["async"]) == "true");
  CHECK(later["result"]["anyOf"].size() == 2);
}

TEST_CASE("overloads stand beside each other") {
  const Document street = describe<Street>();
  const Value f = member(street, "f");
  CHECK(f["parameters"].is_undefined());
  const Value overloads = f["overloads"];
  REQUIRE(overloads.size() == 2);
  CHECK(overloads[0]["parameters"].size() == 1);
  CHECK(text(overloads[1]["parameters"][0]) ==
        R"({"name":"what","required":true,"schema":{"type":"string"}})");
  CHECK(text(overloads[1]["parameters"][1]["name"]) == R"("arg2")");
}

class Shed : public Home {
 public:
  std::string number() { return "none"; }
  CANDELA_EXPOSE_EXTENDS(Shed, Home, number)
};

TEST_CASE("inherited members are told, and of a name that is listed twice the one that counts") {
  const Document shed = describe<Shed>();
  CHECK(shed.root()["members"].size() == 4);
  CHECK(text(member(shed, "number")["kind"]) == R"("method")");
  CHECK(text(member(shed, "label")["setter"]) == R"("setLabel")");
}

class Stub final : public CustomTarget {
 public:
  std::optional<MemberKind> find(std::string_view) override { return MemberKind::method; }
  Result read(std::string_view, Call&) override { return {}; }
  Result run(std::string_view, Call&, std::span<const Value>) override { return {}; }
  std::vector<MemberName> members() override {
    return {{"size", MemberKind::field}, {"call", MemberKind::method}};
  }
};

TEST_CASE("a target is described as its type, a custom one by its names") {
  Home home;
  CHECK(text(describe(target(home)).root()) == text(describe<Home>().root()));
  CHECK(text(describe(target(std::make_shared<Stub>())).root()) ==
        R"({"members":[{"name":"size","kind":"property"},{"name":"call","kind":"method"}]})");
  CHECK(text(tools(target(std::make_shared<Stub>())).root()) ==
        R"([{"name":"call","inputSchema":{"type":"object"}}])");
  CHECK(text(describe(Target()).root()) == R"({"members":[]})");
}

Value tool(const Document& all, std::string_view name) {
  for (std::size_t i = 0; i < all.root().size(); ++i)
    if (all.root()[i]["name"].as_string() == name) return all.root()[i];
  return {};
}

TEST_CASE("a tool stands for itself, with its definitions") {
  const Document all = tools<Street>();
  CHECK(text(tool(all, "users")) ==
        R"({"name":"users","inputSchema":{"type":"object","properties":{},"required":[]}})");
  const Value save = tool(all, "save");
  CHECK(text(save["description"]) == R"("Saves a user.")");
  const Value schema = save["inputSchema"];
  CHECK(text(schema["type"]) == R"("object")");
  CHECK(text(schema["required"]) == R"(["user"])");
  CHECK(text(schema["properties"]["user"]) == R"({"$ref":"#/$defs/User"})");
  CHECK(schema["properties"].size() == 3);
  CHECK(text(schema["$defs"]["User"]["type"]) == R"("object")");
  CHECK(text(tool(all, "anything")["inputSchema"]) ==
        R"({"type":"object","properties":{"what":true,"more":{"type":"array"}},"required":[]})");
}

TEST_CASE("what needs a capability or a function is no tool") {
  const Document all = tools<Street>();
  CHECK(tool(all, "move").is_undefined());
  CHECK(tool(all, "each").is_undefined());
  CHECK(tool(all, "length").is_undefined());
  CHECK(text(tool(all, "f")["inputSchema"]["anyOf"][0]["required"]) == R"(["what"])");
  CHECK(tool(all, "f")["inputSchema"]["anyOf"].size() == 1);
  CHECK(text(tools<Home>().root()[0]["name"]) == R"("setLabel")");
}

}  // namespace
}  // namespace candela
