#pragma once
// What the demo shows: calls of the C++ client, and the bytes that they are on the wire.
#include <iosfwd>
#include <string>

#include <kj/async-io.h>

namespace candela::demo {

/// Calls a server at `url`, whose paths begin with `prefix`, and prints each chain, its bytes and its answer. Rejected where an
/// answer is wrong or there is none. Requires: loop, stream and `io` outlive the promise.
kj::Promise<void> make_calls(kj::AsyncIoContext& io, std::string url, std::string prefix,
                             std::ostream& out);

}  // namespace candela::demo
