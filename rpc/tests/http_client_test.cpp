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

/// What a client makes of the answer.
std::string post_to_hostile(const std::string& answer, const ClientLimits& limits = {}) {
  Fixture fixture(limits);
  HostileServer server(fixture.loopback, answer);
  auto posted = fixture.client.post(fixture.url("/", server.port()), "x", "y");
  fixture.loopback.settle();
  REQUIRE(posted.poll(fixture.loopback.io.waitScope));
  std::string result;
  const auto exception = kj::runCatchingExceptions(
      [&]() { result = posted.wait(fixture.loopback.io.waitScope).body; });
  if (const auto* failure = candela::value_of(exception))
    return std::string("rejected: ") + failure->getDescription().cStr();
  return result;
}

bool is_refused(const std::string& answer, const ClientLimits& limits = {}) {
  const std::string result = post_to_hostile(answer, limits);
  CAPTURE(result);
  const bool refused = result.find("the server's answer was refused") != std::string::npos;
  CHECK(refused);
  return refused;
}

TEST_CASE("an answer that can be read in two ways, or overflows, is refused") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
  CHECK(is_refused(ok + "Content-Length: -1\r\n\r\nhello"));
  CHECK(is_refused(ok + "Content-Length: +5\r\n\r\nhello"));
  CHECK(is_refused(ok + "Content-Length: 0x5\r\n\r\nhello"));
  CHECK(is_refused(ok + "Content-Length: 99999999999999999999\r\n\r\nhello"));
  CHECK(is_refused(ok + "Content-Length: 5\r\nContent-Length: 1\r\n\r\nhello"));
  CHECK(is_refused(ok + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  CHECK(is_refused(ok + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"));
  CHECK(is_refused(chunked + "10000000000000005\r\nhello\r\n0\r\n\r\n"));
  CHECK(is_refused(chunked + "5;extension\r\nhello\r\n0\r\n\r\n"));
  CHECK(is_refused(chunked + "-5\r\nhello\r\n0\r\n\r\n"));
  CHECK(is_refused(chunked + "5\r\nhelloX\r\n0\r\n\r\n"));
  CHECK(is_refused(chunked + "5\nhello\n0\n\n"));
  CHECK(is_refused("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"));
  CHECK(is_refused(ok + "Content-Length : 5\r\n\r\nhello"));
  CHECK(is_refused(ok + "X: a\r\n folded\r\nContent-Length: 5\r\n\r\nhello"));
  CHECK(is_refused("HTTP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  CHECK(is_refused("HTTP/1.1 100 Continue\r\n\r\n" + ok + "Content-Length: 5\r\n\r\nhello"));
  CHECK(is_refused("HTTP/1.1 101 Switching Protocols\r\n\r\n"));
  CHECK(is_refused("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"));
}

TEST_CASE("the head of an answer and a body without length have limits") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  CHECK(is_refused(ok + "X: " + std::string(17'000, 'x')));
  std::string many = ok;
  for (int i = 0; i < 101; ++i)
    many += "X: y\r\n";
  CHECK(is_refused(many));
  ClientLimits limits;
  limits.answer_bytes = 5;
  CHECK(is_refused(ok + "\r\nhello!", limits));
  CHECK(is_refused(ok + "Transfer-Encoding: chunked\r\n\r\n6\r\n", limits));
  CHECK(is_refused(ok + "Content-Length: 6\r\n\r\n", limits));
}

TEST_CASE("good answers pass, however their bodies are delimited") {
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  CHECK(post_to_hostile(ok + "Content-Length: 5\r\n\r\nhello") == "hello");
  CHECK(post_to_hostile(
            ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n") == "hello");
  CHECK(post_to_hostile("HTTP/1.0 500 \r\nContent-Length: 5\r\n\r\nhello") == "hello");
  CHECK(post_to_hostile("HTTP/1.1 204 No Content\r\n\r\n").empty());
}

TEST_CASE("an answer that nobody asked for does not become the answer to the next post") {
  Fixture fixture;
  const std::string two =
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
  HostileServer server(fixture.loopback, two);
  auto& scope = fixture.loopback.io.waitScope;
  CHECK(fixture.client.post(fixture.url("/", server.port()), "x", "y").wait(scope).body == "good");
  fixture.loopback.settle();
  auto second = fixture.client.post(fixture.url("/", server.port()), "x", "y");
  fixture.loopback.settle();
  CHECK_FALSE(second.poll(scope));  // it waits for a connection of its own
}

TEST_CASE("the refusal of an upgrade is guarded too") {
  Fixture fixture;
  HostileServer server(fixture.loopback, "HTTP/1.1 403 Forbidden\r\nContent-Length: -1\r\n\r\nno");
  CHECK_THROWS_AS(fixture.client.open_websocket(fixture.url("/", server.port()), {})
                      .wait(fixture.loopback.io.waitScope),
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
