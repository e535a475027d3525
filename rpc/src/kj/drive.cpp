#include <candela/rpc/kj/drive.hpp>

#include <memory>
#include <optional>

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

/// Nothing when it is done meanwhile: what cannot be waited for fails at once.
std::optional<kj::Promise<void>> next_ready(BatchExecution& execution) {
  for (;;) {
    try {
      return when_ready(execution);
    } catch (...) {
      if (execution.fail(Error::current()) == ExecutionState::done) return std::nullopt;
    }
  }
}

kj::Promise<void> drive_on(BatchExecution& execution) {
  auto ready = next_ready(execution);
  if (!ready) return kj::READY_NOW;
  return ready->then([&execution]() { return drive(execution); });
}

enum class Woken { ready, late };

kj::Promise<void> drive_on(BatchExecution& execution, Deadline deadline);

/// Late once is late for good: what still waits fails at once.
kj::Promise<void> drive_late(BatchExecution& execution) {
  const Error late("TimeoutError", "deadline exceeded");
  while (execution.fail(late) == ExecutionState::pending) {
  }
  return kj::READY_NOW;
}

kj::Promise<void> drive_until(BatchExecution& execution, Deadline deadline) {
  if (execution.run() == ExecutionState::done) return kj::READY_NOW;
  if (deadline.timer.now() >= deadline.at) return drive_late(execution);
  return drive_on(execution, deadline);
}

kj::Promise<void> drive_on(BatchExecution& execution, Deadline deadline) {
  auto next = next_ready(execution);
  if (!next) return kj::READY_NOW;
  auto ready = next->then([]() { return Woken::ready; });
  auto late = deadline.timer.atTime(deadline.at).then([]() { return Woken::late; });
  return ready.exclusiveJoin(kj::mv(late)).then([&execution, deadline](Woken woken) {
    return woken == Woken::late ? drive_late(execution) : drive_until(execution, deadline);
  });
}

}  // namespace

kj::Promise<void> drive(BatchExecution& execution) {
  if (execution.run() == ExecutionState::done) return kj::READY_NOW;
  return drive_on(execution);
}

kj::Promise<void> drive(BatchExecution& execution, Deadline deadline) {
  return drive_until(execution, deadline);
}

}  // namespace candela
