#include <candela/ocan/expose.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

class Shape {
 public:
  virtual ~Shape() = default;
  virtual double area() const = 0;
  std::string kind() const noexcept { return "shape"; }
  std::string color = "red";
  static int corners() { return 4; }
  static inline const int version = 3;
  CANDELA_EXPOSE(Shape, area, kind, color, corners, version)
};

class Square : public Shape {
 public:
  explicit Square(double side) : side_(side) {}
  double area() const override { return side_ * side_; }
  double grow(double by = 1, double times = 2) { return side_ += by * times; }
  std::string kind(int) const { return "not exposed"; }

 private:
  double side_;
  CANDELA_EXPOSE_EXTENDS(Square, Shape, grow)
};

/// Has no list: its base's is its own.
class Tinted : public Square {
 public:
  using Square::Square;
  int extra() { return 1; }
};

/// Has a list: its base's is hidden.
class Closed : public Square {
 public:
  using Square::Square;
  int only() { return 1; }
  CANDELA_EXPOSE(Closed, only)
};

class Nothing {
  CANDELA_EXPOSE(Nothing)
};

class Overloads {
 public:
  std::string f(int number) { return "int " + std::to_string(number); }
  std::string f(std::string_view text) { return "text " + std::string(text); }
  std::string f(int, int) { return "two"; }
  CANDELA_EXPOSE(Overloads,
                 (f, std::string(int), std::string(std::string_view), std::string(int, int)))
};

static_assert(Exposed<Shape> && Exposed<Square> && Exposed<Tinted> && Exposed<Nothing>);
static_assert(!Exposed<int> && !Exposed<std::string> && !Exposed<Call>);

template <typename T>
T run(const Chain& chain, const Target& on) {
  return execute(chain, on).get<T>();
}

TEST_CASE("methods may be virtual, const, noexcept, static; fields may be static") {
  Square square(3);
  CHECK(run<double>(ctn()["area"](), target(square)) == 9);
  CHECK(run<std::string>(ctn()["kind"](), target(square)) == "shape");
  CHECK(run<std::string>(ctn()["color"], target(square)) == "red");
  CHECK(run<int>(ctn()["corners"](), target(square)) == 4);
  CHECK(run<int>(ctn()["version"], target(square)) == 3);
  Shape& shape = square;
  CHECK(run<double>(ctn()["area"](), target(shape)) == 9);
}

TEST_CASE("each count of arguments between the fewest and the most is a call") {
  Square square(1);
  CHECK(run<double>(ctn()["grow"](), target(square)) == 3);
  CHECK(run<double>(ctn()["grow"](2), target(square)) == 7);
  CHECK(run<double>(ctn()["grow"](2, 5), target(square)) == 17);
}

TEST_CASE("a class without a list has its base's, and one with a list hides it") {
  Tinted tinted(2);
  CHECK(run<double>(ctn()["area"](), target(tinted)) == 4);
  CHECK(execute(ctn()["extra"], target(tinted)).value().is_undefined());
  Closed closed(2);
  CHECK(run<int>(ctn()["only"](), target(closed)) == 1);
  CHECK(execute(ctn()["area"], target(closed)).value().is_undefined());
}

TEST_CASE("an empty list exposes nothing") {
  Nothing nothing;
  CHECK(target(nothing).members().empty());
}

TEST_CASE("of several overloads the first whose parameters fit is called, once") {
  Overloads object;
  CHECK(run<std::string>(ctn()["f"](1), target(object)) == "int 1");
  CHECK(run<std::string>(ctn()["f"]("x"), target(object)) == "text x");
  CHECK(run<std::string>(ctn()["f"](1, 2), target(object)) == "two");
  CHECK(execute(ctn()["f"](true, true), target(object)).error().name() == "TypeError");
}

class Defaults {
 public:
  std::string f(int first, int second = 10) {
    return "ints " + std::to_string(first) + " " + std::to_string(second);
  }
  std::string f(std::string_view text, std::optional<int> times) {
    return std::string(text) + " " + std::to_string(times.value_or(1));
  }
  std::string f(const std::vector<int>& numbers, bool reversed = false) const noexcept {
    return std::to_string(numbers.size()) + (reversed ? " reversed" : "");
  }
  CANDELA_EXPOSE(Defaults,
                 (f, std::string(int, int), std::string(std::string_view, std::optional<int>),
                  std::string(const std::vector<int>&, bool) const noexcept))
};

TEST_CASE("an overload is called with all of its parameters, the optional ones present or not") {
  Defaults object;
  CHECK(run<std::string>(ctn()["f"](1, 2), target(object)) == "ints 1 2");
  CHECK(run<std::string>(ctn()["f"]("x"), target(object)) == "x 1");
  CHECK(run<std::string>(ctn()["f"]("x", 3), target(object)) == "x 3");
  CHECK(run<std::string>(ctn()["f"](std::vector<int>{1, 2}, true), target(object)) == "2 reversed");
  const auto missing = [&](const Chain& chain) {
    return execute(chain, target(object)).error().name() == "TypeError";
  };
  CHECK(missing(ctn()["f"](1)));
  CHECK(missing(ctn()["f"](std::vector<int>{1, 2})));
  CHECK(missing(ctn()["f"]()));
}

class PartlyHidden {
 public:
  std::string f(int, int) { return "listed"; }

 private:
  std::string f(int) { return "hidden"; }
  CANDELA_EXPOSE(PartlyHidden, (f, std::string(int, int)))
};

TEST_CASE("an overload that is not listed cannot be reached by the name of one that is") {
  PartlyHidden object;
  CHECK(run<std::string>(ctn()["f"](1, 2), target(object)) == "listed");
  CHECK(execute(ctn()["f"](1), target(object)).error().name() == "TypeError");
}

class Results {
 public:
  std::optional<int> some(bool there) { return there ? std::optional<int>(1) : std::nullopt; }
  std::shared_ptr<testing::Session> none() { return nullptr; }
  std::vector<std::shared_ptr<testing::Session>> list() {
    return {std::make_shared<testing::Session>("a"), std::make_shared<testing::Session>("b")};
  }
  std::map<std::string, std::shared_ptr<testing::Session>> by_name() {
    return {{"a", std::make_shared<testing::Session>("a")}};
  }
  testing::Session made() { return testing::Session("made"); }
  Document document() {
    Document document;
    document.set_root(document.make_set({1}));
    return document;
  }
  Value foreign() { return state_.root(); }
  std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ") {
    std::string all;
    for (const std::string& part : parts)
      all += (all.empty() ? "" : std::string(between)) + part;
    return all;
  }

 private:
  Document state_ = [] {
    Document document;
    document.set_root(document.object({{"kept", true}}));
    return document;
  }();
  CANDELA_EXPOSE(Results, some, none, list, CANDELA_AS("byName", by_name), made, document, foreign,
                 joined)
};

TEST_CASE("results of every form become values or capabilities") {
  Results results;
  const Target on = target(results);
  CHECK(run<std::optional<int>>(ctn()["some"](true), on) == 1);
  CHECK(execute(ctn()["some"](false), on).value().is_undefined());
  CHECK(execute(ctn()["none"](), on).value().is_null());
  CHECK(run<std::string>(ctn()["list"]()[1]["label"], on) == "b");
  CHECK(run<std::string>(ctn()["byName"]()["a"]["label"], on) == "a");
  CHECK(run<std::string>(ctn()["made"]()["label"], on) == "made");
  CHECK(execute(ctn()["document"](), on).value().is_set());
  CHECK(run<bool>(ctn()["foreign"]()["kept"], on));
  CHECK(run<std::string>(ctn()["joined"](std::vector<std::string>{"a", "b"}), on) == "a, b");
}

class Thermostat {
 public:
  std::string label = "hall";
  double celsius = 20;
  static inline int made = 0;
  std::optional<int> limit;
  std::shared_ptr<testing::Session> session;
  double fahrenheit() const { return celsius * 9 / 5 + 32; }

 private:
  CANDELA_EXPOSE(Thermostat, label, CANDELA_SETTER("setLabel", label), celsius,
                 CANDELA_SETTER("setCelsius", celsius), CANDELA_SETTER("setMade", made), limit,
                 CANDELA_SETTER("setLimit", limit), CANDELA_SETTER("setSession", session),
                 CANDELA_GETTER("fahrenheit", fahrenheit))
};
class Boiler : public Thermostat {
  CANDELA_EXPOSE_EXTENDS(Boiler, Thermostat)
};

TEST_CASE("a setter assigns its data member, and gives nothing") {
  Boiler boiler;
  const Target on = target(boiler);
  CHECK(execute(ctn()["setLabel"]("cellar"), on).value().is_undefined());
  CHECK(execute(ctn()["setCelsius"](60), on).ok());
  CHECK(execute(ctn()["setMade"](3), on).ok());
  CHECK(execute(ctn()["setLimit"](80), on).ok());
  CHECK(boiler.label == "cellar");
  CHECK(boiler.celsius == 60);
  CHECK(Thermostat::made == 3);
  CHECK(boiler.limit == 80);
  CHECK(execute(ctn()["setLimit"](), on).ok());
  CHECK_FALSE(boiler.limit.has_value());
  CHECK(run<double>(ctn()["fahrenheit"], on) == 140);
}

TEST_CASE("a setter takes capabilities as methods do") {
  Thermostat thermostat;
  testing::Probe probe;
  Workspace workspace{Document()};
  const auto session = std::make_shared<testing::Session>("s");
  const Value capability = workspace.call().object(target(session));
  const Value operations = workspace.document().array(
      {workspace.document().object({{"type", "get"}, {"key", "setSession"}}),
       workspace.document().object(
           {{"type", "apply"}, {"args", workspace.document().array({capability})}})});
  Execution execution(workspace, operations, target(thermostat));
  CHECK(execution.run() == ExecutionState::done);
  CHECK_FALSE(execution.failed());
  CHECK(thermostat.session == session);
}

TEST_CASE("a setter refuses what a method with that parameter would") {
  Thermostat thermostat;
  const Target on = target(thermostat);
  CHECK(execute(ctn()["setCelsius"]("hot"), on).error().message() ==
        "argument 1 of setCelsius: expected a number, found the string \"hot\"");
  CHECK(thermostat.celsius == 20);
  CHECK(target(thermostat).find("setLabel")->kind == MemberKind::method);
}

TEST_CASE("what has no setter is read-only") {
  Thermostat thermostat;
  const Target on = target(thermostat);
  CHECK(execute(ctn()["celsius"](1), on).error().message() == "TypeError: 20 is not a function");
  CHECK(execute(ctn()["setFahrenheit"], on).value().is_undefined());
}

class Described {
 public:
  int add(int a, int b = 1) { return a + b; }
  std::string f(int number) { return std::to_string(number); }
  std::string f(std::string_view text, int) { return std::string(text); }
  int all(std::string_view, std::span<const Value> rest) { return static_cast<int>(rest.size()); }
  int count = 0;
  std::string plain() { return "plain"; }
  CANDELA_EXPOSE(Described, CANDELA_DOC(add, "Adds.", "first", "second"),
                 CANDELA_DOC((f, std::string(int), std::string(std::string_view, int)),
                             "One of two.", "what", "how often"),
                 CANDELA_DOC(CANDELA_AS("everything", all), "Counts the rest.", "kind", "rest"),
                 CANDELA_DOC(count, "How many."),
                 CANDELA_DOC(CANDELA_SETTER("setCount", count), "Sets it.", "count"), plain)
};

TEST_CASE("an entry that is described does the same") {
  Described object;
  const Target on = target(object);
  CHECK(run<int>(ctn()["add"](1), on) == 2);
  CHECK(run<std::string>(ctn()["f"](5), on) == "5");
  CHECK(run<std::string>(ctn()["f"]("x", 1), on) == "x");
  CHECK(run<int>(ctn()["everything"]("x", 1, 2), on) == 2);
  CHECK(execute(ctn()["setCount"](7), on).ok());
  CHECK(run<int>(ctn()["count"], on) == 7);
  CHECK(run<std::string>(ctn()["plain"](), on) == "plain");
}

TEST_CASE("what is said about a member stands in its table") {
  Described object;
  const Target on = target(object);
  const MemberInfo* const add = on.find("add")->member->info;
  CHECK(add->description == "Adds.");
  REQUIRE(add->parameters.size() == 2);
  CHECK(add->parameters[1] == "second");
  CHECK(on.find("count")->member->info->parameters.empty());
  CHECK(on.find("plain")->member->info == nullptr);
}

TEST_CASE("an argument that is refused has the name of its parameter, if that has one") {
  Described object;
  const Target on = target(object);
  CHECK(execute(ctn()["add"](1, "x"), on).error().message() ==
        "argument 2 (second) of add: expected a whole number from -2147483648 to 2147483647, found "
        "the string \"x\"");
  CHECK(execute(ctn()["everything"](1), on).error().message() ==
        "argument 1 (kind) of everything: expected a string, found the number 1");
}

class Copies {
 public:
  std::vector<testing::Session> by_value() {
    return {testing::Session("a"), testing::Session("b")};
  }
  std::optional<std::unique_ptr<testing::Session>> by_unique_pointer() {
    return std::make_unique<testing::Session>("c");
  }
  CANDELA_EXPOSE(Copies, by_value, by_unique_pointer)
};

TEST_CASE("exposed objects in a container that is given away are moved out of it") {
  Copies copies;
  CHECK(run<std::string>(ctn()["by_value"]()[1]["label"], target(copies)) == "b");
  CHECK(run<std::string>(ctn()["by_unique_pointer"]()["label"], target(copies)) == "c");
}

TEST_CASE("an outcome gives a capability as the pointer it is") {
  Results results;
  Outcome outcome = execute(ctn()["made"](), target(results));
  CHECK(outcome.get<std::shared_ptr<testing::Session>>()->label == "made");
}

class Echo final : public CustomTarget {
 public:
  std::optional<MemberKind> find(std::string_view name) override {
    if (name == "name") return MemberKind::field;
    if (name.starts_with("call")) return MemberKind::method;
    return std::nullopt;
  }
  Result read(std::string_view name, Call& call) override { return call.document().string(name); }
  Result run(std::string_view name, Call& call, std::span<const Value> arguments) override {
    return call.document().string(std::string(name) + " " + std::to_string(arguments.size()));
  }
};

TEST_CASE("a custom target decides by name what it has") {
  const Target on = target(std::make_shared<Echo>());
  CHECK(run<std::string>(ctn()["name"], on) == "name");
  CHECK(run<std::string>(ctn()["callAnything"](1, 2), on) == "callAnything 2");
  CHECK(execute(ctn()["other"], on).value().is_undefined());
  CHECK(execute(ctn()[7], on).value().is_undefined());
}

}  // namespace
}  // namespace candela
