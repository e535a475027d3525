// An echo over HTTP and WebSocket on our own transport: guards, gathering, peers and limits, but no
// calls. Beside the bare echoes it shows what the transport costs, beside the rpc what the calls
// do.
//
//   transport_echo [--port N] [--answer-bytes N]

#include <cstdio>
#include <optional>
#include <string>
#include <variant>

#include <kj/async-io.h>
#include <kj/compat/http.h>

#include <candela/rpc/kj/http_server.hpp>
#include <candela/rpc/kj/read_body.hpp>
#include <candela/rpc/kj/websocket.hpp>

#include "kj_echo.hpp"

namespace {

using namespace candela;

class EchoPeer final : public WebSocketHandler {
 public:
  EchoPeer(kj::Own<kj::WebSocket> socket, kj::Timer& timer, const std::string& answer)
      : answer_(answer), peer_(kj::mv(socket), timer, WebSocketLimits{}, *this) {}
  EchoPeer(const EchoPeer&) = delete;
  EchoPeer& operator=(const EchoPeer&) = delete;
  ~EchoPeer() noexcept {}

  kj::Promise<void> run() { return peer_.run().ignoreResult(); }

  std::optional<kj::Promise<void>> received(WebSocketKind kind, std::string_view message) override {
    peer_.send(kind, answer_.empty() ? std::string(message) : answer_);
    return std::nullopt;
  }

 private:
  const std::string& answer_;
  WebSocketPeer peer_;
};

class Echo final : public kj::HttpService {
 public:
  Echo(const kj::HttpHeaderTable& table, kj::Timer& timer, std::size_t answer_bytes)
      : table_(table), timer_(timer), answer_(answer_bytes, 'x') {}
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  ~Echo() noexcept {}

  kj::Promise<void> request(kj::HttpMethod, kj::StringPtr, const kj::HttpHeaders& headers,
                            kj::AsyncInputStream& body, Response& response) override {
    if (headers.isWebSocket()) {
      auto peer =
          kj::heap<EchoPeer>(response.acceptWebSocket(kj::HttpHeaders(table_)), timer_, answer_);
      auto running = peer->run();
      return running.attach(kj::mv(peer));
    }
    return read_body(body, ServerLimits{}.body_bytes).then([this, &response](ReadBody&& read) {
      auto text = kj::heap<std::string>(answer_.empty() ? std::get<std::string>(read) : answer_);
      auto stream = response.send(200, "OK", kj::HttpHeaders(table_), text->size());
      auto written = stream->write(text->data(), text->size());
      return written.attach(kj::mv(stream), kj::mv(text));
    });
  }

 private:
  const kj::HttpHeaderTable& table_;
  kj::Timer& timer_;
  const std::string answer_;
};

class Observer final : public ServerObserver {};

}  // namespace

int main(int argc, char** argv) {
  const auto options = bench::read_echo_options({argv + 1, argv + argc});
  if (!options.understood || options.gathered) {
    std::fprintf(stderr, "usage: transport_echo [--port N] [--answer-bytes N]\n");
    return 2;
  }
  auto io = kj::setupAsyncIo();
  const kj::HttpHeaderTable table;
  Echo echo(table, io.provider->getTimer(), options.answer_bytes);
  Observer observer;
  HttpServer server(io.provider->getTimer(), table, echo, ServerLimits{}, observer);
  bench::tell_port(
      server.listen(io.provider->getNetwork(), bench::listen_address(options)).wait(io.waitScope));
  kj::Promise<void>(kj::NEVER_DONE).wait(io.waitScope);
}
