#include <candela/ocan/access.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

using testing::Probe;
using testing::Session;

/// Writes down what is asked for.
struct Record {
  std::shared_ptr<std::vector<std::string>> lines = std::make_shared<std::vector<std::string>>();
  Guard as(std::string name) const {
    return [lines = lines, name](const Access& access) {
      const bool is_field = access.kind == MemberKind::field;
      lines->push_back(name + (is_field ? " reads " : " calls ") + std::string(access.member) +
                       (is_field ? "" : " " + std::to_string(access.arguments.size())));
    };
  }
};
using Lines = std::vector<std::string>;

void refuse(const Access& access) {
  throw Error("PermissionError", "not " + std::string(access.member));
}

std::string failure_of(const Outcome& outcome) {
  REQUIRE_FALSE(outcome.ok());
  return std::string(outcome.error().name()) + ": " + std::string(outcome.error().message());
}

TEST_CASE("guards run before each read and each call, in their order") {
  Probe probe;
  const Record record;
  const Target on = expose(probe).guard(record.as("first")).guard(record.as("second"));
  CHECK(execute(ctn()["add"](1, 2), on).get<int>() == 3);
  CHECK(*record.lines == Lines{"first calls add 2", "second calls add 2"});
  record.lines->clear();
  CHECK(execute(ctn()["calls"], on).get<int>() == 1);
  CHECK(*record.lines == Lines{"first reads calls", "second reads calls"});
}

TEST_CASE("what a guard throws is the step's error, and the member does not run") {
  Probe probe;
  const Record record;
  const Target on = expose(probe).guard(refuse).guard(record.as("behind"));
  CHECK(failure_of(execute(ctn()["one"](), on)) == "PermissionError: not one");
  CHECK(failure_of(execute(ctn()["calls"], on)) == "PermissionError: not calls");
  CHECK(record.lines->empty());
  CHECK(probe.calls == 0);
}

TEST_CASE("a guard stands before the arguments are decoded, and in front of nested chains") {
  Probe probe;
  const Target on = expose(probe).guard([](const Access& access) {
    if (access.member == "add") refuse(access);
  });
  CHECK(failure_of(execute(ctn()["add"]("x"), on)) == "PermissionError: not add");
  CHECK(failure_of(execute(ctn()["echo"](ctn()["add"](1)), on)) == "PermissionError: not add");
  CHECK(probe.log.empty());
}

TEST_CASE("what is not listed stays absent, and no guard hears of it") {
  Probe probe;
  const Record record;
  const Target on = expose(probe).guard(record.as("guard"));
  CHECK(execute(ctn()["hidden"], on).value().is_undefined());
  CHECK(record.lines->empty());
}

TEST_CASE("a method that is passed on is guarded when it is called") {
  Probe probe;
  const Target on = expose(probe).guard(refuse);
  const Outcome method = execute(ctn()["one"], on);
  CHECK(method.ok());
  CHECK_THROWS_WITH(method.workspace().call().invoke(method.value(), {}), "not one");
}

TEST_CASE("what a guarded object gives is handed out") {
  Probe probe;
  const Record record;
  const Target on = expose(probe).guard(record.as("guard"));
  CHECK(execute(ctn()["session"]("s")["bump"](), on).get<int>() == 1);
  CHECK(execute(ctn()["getFn"]()(), on).get<std::string>() == "named-result");
  CHECK(*record.lines == Lines{"guard calls session 1", "guard calls getFn 0"});
}

TEST_CASE("a guard of everything that is reached stands before what is given, on and on") {
  Probe probe;
  const Record record;
  const Target on = expose(probe).guard(record.as("guard"), GuardScope::everything_reached);
  CHECK(execute(ctn()["session"]("s")["bump"](), on).get<int>() == 1);
  CHECK(*record.lines == Lines{"guard calls session 1", "guard calls bump 0"});
  record.lines->clear();
  CHECK(execute(ctn()["ownSession"]()["label"], on).ok());
  CHECK(*record.lines == Lines{"guard calls ownSession 0", "guard reads label"});
  record.lines->clear();
  CHECK(execute(ctn()["getFn"]()(), on).get<std::string>() == "named-result");
  CHECK(*record.lines == Lines{"guard calls getFn 0", "guard calls named 0"});
}

/// Gives itself in every form, as something that has guards of its own too.
class Hall {
 public:
  explicit Hall(Guard own) : own_(std::move(own)) {}
  Target next() { return expose(std::make_shared<Hall>(own_)).guard(own_); }
  Deferred<Target> later() {
    Deferred<Target> deferred;
    deferred.resolve(next());
    return deferred;
  }
  std::vector<std::shared_ptr<Hall>> list() { return {std::make_shared<Hall>(own_)}; }
  Value function(Call& call) {
    return call.function("function", [own = own_] { return std::make_shared<Hall>(own); });
  }
  int leave() { return 1; }

 private:
  Guard own_;
  CANDELA_EXPOSE(Hall, next, later, list, function, leave)
};

TEST_CASE("guards of everything come first, each once, however the object is given") {
  const Record record;
  Hall hall(record.as("own"));
  const Target on =
      expose(hall).guard(record.as("here")).guard(record.as("all"), GuardScope::everything_reached);
  const auto lines_of = [&](const Chain& chain) {
    record.lines->clear();
    CHECK(execute(chain["leave"](), on).get<int>() == 1);
    return Lines(record.lines->end() - 2, record.lines->end());
  };
  CHECK(lines_of(ctn()["next"]()) == Lines{"all calls leave 0", "own calls leave 0"});
  CHECK(lines_of(ctn()["next"]()["next"]()) == Lines{"all calls leave 0", "own calls leave 0"});
  CHECK(lines_of(ctn()["later"]()) == Lines{"all calls leave 0", "own calls leave 0"});
  CHECK(lines_of(ctn()["list"]()[0]) == Lines{"all calls list 0", "all calls leave 0"});
  CHECK(lines_of(ctn()["list"]()[0]["list"]()[0]) ==
        Lines{"all calls list 0", "all calls leave 0"});
  CHECK(lines_of(ctn()["function"]()()) == Lines{"all calls function 0", "all calls leave 0"});
}

struct User {
  std::string name;
};

/// Knows who calls.
class Desk {
 public:
  std::string whose(Call& call) {
    const User* user = call.caller<User>();
    return user ? user->name : "nobody's";
  }
  std::string label = "desk";
  CANDELA_EXPOSE(Desk, whose, label)
};

TEST_CASE("guards and methods ask who calls") {
  Desk desk;
  const Target on = expose(desk).guard([](const Access& access) {
    const User* user = access.call.caller<User>();
    if (user && user->name == "Mallory") refuse(access);
  });
  const auto as = [](std::any caller) { return ExecutionOptions{.caller = std::move(caller)}; };
  CHECK(execute(ctn()["whose"](), on, as(User{"Alice"})).get<std::string>() == "Alice");
  CHECK(execute(ctn()["whose"](), on).get<std::string>() == "nobody's");
  CHECK(execute(ctn()["whose"](), on, as(std::string("Alice"))).get<std::string>() == "nobody's");
  CHECK(failure_of(execute(ctn()["whose"](), on, as(User{"Mallory"}))) ==
        "PermissionError: not whose");
}

TEST_CASE("a batch has one caller, also when fields are read for its answer") {
  class Room {
   public:
    std::shared_ptr<Desk> desk() { return std::make_shared<Desk>(); }
    CANDELA_EXPOSE(Room, desk)
  };
  Room room;
  const Target on = expose(room).guard(
      [](const Access& access) {
        const User* user = access.call.caller<User>();
        if (!user || (user->name != "Alice" && access.member == "label")) refuse(access);
      },
      GuardScope::everything_reached);
  const std::string request = testing::item(testing::method("desk"));
  const std::string alice = testing::run_batch(request, on, {.caller = std::any(User{"Alice"})});
  CHECK(alice.find(R"("label":"desk")") != std::string::npos);
  const std::string bob = testing::run_batch(request, on, {.caller = std::any(User{"Bob"})});
  CHECK(bob == testing::failure("PermissionError", "not label"));
}

/// Every access goes through it.
class Ledger {
 public:
  int balance = 5;
  int book(int amount) { return balance += amount; }
  std::shared_ptr<Lines> lines = std::make_shared<Lines>();

 private:
  void on_before_call(const Access& access) {
    lines->push_back("ledger " + std::string(access.member));
    if (access.member == "book" && access.call.caller<User>() == nullptr) refuse(access);
  }
  CANDELA_EXPOSE(Ledger, balance, book)
};
/// Has what its base has.
class BranchLedger : public Ledger {
 public:
  int branch = 1;
  CANDELA_EXPOSE_EXTENDS(BranchLedger, Ledger, branch)
};
class UnlistedLedger : public Ledger {};
/// Replaces what its base has.
class OpenLedger final : public Ledger {
 public:
  void on_before_call(const Access&) { lines->push_back("open"); }
  CANDELA_EXPOSE_EXTENDS(OpenLedger, Ledger)
};

TEST_CASE("a class has a guard of its own, which its derived classes inherit") {
  Ledger ledger;
  BranchLedger branch;
  UnlistedLedger unlisted;
  for (const Target& on : {target(ledger), target(branch), target(unlisted)}) {
    CHECK(execute(ctn()["balance"], on).get<int>() == 5);
    CHECK(failure_of(execute(ctn()["book"](1), on)) == "PermissionError: not book");
  }
  CHECK(*branch.lines == Lines{"ledger balance", "ledger book"});
  CHECK(execute(ctn()["branch"], target(branch)).get<int>() == 1);
  CHECK(branch.lines->back() == "ledger branch");
  OpenLedger open;
  CHECK(execute(ctn()["book"](1), target(open)).get<int>() == 6);
  CHECK(*open.lines == Lines{"open"});
}

TEST_CASE("a class's own guard comes after those of the target") {
  Ledger ledger;
  const Target on = expose(ledger).guard(refuse);
  CHECK(failure_of(execute(ctn()["balance"], on)) == "PermissionError: not balance");
  CHECK(ledger.lines->empty());
}

TEST_CASE("shared, custom and guarded targets are guarded too") {
  class Stub final : public CustomTarget {
   public:
    std::optional<MemberKind> find(std::string_view) override { return MemberKind::method; }
    Result read(std::string_view, Call&) override { return {}; }
    Result run(std::string_view, Call&, std::span<const Value>) override { return {}; }
  };
  const Record record;
  const Target custom = expose(std::make_shared<Stub>()).guard(record.as("custom"));
  CHECK(execute(ctn()["anything"](1), custom).ok());
  const Target shared = expose(std::make_shared<Session>("s")).guard(record.as("inner"));
  const Target twice = expose(shared).guard(record.as("outer"));
  CHECK(execute(ctn()["bump"](), twice).ok());
  CHECK(*record.lines ==
        Lines{"custom calls anything 1", "inner calls bump 0", "outer calls bump 0"});
}

}  // namespace
}  // namespace candela
