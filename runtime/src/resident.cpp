#include "resident.hpp"

#include <algorithm>
#include <utility>

#include <candela/rpc/kj/exception.hpp>
#include <candela/runtime/runtime.hpp>
#include <candela/runtime/turn_overlay.hpp>

#include "actor_scope.hpp"
#include "shard.hpp"
#include "turn.hpp"

namespace candela {

kj::Duration to_kj(std::chrono::milliseconds duration) {
  return duration.count() * kj::MILLISECONDS;
}

Resident::Resident(Shard& shard, const Binding& binding, ActorAddress address)
    : shard_(shard),
      binding_(binding),
      record_(address),
      scope_(std::make_shared<ActorScope>(
          std::move(address),
          ActorScope::Surroundings{shard.clock(), shard.timer(), shard.actor_log(binding)})),
      idle_since_(shard.timer().now()) {}

Resident::~Resident() {
  scope_->leave();
}

void Resident::call(Document request, std::shared_ptr<Caller> caller) {
  auto event = std::make_shared<CallEvent>(*this, std::move(request), std::move(caller));
  if (waiting_.size() >= options().max_waiting) {
    event->refuse(ActorOverloaded("This actor has too many calls waiting: more than " +
                                  std::to_string(options().max_waiting)));
    return;
  }
  waiting_.push_back(std::move(event));
  wake();
}

void Resident::drop(const Error& error) {
  for (const auto& event : std::exchange(running_, {}))
    event->drop(error);
  for (const auto& event : std::exchange(waiting_, {}))
    event->refuse(error);
}

std::shared_ptr<Turn> Resident::new_turn() {
  return std::make_shared<Turn>(shard_.store(), record_, shard_.hosts(), scope_->log());
}

void Resident::submit(const TurnOverlay& writes, std::unique_ptr<TurnWaiter> waiter) {
  shard_.submit(record_, writes, options().durability, std::move(waiter));
}

void Resident::event_ended(CallEvent& event) {
  std::erase_if(running_, [&event](const auto& running) { return running.get() == &event; });
  wake();
}

void Resident::wake() {
  if (std::exchange(awake_, true)) return;
  shard_.later([self = shared_from_this()] { self->pump(); });
}

bool Resident::may_begin() const noexcept {
  if (waiting_.empty() || condemned_) return false;
  return running_.size() < (interleaves() ? options().max_interleaved : 1);
}

bool Resident::waits_for_room(const CallEvent& event) {
  for_room_.reset();
  if (auto in_flight = event.crowded_out_of()) {
    for_room_.emplace(std::move(in_flight), InFlight::Waiter::Wish::begin, [this] { wake(); });
    return true;
  }
  return false;
}

void Resident::pump() {
  try {
    pump_events();
    awake_ = false;
  } catch (...) {
    // The loop tells of it; what waits goes on with the next call, or when an event ends.
    awake_ = false;
    throw;
  }
  if (idle() && !condemned_) {
    idle_since_ = shard_.timer().now();
    shard_.became_idle(*this);
  }
}

void Resident::pump_events() {
  if (state_ == absent && !condemned_ && !waiting_.empty()) start();
  while (state_ == started && may_begin()) {
    if (waiting_.front()->wanted() && waits_for_room(*waiting_.front())) break;
    const std::shared_ptr<CallEvent> event = std::move(waiting_.front());
    waiting_.pop_front();
    if (!event->wanted()) continue;
    running_.push_back(event);
    event->begin(instance_->target);
    shard_.commit_if_due();
  }
  shard_.commit_if_due();  // for events that ended after an await
}

void Resident::start() {
  state_ = starting;
  const std::shared_ptr<Turn> turn = new_turn();
  try {
    instance_ = binding_.make(ActorScope::context(scope_));
    scope_->enter(turn);
    const auto late = [] { return to_exception(Error("TimeoutError", "on_start took too long")); };
    auto timeout = shard_.timer().afterDelay(to_kj(options().start_timeout)).then([late]() {
      return kj::Promise<void>(late());
    });
    auto begun = instance_->actor->on_start().exclusiveJoin(kj::mv(timeout));
    shard_.add_task(begun.then([self = shared_from_this(), turn] { self->end_start(turn); },
                               [self = shared_from_this(), turn](kj::Exception&& thrown) {
                                 turn->end();
                                 self->fail_start(error_of(thrown));
                               }));
  } catch (...) {
    turn->end();
    fail_start(Error::current());
  }
}

void Resident::end_start(const std::shared_ptr<Turn>& turn) {
  scope_->leave();
  try {
    if (turn->storage_failed()) throw StorageFailed();
    if (!condemned_) submit(turn->overlay(), make_turn_waiter([](const StoreError*) {}));
    turn->end();
  } catch (const StoreError& error) {
    turn->end();
    return fail_start(is_limit(error.code()) ? Error(error.what()) : StorageFailed());
  } catch (const Error& error) {
    turn->end();
    return fail_start(error);
  }
  state_ = started;
  CANDELA_LOG(scope_->log(), debug, "started", {"name", scope_->name()});
  wake();
}

/// The next call finds no resident, and makes one.
void Resident::fail_start(const Error& error) {
  CANDELA_LOG(scope_->log(), warn, "not started", {"name", scope_->name()},
              {"error", error.what()});
  scope_->leave();
  condemn();
  shard_.forget(*this);
  shard_.later([self = shared_from_this(), error] { self->drop(error); });
}

}  // namespace candela
