#include <candela/runtime.hpp>

class Counter : public candela::Actor {
 public:
  using Actor::Actor;
  int increment(int by = 1) {
    const int n = kv().get<int>("n").value_or(0) + by;
    kv().put("n", n);
    return n;
  }
  CANDELA_EXPOSE(Counter, increment)
};

int main(int argc, char** argv) {
  return argc > 1 ? candela::serve(argc, argv, candela::binding<Counter>("COUNTER")) : 0;
}
