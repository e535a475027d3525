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

namespace candela {

/// The answer to it is 413.
struct BodyTooLarge {
  std::uint64_t limit_bytes = 0;
};

using Body = std::variant<std::string, BodyTooLarge>;

kj::Promise<Body> read_body(kj::AsyncInputStream& stream, std::uint64_t limit_bytes);

}  // namespace candela
