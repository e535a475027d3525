#pragma once
// The list of built-ins in ocan/README.md, held against the table. Stateless.
#include <string>
#include <vector>

namespace candela::conformance {

/// One line for each kind whose row is not what the table says. Throws std::runtime_error where the
/// file cannot be read.
std::vector<std::string> wrong_readme_rows(const std::string& readme);

}  // namespace candela::conformance
