#pragma once
// COUNTER: a whole number that is kept.
// Limits: what a JavaScript number holds exactly, so from -(2^53 - 1) to 2^53 - 1.
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
