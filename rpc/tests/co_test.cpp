#include <candela/rpc/kj/co.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <kj/async-io.h>
#include <kj/debug.h>
#include <kj/timer.h>

namespace {

using candela::Co;

struct Loop {
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
};

/// Writes its name into a log when it dies, so that orders of destruction can be seen.
struct Witness {
  Witness(std::vector<std::string>& log, std::string name) : log_(&log), name_(std::move(name)) {}
  Witness(Witness&& other) noexcept : log_(other.log_), name_(std::move(other.name_)) {
    other.log_ = nullptr;
  }
  Witness& operator=(Witness&&) = delete;
  ~Witness() {
    if (log_ != nullptr) log_->push_back(name_);
  }

 private:
  std::vector<std::string>* log_;
  std::string name_;
};

Co<int> immediately(int value) {
  co_return value;
}
Co<int> plus_one(kj::Promise<int> promise) {
  co_return co_await kj::mv(promise) + 1;
}
Co<void> add_to(int& sum, kj::Promise<int> promise) {
  sum += co_await kj::mv(promise);
}
Co<kj::String> greeting(kj::Promise<kj::String> name) {
  kj::String who = co_await kj::mv(name);
  co_return kj::str("hello ", who);
}
Co<int> throws_std(kj::Promise<void> first) {
  co_await kj::mv(first);
  throw std::runtime_error("boom");
}
Co<int> throws_kj() {
  KJ_FAIL_REQUIRE("at once");
  co_return 0;
}
Co<int> recovers(kj::Promise<int> promise) {
  try {
    co_return co_await kj::mv(promise);
  } catch (const kj::Exception& exception) {
    co_return static_cast<int>(exception.getType());
  }
}
Co<int> calls_itself(int depth, kj::Promise<void> bottom) {
  if (depth == 0) {
    co_await kj::mv(bottom);
    co_return 0;
  }
  co_return co_await calls_itself(depth - 1, kj::mv(bottom)) + 1;
}
Co<void> holds([[maybe_unused]] Witness parameter, std::vector<std::string>& log,
               kj::Promise<void> gate) {
  Witness local(log, "local");
  co_await kj::mv(gate);
  log.push_back("resumed");
}
Co<long> counts_to(int limit) {
  long sum = 0;
  for (int i = 0; i < limit; ++i)
    sum += co_await kj::Promise<int>(1);
  co_return sum;
}

TEST_CASE("a coroutine starts on the caller's stack and gives its value") {
  Loop loop;
  CHECK(immediately(42).wait(loop.scope) == 42);
}

TEST_CASE("a coroutine waits for a promise that is fulfilled later") {
  Loop loop;
  auto paf = kj::newPromiseAndFulfiller<int>();
  auto co = plus_one(kj::mv(paf.promise));
  CHECK_FALSE(co.poll(loop.scope));
  paf.fulfiller->fulfill(41);
  CHECK(kj::mv(co).wait(loop.scope) == 42);
}

TEST_CASE("a ready promise still goes through the event loop") {
  Loop loop;
  int sum = 0;
  kj::Promise<void> promise = add_to(sum, kj::Promise<int>(5));
  CHECK(sum == 0);
  promise.wait(loop.scope);
  CHECK(sum == 5);
}

TEST_CASE("a coroutine runs on without anybody waiting for it") {
  Loop loop;
  int sum = 0;
  kj::Promise<void> promise = add_to(sum, kj::Promise<int>(5));
  loop.loop.run();
  CHECK(sum == 5);
}

TEST_CASE("values that can only be moved come through") {
  Loop loop;
  CHECK(greeting(kj::Promise<kj::String>(kj::str("kj"))).wait(loop.scope) == "hello kj");
}

TEST_CASE("an owner, whose destructor may throw, is a value like any other") {
  Loop loop;
  auto box = [](int value) -> Co<kj::Own<int>> {
    co_await kj::evalLater([]() {});
    co_return kj::heap<int>(value);
  };
  auto unbox = [](kj::Promise<kj::Own<int>> boxed) -> Co<int> {
    co_return *co_await kj::mv(boxed);
  };
  CHECK(unbox(box(7)).wait(loop.scope) == 7);
}

TEST_CASE("a coroutine can wait for a coroutine and for a branch of a fork") {
  Loop loop;
  auto paf = kj::newPromiseAndFulfiller<int>();
  auto forked = paf.promise.fork();
  auto both = [](kj::ForkedPromise<int>& fork) -> Co<int> {
    int first = co_await fork;
    co_return first + co_await plus_one(fork.addBranch());
  };
  auto co = both(forked);
  paf.fulfiller->fulfill(10);
  CHECK(kj::mv(co).wait(loop.scope) == 21);
}

TEST_CASE("what is thrown arrives as a kj::Exception") {
  Loop loop;
  try {
    throws_std(kj::READY_NOW).wait(loop.scope);
    FAIL("nothing was thrown");
  } catch (const kj::Exception& exception) {
    CHECK(std::string(exception.getDescription().cStr()).find("boom") != std::string::npos);
  }
  CHECK_THROWS_AS(throws_kj().wait(loop.scope), kj::Exception);
}

TEST_CASE("a rejected promise can be caught inside the coroutine, with its type") {
  Loop loop;
  kj::Promise<int> rejected = KJ_EXCEPTION(DISCONNECTED, "gone");
  CHECK(recovers(kj::mv(rejected)).wait(loop.scope) ==
        static_cast<int>(kj::Exception::Type::DISCONNECTED));
}

TEST_CASE("a rejection passes through every waiting coroutine") {
  Loop loop;
  kj::Promise<int> rejected = KJ_EXCEPTION(OVERLOADED, "later");
  kj::Promise<int> outer = plus_one(plus_one(kj::mv(rejected)));
  int type = outer
                 .then([](int) { return -1; },
                       [](kj::Exception&& e) { return static_cast<int>(e.getType()); })
                 .wait(loop.scope);
  CHECK(type == static_cast<int>(kj::Exception::Type::OVERLOADED));
}

TEST_CASE("dropping the promise destroys the frame and what it waits for") {
  Loop loop;
  std::vector<std::string> log;
  auto paf = kj::newPromiseAndFulfiller<void>();
  {
    kj::Promise<void> promise =
        holds(Witness(log, "parameter"), log,
              paf.promise.attach(kj::heap<Witness>(log, std::string("awaited"))));
    loop.loop.run();
    CHECK(log.empty());
  }
  CHECK(log == std::vector<std::string>{"awaited", "local", "parameter"});
  CHECK_FALSE(paf.fulfiller->isWaiting());
}

TEST_CASE("dropping an unstarted, a pending and a finished coroutine frees the frame each time") {
  Loop loop;
  std::vector<std::string> log;
  { auto pending = holds(Witness(log, "parameter"), log, kj::NEVER_DONE); }
  CHECK(log == std::vector<std::string>{"local", "parameter"});
  log.clear();
  {
    kj::Promise<void> finished = holds(Witness(log, "parameter"), log, kj::READY_NOW);
    finished.wait(loop.scope);
  }
  CHECK(log == std::vector<std::string>{"resumed", "local", "parameter"});
}

TEST_CASE("the locals are destroyed before the result is seen") {
  Loop loop;
  std::vector<std::string> log;
  kj::Promise<void> promise = holds(Witness(log, "parameter"), log, kj::READY_NOW);
  promise.then([&log]() { log.push_back("seen"); }).wait(loop.scope);
  REQUIRE(log.size() == 4);
  CHECK(log[0] == "resumed");
  CHECK(log[1] == "local");
  CHECK(log[3] == "seen");
}

TEST_CASE("an awaited promise that outlives its coroutine resumes nothing") {
  Loop loop;
  std::vector<std::string> log;
  auto paf = kj::newPromiseAndFulfiller<void>();
  { auto dropped = holds(Witness(log, "parameter"), log, kj::mv(paf.promise)); }
  paf.fulfiller->fulfill();
  loop.loop.run();
  CHECK(log == std::vector<std::string>{"local", "parameter"});
}

TEST_CASE("a task set may own a coroutine and drop it while it waits") {
  Loop loop;
  struct Failures final : kj::TaskSet::ErrorHandler {
    void taskFailed(kj::Exception&&) override { ++count; }
    int count = 0;
  } failures;
  std::vector<std::string> log;
  {
    kj::TaskSet tasks(failures);
    tasks.add(holds(Witness(log, "parameter"), log, kj::NEVER_DONE));
    tasks.add(throws_kj().promise().ignoreResult());
    loop.loop.run();
    CHECK(failures.count == 1);
  }
  CHECK(log == std::vector<std::string>{"local", "parameter"});
}

TEST_CASE("100,000 ready awaits in one loop keep the stack and the memory constant") {
  Loop loop;
  CHECK(counts_to(100'000).wait(loop.scope) == 100'000);
}

TEST_CASE("a chain of pending calls at the nesting limit finishes and can be dropped") {
  Loop loop;
  constexpr int depth = static_cast<int>(candela::max_co_nesting);
  auto paf = kj::newPromiseAndFulfiller<void>();
  auto co = calls_itself(depth, kj::mv(paf.promise));
  paf.fulfiller->fulfill();
  CHECK(kj::mv(co).wait(loop.scope) == depth);
  { auto dropped = calls_itself(depth, kj::NEVER_DONE); }
}

TEST_CASE("a long loop of ready awaits lets other events run in between") {
  Loop loop;
  bool other_ran = false;
  bool seen_before_the_end = false;
  auto watches = [](int limit, const bool& other, bool& seen) -> Co<void> {
    for (int i = 0; i < limit; ++i)
      co_await kj::evalLater([]() {});
    seen = other;
  };
  kj::Promise<void> promise = watches(1'000, other_ran, seen_before_the_end);
  auto other = kj::evalLater([&other_ran]() { other_ran = true; }).eagerlyEvaluate(nullptr);
  promise.wait(loop.scope);
  CHECK(seen_before_the_end);
}

TEST_CASE("a timer wakes a coroutine") {
  Loop loop;
  kj::TimerImpl timer(kj::origin<kj::TimePoint>());
  auto naps = [](kj::Timer& clock) -> Co<int> {
    co_await clock.afterDelay(5 * kj::SECONDS);
    co_return 1;
  };
  auto co = naps(timer);
  CHECK_FALSE(co.poll(loop.scope));
  timer.advanceTo(kj::origin<kj::TimePoint>() + 5 * kj::SECONDS);
  CHECK(kj::mv(co).wait(loop.scope) == 1);
}

}  // namespace
