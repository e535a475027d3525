#pragma once

// What every case does before it measures.
//
// Threads: no state. Errors: std::runtime_error for a wrong answer, with the first difference.

#include <stdexcept>
#include <string>

#include <candela/structured_clone/equal.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela::bench {

inline void check_same(Value made, Value wanted) {
  const std::string difference = first_difference(made, wanted);
  if (!difference.empty()) throw std::runtime_error("a wrong answer: " + difference);
}

}  // namespace candela::bench
