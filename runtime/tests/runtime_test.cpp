#include <candela/runtime/runtime.hpp>

#include "actors.hpp"
#include "runtime_fixture.hpp"

namespace candela {
namespace {

struct PublicRuntime {
  std::unique_ptr<Runtime> open() {
    RuntimeOptions options;
    options.data_directory = "data";
    options.bindings = {binding<Counter>("COUNTER"), binding<Sleeper>("SLEEPER")};
    return std::make_unique<Runtime>(world, timer, std::move(options));
  }
  std::string increment(Runtime& runtime) {
    auto answer = runtime.call({"COUNTER", "alice", batch_of({"increment(5)"})}).wait(scope);
    return inspect(answer->response());
  }

  SimulatedWorld world{7};
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  kj::TimerImpl timer{kj::origin<kj::TimePoint>()};
};

TEST_CASE_FIXTURE(PublicRuntime,
                  "a runtime answers a batch, and finds the state again when it is opened again") {
  auto runtime = open();
  CHECK(increment(*runtime) == "{ batch: [ { id: 0, success: true, result: 5 } ] }");
  runtime->drain().wait(scope);
  runtime = nullptr;
  runtime = open();
  CHECK(increment(*runtime) == "{ batch: [ { id: 0, success: true, result: 10 } ] }");
  CHECK(runtime->residents() == 1);
}

TEST_CASE_FIXTURE(PublicRuntime, "what was answered survives the loss of power") {
  auto runtime = open();
  increment(*runtime);
  world.disk().lose_power();
  runtime = nullptr;
  world.disk().restart();
  runtime = open();
  CHECK(increment(*runtime) == "{ batch: [ { id: 0, success: true, result: 10 } ] }");
}

TEST_CASE_FIXTURE(PublicRuntime, "bindings are named in the order given") {
  const auto runtime = open();
  REQUIRE(runtime->bindings().size() == 2);
  CHECK(runtime->bindings()[0] == "COUNTER");
  CHECK(runtime->bindings()[1] == "SLEEPER");
}

TEST_CASE_FIXTURE(PublicRuntime, "data that is in use elsewhere is a typed error") {
  const auto runtime = open();
  CHECK_THROWS_AS(open(), StoreError);
}

TEST_CASE_FIXTURE(PublicRuntime, "two bindings of one name are refused") {
  RuntimeOptions options;
  options.data_directory = "twice";
  options.bindings = {binding<Counter>("COUNTER"), binding<Sleeper>("COUNTER")};
  CHECK_THROWS_WITH(Runtime(world, timer, std::move(options)), "Two bindings are called COUNTER");
}

}  // namespace
}  // namespace candela
