#pragma once
// The committed recordings: JSON files, each one list of cases.
#include <filesystem>
#include <string>
#include <string_view>

#include <candela/structured_clone/document.hpp>

namespace candela::conformance {

/// Throws std::runtime_error with the file's name where it is missing, is no JSON, or no list.
Document read_recordings(const std::filesystem::path& file);

/// The text of a property; empty where there is none.
std::string_view text_of(Value object, std::string_view key);

}  // namespace candela::conformance
