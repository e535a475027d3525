#include <candela/rpc/kj/remote.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include <candela/ocan/chain_text.hpp>

#include "sample_objects.hpp"

namespace {

using candela::Answer;
using candela::Chain;
using candela::Document;
using candela::Error;
using candela::Remote;
using candela::Value;
using candela::test::Room;
using candela::test::Sample;

/// Notes what is sent, and gives one answer to all of it.
class Instance final : public candela::RemoteInstance {
 public:
  explicit Instance(Answer answer) : answer_(std::move(answer)) {}
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  ~Instance() noexcept override {}

  kj::Promise<Answer> send(const Chain& chain) override {
    sent.push_back(candela::to_string(chain));
    return answer_;
  }
  std::vector<std::string> sent;

 private:
  Answer answer_;
};

Answer number(double value) {
  auto document = std::make_shared<Document>();
  document->set_root(document->number(value));
  return Answer(document, document->root());
}

struct Fixture {
  explicit Fixture(Answer answer)
      : instance(std::make_shared<Instance>(std::move(answer))),
        sample(instance),
        named(instance) {}

  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  std::shared_ptr<Instance> instance;
  Remote<Sample> sample;
  Remote<> named;
};

TEST_CASE("a typed call is a promise of the method's result") {
  Fixture fixture(number(6));
  kj::Promise<int> sum = fixture.sample.call<&Sample::add>(1, 5);
  CHECK(sum.wait(fixture.scope) == 6);
  CHECK(fixture.sample.call<&Sample::later>(5).send().wait(fixture.scope) == 6);
  CHECK(fixture.instance->sent == std::vector<std::string>{"add(1, 5)", "later(5)"});
}

TEST_CASE("nothing is sent before it is asked for") {
  Fixture fixture(number(6));
  const auto sum = fixture.sample.call<&Sample::add>(1, 5);
  CHECK(fixture.instance->sent.empty());
}

TEST_CASE("a call goes on with its result, through objects on the other side") {
  Fixture fixture(number(1));
  const auto entered = fixture.sample.call<&Sample::room>("r").call<&Room::enter>("alice");
  static_assert(std::is_same_v<decltype(entered), const Remote<int>>);
  entered.send().wait(fixture.scope);
  CHECK(candela::to_string(entered.chain()) ==
        candela::to_string(candela::ctn()["room"]("r")["enter"]("alice")));
}

TEST_CASE("arguments may be calls to the same instance, typed and by name") {
  Fixture fixture(number(1));
  const auto one = fixture.sample.call<&Sample::add>(1, 10);
  fixture.sample.call<&Sample::add>(one, fixture.named["get"]("x")).send().wait(fixture.scope);
  fixture.named["add"](one, 5)["size"][0].send().wait(fixture.scope);
  CHECK(fixture.instance->sent ==
        std::vector<std::string>{
            candela::to_string(
                candela::ctn()["add"](candela::ctn()["add"](1, 10), candela::ctn()["get"]("x"))),
            candela::to_string(candela::ctn()["add"](candela::ctn()["add"](1, 10), 5)["size"][0])});
}

TEST_CASE("an argument that is a call to another instance is refused") {
  Fixture fixture(number(1));
  const Remote<Sample> other(std::make_shared<Instance>(number(2)));
  CHECK_THROWS_AS(
      static_cast<void>(fixture.sample.call<&Sample::add>(other.call<&Sample::increment>(), 1)),
      std::invalid_argument);
}

TEST_CASE("a call by name promises an Answer, or what it is said to be") {
  Fixture fixture(number(4));
  kj::Promise<Answer> answer = fixture.named["get"]();
  CHECK(answer.wait(fixture.scope).value().as_number() == 4);
  kj::Promise<int> typed = fixture.named["get"]().as<int>();
  CHECK(typed.wait(fixture.scope) == 4);
}

TEST_CASE("an error rejects the promise and can be got back from it; the outcome holds it") {
  Fixture fixture(Answer(Error("RangeError", "no").with("code", 7)));
  const auto call = fixture.sample.call<&Sample::add>(1, 5);
  call.send()
      .then([](int) { FAIL("it was not rejected"); },
            [](kj::Exception&& exception) {
              const Error error = candela::error_of(exception);
              CHECK(error.name() == "RangeError");
              CHECK(error.value()["code"].as_number() == 7);
              CHECK(exception.getType() == kj::Exception::Type::FAILED);
            })
      .wait(fixture.scope);
  const Answer outcome = call.outcome().wait(fixture.scope);
  REQUIRE_FALSE(outcome.ok());
  CHECK(outcome.error()->message() == "no");
}

TEST_CASE("a lost peer rejects with the type DISCONNECTED") {
  Fixture lost{Answer(candela::Disconnected("gone"))};
  lost.sample.call<&Sample::nothing>()
      .send()
      .then([]() { FAIL("it was not rejected"); },
            [](kj::Exception&& exception) {
              CHECK(exception.getType() == kj::Exception::Type::DISCONNECTED);
            })
      .wait(lost.scope);
}

TEST_CASE("a result of another type rejects with what is wrong with it") {
  Fixture wrong{number(1.5)};
  wrong.sample.call<&Sample::increment>()
      .send()
      .then([](int) { FAIL("it was not rejected"); },
            [](kj::Exception&& exception) {
              CHECK(candela::error_of(exception).message().find("1.5") != std::string::npos);
            })
      .wait(wrong.scope);
}

TEST_CASE("a function that came in an answer can be called; no other value can") {
  Fixture fixture(number(1));
  Document document;
  const Value operations = candela::ctn()["room"]("r")["enter"].to_value(document);
  const Value marker = document.object({{"__isRemoteFunction", true},
                                        {"__operationChain", operations},
                                        {"__functionName", "enter"}});
  fixture.sample.function(marker)("bob").send().wait(fixture.scope);
  CHECK(fixture.instance->sent.at(0) ==
        candela::to_string(candela::ctn()["room"]("r")["enter"]("bob")));
  CHECK_THROWS_AS(static_cast<void>(fixture.sample.function(document.object())), Error);
}

}  // namespace
