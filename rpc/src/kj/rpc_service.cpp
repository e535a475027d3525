#include <candela/rpc/kj/rpc_service.hpp>

#include <algorithm>
#include <utility>

#include <candela/rpc/kj/read_body.hpp>

#include "kj/kj_compat.hpp"
#include "kj/rpc_socket.hpp"
#include "kj/when_room.hpp"
#include "subprotocol.hpp"

namespace candela {
namespace {

constexpr kj::StringPtr json_type = "application/json"_kj;
constexpr kj::StringPtr text_type = "text/plain;charset=UTF-8"_kj;
constexpr kj::StringPtr protocol_header = "Sec-WebSocket-Protocol"_kj;
constexpr unsigned method_not_allowed = 405;
constexpr unsigned overloaded = 503;
constexpr kj::StringPtr retry_after_seconds = "5"_kj;

kj::StringPtr status_text(unsigned status) {
  switch (status) {
    case 200: return "OK"_kj;
    case 400: return "Bad Request"_kj;
    case 404: return "Not Found"_kj;
    case 405: return "Method Not Allowed"_kj;
    case 415: return "Unsupported Media Type"_kj;
    case 413: return "Payload Too Large"_kj;
    case 503: return "Service Unavailable"_kj;
    default: return "Internal Server Error"_kj;
  }
}

std::string_view view(kj::StringPtr text) {
  return {text.begin(), text.size()};
}

bool same_header(kj::StringPtr name, kj::StringPtr wanted) {
  return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::string offered_protocols(const kj::HttpHeaders& headers) {
  std::string offered;
  headers.forEach([&offered](kj::StringPtr name, kj::StringPtr value) {
    if (!same_header(name, protocol_header)) return;
    if (!offered.empty()) offered += ',';
    offered += view(value);
  });
  return offered;
}

/// `http://host/path` is the same as `/path` here (RFC 9112 section 3.2.2): no host is another one.
kj::StringPtr origin_form(kj::StringPtr url) {
  const std::string_view text = view(url);
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || text.find('/') < scheme) return url;
  const std::size_t path = text.find('/', scheme + 3);
  return path == std::string_view::npos ? "/"_kj : url.slice(path);
}

bool has_coded_body(const kj::HttpHeaders& headers) {
  bool coded = false;
  headers.forEach([&coded](kj::StringPtr name, kj::StringPtr value) {
    if (same_header(name, "Content-Encoding"_kj))
      coded = coded || !same_header(value, "identity"_kj);
  });
  return coded;
}

}  // namespace

RpcService::RpcService(kj::Timer& timer, const kj::HttpHeaderTable& header_table,
                       CallService& calls, RpcServiceOptions options)
    : timer_(timer),
      header_table_(header_table),
      calls_(calls),
      options_(std::move(options)),
      http_session_(Session::Carrier::http, options_.session),
      socket_session_(Session::Carrier::websocket, options_.session),
      in_flight_(std::make_shared<InFlight>(options_.in_flight_bytes)) {}

RpcService::~RpcService() noexcept = default;

kj::Promise<void> RpcService::request(kj::HttpMethod method, kj::StringPtr url,
                                      const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                                      Response& response) {
  url = origin_form(url);
  const RouteTable table{options_.session.prefix, calls_.bindings()};
  const bool upgrades = headers.isWebSocket();
  Routing routing = upgrades ? route_upgrade(view(url), table)
                             : route_call(view(kj::toCharSequence(method)), view(url), table);
  if (auto* route = std::get_if<Route>(&routing)) {
    return upgrades                  ? upgrade(std::move(*route), headers, response)
           : has_coded_body(headers) ? refuse({415, "Only the content coding identity"}, response)
                                     : call(std::move(*route), body, response);
  }
  if (const auto* refusal = std::get_if<RouteRefusal>(&routing)) return refuse(*refusal, response);
  if (options_.fallback == nullptr) return refuse({404, "Not Found"}, response);
  return options_.fallback->request(method, url, headers, body, response);
}

kj::Promise<void> RpcService::call(Route route, kj::AsyncInputStream& body, Response& response) {
  return admit().then(
      [this, route = std::move(route), &body, &response](Admission admission) mutable {
        if (admission == Admission::refused) return send_overloaded(response);
        auto share = std::make_shared<InFlight::Share>(in_flight_);
        return read(std::move(route), body, std::move(share), response);
      });
}

kj::Promise<RpcService::Admission> RpcService::admit() {
  if (in_flight_->has_room()) return Admission::given;
  if (waiting_requests_ >= options_.waiting_requests) return Admission::refused;
  ++waiting_requests_;
  auto late = timer_.afterDelay(options_.waiting_time).then([]() { return Admission::refused; });
  return admit_when_room().exclusiveJoin(kj::mv(late)).attach(kj::defer([this]() {
    --waiting_requests_;
  }));
}

kj::Promise<RpcService::Admission> RpcService::admit_when_room() {
  return when_room(in_flight_, InFlight::Waiter::Wish::take_in)
      .then([this]() -> kj::Promise<Admission> {
        if (in_flight_->has_room()) return Admission::given;
        return admit_when_room();
      });
}

kj::Promise<void> RpcService::read(Route route, kj::AsyncInputStream& body, Share share,
                                   Response& response) {
  auto reading = read_body(body, options_.body_bytes, share.get());
  return reading.then([this, route = std::move(route), share = std::move(share),
                       &response](ReadBody&& read) mutable -> kj::Promise<void> {
    if (const auto* large = std::get_if<BodyTooLarge>(&read)) {
      return refuse({413, "Body larger than " + std::to_string(large->limit_bytes) + " bytes"},
                    response);
    }
    if (std::holds_alternative<NoRoomForBody>(read)) return send_overloaded(response);
    return run(std::move(route), std::get<std::string>(std::move(read)), std::move(share),
               response);
  });
}

kj::Promise<void> RpcService::run(Route route, std::string bytes, Share share, Response& response) {
  Session::Read read = http_session_.read(bytes);
  if (auto* reply = std::get_if<Reply>(&read)) {
    return send_reply(std::move(*reply), std::move(share), response);
  }
  auto& request = std::get<Session::Request>(read);
  const Format format = request.format;
  share->wait_with(bytes.size() + request.document.memory());
  CallRequest call{std::move(route.binding), std::move(route.instance), std::move(request.document),
                   share};
  return start_call(calls_, std::move(call))
      .then(
          [this, format, share, &response](std::unique_ptr<BatchExecution>&& batch) {
            return send_reply(http_session_.answer(format, *batch), share, response);
          },
          [this, bytes = std::move(bytes), share, &response](kj::Exception&& exception) {
            return send_reply(http_session_.refuse(bytes, told_error(exception, options_.log)),
                              share, response);
          });
}

kj::Promise<void> RpcService::send_reply(Reply reply, Share share, Response& response) {
  share->leave_with(reply.bytes.size());
  auto sent = send(reply.status, json_type, std::move(reply.bytes), response);
  return sent.attach(std::move(share));
}

kj::Promise<void> RpcService::send_overloaded(Response& response) {
  return refuse({overloaded, "Too many bytes in flight"}, response);
}

kj::Promise<void> RpcService::upgrade(Route route, const kj::HttpHeaders& headers,
                                      Response& response) {
  const OfferedSubprotocols offered = read_subprotocols(offered_protocols(headers));
  CANDELA_LOG(options_.log, debug, "websocket opens", {"binding", route.binding},
              {"instance", route.instance}, {"client", offered.client_id});
  kj::HttpHeaders answer(header_table_);
  if (offered.rpc) answer.add(protocol_header, kj::StringPtr(rpc_subprotocol.data()));
  auto socket = kj::heap<RpcSocket>(
      response.acceptWebSocket(answer), std::move(route),
      RpcSocket::Context{timer_, socket_session_, calls_, options_.websocket,
                         options_.calls_in_flight, options_.request_bytes_in_flight,
                         options_.waiting_answer_bytes, in_flight_, options_.log});
  RpcSocket* listed = socket.get();
  sockets_.push_back(listed);
  auto running = socket->run();
  if (closing_) socket->close_when_answered(closing_->code, closing_->reason);
  // Destroyed before the promise resolves: kj demands that of whoever accepts a WebSocket.
  return running.attach(kj::mv(socket)).attach(kj::defer([this, listed]() {
    sockets_.erase(std::find(sockets_.begin(), sockets_.end(), listed));
  }));
}

void RpcService::close_websockets(std::uint16_t code, std::string_view reason) {
  if (!closing_) closing_.emplace(Closing{code, std::string(reason)});
  for (RpcSocket* socket : sockets_)
    socket->close_when_answered(code, reason);
}

kj::Promise<void> RpcService::refuse(const RouteRefusal& refusal, Response& response) {
  return send(refusal.status, text_type, refusal.text, response);
}

kj::Promise<void> RpcService::send(unsigned status, kj::StringPtr content_type, std::string text,
                                   Response& response) {
  kj::HttpHeaders headers(header_table_);
  headers.set(kj::HttpHeaderId::CONTENT_TYPE, content_type);
  if (status == method_not_allowed) headers.add("Allow"_kj, "POST"_kj);
  if (status == overloaded) headers.add("Retry-After"_kj, retry_after_seconds);
  auto kept = kj::heap<std::string>(std::move(text));
  auto stream = response.send(status, status_text(status), headers, kept->size());
  if (kept->empty()) return kj::READY_NOW;
  auto written = write_to(*stream, kj::arrayPtr(kept->data(), kept->size()).asBytes());
  return written.attach(kj::mv(stream), kj::mv(kept));
}

}  // namespace candela
