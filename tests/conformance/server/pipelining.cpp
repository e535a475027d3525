// PIPELINING_DO: a count, so that it shows how often a call ran.
#include <candela/ocan/expose.hpp>
#include <candela/runtime/actor.hpp>

#include "bindings.hpp"

namespace candela::conformance {
namespace {

class PipeliningDO : public Actor {
 public:
  using Actor::Actor;

  double increment(double by = 1) {
    const double count = kv().get<double>("count").value_or(0) + by;
    kv().put("count", count);
    return count;
  }

 private:
  CANDELA_EXPOSE(PipeliningDO, increment)
};

}  // namespace

Binding pipelining_binding() {
  return binding<PipeliningDO>("PIPELINING_DO");
}

}  // namespace candela::conformance
