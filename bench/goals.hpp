#pragma once

// What the project wants to reach, as data: one row a goal.
//
// Threads: constant data.

#include <cstdint>
#include <span>
#include <string_view>

namespace candela::bench {

enum class Bound : std::uint8_t {
  ratio,        ///< The peer takes at least `value` times as long as we do.
  stretch,      ///< The same; nice to have.
  nanoseconds,  ///< Ours takes at most `value`, whatever the peers do.
  passes,       ///< Ours can do it; `value` says nothing.
};

struct Goal {
  std::string_view number;  ///< "6", "R1": how people speak of it.
  std::string_view input;
  std::string_view operation;
  std::string_view peer;  ///< Empty for an absolute bound.
  Bound bound = Bound::ratio;
  double value = 0;
};

std::span<const Goal> goals();

}  // namespace candela::bench
