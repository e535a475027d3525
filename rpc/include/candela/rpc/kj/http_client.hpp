#pragma once
// HttpClient: posts over kept connections, and opens WebSockets, to servers that are not trusted.
//
// An answer is read whole and never past `answer_bytes`; it has `answer_timeout`. The answers and
// frames of a server are guarded like the requests and frames of a client: an answer that can be
// read in two ways is none, and what a server sends unasked ends the connection. A rejected promise says that there was no answer (no
// connection, out of time, too large, not HTTP); every answer, whatever its status, is a value. A
// post is never repeated: whether it was executed is then unknown.
//
// One loop, one thread.
// Ownership: everything given by reference outlives the client; the promises do not outlive it, an
// opened WebSocket may.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <kj/timer.h>

#include <candela/request_sync/request_sync.hpp>
#include <candela/request_sync/response_sync.hpp>

namespace candela {

struct ClientLimits {
  std::uint64_t answer_bytes = 64 * 1024 * 1024;
  std::uint64_t websocket_message_bytes = 16 * 1024 * 1024;  // past it: 1009
  std::size_t websocket_fragments = 1024;                    // past it: 1009
  std::size_t unsent_bytes = 256 * 1024;  // of a WebSocket; past it: whoever sends waits

  kj::Duration connect_timeout = 10 * kj::SECONDS;  // of a WebSocket, the handshake included
  kj::Duration answer_timeout = 60 * kj::SECONDS;
  kj::Duration idle_timeout = 30 * kj::SECONDS;  // how long an unused connection is kept
};

struct HttpAnswer {
  unsigned status = 0;
  std::string content_type;  // empty when the server names none
  std::string body;
};

struct OpenWebSocket {
  kj::Own<kj::WebSocket> socket;
  std::string protocol;  // the one that the server chose, empty when it chose none
};
/// A server that does not upgrade answers instead.
using WebSocketOpening = std::variant<OpenWebSocket, HttpAnswer>;

/// The world outside: how to reach it, plainly and by TLS, and where masks come from.
struct ClientWorld {
  kj::Timer& timer;
  kj::Network& network;
  kj::Network* tls_network = nullptr;  // without it https: and wss: are refused
  kj::EntropySource& entropy;
};

class HttpClient {
 public:
  HttpClient(const ClientWorld& world, const ClientLimits& limits);
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  ~HttpClient() noexcept;

  kj::Promise<HttpAnswer> post(std::string_view url, std::string_view content_type,
                               std::string body);

  /// As http_values.hpp says: any method that kj has, the whole answer, redirects not followed.
  kj::Promise<ResponseSync> fetch(const RequestSync& request);

  /// ws:, wss:, http: or https:. Protocols are offered in the order given.
  kj::Promise<WebSocketOpening> open_websocket(std::string_view url,
                                               const std::vector<std::string>& protocols);

 private:
  struct Headers;
  struct Networks;
  class Channel;

  kj::Promise<HttpAnswer> read_answer(unsigned status, const kj::HttpHeaders& headers,
                                      kj::Own<kj::AsyncInputStream> body);
  kj::Promise<WebSocketOpening> opened(kj::HttpClient::WebSocketResponse response,
                                       kj::Own<Channel> channel,
                                       const std::vector<std::string>& protocols);

  const ClientWorld world_;
  const ClientLimits limits_;
  kj::Own<Headers> headers_;
  kj::Own<Networks> networks_;
  kj::Own<kj::HttpClient> http_;
};

}  // namespace candela
