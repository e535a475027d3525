#pragma once
// A run over seeds, of which a hundred make one case. Stateless.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "report.hpp"

namespace candela::conformance {

struct Seeds {
  std::uint32_t first = 1;
  std::uint32_t count = 2000;
};

/// So many seeds make one case.
inline constexpr std::uint32_t seeds_per_case = 100;
/// A run of so many graphs must meet every kind, and every way of sharing.
inline constexpr std::uint32_t seeds_for_every_kind = 2000;

constexpr std::size_t seed_cases(Seeds seeds) {
  return (seeds.count + seeds_per_case - 1) / seeds_per_case;
}
/// Those of the graphs of the seeds, and the one that every kind was met.
constexpr std::size_t graph_cases(Seeds seeds) {
  return seed_cases(seeds) + (seeds.count >= seeds_for_every_kind ? 1 : 0);
}

/// Cases `WHAT of the seeds A to B`. `check` gives what is wrong with one seed.
void check_seeds(std::string_view what, Seeds seeds,
                 const std::function<std::string(std::uint32_t seed)>& check, Report& report);

}  // namespace candela::conformance
