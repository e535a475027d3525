#include "argument_check.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/structured_clone/fields.hpp>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Session;

struct User {
  std::string name;
  double age = 0;
};
CANDELA_FIELDS(User, name, age)

/// Says when one is made.
struct Counted {
  int number = 0;
};
int counted = 0;

class Registry {
 public:
  int runs = 0;
  std::string label;
  std::string save(const User& user, int rank = 1, std::optional<int> limit = {}) {
    ++runs;
    return user.name + std::to_string(rank + limit.value_or(0));
  }
  int plain(int number, std::string_view text) {
    return ++runs, number + static_cast<int>(text.size());
  }
  int count(const std::string&, std::span<const Value> rest) {
    return ++runs, static_cast<int>(rest.size());
  }
  int call(const Function& f, std::optional<Function> done) {
    ++runs;
    return f.call<int>(done ? 1 : 0);
  }
  std::string open(const std::shared_ptr<Session>& session) { return ++runs, session->label; }
  std::shared_ptr<Session> session() { return std::make_shared<Session>("s"); }
  std::shared_ptr<testing::Model> model() { return std::make_shared<testing::Model>(); }
  int one_of(int) { return ++runs, 1; }
  int one_of(const User&, int) { return ++runs, 2; }
  int use(Counted counted_one) { return ++runs, counted_one.number; }
  int twice(int number) { return number * 2; }

  CANDELA_EXPOSE(Registry, CANDELA_DOC(save, "Saves a user.", "user", "rank"), plain, count, call,
                 open, session, model, (one_of, int(int), int(const User&, int)),
                 CANDELA_DOC(CANDELA_SETTER("setLabel", label), "Renames it.", "label"), use, twice)
};

}  // namespace

template <>
struct Convert<Counted> {
  static Counted to(Value value) { return ++counted, Counted{static_cast<int>(value.as_number())}; }
  static Value from(Document& document, const Counted& one) { return document.number(one.number); }
};

namespace {

using Properties = std::map<std::string, double>;

struct Checked {
  Registry registry;
  Outcome run(const Chain& chain) {
    return execute(chain, target(registry), {.arguments = ArgumentChecks::schema});
  }
  std::string failure(const Chain& chain) {
    const Outcome outcome = run(chain);
    REQUIRE_FALSE(outcome.ok());
    return std::string(outcome.error().name()) + ": " + std::string(outcome.error().message());
  }
};

Chain user(const Chain& on, std::string_view name, std::string_view age) {
  Arguments arguments;
  Document& document = arguments.document();
  arguments.push(document.object({{"name", name}, {"age", age}}));
  return on.apply(std::move(arguments));
}

TEST_CASE("an argument that the schema refuses is named, with the place in it") {
  Checked checked;
  CHECK(checked.failure(user(ctn()["save"], "A", "x")) ==
        "TypeError: argument \"user\" of save: $.age: expected a number, found \"x\"");
  CHECK(checked.failure(ctn()["save"](1)) ==
        "TypeError: argument \"user\" of save: expected an object, found 1");
  CHECK(checked.failure(ctn()["save"]()) ==
        "TypeError: argument \"user\" of save: expected an object, found undefined");
  CHECK(checked.failure(ctn()["plain"](1, 2)) ==
        "TypeError: argument 2 of plain: expected a string, found 2");
  CHECK(checked.failure(ctn()["setLabel"](5)) ==
        "TypeError: argument \"label\" of setLabel: expected a string, found 5");
  CHECK(checked.registry.runs == 0);
}

TEST_CASE("what the schema describes runs, with defaults for what is left out") {
  Checked checked;
  const auto with_user = [](auto... more) {
    Arguments arguments;
    Document& document = arguments.document();
    arguments.push(document.object({{"name", "A"}, {"age", 5}}));
    (arguments.push(arguments.value(more)), ...);
    return ctn()["save"].apply(std::move(arguments));
  };
  CHECK(checked.run(with_user()).get<std::string>() == "A1");
  CHECK(checked.run(with_user(2, nullptr)).get<std::string>() == "A2");
  CHECK(checked.run(with_user(2, 3)).get<std::string>() == "A5");
  CHECK(checked.run(with_user(2, Value())).get<std::string>() == "A2");
  CHECK(checked.failure(with_user(2, "x")).starts_with("TypeError: argument 3 of save: expected"));
}

TEST_CASE("too many arguments are refused, unless they are the rest") {
  Checked checked;
  CHECK(checked.failure(ctn()["plain"](1, "a", 2)) ==
        "TypeError: too many arguments of plain: 3 > 2");
  CHECK(checked.run(ctn()["plain"](1, "a", Value())).get<int>() == 2);
  CHECK(checked.run(ctn()["count"]("a", 1, 2, 3)).get<int>() == 3);
  CHECK(execute(ctn()["plain"](1, "a", 2), target(checked.registry)).get<int>() == 2);
}

TEST_CASE("functions and capabilities are looked at as what they are") {
  Checked checked;
  CHECK(checked.run(ctn()["call"](ctn()["twice"], ctn()["twice"])).get<int>() == 2);
  CHECK(checked.run(ctn()["open"](ctn()["session"]())).get<std::string>() == "s");
  CHECK(checked.failure(ctn()["call"]("x")) ==
        "TypeError: argument 1 of call: expected a function, found \"x\"");
  CHECK(checked.failure(ctn()["call"](ctn()["twice"], 1)) ==
        "TypeError: argument 2 of call: expected a function, found 1");
  CHECK(checked.failure(ctn()["open"](1)) ==
        "TypeError: argument 1 of open: expected an exposed object, found 1");
  CHECK(checked.failure(ctn()["open"](ctn()["model"]())) ==
        "TypeError: argument 1 of open: expected another object");
}

TEST_CASE("of several overloads one must fit") {
  Checked checked;
  CHECK(checked.run(ctn()["one_of"](1)).get<int>() == 1);
  CHECK(checked.failure(ctn()["one_of"](1, 2)) ==
        "TypeError: no overload of one_of takes these arguments; of the first, too many arguments "
        "of one_of: 2 > 1");
  CHECK(checked.failure(ctn()["one_of"]("x")).find("argument 1 of one_of: expected a whole") !=
        std::string::npos);
}

TEST_CASE("methods that are passed on are looked at too, and conversions come after") {
  Checked checked;
  CHECK(checked.failure(ctn()["call"](ctn()["plain"])) ==
        "TypeError: argument 2 of plain: expected a string, found undefined");
  counted = 0;
  CHECK(checked.failure(ctn()["use"](1, 2)) == "TypeError: too many arguments of use: 2 > 1");
  CHECK(counted == 0);
  CHECK(checked.run(ctn()["use"](4)).get<int>() == 4);
  CHECK(counted == 1);
}

TEST_CASE("guards come before the check") {
  Registry registry;
  const Target on = expose(registry).guard([](const Access&) { throw Error("no"); });
  const Outcome outcome = execute(ctn()["plain"](true), on, {.arguments = ArgumentChecks::schema});
  CHECK(outcome.error().message() == "no");
}

TEST_CASE("a batch is checked as a whole") {
  Registry registry;
  CHECK(testing::run_batch(testing::item(testing::method("plain", "true")), target(registry),
                           {.arguments = ArgumentChecks::schema}) ==
        testing::failure("TypeError",
                         "argument 1 of plain: expected a whole number from -2147483648 to "
                         "2147483647, found true"));
  CHECK(registry.runs == 0);
}

}  // namespace
}  // namespace candela
