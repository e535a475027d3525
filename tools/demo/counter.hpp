#pragma once
// COUNTER: a number that is kept.
// Threads and ownership: an actor's.
#include <candela/ocan/expose.hpp>
#include <candela/runtime/actor.hpp>

namespace candela::demo {

class Counter : public Actor {
 public:
  using Actor::Actor;

  double increment(double by = 1);
  double value();

 private:
  CANDELA_EXPOSE(Counter, increment, value)
};

}  // namespace candela::demo
