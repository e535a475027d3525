#pragma once
// drive: runs a batch on a kj event loop until it is done.
//
//   auto batch = std::make_unique<BatchExecution>(document, target, options);
//   auto done = drive(*batch);
//   return done.then([batch = std::move(batch)]() mutable { return std::move(batch); });
//
// Guarantees: the promise resolves when the execution is done and is never rejected by what a chain
// throws: that is in the answers. What a chain waits for is resumed from a turn of its own, never
// from inside of the callback that finished it, so a step may destroy what it waited for.
// A batch that yields (ExecutionOptions::items_in_a_row) goes on in a later turn of the loop.
// Ownership: the execution outlives the promise; dropping the promise stops it where it waits, and
// destroying the execution cancels that.
// Threads: the loop's.
// Limits: with a deadline, a step that waits past it fails with `TimeoutError: deadline exceeded`,
// as does every later one that would wait. With a share of what is in flight, what the batch holds
// is counted, and a step that was ready waits for room, or fails with `Too many bytes in flight`.

#include <memory>
#include <optional>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/ocan/batch.hpp>
#include <candela/rpc/in_flight.hpp>

namespace candela {

struct Deadline {
  kj::Timer& timer;  ///< Outlives the promise.
  kj::TimePoint at;
};

struct DriveOptions {
  std::optional<Deadline> deadline = std::nullopt;
  std::shared_ptr<InFlight::Share> in_flight = nullptr;
};

kj::Promise<void> drive(BatchExecution& execution, DriveOptions options = {});

}  // namespace candela
