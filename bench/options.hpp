#pragma once

// The command line of candela-bench.
//
// Threads: no state.
// Errors: std::invalid_argument, with a text for who typed it.

#include <optional>
#include <regex>
#include <span>
#include <string>
#include <string_view>

#include "rounds.hpp"

namespace candela::bench {

struct Options {
  std::optional<std::regex> filter;  ///< On "input/operation", or all of the group's word.
  std::optional<std::string> json;   ///< The file to be written.
  Rounds rounds;
  bool help = false;
  bool list = false;
};

inline constexpr int most_rounds = 1000;
inline constexpr int longest_turn_ms = 60'000;

std::string_view usage() noexcept;
/// `words` without the program's name.
Options parse_options(std::span<const char* const> words);
/// Whether the case is to be measured.
bool wanted(const Options& options, const CasePlan& plan);

}  // namespace candela::bench
