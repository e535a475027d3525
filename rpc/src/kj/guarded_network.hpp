#pragma once
// GuardedNetwork: connections to servers that are not trusted, each behind a GuardedStream.
//
// kj's HTTP client opens its connections itself: this is how a guard comes between.
//
// One loop, one thread.
// Ownership: the network and the timer outlive it, its addresses and its connections.

#include <kj/async-io.h>
#include <kj/timer.h>

#include "kj/gathered_stream.hpp"
#include "kj/guarded_stream.hpp"

namespace candela {

struct ConnectionLimits {
  GuardLimits guard;
  GatherLimits gather;
};

/// A refusal is reported to nobody else than the reader.
kj::Own<kj::AsyncIoStream> guarded_connection(kj::Own<kj::AsyncIoStream> socket,
                                              GuardedStream::Role role, kj::Timer& timer,
                                              const ConnectionLimits& limits);

class GuardedNetwork final : public kj::Network {
 public:
  GuardedNetwork(kj::Network& network, kj::Timer& timer, const ConnectionLimits& limits)
      : network_(network), timer_(timer), limits_(limits) {}
  GuardedNetwork(const GuardedNetwork&) = delete;
  GuardedNetwork& operator=(const GuardedNetwork&) = delete;
  ~GuardedNetwork() noexcept {}

  kj::Promise<kj::Own<kj::NetworkAddress>> parseAddress(kj::StringPtr address,
                                                        kj::uint port_hint) override;
  kj::Own<kj::NetworkAddress> getSockaddr(const void* address, kj::uint size) override;
  kj::Own<kj::Network> restrictPeers(kj::ArrayPtr<const kj::StringPtr> allow,
                                     kj::ArrayPtr<const kj::StringPtr> deny) override;

 private:
  kj::Network& network_;
  kj::Timer& timer_;
  const ConnectionLimits limits_;
};

}  // namespace candela
