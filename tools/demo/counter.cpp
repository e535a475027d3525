#include "counter.hpp"

#include <cmath>

namespace candela::demo {
namespace {

constexpr double largest_exact = 9'007'199'254'740'991;

bool is_exact(double number) {
  return std::trunc(number) == number && std::abs(number) <= largest_exact;
}

}  // namespace

double Counter::increment(double by) {
  if (!is_exact(by)) throw Error("RangeError", "increment wants a whole number");
  const double count = value() + by;
  if (!is_exact(count)) throw Error("RangeError", "the count would be too large");
  kv().put("n", count);
  return count;
}

double Counter::value() {
  return kv().get<double>("n").value_or(0);
}

}  // namespace candela::demo
