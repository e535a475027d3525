// A bare kj WebSocket server that sends every message back, or as many bytes as told: what the rpc
// over WebSocket is measured against. With --gathered its writes go through our GatheredStream,
// which shows what gathering alone gives.
//
//   kj_echo_ws [--port N] [--answer-bytes N] [--gathered]

#include <cstdio>
#include <string>

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <kj/debug.h>

#include "kj/gathered_stream.hpp"
#include "kj_echo.hpp"

namespace {

kj::Promise<void> echo(kj::WebSocket& socket, const std::string& answer) {
  return socket.receive().then([&socket,
                                &answer](kj::WebSocket::Message&& message) -> kj::Promise<void> {
    if (message.is<kj::WebSocket::Close>()) {
      auto& close = message.get<kj::WebSocket::Close>();
      auto reason = kj::mv(close.reason);
      auto closed = socket.close(close.code, reason);
      return closed.attach(kj::mv(reason));
    }
    kj::Promise<void> sent = nullptr;
    if (!answer.empty()) {
      sent = socket.send(kj::arrayPtr(answer.data(), answer.size()));
    } else if (message.is<kj::String>()) {
      sent = socket.send(message.get<kj::String>().asArray());
    } else {
      sent = socket.send(message.get<kj::Array<kj::byte>>().asPtr());
    }
    return sent.attach(kj::mv(message)).then([&socket, &answer]() { return echo(socket, answer); });
  });
}

class Echo final : public kj::HttpService {
 public:
  Echo(const kj::HttpHeaderTable& table, std::size_t answer_bytes)
      : table_(table), answer_(answer_bytes, 'x') {}
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  ~Echo() noexcept {}

  kj::Promise<void> request(kj::HttpMethod, kj::StringPtr, const kj::HttpHeaders& headers,
                            kj::AsyncInputStream&, Response& response) override {
    KJ_REQUIRE(headers.isWebSocket(), "only WebSockets here");
    auto socket = response.acceptWebSocket(kj::HttpHeaders(table_));
    auto echoing = echo(*socket, answer_);
    return echoing.attach(kj::mv(socket));
  }

 private:
  const kj::HttpHeaderTable& table_;
  const std::string answer_;
};

class Failures final : public kj::TaskSet::ErrorHandler {
 public:
  void taskFailed(kj::Exception&& exception) override {
    if (exception.getType() != kj::Exception::Type::DISCONNECTED) {
      std::fprintf(stderr, "kj_echo_ws: %s\n", exception.getDescription().cStr());
    }
  }
};

kj::Promise<void> serve(kj::ConnectionReceiver& listener, kj::HttpServer& server,
                        kj::TaskSet& connections) {
  return listener.accept().then(
      [&listener, &server, &connections](kj::Own<kj::AsyncIoStream>&& socket) {
        connections.add(server.listenHttp(
            kj::heap<candela::GatheredStream>(kj::mv(socket), candela::GatherLimits{})));
        return serve(listener, server, connections);
      });
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = candela::bench::read_echo_options({argv + 1, argv + argc});
  if (!options.understood) {
    std::fprintf(stderr, "usage: kj_echo_ws [--port N] [--answer-bytes N] [--gathered]\n");
    return 2;
  }
  auto io = kj::setupAsyncIo();
  const kj::HttpHeaderTable table;
  Echo service(table, options.answer_bytes);
  kj::HttpServer server(io.provider->getTimer(), table, service);
  Failures failures;
  kj::TaskSet connections(failures);
  auto listener = io.provider->getNetwork()
                      .parseAddress(candela::bench::listen_address(options))
                      .wait(io.waitScope)
                      ->listen();
  candela::bench::tell_port(listener->getPort());
  if (options.gathered) {
    serve(*listener, server, connections).wait(io.waitScope);
  } else {
    server.listenHttp(*listener).wait(io.waitScope);
  }
}
