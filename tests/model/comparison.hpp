#pragma once
// Random cases through both, and what of ocan they reached.
#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter.hpp"

namespace candela::model {

inline constexpr std::uint64_t long_cases = 3'000'000;
inline constexpr std::uint64_t long_seed = 1'000'001;

struct Arguments {
  std::uint64_t cases = 8000;
  std::uint64_t seed = 1;
  std::string recorded = {};  ///< The folder of the recordings; else random cases.
  Mistake mistake = Mistake::none;
};

bool read_mistake(std::string_view name, Mistake& mistake);

/// Whether all cases gave the same; with a mistake, whether that was noticed. Says so on stdout.
bool compare_cases(const Arguments& arguments);

}  // namespace candela::model
