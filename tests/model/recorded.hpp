#pragma once
// The recorded exchanges through both.
#include <filesystem>

#include "interpreter.hpp"

namespace candela::model {

/// Whether every exchange that can run gave the recorded answer, and as many ran as there are; with
/// a mistake, whether that was noticed.
bool compare_recorded(const std::filesystem::path& folder, Mistake mistake);

}  // namespace candela::model
