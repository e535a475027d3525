#pragma once
// ObjectHost: a CallService over exposed objects of your own, without the actor runtime.
//
//   ObjectHost host(timer);
//   host.add("CALC", [&calc](std::string_view) { return target(calc); });
//   host.add("ROOM", [&rooms](std::string_view name) { return target(rooms.open(name)); });
//
// Guarantees: each batch gets the target of its instance once, from the factory; its items run one
// after the other, and batches run side by side where they wait. Nothing is stored, nothing gated.
// Ownership: the timer outlives the host; what a factory borrows outlives the host's promises. An
// empty Target says that there is no such instance.
// Threads: the loop's.
// Limits: ObjectHostOptions.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/ocan/batch.hpp>
#include <candela/rpc/call_service.hpp>

namespace candela {

struct ObjectHostOptions {
  ExecutionOptions execution = {.items_in_a_row = chains_in_a_row};
  /// For a whole batch; past it, what still waits fails with TimeoutError.
  std::optional<kj::Duration> deadline = std::nullopt;
};

class ObjectHost final : public CallService {
 public:
  using Factory = std::function<Target(std::string_view instance)>;

  explicit ObjectHost(kj::Timer& timer, ObjectHostOptions options = {});
  ObjectHost(ObjectHost&&) = delete;
  ObjectHost& operator=(ObjectHost&&) = delete;
  ~ObjectHost() noexcept override {}

  /// Before anything is served: names that were given out must stay. Throws std::invalid_argument
  /// for a binding that is there.
  void add(std::string binding, Factory factory);

  std::span<const std::string> bindings() const override { return bindings_; }
  kj::Promise<std::unique_ptr<BatchExecution>> call(CallRequest request) override;

 private:
  Target target_of(const CallRequest& request) const;

  kj::Timer& timer_;
  ObjectHostOptions options_;
  std::vector<std::string> bindings_;
  std::vector<Factory> factories_;  // in the order of bindings_
};

}  // namespace candela
