#pragma once
// Where we mean to differ from JavaScript: each with a predicate as narrow as it can be.
// ocan/README.md lists them. Stateless.
#include <string>
#include <string_view>

#include "calls.hpp"

namespace candela::conformance {

/// What was thrown; both empty where nothing was.
struct BuiltinRefusal {
  std::string name;
  std::string message;
};

/// The name of the difference that explains two different answers; empty where none does.
std::string_view known_difference(const BuiltinTry& tried, const BuiltinRefusal& ours,
                                  const BuiltinRefusal& theirs);

/// Whether it is newer than node 18, so that a node may lack it.
bool may_be_absent(std::string_view name);

}  // namespace candela::conformance
