#pragma once
// A Runtime hosts actors: it finds or makes the one that a call is for, runs the call in turns, and
// lets the answer out when what it rests on is durable.
//
//   candela::Runtime runtime(world, timer, {"data", {candela::binding<Counter>("COUNTER")}});
//   auto answer = runtime.call({"COUNTER", "alice", std::move(batch)}).wait(scope);
//
// Guarantees: see actor.hpp and group_commit.hpp. Each chain of a batch is a turn, so a
// transaction, of its own. Actor code never runs inside of call(). A promise of call() that is
// dropped takes its event away if that has not begun; what has begun goes on to its end.
//
// What becomes of a call: an answer, in which each chain has its value or its error; or a rejected
// promise, when the storage failed before the answer could leave, so that nobody can say what was
// kept; or when the Runtime is destroyed first.
//
// A batch gives way to others after `chains_in_a_row`. A loop that always has something to do asks
// the network only if told so: kj::WaitScope::setBusyPollInterval, as serve() does.
//
// Threads: one shard, on the loop of the thread that made it.
// Ownership: world and timer outlive the Runtime, which is destroyed before its loop; `timer` goes
// as the world's clock does.
// Limits: RuntimeLimits, BindingOptions, ChainLimits, StoreLimits.

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/ocan/execution.hpp>
#include <candela/rpc/call_service.hpp>
#include <candela/runtime/binding.hpp>
#include <candela/runtime/group_commit.hpp>
#include <candela/runtime/store.hpp>
#include <candela/runtime/world.hpp>
#include <candela/structured_clone/host_type.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

/// An actor, or the whole shard, has as much to do as its limits allow.
class ActorOverloaded : public Error {
 public:
  explicit ActorOverloaded(std::string_view message) : Error(message) {}
};

struct RuntimeLimits {
  /// Actors in memory. Past it the one that is idle longest goes at once; if all are busy, calls to
  /// further ones are answered ActorOverloaded.
  std::size_t max_residents = 100'000;
  /// Calls that have no answer yet, of all actors; past it a call is answered ActorOverloaded.
  std::size_t max_open_calls = 100'000;
  /// How long an actor that does nothing stays in memory.
  std::chrono::milliseconds idle{10'000};
  GroupCommitLimits group{};
  StoreLimits store{};
};

struct RuntimeOptions {
  /// Must exist. One file for each shard is made in it: shard-0.db.
  std::string data_directory;
  std::vector<Binding> bindings;
  ExecutionOptions execution{.items_in_a_row = chains_in_a_row};
  /// Of stored values, as of those on the wire. The table outlives the Runtime.
  std::span<const HostType> hosts{};
  RuntimeLimits limits{};
  Logger log{};
};

class Shard;  // private: src/shard.hpp

class Runtime final : public CallService {
 public:
  /// Throws StoreError when the data cannot be opened, and Error for two bindings of one name.
  Runtime(World& world, kj::Timer& timer, RuntimeOptions options);
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;
  ~Runtime() noexcept(false) override;

  std::span<const std::string> bindings() const override { return names_; }
  kj::Promise<std::unique_ptr<BatchExecution>> call(CallRequest request) override;

  /// Refuses what comes from now on; resolves when everything that had begun or waited has ended
  /// and is durable.
  kj::Promise<void> drain();

  /// Actors in memory.
  std::size_t residents() const;

 private:
  std::vector<std::string> names_;
  std::unique_ptr<Shard> shard_;
};

}  // namespace candela
