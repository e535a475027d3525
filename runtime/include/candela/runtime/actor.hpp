#pragma once
// The base of every actor.
//
//   class Counter : public candela::Actor {
//    public:
//     using Actor::Actor;
//     int increment(int by = 1) {
//       auto n = kv().get<int>("n").value_or(0) + by;
//       kv().put("n", n);
//       return n;
//     }
//     CANDELA_EXPOSE(Counter, increment)
//   };
//
// Guarantees: one instance of an actor at a time, one turn at a time (BindingOptions may let turns
// interleave where they await). What a turn writes is kept if it ends well and undone if it throws;
// its answer leaves when that is durable. Fields are a cache: an idle actor is destroyed and made
// anew at its next call, and so is every actor of a shard whose storage failed. Only what
// CANDELA_EXPOSE lists can be reached from outside.
//
// A method that awaits returns kj::Promise<T> or Co<T>. What goes on after a method's promise has
// resolved belongs to no turn and has no storage.
//
// Threads: an actor lives on its shard's loop.
// Ownership: the runtime makes and destroys actors. An actor that holds kj types needs
// `~Counter() noexcept override {}`.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <kj/async.h>

#include <candela/ocan/expose.hpp>
#include <candela/rpc/kj/co.hpp>
#include <candela/rpc/kj/promise_result.hpp>
#include <candela/runtime/address.hpp>
#include <candela/runtime/kv.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

class ActorScope;  // private: src/actor_scope.hpp

/// What the runtime hands to an actor's constructor; only the runtime can make one.
class ActorContext {
 private:
  friend class Actor;
  friend class ActorScope;
  explicit ActorContext(std::shared_ptr<ActorScope> scope) : scope_(std::move(scope)) {}

  std::shared_ptr<ActorScope> scope_;
};

class Actor {
 public:
  /// Longer delays are cut to it.
  static constexpr std::chrono::hours max_delay{24 * 365};

  explicit Actor(ActorContext context) : scope_(std::move(context.scope_)) {}
  Actor(const Actor&) = delete;
  Actor& operator=(const Actor&) = delete;
  virtual ~Actor() = default;

  /// The first turn of every instance, before any call gets in. What it throws, or its promise is
  /// rejected with, is the answer to the calls that waited; the next call tries again with a new
  /// instance.
  virtual kj::Promise<void> on_start() { return kj::READY_NOW; }

 protected:
  /// The storage, in this turn. Throws NoTurn where there is none: in a constructor, in what goes
  /// on after the turn's end, and, where turns interleave, after an await; take it before.
  Kv kv() const;

  const std::string& binding() const;
  const ActorKey& key() const;
  /// The key's name, or its id as 64 hex digits.
  const std::string& name() const;

  /// Wall time, in milliseconds since 1970.
  std::int64_t now_ms() const;
  /// Resolves after so long, never earlier.
  kj::Promise<void> after(std::chrono::milliseconds delay) const;

  /// `candela.actor.BINDING`
  const Logger& log() const;

 private:
  std::shared_ptr<ActorScope> scope_;
};

}  // namespace candela
