#pragma once
// A binding: a name in URLs and addresses, and the C++ type that answers behind it.
//
//   candela::binding<Counter>("COUNTER")
//   candela::binding<Room>("ROOM", {.turns = candela::TurnOrder::interleaved})
//
// Threads: plain values.
// Limits: BindingOptions, for each actor of the binding.

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <candela/ocan/expose.hpp>
#include <candela/runtime/actor.hpp>
#include <candela/runtime/store.hpp>

namespace candela {

enum class TurnOrder : std::uint8_t {
  one_at_a_time,  ///< The next event waits until the turn has ended, whatever the turn waits for.
  interleaved,    ///< While a turn awaits, others may start or go on. Each keeps its own writes.
};

struct BindingOptions {
  Durability durability = Durability::strict;
  TurnOrder turns = TurnOrder::one_at_a_time;
  /// Events of one actor that wait for their turn; past it a call is answered ActorOverloaded.
  std::size_t max_waiting = 1'000;
  /// Events of one actor that have begun, where turns interleave; further ones wait.
  std::size_t max_interleaved = 100;
  /// Of one event, from its start to its end; past it the step that is awaited fails.
  std::chrono::milliseconds event_timeout{60'000};
  /// Of on_start.
  std::chrono::milliseconds start_timeout{30'000};
};

/// An actor, and what of it can be reached from outside.
struct ActorInstance {
  std::shared_ptr<Actor> actor;
  Target target;
};

struct Binding {
  std::string name;
  BindingOptions options;
  std::function<ActorInstance(ActorContext)> make;
};

template <std::derived_from<Actor> T>
Binding binding(std::string name, BindingOptions options = {}) {
  static_assert(Exposed<T>, "candela: this actor has no CANDELA_EXPOSE list");
  return {std::move(name), options, [](ActorContext context) -> ActorInstance {
            auto actor = std::make_shared<T>(std::move(context));
            if constexpr (Exposed<T>) {
              return {actor, target(actor)};
            } else {
              return {};
            }
          }};
}

}  // namespace candela
