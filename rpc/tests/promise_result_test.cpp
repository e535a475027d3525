#include <candela/rpc/kj/promise_result.hpp>

#include <memory>
#include <string>

#include <doctest/doctest.h>

#include <candela/ocan/call.hpp>
#include <candela/structured_clone/document.hpp>

namespace {

using candela::AsyncTraits;
using candela::Unfinished;

struct Fixture {
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  candela::Workspace workspace{candela::Document()};
  int notified = 0;

  template <typename R>
  std::unique_ptr<Unfinished> start(R result) {
    auto unfinished = AsyncTraits<R>::start(kj::mv(result));
    unfinished->notify([this]() { ++notified; });
    return unfinished;
  }
};

TEST_CASE("a promise tells later, never inside of notify, and gives its value") {
  Fixture fixture;
  auto unfinished = fixture.start(kj::Promise<int>(5));
  CHECK_FALSE(unfinished->ready());
  CHECK(fixture.notified == 0);
  fixture.scope.poll();
  CHECK(fixture.notified == 1);
  CHECK(unfinished->ready());
  CHECK(unfinished->take(fixture.workspace.call()).value()->as_number() == 5);
}

TEST_CASE("a promise of nothing gives undefined") {
  Fixture fixture;
  auto unfinished = fixture.start(kj::Promise<void>(kj::READY_NOW));
  fixture.scope.poll();
  CHECK(unfinished->take(fixture.workspace.call()).value()->is_undefined());
}

TEST_CASE("a rejected promise throws the error that it carries") {
  Fixture fixture;
  auto unfinished = fixture.start(
      kj::Promise<int>(candela::to_exception(candela::Error("RangeError", "no").with("n", 1))));
  fixture.scope.poll();
  CHECK(fixture.notified == 1);
  try {
    static_cast<void>(unfinished->take(fixture.workspace.call()));
    FAIL("nothing was thrown");
  } catch (const candela::Error& error) {
    CHECK(error.name() == "RangeError");
    CHECK(error.value()["n"].as_number() == 1);
  }
}

TEST_CASE("an unfinished result that is destroyed cancels its promise and tells nobody") {
  Fixture fixture;
  auto paf = kj::newPromiseAndFulfiller<std::string>();
  auto unfinished = fixture.start(kj::mv(paf.promise));
  CHECK(paf.fulfiller->isWaiting());
  unfinished.reset();
  CHECK_FALSE(paf.fulfiller->isWaiting());
  fixture.scope.poll();
  CHECK(fixture.notified == 0);
}

}  // namespace
