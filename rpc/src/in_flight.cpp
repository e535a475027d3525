#include <candela/rpc/in_flight.hpp>

#include <utility>

namespace candela {

std::size_t InFlight::used() const noexcept {
  return held_[0].bytes + held_[1].bytes + held_[2].bytes;
}

bool InFlight::may_begin() const noexcept {
  return has_room() || (held(Stage::working).shares == 0 && held(Stage::leaving).shares == 0);
}

/// What has begun goes first: its end gives more back than a beginning.
void InFlight::wake_one() {
  std::list<Waiter*>* queue = nullptr;
  if (!to_go_on_.empty() && (has_room() || held(Stage::leaving).shares == 0)) {
    queue = &to_go_on_;
  } else if (!to_begin_.empty() && may_begin()) {
    queue = &to_begin_;
  } else if (!to_take_in_.empty() && has_room()) {
    queue = &to_take_in_;
  }
  if (queue == nullptr) return;
  Waiter& first = *queue->front();
  queue->pop_front();
  first.listed_ = false;
  first.wake_();
}

InFlight::Share::Share(std::shared_ptr<InFlight> of) : of_(std::move(of)) {
  ++of_->held(stage_).shares;
}

InFlight::Share::~Share() noexcept {
  Held& held = of_->held(stage_);
  --held.shares;
  held.bytes -= bytes_;
  of_->wake_one();
}

InFlight::GoOn InFlight::Share::may_go_on() const noexcept {
  if (!is_crowded_out()) return GoOn::now;
  if (of_->held(Stage::leaving).shares > 0) return GoOn::when_woken;
  const std::size_t own = stage_ == Stage::working ? bytes_ : 0;
  return of_->held(Stage::working).bytes - own < of_->limit() ? GoOn::now : GoOn::never;
}

void InFlight::Share::set(Stage stage, std::size_t bytes) {
  Held& before = of_->held(stage_);
  --before.shares;
  before.bytes -= bytes_;
  stage_ = stage;
  bytes_ = bytes;
  Held& after = of_->held(stage_);
  ++after.shares;
  after.bytes += bytes_;
  of_->wake_one();
}

InFlight::Waiter::Waiter(std::shared_ptr<InFlight> of, Wish wish, std::function<void()> wake)
    : of_(std::move(of)), wish_(wish), wake_(std::move(wake)) {
  place_ = queue().insert(queue().end(), this);
}

InFlight::Waiter::~Waiter() noexcept {
  if (listed_) queue().erase(place_);
}

std::list<InFlight::Waiter*>& InFlight::Waiter::queue() {
  switch (wish_) {
    case Wish::take_in: return of_->to_take_in_;
    case Wish::begin: return of_->to_begin_;
    default: return of_->to_go_on_;
  }
}

}  // namespace candela
