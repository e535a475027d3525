// Capabilities do not dangle: each case is one way in which one used to, or could. Texts are long
// enough to be allocated, so that the sanitizers see what is read too late.
#include <candela/ocan/lendable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

const std::string long_text = "a text that is long enough to be allocated";

/// May be a data member of anything.
class Part {
 public:
  std::string label = long_text;
  CANDELA_EXPOSE(Part, label)
};

class Lent : public Lendable {
 public:
  std::string label = long_text;
  Part part;
  Deferred<int> later() { return waiting; }
  Lent& self() { return *this; }
  Deferred<int> waiting;
  CANDELA_EXPOSE(Lent, label, part, later, self)
};

class Giver {
 public:
  Part part;
  Lent lent;
  Deferred<std::string> waiting;

  Lent& lend() { return lent; }
  Value in_value(Call& call) {
    return call.document().array({call.object(target(part)), call.object(target(lent))});
  }
  Target as_target() { return target(part); }
  Value function(Call& call) {
    return call.function("function", [this] { return part.label; });
  }
  Deferred<std::string> later() { return waiting; }
  Deferred<Target> later_target() {
    Deferred<Target> deferred;
    deferred.resolve(target(part));
    return deferred;
  }
  CANDELA_EXPOSE(Giver, part, lent, lend, in_value, as_target, function, later, later_target)
};

/// Gives objects that nobody else keeps.
class Root {
 public:
  std::shared_ptr<Giver> giver() { return std::make_shared<Giver>(); }
  std::string label_of(const std::shared_ptr<Part>& part) { return part->label; }
  std::string lent_label_of(const std::shared_ptr<Lent>& lent) { return lent->label; }
  CANDELA_EXPOSE(Root, giver, label_of, lent_label_of)
};

std::string label_at(const Chain& chain) {
  Root root;
  return execute(chain["label"], target(root)).get<std::string>();
}

/// What a step on something that is gone fails with.
std::string failure_of(const Outcome& outcome) {
  REQUIRE_FALSE(outcome.ok());
  return std::string(outcome.error().name()) + ": " + std::string(outcome.error().message());
}

TEST_CASE("what an object gives without an owner keeps the object") {
  CHECK(label_at(ctn()["giver"]()["part"]) == long_text);
  CHECK(label_at(ctn()["giver"]()["lent"]) == long_text);
  CHECK(label_at(ctn()["giver"]()["lend"]()) == long_text);
  CHECK(label_at(ctn()["giver"]()["lend"]()["self"]()["part"]) == long_text);
  CHECK(label_at(ctn()["giver"]()["as_target"]()) == long_text);
}

TEST_CASE("what an object gives inside of a value keeps the object") {
  CHECK(label_at(ctn()["giver"]()["in_value"]()[0]) == long_text);
  CHECK(label_at(ctn()["giver"]()["in_value"]()[1]) == long_text);
}

TEST_CASE("a function that an object gives keeps the object") {
  Root root;
  const Outcome outcome = execute(ctn()["giver"]()["function"]()(), target(root));
  CHECK(outcome.get<std::string>() == long_text);
}

TEST_CASE("what an object gives later keeps the object") {
  CHECK(label_at(ctn()["giver"]()["later_target"]()) == long_text);
}

TEST_CASE("a data member of a shared object is an argument as a shared object is") {
  Root root;
  const Chain chain = ctn()["label_of"](ctn()["giver"]()["part"]);
  CHECK(execute(chain, target(root)).get<std::string>() == long_text);
  Giver giver;
  const Outcome outcome = execute(ctn()["part"], target(giver));
  CHECK_THROWS_WITH(outcome.get<std::shared_ptr<Part>>(),
                    "the object is only borrowed, and cannot be kept");
}

TEST_CASE("what is lent cannot be kept as if it were shared") {
  Root root;
  const Chain chain = ctn()["lent_label_of"](ctn()["giver"]()["lend"]());
  CHECK(failure_of(execute(chain, target(root))) ==
        "TypeError: argument 1 of lent_label_of: the object is only borrowed, and cannot be kept");
}

TEST_CASE("what an object gives as a target of its own is kept no longer than the execution") {
  Root root;
  const Chain chain = ctn()["label_of"](ctn()["giver"]()["as_target"]());
  CHECK(failure_of(execute(chain, target(root))) ==
        "TypeError: argument 1 of label_of: the object is only borrowed, and cannot be kept");
  const Chain inner = ctn()["label_of"](ctn()["giver"]()["lend"]()["part"]);
  CHECK_FALSE(execute(inner, target(root)).ok());
}

TEST_CASE("markers are made of data members whose object nobody else keeps") {
  Root root;
  const std::string answers = testing::run_batch(
      testing::item(testing::method("giver") + "," + testing::get("part")), target(root));
  CHECK(answers.find(long_text) != std::string::npos);
}

/// Lends something and takes it away.
class Lender {
 public:
  std::unique_ptr<Lent> lent = std::make_unique<Lent>();
  std::shared_ptr<Lent> kept = std::make_shared<Lent>();

  Lent& lend() { return *lent; }
  std::weak_ptr<Lent> observe() { return kept; }
  std::vector<std::weak_ptr<Lent>> observe_all() { return {kept}; }
  std::weak_ptr<Lent> observe_nothing() { return {}; }
  std::weak_ptr<Lent> observe_expired() { return std::make_shared<Lent>(); }
  void drop(Value) {
    lent = nullptr;
    kept = nullptr;
  }
  int with(Value, int) { return 1; }
  /// Drops while the arguments are collected, then reads what was collected.
  Value pass(Call& call, Value value) {
    drop({});
    return call.document().array({value});
  }
  CANDELA_EXPOSE(Lender, lend, observe, observe_all, observe_nothing, observe_expired, drop, with,
                 pass)
};

TEST_CASE("a capability on something lent fails once the object is gone") {
  Lender lender;
  const Chain passed = ctn()["pass"](ctn()["lend"]())[0];
  CHECK(failure_of(execute(passed["label"], target(lender))) ==
        "ReferenceError: the object of label no longer exists");
  Lender other;
  CHECK(failure_of(execute(passed["later"](), target(other))) ==
        "ReferenceError: the object of later no longer exists");
}

TEST_CASE("a part of something lent goes with it") {
  Lender lender;
  const Chain part = ctn()["pass"](ctn()["lend"]()["part"])[0];
  CHECK(failure_of(execute(part["label"], target(lender))) ==
        "ReferenceError: the object of label no longer exists");
}

TEST_CASE("members that are not listed stay absent where the object is gone") {
  Lender lender;
  const Chain passed = ctn()["pass"](ctn()["lend"]())[0];
  CHECK(execute(passed["hidden"], target(lender)).value().is_undefined());
}

TEST_CASE("a root that is lent is checked as well") {
  auto lent = std::make_unique<Lent>();
  const Target on = target(*lent);
  CHECK(execute(ctn()["label"], on).get<std::string>() == long_text);
  lent = nullptr;
  CHECK(failure_of(execute(ctn()["label"], on)) ==
        "ReferenceError: the object of label no longer exists");
}

TEST_CASE("what a weak pointer gives lives as long as others want it") {
  Lender lender;
  CHECK(execute(ctn()["observe"]()["label"], target(lender)).get<std::string>() == long_text);
  CHECK(execute(ctn()["observe_all"]()[0]["label"], target(lender)).get<std::string>() ==
        long_text);
  CHECK(execute(ctn()["observe_nothing"](), target(lender)).value().is_null());
  CHECK(failure_of(execute(ctn()["observe_expired"](), target(lender))) ==
        "ReferenceError: the object no longer exists");
  CHECK(failure_of(execute(ctn()["pass"](ctn()["observe"]())[0]["label"], target(lender))) ==
        "ReferenceError: the object of label no longer exists");
}

TEST_CASE("a part of what a weak pointer gives goes with it") {
  Lender lender;
  const Chain part = ctn()["pass"](ctn()["observe"]()["part"])[0];
  CHECK(failure_of(execute(part["label"], target(lender))) ==
        "ReferenceError: the object of label no longer exists");
}

TEST_CASE("what a weak pointer gives can be kept, as long as it is there") {
  Lender lender;
  const Outcome outcome = execute(ctn()["observe"](), target(lender));
  CHECK(outcome.get<std::shared_ptr<Lent>>() == lender.kept);
  lender.kept = nullptr;
  CHECK_THROWS_WITH(outcome.get<std::shared_ptr<Lent>>(), "the object no longer exists");
}

/// A chain that waits for `later` of what a method gave.
struct Waiting {
  explicit Waiting(const Chain& chain, const Target& on)
      : execution(workspace, chain.to_value(workspace.document()), on) {
    REQUIRE(execution.run() == ExecutionState::pending);
  }
  std::string finish() {
    REQUIRE(execution.run() == ExecutionState::done);
    if (!execution.failed()) return "done";
    return std::string(execution.value().error_message());
  }
  Workspace workspace{Document()};
  Execution execution;
};

/// Goes on after it has waited, as a coroutine does.
class Coroutine {
 public:
  Part part;
  Deferred<Value> waiting;
  Call* call = nullptr;
  Deferred<Value> later(Call& with) {
    call = &with;
    return waiting;
  }
  void go_on() {
    waiting.resolve(call->document().array(
        {call->object(target(part)), call->function("f", [this] { return part.label; })}));
  }
  CANDELA_EXPOSE(Coroutine, later)
};
class Coroutines {
 public:
  std::shared_ptr<Coroutine> make() {
    auto made = std::make_shared<Coroutine>();
    last = made.get();
    return made;
  }
  Coroutine* last = nullptr;
  CANDELA_EXPOSE(Coroutines, make)
};

TEST_CASE("what an object gives in a value after it has waited keeps it, and is guarded") {
  const Chain later = ctn()["make"]()["later"]();
  for (const Chain& chain : {later[0]["label"], later[1]()}) {
    Coroutines coroutines;
    Waiting waiting(chain, target(coroutines));
    coroutines.last->go_on();
    CHECK(waiting.finish() == "done");
    CHECK(waiting.execution.value().as_string() == long_text);

    const Target guarded = expose(coroutines)
                               .guard(
                                   [](const Access& access) {
                                     if (access.member == "label" || access.member == "f")
                                       throw Error("refused");
                                   },
                                   GuardScope::everything_reached);
    Waiting refused(chain, guarded);
    coroutines.last->go_on();
    CHECK(refused.finish() == "refused");
  }
}

TEST_CASE("what is given by somebody on another's behalf belongs to both") {
  const Chain later = ctn()["relay"](ctn()["source"]["later"])[1]();
  class Desk {
   public:
    std::shared_ptr<Coroutine> source = std::make_shared<Coroutine>();
    Result pass(const Function& f) { return f(); }
    CANDELA_EXPOSE(Desk, source, CANDELA_AS("relay", pass))
  };
  Desk desk;
  std::vector<std::string> asked;
  const Target guarded =
      expose(desk).guard([&](const Access& access) { asked.emplace_back(access.member); },
                         GuardScope::everything_reached);
  Waiting waiting(later, guarded);
  desk.source->go_on();
  desk.source = nullptr;
  CHECK(waiting.finish() == "done");
  CHECK(waiting.execution.value().as_string() == long_text);
  CHECK(asked == std::vector<std::string>{"source", "relay", "later", "f"});
}

/// Somebody else's stub, which may go away.
class Stub final : public CustomTarget {
 public:
  std::optional<MemberKind> find(std::string_view name) override {
    if (name == text_) return MemberKind::method;
    return std::nullopt;
  }
  Result read(std::string_view, Call&) override { return {}; }
  Result run(std::string_view, Call& call, std::span<const Value>) override {
    return call.document().string(text_);
  }
  std::vector<MemberName> members() override { return {{text_, MemberKind::method}}; }

 private:
  std::string text_ = long_text;
};
class Switchboard {
 public:
  std::shared_ptr<Stub> stub = std::make_shared<Stub>();
  std::weak_ptr<Stub> connect() { return stub; }
  Value cut(Call& call, Value value) {
    stub = nullptr;
    return call.document().array({value});
  }
  CANDELA_EXPOSE(Switchboard, connect, cut)
};

TEST_CASE("a custom target that a weak pointer gives is looked for before it is asked") {
  Switchboard board;
  CHECK(execute(ctn()["connect"]()[long_text](), target(board)).get<std::string>() == long_text);
  const Outcome kept = execute(ctn()["connect"](), target(board));
  const Chain cut = ctn()["cut"](ctn()["connect"]())[0][long_text]();
  CHECK(failure_of(execute(cut, target(board))) ==
        "ReferenceError: the object of " + long_text + " no longer exists");
  CHECK_THROWS_WITH(kept.workspace().call().target_of(kept.value()).members(),
                    "the object no longer exists");
}

TEST_CASE("a call that waits on something lent fails when that goes away") {
  Lender lender;
  const Deferred<int> result = lender.lent->waiting;
  Waiting waiting(ctn()["lend"]()["later"](), target(lender));
  lender.lent = nullptr;
  result.resolve(1);
  CHECK(waiting.finish() == "the object of later no longer exists");
}

TEST_CASE("a call that waits on what a weak pointer gave keeps it") {
  Lender lender;
  const std::weak_ptr<Lent> seen = lender.kept;
  const Deferred<int> result = lender.kept->waiting;
  Waiting waiting(ctn()["observe"]()["later"](), target(lender));
  lender.kept = nullptr;
  CHECK_FALSE(seen.expired());
  result.resolve(1);
  CHECK(waiting.finish() == "done");
  CHECK(seen.expired());
}

/// Says when it is destroyed whether its object is still there.
class Watchful final : public Unfinished {
 public:
  Watchful(std::weak_ptr<Giver> giver, bool& was_there)
      : giver_(std::move(giver)), was_there_(was_there) {}
  ~Watchful() override { was_there_ = !giver_.expired(); }
  bool ready() const override { return true; }
  void notify(std::function<void()>) override {}
  Result take(Call& call) override { return call.document().undefined(); }

 private:
  std::weak_ptr<Giver> giver_;
  bool& was_there_;
};

TEST_CASE("I7: what waits is destroyed before the object that it waits on") {
  Workspace workspace{Document()};
  bool was_there = false;
  Chain chain = ctn()["give"]()["wait"]();
  class Source final : public CustomTarget {
   public:
    explicit Source(bool& was_there) : was_there_(was_there) {}
    std::optional<MemberKind> find(std::string_view) override { return MemberKind::method; }
    Result read(std::string_view, Call&) override { return {}; }
    Result run(std::string_view name, Call&, std::span<const Value>) override {
      if (name == "give") return target(std::make_shared<Source>(was_there_));
      giver_ = std::make_shared<Giver>();
      return std::make_unique<Watchful>(giver_, was_there_);
    }

   private:
    bool& was_there_;
    std::shared_ptr<Giver> giver_;
  };
  CHECK(execute(chain, target(std::make_shared<Source>(was_there))).ok());
  CHECK(was_there);
}

TEST_CASE("copies and moved objects have an identity of their own") {
  std::optional<Lent> first(std::in_place);
  const Target on_first = target(*first);
  Lent copy = *first;
  Lent moved = std::move(*first);
  const Target on_copy = target(copy);
  copy = moved;
  first.reset();
  CHECK_FALSE(execute(ctn()["label"], on_first).ok());
  CHECK(execute(ctn()["label"], on_copy).ok());
  CHECK(execute(ctn()["label"], target(moved)).ok());
}

TEST_CASE("what was lent can be taken back") {
  Lent lent;
  const Target before = target(lent);
  lent.take_back();
  CHECK_FALSE(execute(ctn()["label"], before).ok());
  CHECK(execute(ctn()["label"], target(lent)).ok());
}

/// A part that can be lent, of an object that is held only weakly.
class Shelf : public Lendable {
 public:
  int books = 3;
  std::function<void()> before;
  int count() {
    if (before) before();
    return books;
  }
  CANDELA_EXPOSE(Shelf, books, count)
};
class Library {
 public:
  Shelf shelf;
  CANDELA_EXPOSE(Library, shelf)
};
class Town {
 public:
  std::shared_ptr<Library> library = std::make_shared<Library>();
  std::weak_ptr<Library> lends() { return library; }
  CANDELA_EXPOSE(Town, lends)
};

TEST_CASE("a part that can be lent keeps what it is part of while its method runs") {
  Town town;
  town.library->shelf.before = [&town] { town.library.reset(); };
  CHECK(execute(ctn()["lends"]()["shelf"]["count"](), town).get<int>() == 3);
  const Outcome gone = execute(ctn()["lends"]()["shelf"]["count"](), town);
  CHECK_FALSE(gone.ok());
}

}  // namespace
}  // namespace candela
