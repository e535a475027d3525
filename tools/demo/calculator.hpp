#pragma once
// CALC: sums, as nested calls and as chained ones. Keeps nothing.
// Threads and ownership: an actor's.
#include <memory>

#include <candela/ocan/expose.hpp>
#include <candela/runtime/actor.hpp>

namespace candela::demo {

/// A number to go on with: each step gives the next one.
class Calculation {
 public:
  explicit Calculation(double value) : value_(value) {}

  std::shared_ptr<Calculation> plus(double number) const { return next(value_ + number); }
  std::shared_ptr<Calculation> times(double number) const { return next(value_ * number); }
  double value() const { return value_; }

 private:
  static std::shared_ptr<Calculation> next(double value) {
    return std::make_shared<Calculation>(value);
  }

  double value_;

  CANDELA_EXPOSE(Calculation, plus, times, value)
};

class Calculator : public Actor {
 public:
  using Actor::Actor;

  double add(double a, double b) { return a + b; }
  double multiply(double a, double b) { return a * b; }
  std::shared_ptr<Calculation> start(double number) {
    return std::make_shared<Calculation>(number);
  }

 private:
  CANDELA_EXPOSE(Calculator, add, multiply, start)
};

}  // namespace candela::demo
