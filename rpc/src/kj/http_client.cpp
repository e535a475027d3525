#include <candela/rpc/kj/http_client.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <kj/compat/url.h>
#include <kj/debug.h>

#include <candela/rpc/kj/http_values.hpp>
#include <candela/rpc/kj/read_body.hpp>

#include "kj/guarded_network.hpp"
#include "kj/kj_compat.hpp"

namespace candela {
namespace {

kj::String text(std::string_view view) {
  return kj::heapString(view.data(), view.size());
}

kj::HttpClientSettings settings(const ClientWorld& world, const ClientLimits& limits) {
  kj::HttpClientSettings result;
  result.idleTimeout = limits.idle_timeout;
  result.entropySource = world.entropy;
  return result;
}

ConnectionLimits connection_limits(const ClientLimits& limits) {
  ConnectionLimits result;
  result.guard.http.body_bytes = limits.answer_bytes;
  result.guard.websocket.message_bytes = limits.websocket_message_bytes;
  result.guard.websocket.fragments = limits.websocket_fragments;
  result.gather.gather_bytes = limits.unsent_bytes;
  return result;
}

template <typename T>
kj::Promise<T> within(kj::Timer& timer, kj::Duration time, kj::Promise<T> promise) {
  auto too_late = timer.afterDelay(time).then([]() -> kj::Promise<T> {
    return KJ_EXCEPTION(DISCONNECTED, "the server did not answer in time");
  });
  return promise.exclusiveJoin(kj::mv(too_late));
}

std::string joined(const std::vector<std::string>& protocols) {
  std::string list;
  for (const auto& protocol : protocols) {
    if (!list.empty()) list += ", ";
    list += protocol;
  }
  return list;
}

bool is_secure(const kj::Url& url) {
  return url.scheme == "https" || url.scheme == "wss";
}

}  // namespace

/// The header table of this client; kj wants one before anything else exists.
struct HttpClient::Headers {
  kj::HttpHeaderTable::Builder builder;
  const kj::HttpHeaderId websocket_protocol = builder.add("Sec-WebSocket-Protocol");
  const kj::Own<kj::HttpHeaderTable> table = builder.build();
};

/// The networks of which every connection is guarded.
struct HttpClient::Networks {
  Networks(const ClientWorld& world, const ClientLimits& limits)
      : plain(world.network, world.timer, connection_limits(limits)) {
    if (world.tls_network != nullptr)
      secure.emplace(*world.tls_network, world.timer, connection_limits(limits));
  }
  kj::Maybe<kj::Network&> tls() {
    if (!secure) return nothing;
    return *secure;
  }

  GuardedNetwork plain;
  std::optional<GuardedNetwork> secure;
};

/// The connection that one WebSocket has to itself. A refused frame is the rejection of a read.
class HttpClient::Channel final {
 public:
  Channel(const HttpClient& client, kj::Own<kj::AsyncIoStream> socket)
      : guarded_(guarded_connection(kj::mv(socket), GuardedStream::Role::upgrading_client,
                                    client.world_.timer, connection_limits(client.limits_))),
        http_(kj::newHttpClient(*client.headers_->table, *guarded_,
                                settings(client.world_, client.limits_))) {}
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel() noexcept {}

  kj::HttpClient& http() { return *http_; }

 private:
  kj::Own<kj::AsyncIoStream> guarded_;
  kj::Own<kj::HttpClient> http_;
};

HttpClient::HttpClient(const ClientWorld& world, const ClientLimits& limits)
    : world_(world),
      limits_(limits),
      headers_(kj::heap<Headers>()),
      networks_(kj::heap<Networks>(world, limits)),
      http_(kj::newHttpClient(world.timer, *headers_->table, networks_->plain, networks_->tls(),
                              settings(world, limits))) {}

HttpClient::~HttpClient() noexcept = default;

kj::Promise<HttpAnswer> HttpClient::post(std::string_view url, std::string_view content_type,
                                         std::string body) {
  kj::HttpHeaders headers(*headers_->table);
  headers.set(kj::HttpHeaderId::CONTENT_TYPE, text(content_type));
  auto request = http_->request(kj::HttpMethod::POST, text(url), headers, body.size());
  auto kept = kj::heap<std::string>(std::move(body));
  kj::Promise<void> written = kj::READY_NOW;
  if (!kept->empty()) {
    written = write_to(*request.body, kj::arrayPtr(kept->data(), kept->size()).asBytes());
  }
  // A server may answer before it has read everything: the answer counts, not the writing.
  auto writing =
      written.attach(kj::mv(request.body), kj::mv(kept)).eagerlyEvaluate([](kj::Exception&&) {});
  auto answer = request.response.then([this](kj::HttpClient::Response&& response) {
    return read_answer(response.statusCode, *response.headers, kj::mv(response.body));
  });
  return within(world_.timer, limits_.answer_timeout, answer.attach(kj::mv(writing)));
}

kj::Promise<ResponseSync> HttpClient::fetch(const RequestSync& request) {
  HttpValueOptions options;
  options.body_bytes = limits_.answer_bytes;
  return within(world_.timer, limits_.answer_timeout,
                candela::fetch(*http_, *headers_->table, request, std::move(options)));
}

kj::Promise<HttpAnswer> HttpClient::read_answer(unsigned status, const kj::HttpHeaders& headers,
                                                kj::Own<kj::AsyncInputStream> body) {
  HttpAnswer answer;
  answer.status = status;
  const auto content_type = headers.get(kj::HttpHeaderId::CONTENT_TYPE);
  if (const auto* type = value_of(content_type)) answer.content_type = type->cStr();
  auto reading = read_body(*body, limits_.answer_bytes);
  return reading.attach(kj::mv(body)).then([answer = std::move(answer)](ReadBody&& read) mutable {
    KJ_REQUIRE(std::holds_alternative<std::string>(read),
               "the answer is larger than ClientLimits::answer_bytes");
    answer.body = std::move(std::get<std::string>(read));
    return std::move(answer);
  });
}

kj::Promise<WebSocketOpening> HttpClient::open_websocket(
    std::string_view url, const std::vector<std::string>& protocols) {
  auto parsed = kj::Url::parse(text(url), kj::Url::HTTP_PROXY_REQUEST);
  KJ_REQUIRE(!is_secure(parsed) || world_.tls_network != nullptr, "no TLS was configured",
             parsed.scheme);
  kj::Network& network = is_secure(parsed) ? *world_.tls_network : world_.network;
  const unsigned port = is_secure(parsed) ? 443 : 80;
  auto opening =
      network.parseAddress(parsed.host, port)
          .then([](kj::Own<kj::NetworkAddress>&& address) {
            auto connected = address->connect();
            return connected.attach(kj::mv(address));
          })
          .then([this, parsed = kj::mv(parsed),
                 protocols](kj::Own<kj::AsyncIoStream>&& socket) -> kj::Promise<WebSocketOpening> {
            auto channel = kj::heap<Channel>(*this, kj::mv(socket));
            kj::HttpHeaders headers(*headers_->table);
            headers.set(kj::HttpHeaderId::HOST, parsed.host);
            if (!protocols.empty()) {
              headers.set(headers_->websocket_protocol, text(joined(protocols)));
            }
            auto answered =
                channel->http().openWebSocket(parsed.toString(kj::Url::HTTP_REQUEST), headers);
            return answered.then([this, protocols, channel = kj::mv(channel)](
                                     kj::HttpClient::WebSocketResponse&& response) mutable {
              return opened(kj::mv(response), kj::mv(channel), protocols);
            });
          });
  return within(world_.timer, limits_.connect_timeout, kj::mv(opening));
}

kj::Promise<WebSocketOpening> HttpClient::opened(kj::HttpClient::WebSocketResponse response,
                                                 kj::Own<Channel> channel,
                                                 const std::vector<std::string>& protocols) {
  if (response.webSocketOrBody.is<kj::Own<kj::AsyncInputStream>>()) {
    auto body = kj::mv(response.webSocketOrBody.get<kj::Own<kj::AsyncInputStream>>());
    return read_answer(response.statusCode, *response.headers, kj::mv(body))
        .attach(kj::mv(channel))
        .then([](HttpAnswer&& answer) { return WebSocketOpening(std::move(answer)); });
  }
  OpenWebSocket open;
  const auto chosen = response.headers->get(headers_->websocket_protocol);
  if (const auto* protocol = value_of(chosen)) open.protocol = protocol->cStr();
  const bool offered = open.protocol.empty() || std::find(protocols.begin(), protocols.end(),
                                                          open.protocol) != protocols.end();
  auto socket = kj::mv(response.webSocketOrBody.get<kj::Own<kj::WebSocket>>());
  open.socket = socket.attach(kj::mv(channel));
  KJ_REQUIRE(offered, "the server chose a protocol that was not offered");
  return WebSocketOpening(std::move(open));
}

}  // namespace candela
