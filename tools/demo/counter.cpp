#include "counter.hpp"

namespace candela::demo {

double Counter::increment(double by) {
  const double count = value() + by;
  kv().put("n", count);
  return count;
}

double Counter::value() {
  return kv().get<double>("n").value_or(0);
}

}  // namespace candela::demo
