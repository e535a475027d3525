#include "contender.hpp"

#include <algorithm>
#include <utility>

namespace candela::bench {

Contender in_process(std::string name, Operation operation) {
  auto measure = [operation](Milliseconds duration) {
    return nanoseconds_each(operation, duration);
  };
  return {std::move(name), measure, operation};
}

Contender in_process_after(std::string name, Operation preparation, Operation both) {
  auto measure = [preparation, both](Milliseconds duration) {
    const double with = nanoseconds_each(both, duration);
    const double without = nanoseconds_each(preparation, duration / 4);
    return std::max(with - without, 0.0);
  };
  return {std::move(name), measure, both};
}

Contender missing(std::string name, std::string why) {
  return {std::move(name), nullptr, nullptr, std::move(why)};
}

}  // namespace candela::bench
