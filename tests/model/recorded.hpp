#pragma once
// The recorded exchanges through both.
#include <filesystem>

namespace candela::model {

/// Whether every exchange that can run gave the recorded answer, and as many ran as there are.
bool compare_recorded(const std::filesystem::path& folder);

}  // namespace candela::model
