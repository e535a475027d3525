#include <candela/rpc/kj/http_server.hpp>

#include <utility>

#include <kj/debug.h>

#include "kj/gathered_stream.hpp"
#include "kj/guarded_stream.hpp"
#include "kj/kj_compat.hpp"

namespace candela {
namespace {

/// When accepting fails, as without free descriptors, trying again at once would only burn time.
constexpr kj::Duration accept_pause = 100 * kj::MILLISECONDS;

GuardLimits guard_limits(const ServerLimits& limits) {
  GuardLimits guard;
  guard.http.request_line_bytes = limits.request_line_bytes;
  guard.http.header_bytes = limits.header_bytes;
  guard.http.header_count = limits.header_count;
  guard.http.body_bytes = limits.body_bytes;
  guard.websocket.message_bytes = limits.websocket_message_bytes;
  guard.websocket.fragments = limits.websocket_fragments;
  guard.body_timeout = limits.body_timeout;
  guard.send_timeout = limits.send_timeout;
  guard.linger_timeout = limits.linger_timeout;
  return guard;
}

GatherLimits gather_limits(const ServerLimits& limits) {
  GatherLimits gather;
  gather.gather_bytes = limits.unsent_bytes;
  return gather;
}

kj::HttpServerSettings settings(const ServerLimits& limits, kj::HttpServerErrorHandler& errors) {
  kj::HttpServerSettings result;
  result.headerTimeout = limits.header_timeout;
  result.pipelineTimeout = limits.idle_timeout;
  result.errorHandler = errors;
  return result;
}

}  // namespace

/// One accepted socket: kj reads and writes through the guard, the guard through the gathering.
class HttpServer::Connection final : private RefusalObserver {
 public:
  Connection(HttpServer& server, kj::Own<kj::AsyncIoStream> socket)
      : server_(server),
        gathered_(kj::mv(socket), gather_limits(server.limits_)),
        guarded_(GuardedStream::Role::server, gathered_, server.timer_,
                 guard_limits(server.limits_), *this) {
    ++server_.connection_count_;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() noexcept { server_.connection_ended(); }

  kj::Promise<void> run() {
    return server_.http_.listenHttpCleanDrain(guarded_)
        .then([](bool) {},
              [this](kj::Exception&& exception) { server_.observer_.connection_failed(exception); })
        .then([this]() {
          // The end of the last answer may still be here; its reader has this long to take it.
          return gathered_.flush().exclusiveJoin(
              server_.timer_.afterDelay(server_.limits_.send_timeout));
        });
  }

 private:
  void refused(const HttpRefusal& refusal) override {
    server_.observer_.request_refused(refusal.status, refusal.reason);
  }
  void refused(const WebSocketRefusal& refusal) override {
    server_.observer_.frames_refused(refusal.code, refusal.reason);
  }

  HttpServer& server_;
  GatheredStream gathered_;
  GuardedStream guarded_;
};

HttpServer::HttpServer(kj::Timer& timer, const kj::HttpHeaderTable& header_table,
                       kj::HttpService& service, const ServerLimits& limits,
                       ServerObserver& observer)
    : timer_(timer),
      header_table_(header_table),
      limits_(limits),
      observer_(observer),
      http_(timer, header_table, service, settings(limits, *this)),
      connections_(*this) {}

HttpServer::~HttpServer() noexcept(false) = default;

kj::Promise<unsigned> HttpServer::listen(kj::Network& network, kj::StringPtr address) {
  return network.parseAddress(address).then([this](kj::Own<kj::NetworkAddress>&& parsed) {
    auto listener = parsed->listen();
    const unsigned port = listener->getPort();
    serve(kj::mv(listener));
    return port;
  });
}

void HttpServer::serve(kj::Own<kj::ConnectionReceiver> listener) {
  auto accepting = accept_from(*listener);
  listeners_.push_back(accepting.attach(kj::mv(listener)).eagerlyEvaluate(nullptr));
}

kj::Promise<void> HttpServer::accept_from(kj::ConnectionReceiver& listener) {
  return when_below_limit()
      .then([&listener]() { return listener.accept(); })
      .then(
          [this](kj::Own<kj::AsyncIoStream>&& connection) -> kj::Promise<void> {
            serve_connection(kj::mv(connection));
            return kj::READY_NOW;
          },
          [this](kj::Exception&& exception) -> kj::Promise<void> {
            observer_.accept_failed(exception);
            return timer_.afterDelay(accept_pause);
          })
      .then([this, &listener]() { return accept_from(listener); });
}

kj::Promise<void> HttpServer::when_below_limit() {
  if (connection_count_ < limits_.connections) return kj::READY_NOW;
  auto paf = kj::newPromiseAndFulfiller<void>();
  waiting_to_accept_.push_back(kj::mv(paf.fulfiller));
  return paf.promise.then([this]() { return when_below_limit(); });
}

void HttpServer::connection_ended() {
  --connection_count_;
  for (auto& waiting : std::exchange(waiting_to_accept_, {}))
    waiting->fulfill();
}

void HttpServer::serve_connection(kj::Own<kj::AsyncIoStream> connection) {
  if (draining_) return;
  auto served = kj::heap<Connection>(*this, kj::mv(connection));
  auto running = served->run();
  connections_.add(running.attach(kj::mv(served)));
}

kj::Promise<void> HttpServer::drain() {
  draining_ = true;
  listeners_.clear();
  // kj is done when the last answer was written to us, we are when it was written to the socket.
  return http_.drain().then([this]() { return connections_.onEmpty(); });
}

void HttpServer::taskFailed(kj::Exception&& exception) {
  observer_.connection_failed(exception);
}

kj::Promise<void> HttpServer::answer(kj::HttpService::Response& response, unsigned status,
                                     kj::StringPtr text) {
  kj::HttpHeaders headers(header_table_);
  headers.set(kj::HttpHeaderId::CONTENT_TYPE, "text/plain;charset=UTF-8");
  auto body = response.send(status, text, headers, text.size());
  auto written = write_to(*body, text.asBytes());
  return written.attach(kj::mv(body));
}

kj::Promise<void> HttpServer::handleClientProtocolError(kj::HttpHeaders::ProtocolError error,
                                                        kj::HttpService::Response& response) {
  observer_.request_refused(error.statusCode,
                            {error.description.begin(), error.description.size()});
  return answer(response, error.statusCode, error.statusMessage);
}

kj::Promise<void> HttpServer::handleApplicationError(
    kj::Exception exception, kj::Maybe<kj::HttpService::Response&> response) {
  if (exception.getType() == kj::Exception::Type::DISCONNECTED) return kj::READY_NOW;
  observer_.service_failed(exception);
  auto* answerable = value_of(response);
  if (answerable == nullptr) return kj::READY_NOW;
  switch (exception.getType()) {
    case kj::Exception::Type::OVERLOADED: return answer(*answerable, 503, "Service Unavailable");
    case kj::Exception::Type::UNIMPLEMENTED: return answer(*answerable, 501, "Not Implemented");
    default: return answer(*answerable, 500, "Internal Server Error");
  }
}

kj::Promise<void> HttpServer::handleNoResponse(kj::HttpService::Response& response) {
  observer_.service_failed(KJ_EXCEPTION(FAILED, "the service gave no answer"));
  return answer(response, 500, "Internal Server Error");
}

}  // namespace candela
