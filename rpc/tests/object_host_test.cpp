#include <candela/rpc/kj/object_host.hpp>

#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include <candela/ocan/chain.hpp>
#include <candela/rpc/kj/exception.hpp>

#include "sample_objects.hpp"

namespace {

using candela::BatchExecution;
using candela::ctn;
using candela::Document;
using candela::ObjectHost;
using candela::Target;
using candela::test::Sample;

struct Fixture {
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  kj::TimerImpl timer{kj::origin<kj::TimePoint>()};
  Sample sample;

  std::unique_ptr<BatchExecution> call(ObjectHost& host, const std::string& binding,
                                       const candela::Chain& chain) {
    return start(host, binding, chain).wait(scope);
  }
  kj::Promise<std::unique_ptr<BatchExecution>> start(ObjectHost& host, const std::string& binding,
                                                     const candela::Chain& chain) {
    Document document;
    const candela::Value item =
        document.object({{"id", "1"}, {"operations", chain.to_value(document)}});
    document.set_root(document.object({{"batch", document.array({item})}}));
    return host.call({binding, "alice", std::move(document)});
  }
};

TEST_CASE("a factory gives each batch the object of its instance") {
  Fixture fixture;
  ObjectHost host(fixture.timer);
  std::string asked;
  host.add("SAMPLE", [&fixture, &asked](std::string_view instance) {
    asked = instance;
    return candela::target(fixture.sample);
  });
  REQUIRE(host.bindings().size() == 1);
  CHECK(host.bindings()[0] == "SAMPLE");
  auto batch = fixture.call(host, "SAMPLE", ctn()["later"](5));
  CHECK(asked == "alice");
  CHECK(batch->answers()[0]["result"].as_number() == 5);
}

TEST_CASE("what is not there, and a factory that throws, reject with an error for the caller") {
  Fixture fixture;
  ObjectHost host(fixture.timer);
  host.add("NONE", [](std::string_view) { return Target(); });
  host.add("THROWS", [](std::string_view) -> Target { throw candela::Error("RangeError", "no"); });
  const auto message = [&fixture, &host](const std::string& binding) {
    std::string text;
    fixture.start(host, binding, ctn()["one"]())
        .then([](std::unique_ptr<BatchExecution>&&) {},
              [&text](kj::Exception&& exception) {
                text = candela::carried_error(exception).value().message();
              })
        .wait(fixture.scope);
    return text;
  };
  CHECK(message("NONE") == "No such instance of NONE: alice");
  CHECK(message("THROWS") == "no");
  CHECK(message("OTHER") == "No such binding: OTHER");
}

TEST_CASE("a binding is added once") {
  Fixture fixture;
  ObjectHost host(fixture.timer);
  host.add("A", [](std::string_view) { return Target(); });
  CHECK_THROWS_AS(host.add("A", [](std::string_view) { return Target(); }), std::invalid_argument);
}

TEST_CASE("a batch has the deadline of the options") {
  Fixture fixture;
  ObjectHost host(fixture.timer, {.execution = {}, .deadline = 3 * kj::SECONDS});
  host.add("SAMPLE", [&fixture](std::string_view) { return candela::target(fixture.sample); });
  auto calling = fixture.start(host, "SAMPLE", ctn()["wait"]("gate"));
  fixture.timer.advanceTo(fixture.timer.now() + 2 * kj::SECONDS);
  CHECK_FALSE(calling.poll(fixture.scope));
  fixture.timer.advanceTo(fixture.timer.now() + 1 * kj::SECONDS);
  auto batch = calling.wait(fixture.scope);
  CHECK(batch->answers()[0]["error"].error_name() == "TimeoutError");
}

}  // namespace
