#pragma once
// InFlight: how many bytes of requests, documents and answers a process holds at once, and who
// waits until there is room. A count without I/O, shared by whoever takes in, executes and sends.
//
//   auto in_flight = std::make_shared<InFlight>(limit_bytes);
//   InFlight::Share share(in_flight);
//   if (!in_flight->has_room()) …wait: InFlight::Waiter…
//   share.wait_with(body.size());                     // taken in
//   share.work_with(document.memory());               // begun
//   share.leave_with(answer.size());                  // only to be taken by the peer
//
// Guarantees: what is there is counted, never refused: a share may take the count past the limit,
// and nothing begins until it is below again. One may always begin when nothing has begun or waits
// to leave, so nothing waits for itself. What has begun goes on, unless the limit is used up: then
// it waits for answers that leave, or fails if there are none and others that have begun use it up.
// So the count stays below twice the limit and what one step adds.
// Ownership: shares and waiters own the count. A share gives back what it holds when it dies.
// Threads: one.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>

namespace candela {

class InFlight final {
 public:
  enum class Stage : std::uint8_t { waiting, working, leaving };
  enum class GoOn : std::uint8_t { now, when_woken, never };
  class Share;
  class Waiter;

  explicit InFlight(std::size_t limit_bytes) : limit_(limit_bytes > 0 ? limit_bytes : 1) {}
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

  std::size_t limit() const noexcept { return limit_; }
  std::size_t used() const noexcept;
  bool has_room() const noexcept { return used() < limit_; }
  /// For what was taken in already.
  bool may_begin() const noexcept;

 private:
  struct Held {
    std::size_t bytes = 0;
    std::size_t shares = 0;
  };
  Held& held(Stage stage) { return held_[static_cast<std::size_t>(stage)]; }
  const Held& held(Stage stage) const { return held_[static_cast<std::size_t>(stage)]; }
  void wake_one();

  const std::size_t limit_;
  std::array<Held, 3> held_;
  std::list<Waiter*> to_take_in_;
  std::list<Waiter*> to_begin_;
  std::list<Waiter*> to_go_on_;
};

/// What one request holds. Each change wakes one that waits, if it may go; so does its end.
class InFlight::Share {
 public:
  explicit Share(std::shared_ptr<InFlight> of);
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() noexcept;

  void wait_with(std::size_t bytes) { set(Stage::waiting, bytes); }
  void work_with(std::size_t bytes) { set(Stage::working, bytes); }
  void leave_with(std::size_t bytes) { set(Stage::leaving, bytes); }
  const std::shared_ptr<InFlight>& of() const noexcept { return of_; }
  /// For what has begun, and waited for something else.
  GoOn may_go_on() const noexcept;
  /// Whether the limit is used up by all the others.
  bool is_crowded_out() const noexcept { return of_->used() - bytes_ >= of_->limit(); }

 private:
  void set(Stage stage, std::size_t bytes);

  std::shared_ptr<InFlight> of_;
  Stage stage_ = Stage::waiting;
  std::size_t bytes_ = 0;
};

/// Stands in a queue until `wake` is called, once, or it is destroyed. Whoever is woken asks again
/// before it goes on. `wake` must not throw, and nothing of it may happen at once.
class InFlight::Waiter {
 public:
  enum class Wish : std::uint8_t { take_in, begin, go_on };
  Waiter(std::shared_ptr<InFlight> of, Wish wish, std::function<void()> wake);
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() noexcept;

 private:
  friend class InFlight;
  std::list<Waiter*>& queue();

  std::shared_ptr<InFlight> of_;
  Wish wish_;
  std::function<void()> wake_;
  std::list<Waiter*>::iterator place_;
  bool listed_ = true;
};

}  // namespace candela
