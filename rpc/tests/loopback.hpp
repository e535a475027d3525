#pragma once
// A server on 127.0.0.1 and raw clients of it, all on one loop: what the tests of the transport
// share. Time stands still unless a test moves it.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <kj/debug.h>
#include <kj/timer.h>

#include <candela/rpc/kj/http_server.hpp>
#include <candela/rpc/kj/read_body.hpp>

#include "kj/kj_compat.hpp"

namespace candela::test {

/// Answers a POST with its body, and counts; what is under a special path behaves badly.
class EchoService final : public kj::HttpService {
 public:
  explicit EchoService(const kj::HttpHeaderTable& table) : table_(table) {}
  EchoService(const EchoService&) = delete;
  EchoService& operator=(const EchoService&) = delete;
  ~EchoService() noexcept {}

  using WebSocketHandler = std::function<kj::Promise<void>(kj::Own<kj::WebSocket>)>;

  std::size_t requests = 0;
  std::vector<std::string> bodies;
  WebSocketHandler on_websocket;
  std::string offered_protocols;
  std::string chosen_protocol;
  kj::Maybe<kj::Own<kj::PromiseFulfiller<void>>> gate;

  kj::Promise<void> request(kj::HttpMethod, kj::StringPtr url, const kj::HttpHeaders& headers,
                            kj::AsyncInputStream& body, Response& response) override {
    ++requests;
    if (headers.isWebSocket() && on_websocket) return accept(headers, response);
    if (url == "/throw") KJ_FAIL_REQUIRE("secret");
    if (url == "/overloaded") return KJ_EXCEPTION(OVERLOADED, "secret");
    if (url == "/silent") return kj::READY_NOW;
    if (url == "/unread") return answer(response, 200, "unread");
    if (url == "/redirect") return answer(response, 302, "elsewhere");
    if (url == "/large") return answer(response, 200, std::string(4 * 1024 * 1024, 'x'));
    if (url == "/gate") {
      auto paf = kj::newPromiseAndFulfiller<void>();
      gate = kj::mv(paf.fulfiller);
      return paf.promise.then([this, &response]() { return answer(response, 200, "opened"); });
    }
    return read_body(body, 1'000'000).then([this, &response](ReadBody read) {
      if (std::holds_alternative<BodyTooLarge>(read)) return answer(response, 413, "too large");
      bodies.push_back(std::get<std::string>(read));
      return answer(response, 200, bodies.back());
    });
  }

 private:
  kj::Promise<void> accept(const kj::HttpHeaders& headers, Response& response) {
    headers.forEach([this](kj::StringPtr name, kj::StringPtr value) {
      if (name == "Sec-WebSocket-Protocol") offered_protocols = value.cStr();
    });
    kj::HttpHeaders answer(table_);
    if (!chosen_protocol.empty()) {
      answer.add("Sec-WebSocket-Protocol", kj::StringPtr(chosen_protocol.c_str()));
    }
    return on_websocket(response.acceptWebSocket(answer));
  }
  kj::Promise<void> answer(Response& response, unsigned status, std::string text) {
    kj::HttpHeaders headers(table_);
    auto kept = kj::heap<std::string>(std::move(text));
    auto stream = response.send(status, "OK", headers, kept->size());
    if (kept->empty()) return kj::READY_NOW;
    auto written = write_to(*stream, kj::StringPtr(kept->c_str(), kept->size()).asBytes());
    return written.attach(kj::mv(stream), kj::mv(kept));
  }

  const kj::HttpHeaderTable& table_;
};

class Observer final : public ServerObserver {
 public:
  std::vector<unsigned> refused_status;
  std::vector<unsigned> refused_frames;
  std::vector<std::string> service_failures;
  std::size_t connection_failures = 0;
  std::size_t accept_failures = 0;

  void request_refused(unsigned status, std::string_view) override {
    refused_status.push_back(status);
  }
  void frames_refused(std::uint16_t code, std::string_view) override {
    refused_frames.push_back(code);
  }
  void service_failed(const kj::Exception& exception) override {
    service_failures.emplace_back(exception.getDescription().cStr());
  }
  void connection_failed(const kj::Exception&) override { ++connection_failures; }
  void accept_failed(const kj::Exception&) override { ++accept_failures; }
};

class Loopback {
 public:
  explicit Loopback(const ServerLimits& limits = {})
      : io(kj::setupAsyncIo()),
        timer(kj::origin<kj::TimePoint>()),
        service(table),
        server(kj::heap<HttpServer>(timer, table, service, limits, observer)),
        port(server->listen(io.provider->getNetwork(), "127.0.0.1:0").wait(io.waitScope)) {}

  kj::Own<kj::AsyncIoStream> connect() {
    return io.provider->getNetwork()
        .parseAddress("127.0.0.1", port)
        .wait(io.waitScope)
        ->connect()
        .wait(io.waitScope);
  }
  void send(kj::AsyncIoStream& client, const std::string& bytes) {
    write_to(client, kj::StringPtr(bytes.c_str(), bytes.size()).asBytes()).wait(io.waitScope);
  }
  /// Everything until the server closes.
  std::string read_to_end(kj::AsyncIoStream& client) {
    return client.readAllText().wait(io.waitScope).cStr();
  }
  std::string read_exactly(kj::AsyncIoStream& client, std::size_t size) {
    std::string text(size, '\0');
    client.read(text.data(), size).wait(io.waitScope);
    return text;
  }
  std::string read_until(kj::AsyncIoStream& client, const std::string& end) {
    std::string text;
    while (text.size() < end.size() || text.compare(text.size() - end.size(), end.size(), end)) {
      char c = 0;
      if (client.tryRead(&c, 1, 1).wait(io.waitScope) == 0) break;
      text += c;
    }
    return text;
  }
  /// Sends, and gives all that comes until the server closes.
  std::string exchange(const std::string& bytes) {
    auto client = connect();
    send(*client, bytes);
    return read_to_end(*client);
  }
  void advance(kj::Duration by) { timer.advanceTo(timer.now() + by); }
  /// Lets everything happen that can, the network included.
  void settle() {
    for (int i = 0; i < 20; ++i) {
      io.waitScope.poll();
      io.provider->getTimer().afterDelay(0 * kj::SECONDS).wait(io.waitScope);
    }
  }

  kj::AsyncIoContext io;
  kj::TimerImpl timer;
  kj::HttpHeaderTable table;
  EchoService service;
  Observer observer;
  kj::Own<HttpServer> server;
  unsigned port;
};

inline std::string post(const std::string& path, const std::string& body,
                        const std::string& headers = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Masks that a test can foresee, and never the zero mask that kj takes for none.
class Entropy final : public kj::EntropySource {
 public:
  void generate(kj::ArrayPtr<kj::byte> buffer) override {
    for (auto& byte : buffer)
      byte = static_cast<kj::byte>(++state_ | 1);
  }

 private:
  unsigned state_ = 0;
};

inline std::string status_of(const std::string& answer) {
  return answer.size() < 12 ? answer : answer.substr(9, 3);
}

}  // namespace candela::test
