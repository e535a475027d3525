#include "seeds.hpp"

#include <algorithm>

#include <candela/structured_clone/error.hpp>

namespace candela::conformance {
namespace {

/// The first seed that fails, and how many do.
std::string first_failure(Seeds seeds,
                          const std::function<std::string(std::uint32_t seed)>& check) {
  std::string first;
  std::size_t failed = 0;
  for (std::uint32_t seed = seeds.first; seed < seeds.first + seeds.count; ++seed) {
    std::string wrong;
    try {
      wrong = check(seed);
    } catch (const CloneError& error) {
      wrong = error.what();
    }
    if (wrong.empty()) continue;
    if (++failed == 1) first = "seed " + std::to_string(seed) + ": " + wrong;
  }
  if (failed > 1) first.append("\n      and " + std::to_string(failed - 1) + " more seeds");
  return first;
}

}  // namespace

void check_seeds(std::string_view what, Seeds seeds,
                 const std::function<std::string(std::uint32_t seed)>& check, Report& report) {
  for (std::uint32_t done = 0; done < seeds.count; done += seeds_per_case) {
    const Seeds some{seeds.first + done, std::min(seeds_per_case, seeds.count - done)};
    const std::string name = std::string(what) + " of the seeds " + std::to_string(some.first) +
                             " to " + std::to_string(some.first + some.count - 1);
    report.check(name, [&] { return first_failure(some, check); });
  }
}

}  // namespace candela::conformance
