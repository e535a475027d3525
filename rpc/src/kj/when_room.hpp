#pragma once
// when_room: an InFlight's queue as a promise. It resolves when it is worth asking again, and drops
// out of the queue when it is dropped.

#include <memory>
#include <utility>

#include <kj/async.h>

#include <candela/rpc/in_flight.hpp>

namespace candela {

class RoomWaiter {
 public:
  RoomWaiter(kj::PromiseFulfiller<void>& fulfiller, const std::shared_ptr<InFlight>& in_flight,
             InFlight::Waiter::Wish wish)
      : passes_on_(in_flight), waiter_(in_flight, wish, [&fulfiller]() { fulfiller.fulfill(); }) {}

 private:
  // Its end wakes the next one, also if this one was woken and then went away.
  InFlight::Share passes_on_;
  InFlight::Waiter waiter_;
};

inline kj::Promise<void> when_room(const std::shared_ptr<InFlight>& in_flight,
                                   InFlight::Waiter::Wish wish) {
  return kj::newAdaptedPromise<void, RoomWaiter>(in_flight, wish);
}

}  // namespace candela
