#include <candela/rpc/kj/http_client.hpp>

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/rpc/kj/websocket.hpp>

#include "loopback.hpp"

namespace {

using namespace std::string_literals;
using candela::ClientLimits;
using candela::HttpAnswer;
using candela::HttpClient;
using candela::OpenWebSocket;
using candela::WebSocketEnd;
using candela::WebSocketKind;
using candela::WebSocketOpening;
using candela::WebSocketPeer;
using candela::test::Loopback;

struct Collector final : candela::WebSocketHandler {
  std::vector<std::string> messages;
  std::optional<kj::Promise<void>> received(WebSocketKind, std::string_view message) override {
    messages.emplace_back(message);
    return std::nullopt;
  }
};

/// Echoes on the server's side for as long as the socket lives.
struct EchoPeer final : candela::WebSocketHandler {
  EchoPeer(kj::Own<kj::WebSocket> socket, kj::Timer& timer)
      : peer(kj::mv(socket), timer, candela::WebSocketLimits{}, *this) {}
  std::optional<kj::Promise<void>> received(WebSocketKind kind, std::string_view message) override {
    peer.send(kind, std::string(message));
    return std::nullopt;
  }
  WebSocketPeer peer;
};

struct Fixture {
  explicit Fixture(const ClientLimits& limits = {})
      : network(loopback.io.provider->getNetwork()),
        client(candela::ClientWorld{loopback.timer, network, nullptr, entropy}, limits) {
    loopback.service.on_websocket = [this](kj::Own<kj::WebSocket> socket) {
      auto echo = kj::heap<EchoPeer>(kj::mv(socket), loopback.timer);
      auto running = echo->peer.run().ignoreResult();
      return running.attach(kj::mv(echo));
    };
  }
  std::string url(const std::string& path, unsigned port = 0) {
    return "http://127.0.0.1:" + std::to_string(port == 0 ? loopback.port : port) + path;
  }
  HttpAnswer post(const std::string& path, const std::string& body) {
    return client.post(url(path), "application/json", body).wait(loopback.io.waitScope);
  }
  OpenWebSocket open(const std::vector<std::string>& protocols) {
    auto opening = client.open_websocket(url("/ws"), protocols).wait(loopback.io.waitScope);
    REQUIRE(std::holds_alternative<OpenWebSocket>(opening));
    return kj::mv(std::get<OpenWebSocket>(opening));
  }

  Loopback loopback;
  candela::test::Entropy entropy;
  kj::Network& network;
  HttpClient client;
};

/// A server that sends the same bytes to whoever comes, whatever they say.
class HostileServer {
 public:
  HostileServer(Loopback& loopback, std::string bytes) : bytes_(std::move(bytes)) {
    listener_ = loopback.io.provider->getNetwork()
                    .parseAddress("127.0.0.1:0")
                    .wait(loopback.io.waitScope)
                    ->listen();
    serving_ = listener_->accept()
                   .then([this](kj::Own<kj::AsyncIoStream>&& connection) {
                     connection_ = kj::mv(connection);
                     return connection_->tryRead(request_, 1, sizeof(request_));
                   })
                   .then([this](std::size_t) {
                     return candela::write_to(*connection_,
                                              kj::arrayPtr(bytes_.data(), bytes_.size()).asBytes());
                   })
                   .eagerlyEvaluate(nullptr);
  }
  unsigned port() { return listener_->getPort(); }

 private:
  std::string bytes_;
  char request_[4096] = {};
  kj::Own<kj::ConnectionReceiver> listener_;
  kj::Own<kj::AsyncIoStream> connection_;
  kj::Promise<void> serving_ = nullptr;
};

TEST_CASE("posts are answered over one kept connection") {
  Fixture fixture;
  CHECK(fixture.post("/", "first").body == "first");
  const HttpAnswer second = fixture.post("/", "");
  CHECK(second.status == 200);
  CHECK(second.body.empty());
  CHECK(fixture.loopback.service.requests == 2);
  CHECK(fixture.loopback.server->connections() == 1);
}

TEST_CASE("an answer is a value whatever its status") {
  Fixture fixture;
  CHECK(fixture.post("/throw", "x").status == 500);
  CHECK(fixture.post("/redirect", "x").status == 302);
  CHECK(fixture.post("/throw", "x").content_type == "text/plain;charset=UTF-8");
}

TEST_CASE("an answer passes at the limit and is a rejection one past it") {
  ClientLimits limits;
  limits.answer_bytes = 5;
  Fixture fixture(limits);
  CHECK(fixture.post("/", "hello").body == "hello");
  CHECK_THROWS_AS(fixture.post("/", "hello!"), kj::Exception);
}

TEST_CASE("a server that does not answer is given up after answer_timeout") {
  Fixture fixture;
  auto answer = fixture.client.post(fixture.url("/gate"), "text/plain", "x");
  fixture.loopback.settle();
  CHECK_FALSE(answer.poll(fixture.loopback.io.waitScope));
  fixture.loopback.advance(60 * kj::SECONDS);
  CHECK_THROWS_AS(answer.wait(fixture.loopback.io.waitScope), kj::Exception);
}

TEST_CASE("no server, and what is no HTTP, are rejections") {
  Fixture fixture;
  HostileServer garbage(fixture.loopback, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
  auto& scope = fixture.loopback.io.waitScope;
  CHECK_THROWS_AS(fixture.client.post(fixture.url("/", garbage.port()), "x", "y").wait(scope),
                  kj::Exception);
  const unsigned port = fixture.loopback.port;
  fixture.loopback.server = nullptr;
  CHECK_THROWS_AS(fixture.client.post(fixture.url("/", port), "x", "y").wait(scope), kj::Exception);
  CHECK_THROWS_AS(fixture.client.open_websocket(fixture.url("/", port), {}).wait(scope),
                  kj::Exception);
}

TEST_CASE("a WebSocket offers its protocols, and tells which was chosen") {
  Fixture fixture;
  fixture.loopback.service.chosen_protocol = "lumenize.rpc";
  auto open = fixture.open({"lumenize.rpc", "lumenize.rpc.clientId.7"});
  CHECK(fixture.loopback.service.offered_protocols == "lumenize.rpc, lumenize.rpc.clientId.7");
  CHECK(open.protocol == "lumenize.rpc");
}

TEST_CASE("a protocol that was not offered is a rejection") {
  Fixture fixture;
  fixture.loopback.service.chosen_protocol = "other";
  CHECK_THROWS_AS(fixture.open({"lumenize.rpc"}), kj::Exception);
  fixture.loopback.service.chosen_protocol.clear();
  CHECK(fixture.open({}).protocol.empty());
}

TEST_CASE("messages go both ways, and both sides agree how it ended") {
  Fixture fixture;
  Collector collector;
  auto open = fixture.open({});
  WebSocketPeer peer(kj::mv(open.socket), fixture.loopback.timer, {}, collector);
  auto running = peer.run();
  for (int i = 0; i < 100; ++i)
    CHECK(peer.send(WebSocketKind::text, std::to_string(i)));
  CHECK(peer.send(WebSocketKind::binary, std::string(300'000, '\xff')));
  fixture.loopback.settle();
  while (collector.messages.size() < 101)
    fixture.loopback.settle();
  CHECK(collector.messages[99] == "99");
  CHECK(collector.messages[100].size() == 300'000);
  peer.close(1000, "Normal closure");
  const WebSocketEnd end = running.wait(fixture.loopback.io.waitScope);
  CHECK(end.by == WebSocketEnd::By::us);
  CHECK(end.code == 1000);
}

TEST_CASE("an upgrade that is refused gives the answer") {
  Fixture fixture;
  fixture.loopback.service.on_websocket = nullptr;
  auto opening =
      fixture.client.open_websocket(fixture.url("/unread"), {}).wait(fixture.loopback.io.waitScope);
  REQUIRE(std::holds_alternative<HttpAnswer>(opening));
  CHECK(std::get<HttpAnswer>(opening).status == 200);
  CHECK(std::get<HttpAnswer>(opening).body == "unread");
}

TEST_CASE("secure addresses need TLS, and an address must be one") {
  Fixture fixture;
  CHECK_THROWS_AS(fixture.client.open_websocket("wss://127.0.0.1/", {}), kj::Exception);
  CHECK_THROWS_AS(fixture.client.open_websocket("no address", {}), kj::Exception);
}

TEST_CASE("a server whose handshake never ends is given up after connect_timeout") {
  Fixture fixture;
  HostileServer silent(fixture.loopback, "HTTP/1.1 101 Switching Protocols\r\nX: ");
  auto opening = fixture.client.open_websocket(fixture.url("/", silent.port()), {});
  fixture.loopback.settle();
  CHECK_FALSE(opening.poll(fixture.loopback.io.waitScope));
  fixture.loopback.advance(10 * kj::SECONDS);
  CHECK_THROWS_AS(opening.wait(fixture.loopback.io.waitScope), kj::Exception);
}

TEST_CASE("a handshake that proves nothing is a rejection") {
  Fixture fixture;
  HostileServer liar(fixture.loopback,
                     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                     "Connection: Upgrade\r\nSec-WebSocket-Accept: bm8=\r\n\r\n");
  CHECK_THROWS_AS(fixture.client.open_websocket(fixture.url("/", liar.port()), {})
                      .wait(fixture.loopback.io.waitScope),
                  kj::Exception);
}

}  // namespace
