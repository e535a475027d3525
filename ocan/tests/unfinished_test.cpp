#include <candela/ocan/unfinished.hpp>

#include <doctest/doctest.h>

#include "fixtures.hpp"

namespace candela {
namespace {

class Slow {
 public:
  Deferred<int> answer;
  Deferred<void> nothing;
  Deferred<std::shared_ptr<testing::Session>> session;
  std::vector<const std::string*> kept;

  Deferred<int> wait(const std::string& text) {
    kept.push_back(&text);
    return answer;
  }
  Deferred<void> quiet() { return nothing; }
  Deferred<std::shared_ptr<testing::Session>> open() { return session; }
  CANDELA_EXPOSE(Slow, wait, quiet, open)
};

struct Run {
  Run(const Chain& chain, const Target& on)
      : workspace(Document()), execution(workspace, chain.to_value(workspace.document()), on) {}
  Workspace workspace;
  Execution execution;
};

TEST_CASE("a deferred result that is there already does not suspend") {
  Slow slow;
  slow.answer.resolve(5);
  CHECK(execute(ctn()["wait"]("x"), target(slow)).get<int>() == 5);
  slow.nothing.resolve();
  CHECK(execute(ctn()["quiet"](), target(slow)).value().is_undefined());
}

TEST_CASE("decoded arguments live until the result is there") {
  Slow slow;
  Run run(ctn()["wait"]("a text that is too long to be stored in the string itself"), target(slow));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  CHECK(slow.kept[0]->starts_with("a text that"));
  slow.answer.resolve(1);
  CHECK(run.execution.run() == ExecutionState::done);
}

TEST_CASE("a capability may come late, and the chain goes on with it") {
  Slow slow;
  Run run(ctn()["open"]()["bump"](4), target(slow));
  REQUIRE(run.execution.run() == ExecutionState::pending);
  slow.session.resolve(std::make_shared<testing::Session>("late"));
  REQUIRE(run.execution.run() == ExecutionState::done);
  CHECK(run.execution.value().as_number() == 4);
}

TEST_CASE("a rejection keeps what it was rejected with") {
  Slow slow;
  slow.answer.reject(Error::of("plain text"));
  const Outcome outcome = execute(ctn()["wait"]("x"), target(slow));
  CHECK(outcome.error().value().as_string() == "plain text");
}

TEST_CASE("nobody is woken after the execution is gone") {
  Slow slow;
  int woken = 0;
  {
    Run run(ctn()["wait"]("x"), target(slow));
    REQUIRE(run.execution.run() == ExecutionState::pending);
    run.execution.pending().notify([&woken] { ++woken; });
  }
  CHECK(slow.answer.cancelled());
  slow.answer.resolve(1);
  CHECK(woken == 0);
}

}  // namespace
}  // namespace candela
