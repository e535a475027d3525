#pragma once
// The conversations: what was said to the original server over WebSockets, said again.
#include <cstddef>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

#include "report.hpp"
#include "socket.hpp"

namespace candela::conformance {

/// What a whole run passes, both formats. Raise it with the recordings.
inline constexpr std::size_t least_conversation_cases = 11;

/// One case for each conversation, frame by frame.
void check_conversations(Value recordings, Format format, const Endpoint& server, Report& report);

}  // namespace candela::conformance
