#pragma once
// HttpServer: kj's HTTP server behind guards, with limits, back-pressure and an orderly end.
//
//   candela::HttpServer server(timer, header_table, service, limits, observer);
//   unsigned port = server.listen(network, "127.0.0.1:0").wait(scope);
//   …
//   server.drain().wait(scope);
//
// Every connection is read through a guard that refuses what kj 0.9.2 wrongly accepts (smuggled and
// negative lengths, broken chunks, broken frames) and written through a stream that gathers the
// small writes of one turn. No client can make it hold more than ServerLimits says, and none gets
// the text of an exception: the observer does.
//
// One loop, one thread.
// Ownership: timer, header table, service and observer outlive the server; destroying it closes
// every connection at once. A service that accepts a WebSocket must destroy it before its promise
// resolves (kj aborts otherwise).

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <kj/timer.h>

namespace candela {

struct ServerLimits {
  std::size_t connections = 10'000;            // past it: new ones wait in the kernel's queue
  std::size_t request_line_bytes = 8 * 1024;   // past it: 414
  std::size_t header_bytes = 16 * 1024;        // past it: 431
  std::size_t header_count = 100;              // past it: 431
  std::uint64_t body_bytes = 8 * 1024 * 1024;  // past it: 413
  std::uint64_t websocket_message_bytes = 1024 * 1024;  // past it: 1009
  std::size_t websocket_fragments = 1024;               // past it: 1009
  std::size_t unsent_bytes = 256 * 1024;                // past it: whoever writes waits

  kj::Duration header_timeout = 15 * kj::SECONDS;  // for the head of a request
  kj::Duration body_timeout = 30 * kj::SECONDS;    // for its body: 408
  kj::Duration idle_timeout = 60 * kj::SECONDS;    // between requests
  kj::Duration send_timeout = 60 * kj::SECONDS;    // for a reader that blocks a write
  kj::Duration linger_timeout = 2 * kj::SECONDS;   // for a refused client to read why
};

/// What the server does not tell its clients. Called on the server's loop; must not throw.
class ServerObserver {
 public:
  virtual void request_refused(unsigned /*status*/, std::string_view /*reason*/) {}
  virtual void frames_refused(std::uint16_t /*code*/, std::string_view /*reason*/) {}
  /// The service's promise was rejected; its client got 500, 501 or 503, if an answer was possible.
  virtual void service_failed(const kj::Exception& /*exception*/) {}
  virtual void connection_failed(const kj::Exception& /*exception*/) {}
  /// Accepting goes on after a pause.
  virtual void accept_failed(const kj::Exception& /*exception*/) {}

 protected:
  ~ServerObserver() = default;
};

class HttpServer final : private kj::TaskSet::ErrorHandler, private kj::HttpServerErrorHandler {
 public:
  HttpServer(kj::Timer& timer, const kj::HttpHeaderTable& header_table, kj::HttpService& service,
             const ServerLimits& limits, ServerObserver& observer);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer() noexcept(false);

  /// Listens on "host:port", on a free port for 0, and gives the port. Rejected when it cannot.
  kj::Promise<unsigned> listen(kj::Network& network, kj::StringPtr address);
  /// Accepts from a listener that was made elsewhere, as one with SO_REUSEPORT for each shard.
  void serve(kj::Own<kj::ConnectionReceiver> listener);
  void serve_connection(kj::Own<kj::AsyncIoStream> connection);

  /// Stops listening, finishes the requests that have begun, closes what is idle. Done when no
  /// connection is left; an open WebSocket is the service's to close. Call it once.
  kj::Promise<void> drain();

  std::size_t connections() const { return connection_count_; }

 private:
  class Connection;

  kj::Promise<void> accept_from(kj::ConnectionReceiver& listener);
  kj::Promise<void> when_below_limit();
  void connection_ended();

  void taskFailed(kj::Exception&& exception) override;
  kj::Promise<void> handleClientProtocolError(kj::HttpHeaders::ProtocolError error,
                                              kj::HttpService::Response& response) override;
  kj::Promise<void> handleApplicationError(kj::Exception exception,
                                           kj::Maybe<kj::HttpService::Response&> response) override;
  kj::Promise<void> handleNoResponse(kj::HttpService::Response& response) override;
  kj::Promise<void> answer(kj::HttpService::Response& response, unsigned status,
                           kj::StringPtr text);

  kj::Timer& timer_;
  const kj::HttpHeaderTable& header_table_;
  const ServerLimits limits_;
  ServerObserver& observer_;
  kj::HttpServer http_;
  std::size_t connection_count_ = 0;
  bool draining_ = false;
  std::vector<kj::Own<kj::PromiseFulfiller<void>>> waiting_to_accept_;
  kj::TaskSet connections_;
  std::vector<kj::Promise<void>> listeners_;
};

}  // namespace candela
