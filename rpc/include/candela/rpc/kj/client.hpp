#pragma once
// The client: actors on a server, over HTTP or WebSocket.
//
//   auto client = candela::connect("ws://localhost:8787", io);
//   auto alice = client.actor<Counter>("COUNTER", "alice");
//   kj::Promise<int> n = alice.call<&Counter::increment>(5);
//
// Guarantees: the calls that are made on one instance in one turn of the loop leave as one batch,
// in their order, and share what they nest. http: posts each batch; ws: keeps one WebSocket for
// each instance, opened by the first call and again by the first one after a loss. A lost
// connection fails the calls that wait with Disconnected; nothing is ever sent twice.
// Ownership: the loop and `io` outlive the client, its Remotes and their promises; connections live
// as long as one of these.
// Threads: one loop.
// Limits: ConnectOptions.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <kj/async-io.h>

#include <candela/ocan/typed.hpp>
#include <candela/rpc/kj/http_client.hpp>
#include <candela/rpc/kj/remote.hpp>
#include <candela/rpc/kj/websocket.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

/// One message as it is on the wire.
struct Frame {
  enum class Direction : std::uint8_t { sent, received };
  Direction direction;
  std::string_view url;
  std::string_view bytes;
};
/// Sees every message. Must not throw, nor destroy the client.
using FrameHook = std::function<void(const Frame&)>;

struct ClientCounters {
  std::uint64_t calls = 0;
  std::uint64_t round_trips = 0;  ///< Batches that were sent.
  std::uint64_t bytes_sent = 0;
  std::uint64_t bytes_received = 0;
};

struct ConnectOptions {
  std::string prefix = "__rpc";
  Format format = Format::nested;
  std::span<const HostType> hosts = {};
  FrameHook trace = nullptr;
  std::size_t batch_calls = 1'000;  ///< More calls of one turn leave as several batches.
  ClientLimits limits = {};
  WebSocketLimits websocket = {.message_bytes = 16 * 1024 * 1024, .queue_bytes = 64 * 1024 * 1024};
  Limits decoding = server_limits();   ///< Of what the server sends.
  kj::Network* tls_network = nullptr;  ///< Without it https: and wss: are refused.
};

class Client {
 public:
  /// `url`: scheme (http, https, ws, wss), host, and a path where the server is mounted below one.
  /// Throws std::invalid_argument for any other.
  Client(const ClientWorld& world, std::string_view url, ConnectOptions options = {});
  /// With the clock and the network of `io`, and the system's random numbers.
  Client(kj::AsyncIoContext& io, std::string_view url, ConnectOptions options = {});

  template <Exposed T>
  Remote<T> actor(std::string_view binding, std::string_view instance) {
    return Remote<T>(open(binding, instance));
  }
  /// By name.
  Remote<Value> actor(std::string_view binding, std::string_view instance) {
    return Remote<Value>(open(binding, instance));
  }

  /// A chain as it is: parsed from text, or stored.
  kj::Promise<Answer> send(std::string_view binding, std::string_view instance,
                           const Chain& chain) {
    return open(binding, instance)->send(chain);
  }

  const ClientCounters& counters() const noexcept;

  /// Closes the WebSockets (1000), which fails the calls that wait on them, and waits for the
  /// posts. Done when no connection is in use; one call at a time.
  kj::Promise<void> close();

 private:
  std::shared_ptr<RemoteInstance> open(std::string_view binding, std::string_view instance);

  class Core;
  std::shared_ptr<Core> core_;
};

/// Throws std::invalid_argument for what is no URL of a server.
inline Client connect(std::string_view url, kj::AsyncIoContext& io, ConnectOptions options = {}) {
  return Client(io, url, std::move(options));
}

}  // namespace candela
