#include <candela/rpc/kj/rpc_service.hpp>

#include <algorithm>
#include <utility>

#include <candela/rpc/kj/read_body.hpp>

#include "kj/kj_compat.hpp"
#include "kj/rpc_socket.hpp"
#include "subprotocol.hpp"

namespace candela {
namespace {

constexpr kj::StringPtr json_type = "application/json"_kj;
constexpr kj::StringPtr text_type = "text/plain;charset=UTF-8"_kj;
constexpr kj::StringPtr protocol_header = "Sec-WebSocket-Protocol"_kj;
constexpr unsigned method_not_allowed = 405;

kj::StringPtr status_text(unsigned status) {
  switch (status) {
    case 200: return "OK"_kj;
    case 400: return "Bad Request"_kj;
    case 404: return "Not Found"_kj;
    case 405: return "Method Not Allowed"_kj;
    case 413: return "Payload Too Large"_kj;
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

}  // namespace

RpcService::RpcService(kj::Timer& timer, const kj::HttpHeaderTable& header_table,
                       CallService& calls, RpcServiceOptions options)
    : timer_(timer),
      header_table_(header_table),
      calls_(calls),
      options_(std::move(options)),
      http_session_(Session::Carrier::http, options_.session),
      socket_session_(Session::Carrier::websocket, options_.session) {}

RpcService::~RpcService() noexcept = default;

kj::Promise<void> RpcService::request(kj::HttpMethod method, kj::StringPtr url,
                                      const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                                      Response& response) {
  const RouteTable table{options_.session.prefix, calls_.bindings()};
  const bool upgrades = headers.isWebSocket();
  Routing routing = upgrades ? route_upgrade(view(url), table)
                             : route_call(view(kj::toCharSequence(method)), view(url), table);
  if (auto* route = std::get_if<Route>(&routing)) {
    return upgrades ? upgrade(std::move(*route), headers, response)
                    : call(std::move(*route), body, response);
  }
  if (const auto* refusal = std::get_if<RouteRefusal>(&routing)) return refuse(*refusal, response);
  if (options_.fallback == nullptr) return refuse({404, "Not Found"}, response);
  return options_.fallback->request(method, url, headers, body, response);
}

kj::Promise<void> RpcService::call(Route route, kj::AsyncInputStream& body, Response& response) {
  return read_body(body, options_.body_bytes)
      .then([this, route = std::move(route), &response](Body&& read) mutable {
        if (const auto* large = std::get_if<BodyTooLarge>(&read)) {
          return refuse({413, "Body larger than " + std::to_string(large->limit_bytes) + " bytes"},
                        response);
        }
        return run(std::move(route), std::get<std::string>(std::move(read)), response);
      });
}

kj::Promise<void> RpcService::run(Route route, std::string bytes, Response& response) {
  Session::Read read = http_session_.read(bytes);
  if (auto* reply = std::get_if<Reply>(&read)) {
    return send(reply->status, json_type, std::move(reply->bytes), response);
  }
  auto& request = std::get<Session::Request>(read);
  const Format format = request.format;
  CallRequest call{std::move(route.binding), std::move(route.instance),
                   std::move(request.document)};
  return start_call(calls_, std::move(call))
      .then(
          [this, format, &response](std::unique_ptr<BatchExecution>&& batch) {
            Reply reply = http_session_.answer(format, *batch);
            return send(reply.status, json_type, std::move(reply.bytes), response);
          },
          [this, bytes = std::move(bytes), &response](kj::Exception&& exception) {
            Reply reply = http_session_.refuse(bytes, told_error(exception, options_.log));
            return send(reply.status, json_type, std::move(reply.bytes), response);
          });
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
                         options_.waiting_answer_bytes, options_.log});
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
  auto kept = kj::heap<std::string>(std::move(text));
  auto stream = response.send(status, status_text(status), headers, kept->size());
  if (kept->empty()) return kj::READY_NOW;
  auto written = write_to(*stream, kj::arrayPtr(kept->data(), kept->size()).asBytes());
  return written.attach(kj::mv(stream), kj::mv(kept));
}

}  // namespace candela
