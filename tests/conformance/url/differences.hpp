#pragma once
// Where node 20 is behind the URL standard, and where we mean to differ: each with a predicate as
// narrow as it can be. request_sync/README.md lists them. Stateless.
#include <string>
#include <string_view>

#include "inputs.hpp"

namespace candela::conformance {

/// As url.mjs writes them.
struct UrlAnswers {
  std::string ours;
  std::string reason;  ///< Why we refuse it; empty where we do not.
  std::string theirs;
};

/// The name of the difference that explains two different answers; empty where none does.
std::string_view known_difference(const UrlInput& input, const UrlAnswers& answers);

}  // namespace candela::conformance
