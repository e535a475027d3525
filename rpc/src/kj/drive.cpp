#include <candela/rpc/kj/drive.hpp>

#include <memory>
#include <utility>

#include "kj/when_room.hpp"

namespace candela {
namespace {

using Fulfiller = kj::Own<kj::PromiseFulfiller<void>>;

/// Resolves in a later turn, when what the execution waits for is ready.
kj::Promise<void> when_ready(BatchExecution& execution) {
  auto paf = kj::newPromiseAndFulfiller<void>();
  // std::function wants to be copied.
  auto fulfiller = std::make_shared<Fulfiller>(kj::mv(paf.fulfiller));
  execution.pending().notify([fulfiller]() { (*fulfiller)->fulfill(); });
  return kj::mv(paf.promise);
}

class Driver {
 public:
  Driver(BatchExecution& execution, DriveOptions options)
      : execution_(execution), options_(std::move(options)) {}
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  kj::Promise<void> go_on() { return after(execution_.run()); }

 private:
  enum class Woken { ready, late, crowded_out };

  kj::Promise<void> after(ExecutionState state) {
    while (state == ExecutionState::pending) {
      // Late once is late for good: what still waits fails at once.
      if (is_late()) {
        state = execution_.resume(late_error());
        continue;
      }
      try {
        auto ready = when_ready(execution_);
        count();
        return wait(kj::mv(ready));
      } catch (...) {  // it cannot be waited for
        state = execution_.resume(Error::current());
      }
    }
    count();
    if (state == ExecutionState::yielded) return kj::evalLater([this]() { return go_on(); });
    return kj::READY_NOW;
  }

  bool is_late() const {
    return options_.deadline && options_.deadline->timer.now() >= options_.deadline->at;
  }

  void count() {
    if (options_.in_flight)
      options_.in_flight->work_with(execution_.workspace().document().memory());
  }

  kj::Promise<void> wait(kj::Promise<void> ready) {
    auto woken = ready.then([this]() { return wait_for_room(); });
    if (options_.deadline) {
      auto& deadline = *options_.deadline;
      auto late = deadline.timer.atTime(deadline.at).then([]() { return Woken::late; });
      woken = woken.exclusiveJoin(kj::mv(late));
    }
    return woken.then([this](Woken how) {
      switch (how) {
        case Woken::ready: return go_on();
        case Woken::late: return after(execution_.resume(late_error()));
        default: return after(execution_.resume(Error("Too many bytes in flight")));
      }
    });
  }

  static Error late_error() { return Error("TimeoutError", "deadline exceeded"); }

  kj::Promise<Woken> wait_for_room() {
    if (!options_.in_flight) return Woken::ready;
    switch (options_.in_flight->may_go_on()) {
      case InFlight::GoOn::now: return Woken::ready;
      case InFlight::GoOn::never: return Woken::crowded_out;
      default: break;
    }
    return when_room(options_.in_flight->of(), InFlight::Waiter::Wish::go_on).then([this]() {
      return wait_for_room();
    });
  }

  BatchExecution& execution_;
  const DriveOptions options_;
};

}  // namespace

kj::Promise<void> drive(BatchExecution& execution, DriveOptions options) {
  auto driver = kj::heap<Driver>(execution, std::move(options));
  auto done = driver->go_on();
  return done.attach(kj::mv(driver));
}

}  // namespace candela
