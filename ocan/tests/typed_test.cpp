#include <candela/ocan/typed.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Model;
using testing::Probe;
using testing::Session;

TEST_CASE("typed chains say the same as chains by name") {
  Probe probe;
  const auto sum = ctn<Probe>().call<&Probe::add>(ctn<Probe>().call<&Probe::add>(1, 10), 100);
  static_assert(std::is_same_v<decltype(sum)::Value, int>);
  CHECK(to_string(sum) == "add(add(1, 10), 100)");
  CHECK(execute(sum, target(probe)).get<int>() == 111);
}

TEST_CASE("default arguments may be left out") {
  Probe probe;
  CHECK(to_string(ctn<Probe>().call<&Probe::add>(1)) == "add(1)");
  CHECK(execute(ctn<Probe>().call<&Probe::add>(1), target(probe)).get<int>() == 101);
}

TEST_CASE("names are those of the list") {
  CHECK(to_string(ctn<Probe>().call<&Probe::echo_args>(1, "x", nullptr)) ==
        "echoArgs(1, 'x', null)");
  CHECK(to_string(ctn<testing::Problem>().get<&testing::Problem::bad_getter>()) == "badGetter");
}

TEST_CASE("a chain goes on through a capability, by pointer or by reference") {
  Probe probe;
  const auto owned = ctn<Probe>().call<&Probe::session>("s").call<&Session::bump>(3);
  static_assert(std::is_same_v<decltype(owned)::Value, int>);
  CHECK(execute(owned, target(probe)).get<int>() == 3);
  const auto borrowed = ctn<Probe>().call<&Probe::own_session>().get<&Session::label>();
  static_assert(std::is_same_v<decltype(borrowed)::Value, std::string>);
  CHECK(execute(borrowed, target(probe)).get<std::string>() == "own");
}

TEST_CASE("a chain whose result is a capability is an argument where one is wanted") {
  Probe probe;
  const auto label =
      ctn<Probe>().call<&Probe::label_of>(ctn<Probe>().call<&Probe::session>("mine"));
  CHECK(execute(label, target(probe)).get<std::string>() == "mine");
}

TEST_CASE("an unfinished result is what it becomes") {
  const auto later = ctn<Probe>().call<&Probe::later>("x");
  static_assert(std::is_same_v<decltype(later)::Value, std::string>);
  CHECK(to_string(ctn<Probe>().call<&Probe::touch>(later)) == "touch(later('x'))");
}

TEST_CASE("arguments convert as they do in C++, and chains by name are checked when they run") {
  Probe probe;
  CHECK(to_string(ctn<Probe>().call<&Probe::add>('\x05', 2.9)) == "add(5, 2)");
  CHECK(execute(ctn<Probe>().call<&Probe::add>(ctn()["one"](), 1), target(probe)).get<int>() == 2);
}

TEST_CASE("a typed chain goes on by name too") {
  CHECK(to_string(ctn<Probe>().call<&Probe::model>()["name"]) == "model().name");
}

class Overloaded {
 public:
  std::string f(int number) { return "int " + std::to_string(number); }
  std::string f(std::string_view text) const { return "text " + std::string(text); }
  CANDELA_EXPOSE(Overloaded, (f, std::string(int), std::string(std::string_view) const))
};

TEST_CASE("one of several overloads is named by its signature") {
  Overloaded object;
  using Text = std::string(std::string_view) const;
  const auto number = ctn<Overloaded>().call<overload<std::string(int)>(&Overloaded::f)>(1);
  const auto text = ctn<Overloaded>().call<overload<Text>(&Overloaded::f)>("x");
  CHECK(execute(number, target(object)).get<std::string>() == "int 1");
  CHECK(execute(text, target(object)).get<std::string>() == "text x");
}

class Box {
 public:
  std::string label;
  double width = 0;
  CANDELA_EXPOSE(Box, label, CANDELA_DOC(CANDELA_SETTER("rename", label), "Renames it.", "label"),
                 CANDELA_SETTER("widen", width))
};

TEST_CASE("a data member is set through its setter, which is found by the member") {
  Box box;
  const auto renamed = ctn<Box>().set<&Box::label>("new");
  static_assert(std::is_same_v<decltype(renamed)::Value, void>);
  CHECK(to_string(renamed) == "rename('new')");
  CHECK(execute(renamed, target(box)).ok());
  CHECK(execute(ctn<Box>().set<&Box::width>(ctn()["label"]["length"]), target(box)).ok());
  CHECK(box.label == "new");
  CHECK(box.width == 3);
}

struct Shop {
  int buy(int count, std::optional<std::string> note) { return note ? -count : count; }
  CANDELA_EXPOSE(Shop, buy)
};

TEST_CASE("optionals at the end may be left out") {
  Shop shop;
  CHECK(execute(ctn<Shop>().call<&Shop::buy>(2), shop).get<int>() == 2);
  CHECK(execute(ctn<Shop>().call<&Shop::buy>(2, "now"), shop).get<int>() == -2);
}

}  // namespace
}  // namespace candela
