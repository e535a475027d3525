#pragma once
// RpcService: calls over HTTP and WebSocket, as a kj::HttpService for any server.
//
//   ObjectHost host(timer);                             // or the actor runtime
//   host.add("CALC", [&calc](std::string_view) { return target(calc); });
//   RpcService service(timer, header_table, host);
//   HttpServer server(timer, header_table, service, limits, observer);
//
// `POST {prefix}/{binding}/{instance}/call` is a call, an upgrade on any path under the prefix a
// WebSocket, everything else the fallback's, or 404.
//
// Guarantees: every request and every message gets an answer, also what cannot be decoded. On a
// WebSocket the answers come in the order of the messages, while up to `calls_in_flight` of them
// run side by side; past it, and while the peer does not read, nothing more is read, and what waits
// has limits in bytes. What all requests and answers hold in memory has a limit too
// (`in_flight_bytes`): past it the next message waits, and the next request, for a while. When the peer goes away its calls are dropped. What went wrong inside (a
// rejected call) is logged, not told: the peer reads "Internal error".
// Ownership: timer, table, calls and fallback outlive the service; the server ends before it.
// Threads: one loop.
// Limits: RpcServiceOptions.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kj/compat/http.h>
#include <kj/timer.h>

#include <candela/rpc/call_service.hpp>
#include <candela/rpc/in_flight.hpp>
#include <candela/rpc/kj/websocket.hpp>
#include <candela/rpc/route.hpp>
#include <candela/rpc/session.hpp>
#include <candela/structured_clone/log.hpp>

namespace candela {

class RpcSocket;

struct RpcServiceOptions {
  SessionOptions session = {};
  std::uint64_t body_bytes = 8 * 1024 * 1024;  ///< Past it: 413.
  /// Half of `queue_bytes` must hold the longest answer.
  WebSocketLimits websocket = {.queue_bytes = 40 * 1024 * 1024};
  std::size_t calls_in_flight = 256;  ///< Of one WebSocket, at least 1; past it: the next waits.
  /// Of the messages of these calls; at it: the next message waits.
  std::size_t request_bytes_in_flight = std::size_t{8} << 20;
  /// Of one WebSocket's answers that wait to be queued. From half of it on the next message waits.
  /// Past it a further answer is an error for each item, in `session.failure_bytes` more; past these
  /// the socket closes with 1013.
  std::size_t waiting_answer_bytes = std::size_t{32} << 20;
  /// Of all requests taken in, documents in execution and answers not yet written. While it is used
  /// up, a WebSocket's next message waits, a body that is being read is answered 503, and
  std::size_t in_flight_bytes = std::size_t{256} << 20;
  /// so many further requests wait
  std::size_t waiting_requests = 1'000;
  /// so long, each; past either: 503.
  kj::Duration waiting_time = 10 * kj::SECONDS;
  kj::HttpService* fallback = nullptr;
  Logger log = {};
};

class RpcService final : public kj::HttpService {
 public:
  RpcService(kj::Timer& timer, const kj::HttpHeaderTable& header_table, CallService& calls,
             RpcServiceOptions options = {});
  RpcService(const RpcService&) = delete;
  RpcService& operator=(const RpcService&) = delete;
  ~RpcService() noexcept;

  kj::Promise<void> request(kj::HttpMethod method, kj::StringPtr url,
                            const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                            Response& response) override;

  /// Ends all WebSockets, and those that come: none takes another call, each closes with this code
  /// when its calls are answered. For before HttpServer::drain.
  void close_websockets(std::uint16_t code, std::string_view reason);
  std::size_t websockets() const noexcept { return sockets_.size(); }
  std::size_t bytes_in_flight() const noexcept { return in_flight_->used(); }

 private:
  struct Closing {
    std::uint16_t code;
    std::string reason;
  };

  using Share = std::shared_ptr<InFlight::Share>;
  enum class Admission : std::uint8_t { given, refused };

  kj::Promise<void> call(Route route, kj::AsyncInputStream& body, Response& response);
  kj::Promise<Admission> admit();
  kj::Promise<Admission> admit_when_room();
  kj::Promise<void> read(Route route, kj::AsyncInputStream& body, Share share, Response& response);
  kj::Promise<void> run(Route route, std::string bytes, Share share, Response& response);
  kj::Promise<void> send_reply(Reply reply, Share share, Response& response);
  kj::Promise<void> send_overloaded(Response& response);
  kj::Promise<void> upgrade(Route route, const kj::HttpHeaders& headers, Response& response);
  kj::Promise<void> refuse(const RouteRefusal& refusal, Response& response);
  kj::Promise<void> send(unsigned status, kj::StringPtr content_type, std::string text,
                         Response& response);
  kj::Timer& timer_;
  const kj::HttpHeaderTable& header_table_;
  CallService& calls_;
  const RpcServiceOptions options_;
  const Session http_session_;
  const Session socket_session_;
  const std::shared_ptr<InFlight> in_flight_;
  std::size_t waiting_requests_ = 0;
  std::optional<Closing> closing_;
  std::vector<RpcSocket*> sockets_;  // those that are open
};

}  // namespace candela
