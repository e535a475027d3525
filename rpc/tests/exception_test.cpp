#include <candela/rpc/kj/exception.hpp>

#include <stdexcept>
#include <string>

#include <kj/async.h>
#include <kj/debug.h>

#include <doctest/doctest.h>

#include <candela/rpc/answer.hpp>
#include <candela/rpc/kj/co.hpp>

namespace {

using candela::Disconnected;
using candela::Error;

Error sample() {
  return Error("RangeError", "no").with("code", "E_1").with_cause(Error("TypeError", "inner"));
}

void check_sample(const Error& error) {
  CHECK(error.name() == "RangeError");
  CHECK(error.message() == "no");
  CHECK(error.value()["code"].as_string() == "E_1");
  CHECK(error.value().error_part(candela::Value::ErrorPart::cause).error_name() == "TypeError");
}

candela::Co<void> throws_in_coroutine() {
  co_await kj::Promise<void>(kj::READY_NOW);
  throw sample();
}
candela::Co<void> passes_on() {
  co_await throws_in_coroutine();
}

kj::Exception rejection(kj::Promise<void> promise, kj::WaitScope& scope) {
  return promise
      .then([]() { return kj::Exception(kj::Exception::Type::FAILED, "", 0); },
            [](kj::Exception&& exception) { return kj::mv(exception); })
      .wait(scope);
}

TEST_CASE("an error comes through an exception with all that it has") {
  const kj::Exception exception = candela::to_exception(sample());
  CHECK(std::string(exception.getDescription().cStr()) == "RangeError: no");
  check_sample(candela::error_of(exception));
  CHECK(candela::carried_error(exception).has_value());
}

TEST_CASE("a thrown value that is no error comes through too") {
  const Error error = candela::error_of(candela::to_exception(Error::of(42)));
  CHECK(error.value().as_number() == 42);
}

TEST_CASE("an error comes through a rejected promise, and through coroutines") {
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  check_sample(candela::error_of(rejection(candela::to_exception(sample()), scope)));
  check_sample(candela::error_of(rejection(passes_on(), scope)));
}

TEST_CASE("contexts that are added on the way do not hide the error") {
  kj::Exception exception = candela::to_exception(sample());
  exception.wrapContext("file.cpp", 3, kj::heapString("on the way"));
  check_sample(candela::error_of(exception));
}

TEST_CASE("any other exception becomes an error with its description") {
  const kj::Exception exception = KJ_EXCEPTION(FAILED, "broken");
  CHECK_FALSE(candela::carried_error(exception).has_value());
  CHECK(candela::error_of(exception).message() == "broken");
  kj::EventLoop loop;
  kj::WaitScope scope(loop);
  const auto foreign = rejection(
      kj::evalLater([]() { throw std::runtime_error("of the standard library"); }), scope);
  CHECK(candela::error_of(foreign).message() == "of the standard library");
}

TEST_CASE("what kj looked at is no part of a description for people") {
  const int host = 5;
  CHECK(candela::description_of(KJ_EXCEPTION(FAILED, "lookup failed.", host)) == "lookup failed.");
  CHECK(candela::description_of(KJ_EXCEPTION(FAILED, "lost; it was = b")) == "lost; it was = b");
  CHECK(candela::description_of(KJ_EXCEPTION(FAILED, "gone; try again")) == "gone; try again");
}

TEST_CASE("what is being handled becomes an exception of a fitting type") {
  const auto caught = [](const auto& thrown) {
    try {
      throw thrown;
    } catch (...) {
      return candela::current_exception();
    }
  };
  CHECK(caught(Disconnected("gone")).getType() == kj::Exception::Type::DISCONNECTED);
  CHECK(caught(sample()).getType() == kj::Exception::Type::FAILED);
  check_sample(candela::error_of(caught(sample())));
  CHECK(candela::error_of(caught(std::runtime_error("plain"))).message() == "plain");
  CHECK(candela::error_of(caught(5)).message() == "unknown exception");
  CHECK(caught(KJ_EXCEPTION(OVERLOADED, "x")).getType() == kj::Exception::Type::OVERLOADED);
}

}  // namespace
