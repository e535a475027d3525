#include <candela/runtime/group_commit.hpp>

namespace candela {

void GroupCommitPolicy::note_turn(MonotonicTime now, std::size_t bytes) {
  if (turns_ == 0) first_turn_ = now;
  ++turns_;
  bytes_ += bytes;
}

void GroupCommitPolicy::note_commit() {
  turns_ = 0;
  bytes_ = 0;
}

bool GroupCommitPolicy::should_commit(MonotonicTime now, Backlog backlog) const {
  if (turns_ == 0) return false;
  return backlog == Backlog::empty || turns_ >= limits_.max_turns || bytes_ >= limits_.max_bytes ||
         now >= first_turn_ + limits_.max_delay;
}

std::optional<MonotonicTime> GroupCommitPolicy::deadline() const {
  if (turns_ == 0) return std::nullopt;
  return first_turn_ + limits_.max_delay;
}

GroupCommit::GroupCommit(Clock& clock, Store& store, GroupCommitLimits limits)
    : clock_(clock), store_(store), policy_(limits) {}

GroupCommit::~GroupCommit() {
  tell_failed(StoreError(StoreErrorCode::closed, {}, {}));
}

void GroupCommit::submit(ActorRecord& actor, const TurnOverlay& turn, Durability durability,
                         std::unique_ptr<TurnWaiter> waiter) {
  // Queued first: once the turn is applied, its waiter must not be lost for want of memory.
  waiters_.push_back(std::move(waiter));
  try {
    store_.apply(actor, turn, durability);
  } catch (const StoreError& error) {
    waiters_.pop_back();
    if (error.loss() == StoreLoss::group) tell_failed(error);
    throw;
  }
  policy_.note_turn(clock_.monotonic_now(), turn.bytes());
}

bool GroupCommit::due(Backlog backlog) const {
  return policy_.should_commit(clock_.monotonic_now(), backlog);
}

std::optional<StoreError> GroupCommit::commit() {
  if (waiters_.empty()) return std::nullopt;
  try {
    store_.commit();
  } catch (const StoreError& error) {
    tell_failed(error);
    return error;
  }
  policy_.note_commit();
  const auto waiters = std::exchange(waiters_, {});
  for (const auto& waiter : waiters)
    waiter->durable();
  // A waiter may have opened the next group already; the store folds its log by itself if need be.
  if (!waiters_.empty()) return std::nullopt;
  try {
    store_.tidy();
  } catch (const StoreError& error) {
    return error;
  }
  return std::nullopt;
}

void GroupCommit::tell_failed(const StoreError& error) noexcept {
  policy_.note_commit();
  const auto waiters = std::exchange(waiters_, {});
  for (const auto& waiter : waiters)
    waiter->failed(error);
}

}  // namespace candela
