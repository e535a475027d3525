#pragma once
// The exchanges: HTTP requests that were sent to the original server, sent again.
#include <cstddef>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

#include "http_client.hpp"
#include "report.hpp"

namespace candela::conformance {

/// What a whole run passes, both formats. Raise it with the recordings.
inline constexpr std::size_t least_exchange_cases = 116;

/// One case for each recorded conversation: all of its exchanges, in order.
void check_exchanges(Value recordings, Format format, const Endpoint& server, Report& report);

/// Chains of 1, 12 and 25 calls run their first call once.
void check_call_counts(Format format, const Endpoint& server, Report& report);

}  // namespace candela::conformance
