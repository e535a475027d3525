// Whoever answers calls: the actor runtime, or a host of a few exposed objects.
//
// The transport decodes a request, routes it and asks a CallService; it encodes what comes back.
// Threads: one; a service belongs to the loop of its transport. Errors of a call are part of the
// answer; a rejected promise means that there is no answer (the loop is ending, the storage is
// gone), and the peer gets a 500 or an error with the batch's ids.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include <kj/async.h>

#include <candela/ocan/batch.hpp>
#include <candela/rpc/in_flight.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela {

/// Of one batch, before others get their turn on the loop: a chain may take milliseconds.
inline constexpr std::size_t chains_in_a_row = 4;

/// A batch for one instance. The document's root has been checked: it is an object whose `batch` is
/// a list.
struct CallRequest {
  std::string binding;   ///< one of `bindings()`
  std::string instance;  ///< the path's segment, percent-decoded once
  Document document;
  /// What it holds of what is in flight. The service says how much that is while it works, as long
  /// as it keeps this. Null where nothing is counted.
  std::shared_ptr<InFlight::Share> in_flight = nullptr;
};

class CallService {
 public:
  virtual ~CallService() noexcept(false) {}
  /// Names for routing; they live as long as the service.
  virtual std::span<const std::string> bindings() const = 0;
  /// Runs all items. Resolves when everything may leave (the output gate); the finished execution
  /// holds the answer.
  virtual kj::Promise<std::unique_ptr<BatchExecution>> call(CallRequest request) = 0;
};

}  // namespace candela
