#pragma once
// A server of sample objects on 127.0.0.1, clients of it and raw connections, all on one loop. Time
// stands still unless a test moves it.

#include <string>
#include <utility>
#include <vector>

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <kj/timer.h>

#include <candela/rpc/kj/client.hpp>
#include <candela/rpc/kj/http_server.hpp>
#include <candela/rpc/kj/object_host.hpp>
#include <candela/rpc/kj/rpc_service.hpp>

#include "loopback.hpp"
#include "sample_objects.hpp"

namespace candela::test {

struct RpcLoopback {
  explicit RpcLoopback(RpcServiceOptions options = {}, ObjectHostOptions host_options = {})
      : io(kj::setupAsyncIo()),
        timer(kj::origin<kj::TimePoint>()),
        host(timer, std::move(host_options)),
        service(timer, table, host, std::move(options)),
        server(kj::heap<HttpServer>(timer, table, service, limits, observer)),
        port(server->listen(io.provider->getNetwork(), "127.0.0.1:0").wait(io.waitScope)) {
    host.add("SAMPLE", [this](std::string_view) { return target(sample); });
  }
  RpcLoopback(const RpcLoopback&) = delete;
  RpcLoopback& operator=(const RpcLoopback&) = delete;

  std::string url(const std::string& scheme) const {
    return scheme + "://127.0.0.1:" + std::to_string(port);
  }
  Client client(const std::string& scheme, ConnectOptions options = {}) {
    options.trace = [this](const Frame& frame) {
      (frame.direction == Frame::Direction::sent ? sent : received).emplace_back(frame.bytes);
    };
    return Client({timer, io.provider->getNetwork(), nullptr, entropy}, url(scheme),
                  std::move(options));
  }

  kj::Own<kj::AsyncIoStream> connect() {
    auto address = io.provider->getNetwork().parseAddress("127.0.0.1", port).wait(io.waitScope);
    return address->connect().wait(io.waitScope);
  }
  /// Sends, and gives all that comes until the server closes.
  std::string exchange(const std::string& bytes) {
    auto stream = connect();
    write_to(*stream, kj::arrayPtr(bytes.data(), bytes.size()).asBytes()).wait(io.waitScope);
    return stream->readAllText().wait(io.waitScope).cStr();
  }
  std::string post(const std::string& path, const std::string& body) {
    return exchange(test::post(path, body, "Connection: close\r\n"));
  }
  /// The body of the answer to a batch for the sample.
  std::string call(const std::string& body) {
    const std::string answer = post("/__rpc/SAMPLE/a/call", body);
    const std::size_t head = answer.find("\r\n\r\n");
    return head == std::string::npos ? answer : answer.substr(head + 4);
  }
  /// Lets everything happen that can, the network included.
  void settle() {
    for (int i = 0; i < 20; ++i) {
      io.waitScope.poll();
      io.provider->getTimer().afterDelay(0 * kj::SECONDS).wait(io.waitScope);
    }
  }
  template <typename T>
  T wait(kj::Promise<T> promise) {
    return promise.wait(io.waitScope);
  }
  void advance(kj::Duration by) { timer.advanceTo(timer.now() + by); }

  kj::AsyncIoContext io;
  kj::TimerImpl timer;
  kj::HttpHeaderTable table;
  Entropy entropy;
  Sample sample;
  ObjectHost host;
  ServerLimits limits;
  Observer observer;
  RpcService service;
  kj::Own<HttpServer> server;
  unsigned port;
  std::vector<std::string> sent;      // by clients of this fixture
  std::vector<std::string> received;  // by them
};

}  // namespace candela::test
