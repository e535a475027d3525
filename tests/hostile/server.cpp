// What the hostile requests are sent to: an actor that answers, and that counts the calls which no
// hostile request may bring about.
#include <candela/runtime/serve.hpp>

namespace {

class Probe : public candela::Actor {
 public:
  using Actor::Actor;

  double add(double left, double right) const { return left + right; }
  candela::Value echo(candela::Value value) const { return value; }
  /// Exposed, and named by requests that must be refused before anything of them runs.
  void touch() { kv().put("touched", touched() + 1); }
  int touched() const { return kv().get<int>("touched").value_or(0); }
  /// Not exposed.
  void secret() { touch(); }
  int storage() { return touched(); }

  CANDELA_EXPOSE(Probe, add, echo, touch, touched)
};

}  // namespace

int main(int argc, char** argv) {
  return candela::serve(argc, argv, candela::binding<Probe>("PROBE"));
}
