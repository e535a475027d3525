#pragma once
// What an actor's object can see from inside: who it is, what time it is, and which turn is open.
//
// Guarantee: at most one turn is current.
// Threads: the shard's.
// Ownership: shared by the actor and its resident; clock and timer outlive both.

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <kj/timer.h>

#include <candela/runtime/actor.hpp>
#include <candela/runtime/address.hpp>
#include <candela/runtime/kv.hpp>
#include <candela/runtime/world.hpp>

namespace candela {

class Turn;

class ActorScope {
 public:
  struct Surroundings {
    Clock& clock;
    kj::Timer& timer;
    Logger log;
  };

  ActorScope(ActorAddress address, Surroundings surroundings);
  ActorScope(const ActorScope&) = delete;
  ActorScope& operator=(const ActorScope&) = delete;

  static ActorContext context(std::shared_ptr<ActorScope> scope) {
    return ActorContext(std::move(scope));
  }

  const ActorAddress& address() const noexcept { return address_; }
  const std::string& name() const noexcept { return name_; }
  const Logger& log() const noexcept { return surroundings_.log; }

  void enter(std::shared_ptr<Turn> turn) noexcept { turn_ = std::move(turn); }
  void leave() noexcept { turn_ = nullptr; }
  /// Throws NoTurn.
  Kv kv() const;

  std::int64_t now_ms() const;
  kj::Promise<void> after(std::chrono::milliseconds delay) const;

 private:
  const ActorAddress address_;
  const std::string name_;
  const Surroundings surroundings_;
  std::shared_ptr<Turn> turn_;
};

}  // namespace candela
