#include "kj/guarded_network.hpp"

namespace candela {
namespace {

/// What stands under the guard.
class Connection final : public RefusalObserver {
 public:
  Connection(kj::Own<kj::AsyncIoStream> socket, const GatherLimits& limits)
      : gathered(kj::mv(socket), limits) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() noexcept {}

  void refused(const HttpRefusal&) override {}
  void refused(const WebSocketRefusal&) override {}

  GatheredStream gathered;
};

class GuardedAddress final : public kj::NetworkAddress {
 public:
  GuardedAddress(kj::Own<kj::NetworkAddress> address, kj::Timer& timer,
                 const ConnectionLimits& limits)
      : address_(kj::mv(address)), timer_(timer), limits_(limits) {}
  GuardedAddress(const GuardedAddress&) = delete;
  GuardedAddress& operator=(const GuardedAddress&) = delete;
  ~GuardedAddress() noexcept {}

  kj::Promise<kj::Own<kj::AsyncIoStream>> connect() override {
    // kj may give the address away before the connection stands.
    return address_->connect().then(
        [&timer = timer_, limits = limits_](kj::Own<kj::AsyncIoStream>&& socket) {
          return guarded_connection(kj::mv(socket), GuardedStream::Role::client, timer, limits);
        });
  }
  kj::Own<kj::ConnectionReceiver> listen() override { return address_->listen(); }
  kj::Own<kj::NetworkAddress> clone() override {
    return kj::heap<GuardedAddress>(address_->clone(), timer_, limits_);
  }
  kj::String toString() override { return address_->toString(); }

 private:
  kj::Own<kj::NetworkAddress> address_;
  kj::Timer& timer_;
  const ConnectionLimits limits_;
};

}  // namespace

kj::Own<kj::AsyncIoStream> guarded_connection(kj::Own<kj::AsyncIoStream> socket,
                                              GuardedStream::Role role, kj::Timer& timer,
                                              const ConnectionLimits& limits) {
  auto connection = kj::heap<Connection>(kj::mv(socket), limits.gather);
  auto guarded =
      kj::heap<GuardedStream>(role, connection->gathered, timer, limits.guard, *connection);
  return guarded.attach(kj::mv(connection));
}

kj::Promise<kj::Own<kj::NetworkAddress>> GuardedNetwork::parseAddress(kj::StringPtr address,
                                                                      kj::uint port_hint) {
  return network_.parseAddress(address, port_hint)
      .then([this](kj::Own<kj::NetworkAddress>&& parsed) -> kj::Own<kj::NetworkAddress> {
        return kj::heap<GuardedAddress>(kj::mv(parsed), timer_, limits_);
      });
}

kj::Own<kj::NetworkAddress> GuardedNetwork::getSockaddr(const void* address, kj::uint size) {
  return kj::heap<GuardedAddress>(network_.getSockaddr(address, size), timer_, limits_);
}

kj::Own<kj::Network> GuardedNetwork::restrictPeers(kj::ArrayPtr<const kj::StringPtr> allow,
                                                   kj::ArrayPtr<const kj::StringPtr> deny) {
  auto restricted = network_.restrictPeers(allow, deny);
  auto guarded = kj::heap<GuardedNetwork>(*restricted, timer_, limits_);
  return guarded.attach(kj::mv(restricted));
}

}  // namespace candela
