#include <candela/rpc/in_flight.hpp>

#include <memory>
#include <optional>
#include <string>

#include <doctest/doctest.h>

namespace candela {
namespace {

using GoOn = InFlight::GoOn;
using Wish = InFlight::Waiter::Wish;

struct Fixture {
  std::shared_ptr<InFlight> in_flight = std::make_shared<InFlight>(100);
  InFlight::Share a{in_flight};
  InFlight::Share b{in_flight};
  std::string woken;
  std::function<void()> note(const std::string& name) {
    return [this, name] { woken += name; };
  }
};

TEST_CASE_FIXTURE(Fixture, "there is room below the limit, none at it") {
  a.wait_with(99);
  CHECK(in_flight->has_room());
  b.wait_with(1);
  CHECK_FALSE(in_flight->has_room());
  CHECK(in_flight->used() == 100);
  a.wait_with(0);
  CHECK(in_flight->has_room());
}

TEST_CASE("a limit of nothing still lets one begin") {
  CHECK(InFlight(0).has_room());
}

TEST_CASE_FIXTURE(Fixture, "what a share holds is given back with it") {
  {
    InFlight::Share share(in_flight);
    share.leave_with(1'000);
    CHECK(in_flight->used() == 1'000);
  }
  CHECK(in_flight->used() == 0);
}

TEST_CASE_FIXTURE(Fixture, "where nothing has begun one may begin, however much was taken in") {
  a.wait_with(1'000);
  b.wait_with(1'000);
  CHECK(in_flight->may_begin());
  a.work_with(1);
  CHECK_FALSE(in_flight->may_begin());
  a.leave_with(1);
  CHECK_FALSE(in_flight->may_begin());
}

TEST_CASE_FIXTURE(Fixture, "what has begun waits for what leaves, and fails when nothing does") {
  InFlight::Share share(in_flight);
  share.work_with(1'000);
  a.work_with(99);
  CHECK(share.may_go_on() == GoOn::now);
  b.leave_with(1);
  CHECK(share.may_go_on() == GoOn::when_woken);
  b.work_with(1);
  CHECK(share.may_go_on() == GoOn::never);
  b.wait_with(1);
  CHECK(share.may_go_on() == GoOn::now);
}

TEST_CASE_FIXTURE(Fixture, "a share is crowded out by the others, not by itself") {
  a.wait_with(1'000);
  CHECK_FALSE(a.is_crowded_out());
  b.wait_with(99);
  CHECK_FALSE(a.is_crowded_out());
  b.wait_with(100);
  CHECK(a.is_crowded_out());
}

TEST_CASE_FIXTURE(Fixture, "each change wakes the first that may go: going on, begin, take in") {
  a.leave_with(100);
  InFlight::Waiter first(in_flight, Wish::take_in, note("1"));
  InFlight::Waiter second(in_flight, Wish::take_in, note("2"));
  InFlight::Waiter begin(in_flight, Wish::begin, note("b"));
  InFlight::Waiter go_on(in_flight, Wish::go_on, note("g"));
  b.wait_with(0);
  CHECK(woken.empty());
  a.leave_with(99);
  CHECK(woken == "g");
  b.wait_with(0);
  CHECK(woken == "gb");
  b.wait_with(0);
  CHECK(woken == "gb1");
  b.wait_with(1);
  CHECK(woken == "gb1");
  b.wait_with(0);
  CHECK(woken == "gb12");
}

TEST_CASE_FIXTURE(Fixture, "who has gone away is not woken") {
  a.leave_with(100);
  std::optional<InFlight::Waiter> gone;
  gone.emplace(in_flight, Wish::take_in, note("gone"));
  InFlight::Waiter next(in_flight, Wish::take_in, note("next"));
  gone.reset();
  a.leave_with(0);
  CHECK(woken == "next");
}

}  // namespace
}  // namespace candela
