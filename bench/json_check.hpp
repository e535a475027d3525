#pragma once

// Whether a peer's JSON says what it should. Peers order keys and write numbers as they like, so
// texts are compared as values.
//
// Threads: no state. Depth is bounded by the codec's limits, not by the stack.

#include <string_view>

namespace candela::bench {

/// Throws std::runtime_error where the texts are not the same value. Numbers may differ past their
/// 15th digit: RapidJSON reads some with an error in the last bits unless it is told otherwise.
void check_same_json(std::string_view written, std::string_view wanted);

}  // namespace candela::bench
