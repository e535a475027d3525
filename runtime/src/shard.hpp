#pragma once
// A shard: one store, one loop, and the actors that live on them.
//
// Guarantees: an actor has one resident at a time. Groups are committed when the loop has nothing
// else that is ready, and at the limits of GroupCommitLimits. A store that lost a group takes all
// residents with it: what they know may never have been.
// Threads: one.
// Ownership: world and timer outlive the shard, the shard its residents.
// Limits: RuntimeLimits.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <candela/runtime/runtime.hpp>

#include "call_event.hpp"
#include "resident.hpp"

namespace candela {

class Shard final : private kj::TaskSet::ErrorHandler {
 public:
  /// A store that is unavailable is opened again at most so often.
  static constexpr std::chrono::milliseconds reopen_pause{1'000};

  /// `options.data_directory` is not used: the store is there already.
  Shard(World& world, kj::Timer& timer, std::unique_ptr<Store> store, RuntimeOptions options);
  Shard(const Shard&) = delete;
  Shard& operator=(const Shard&) = delete;
  ~Shard() noexcept(false);

  kj::Promise<Caller::Answer> call(CallRequest request);
  kj::Promise<void> drain();
  std::size_t residents() const noexcept { return directory_.size(); }

  // For residents and their events
  Store& store() const noexcept { return *store_; }
  Clock& clock() const noexcept { return clock_; }
  kj::Timer& timer() const noexcept { return timer_; }
  std::span<const HostType> hosts() const noexcept { return options_.hosts; }
  const ExecutionOptions& execution() const noexcept { return options_.execution; }
  Logger actor_log(const Binding& binding) const;

  /// Throws StoreError.
  void submit(ActorRecord& actor, const TurnOverlay& writes, Durability durability,
              std::unique_ptr<TurnWaiter> waiter);
  void commit_if_due();
  /// Whether the store lost what was not committed; then all residents are condemned.
  void check_generation();

  /// Runs it from a turn of the loop of its own.
  void later(std::function<void()> action);
  void add_task(kj::Promise<void> task) { tasks_.add(kj::mv(task)); }

  void became_idle(Resident& resident);
  void forget(Resident& resident);

 private:
  using Place = std::pair<std::size_t, ActorKey>;  // the binding's index first
  using Directory = std::map<Place, std::shared_ptr<Resident>>;

  std::size_t index_of(const std::string& binding) const;
  std::shared_ptr<Resident> resident_for(Place place);
  void refuse(Document request, Caller& caller, const Error& error);
  void call_closed();

  void schedule_commit();
  void commit();
  void lose_residents();
  void reopen();

  enum class Eviction : std::uint8_t { done, none_idle };
  /// The one that is idle longest, if it has been since `latest`.
  Eviction evict_one(kj::TimePoint latest);
  void schedule_eviction();

  void taskFailed(kj::Exception&& exception) override;

  Clock& clock_;
  kj::Timer& timer_;
  const RuntimeOptions options_;
  const Logger log_;
  std::size_t open_calls_ = 0;
  bool draining_ = false;
  kj::Own<kj::PromiseFulfiller<void>> drained_;

  const std::unique_ptr<Store> store_;
  std::uint64_t generation_;
  std::optional<kj::TimePoint> unavailable_since_;
  GroupCommit group_;
  bool commit_scheduled_ = false;

  Directory directory_;
  IdleList idle_;  // the longest idle first; also some that are busy again
  bool eviction_scheduled_ = false;
  kj::TaskSet tasks_;  // last: what it posts uses the rest
};

}  // namespace candela
