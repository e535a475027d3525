#pragma once
// read_body: a whole body in memory, and never more of it than the caller allows.
//
// Memory grows with what arrived, not with what was announced. An announced length past the limit
// is refused before a byte is read. The promise is rejected when the peer goes away before the end.
// Requires: the stream outlives the promise.

#include <cstdint>
#include <string>
#include <variant>

#include <kj/async-io.h>

#include <candela/rpc/in_flight.hpp>

namespace candela {

/// The answer to it is 413.
struct BodyTooLarge {
  std::uint64_t limit_bytes = 0;
};

/// Others use up what may be in flight; the answer to it is 503.
struct NoRoomForBody {};

using ReadBody = std::variant<std::string, BodyTooLarge, NoRoomForBody>;

/// `counted`, if there is one, holds what has arrived, and outlives the promise.
kj::Promise<ReadBody> read_body(kj::AsyncInputStream& stream, std::uint64_t limit_bytes,
                                InFlight::Share* counted = nullptr);

}  // namespace candela
