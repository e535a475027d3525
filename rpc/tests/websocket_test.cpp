#include <candela/rpc/kj/websocket.hpp>

#include <sys/socket.h>

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "loopback.hpp"

namespace {

using namespace std::string_literals;
using candela::ServerLimits;
using candela::WebSocketEnd;
using candela::WebSocketKind;
using candela::WebSocketLimits;
using candela::WebSocketPeer;
using candela::test::Loopback;

const std::string handshake =
    "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

std::string header(unsigned first, std::size_t size, unsigned mask_bit) {
  std::string bytes(1, static_cast<char>(first));
  if (size < 126) return bytes + static_cast<char>(mask_bit | size);
  if (size < 65'536) {
    bytes += static_cast<char>(mask_bit | 126);
  } else {
    bytes += static_cast<char>(mask_bit | 127);
    for (unsigned shift = 56; shift > 8; shift -= 8)
      bytes += static_cast<char>(size >> shift);
  }
  return bytes + static_cast<char>(size >> 8 & 0xff) + static_cast<char>(size & 0xff);
}
/// A client's frame; the mask is zeros, so that the payload can be read in the test.
std::string frame(unsigned first, const std::string& payload) {
  return header(first, payload.size(), 0x80) + "\0\0\0\0"s + payload;
}
std::string text(const std::string& payload) {
  return frame(0x81, payload);
}
std::string close_payload(unsigned code, const std::string& reason = "") {
  return std::string(1, static_cast<char>(code >> 8)) + static_cast<char>(code & 0xff) + reason;
}
std::string close_frame(unsigned code, const std::string& reason = "") {
  return frame(0x88, close_payload(code, reason));
}

struct Received {
  unsigned opcode = 0;  // 0: the connection ended
  std::string payload;
  unsigned code() const {
    return payload.size() < 2 ? 1005
                              : static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8 |
                                    static_cast<unsigned char>(payload[1]);
  }
};

/// A server with one WebSocket on it, and a raw client of that.
struct Fixture final : candela::WebSocketHandler {
  explicit Fixture(const WebSocketLimits& limits = {}, const ServerLimits& server_limits = {})
      : loopback(server_limits) {
    loopback.service.on_websocket = [this, limits](kj::Own<kj::WebSocket> socket) {
      auto owned = kj::heap<WebSocketPeer>(kj::mv(socket), loopback.timer, limits, *this);
      peer = owned.get();
      auto running = owned->run().then([this](WebSocketEnd&& ended) { end = std::move(ended); });
      return running.attach(kj::mv(owned), kj::defer([this]() { peer = nullptr; }));
    };
    client = loopback.connect();
    loopback.send(*client, handshake);
    loopback.read_until(*client, "\r\n\r\n");
    loopback.settle();
  }
  std::optional<kj::Promise<void>> received(WebSocketKind kind, std::string_view message) override {
    messages.emplace_back(message);
    kinds.push_back(kind);
    if (message == "throw") KJ_FAIL_REQUIRE("handler");
    if (message == "reject") return kj::Promise<void>(KJ_EXCEPTION(FAILED, "handler"));
    if (message == "wait") {
      auto paf = kj::newPromiseAndFulfiller<void>();
      gate = kj::mv(paf.fulfiller);
      return kj::mv(paf.promise);
    }
    if (echoes) peer->send(kind, std::string(message));
    return std::nullopt;
  }
  void send(const std::string& bytes) {
    loopback.send(*client, bytes);
    loopback.settle();
  }
  Received receive() {
    std::string head(2, '\0');
    if (client->tryRead(head.data(), 2, 2).wait(loopback.io.waitScope) < 2) return {};
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size >= 126) {
      std::size_t extended = 0;
      for (char c : loopback.read_exactly(*client, size == 126 ? 2 : 8)) {
        extended = extended << 8 | static_cast<unsigned char>(c);
      }
      size = extended;
    }
    return {static_cast<unsigned char>(head[0]) & 0x0fu, loopback.read_exactly(*client, size)};
  }
  /// The server closes with this code and then the connection.
  void check_closed_with(unsigned code) {
    const Received close = receive();
    CHECK(close.opcode == 8);
    CHECK(close.code() == code);
    client->shutdownWrite();
    CHECK(receive().opcode == 0);
    loopback.settle();
    CHECK(peer == nullptr);
    REQUIRE(end.has_value());
    CHECK(end->code == code);
  }

  Loopback loopback;
  kj::Own<kj::AsyncIoStream> client;
  WebSocketPeer* peer = nullptr;
  std::optional<WebSocketEnd> end;
  std::vector<std::string> messages;
  std::vector<WebSocketKind> kinds;
  kj::Own<kj::PromiseFulfiller<void>> gate;
  bool echoes = true;
};

TEST_CASE("text and binary messages are received and answered in order") {
  Fixture fixture;
  fixture.send(text("one") + frame(0x82, "\x00\xff"s) + text(""));
  CHECK(fixture.messages == std::vector<std::string>{"one", "\x00\xff"s, ""});
  CHECK(fixture.kinds[1] == WebSocketKind::binary);
  const Received first = fixture.receive();
  CHECK(first.opcode == 1);
  CHECK(first.payload == "one");
  CHECK(fixture.receive().opcode == 2);
  CHECK(fixture.receive().payload.empty());
}

TEST_CASE("fragments are joined, and a ping between them is answered") {
  Fixture fixture;
  fixture.send(frame(0x01, "a") + frame(0x89, "ping") + frame(0x00, "") + frame(0x80, "b"));
  const Received pong = fixture.receive();
  CHECK(pong.opcode == 10);
  CHECK(pong.payload == "ping");
  CHECK(fixture.receive().payload == "ab");
}

TEST_CASE("a close is answered with its code, and the connection ends") {
  Fixture fixture;
  fixture.send(close_frame(1000, "Normal closure"));
  fixture.check_closed_with(1000);
  CHECK(fixture.end->by == WebSocketEnd::By::peer);
  CHECK(fixture.end->reason == "Normal closure");
}

TEST_CASE("a close without code is answered with one without code") {
  Fixture fixture;
  fixture.send(frame(0x88, ""));
  const Received close = fixture.receive();
  CHECK(close.opcode == 8);
  CHECK(close.payload.empty());
  fixture.loopback.settle();
  CHECK(fixture.end->code == 1005);
}

TEST_CASE(
    "a close with a code that may not be sent is answered with 1002, and a bad reason with 1007") {
  for (unsigned code : {0u, 999u, 1004u, 1006u, 1015u, 1016u, 2999u, 5000u, 65'535u}) {
    Fixture fixture;
    fixture.send(close_frame(code));
    CHECK(fixture.receive().code() == 1002);
  }
  for (unsigned code : {1000u, 1001u, 1003u, 1007u, 1014u, 3000u, 4401u, 4999u}) {
    Fixture fixture;
    fixture.send(close_frame(code));
    CHECK(fixture.receive().code() == code);
  }
  Fixture fixture;
  fixture.send(close_frame(1000, "\xff"));
  CHECK(fixture.receive().code() == 1007);
}

TEST_CASE("text that is not UTF-8 closes with 1007 and never reaches the handler") {
  for (const char* bad : {"\xff", "\xc0\x80", "\xed\xa0\x80", "ok \xe2\x82"}) {
    Fixture fixture;
    fixture.send(text(bad));
    CHECK(fixture.messages.empty());
    CHECK(fixture.receive().code() == 1007);
  }
  Fixture fixture;
  fixture.send(frame(0x01, "\xe2\x82") + frame(0x80, "\xac"));
  CHECK(fixture.receive().payload == "\xe2\x82\xac");
}

TEST_CASE("frames that break the protocol close with 1002") {
  for (const std::string& bad :
       {"\xc1\x80\0\0\0\0"s, "\x83\x80\0\0\0\0"s, "\x81\x02hi"s, frame(0x80, "x"), frame(0x09, ""),
        frame(0x89, std::string(126, 'p')), frame(0x88, "x"), frame(0x01, "a") + text("b")}) {
    Fixture fixture;
    fixture.send(text("good") + bad + text("not read"));
    CHECK(fixture.receive().payload == "good");
    fixture.check_closed_with(1002);
    CHECK(fixture.end->by == WebSocketEnd::By::us);
    CHECK(fixture.loopback.observer.refused_frames == std::vector<unsigned>{1002});
    CHECK(fixture.messages.size() == 1);
  }
}

TEST_CASE("a message passes at the limit and closes with 1009 one past it, in the guard") {
  ServerLimits limits;
  limits.websocket_message_bytes = 1000;
  limits.websocket_fragments = 3;
  {
    Fixture fixture({}, limits);
    fixture.send(text(std::string(1000, 'x')));
    CHECK(fixture.receive().payload.size() == 1000);
    fixture.send(text(std::string(1001, 'x')));
    fixture.check_closed_with(1009);
  }
  {
    Fixture fixture({}, limits);
    fixture.send(frame(0x01, std::string(500, 'x')) + frame(0x80, std::string(501, 'x')));
    fixture.check_closed_with(1009);
  }
  Fixture fixture({}, limits);
  fixture.send(frame(0x01, "") + frame(0x00, "") + frame(0x00, "") + frame(0x00, ""));
  fixture.check_closed_with(1009);
}

TEST_CASE("a message passes at the peer's own limit and closes with 1009 one past it") {
  WebSocketLimits limits;
  limits.message_bytes = 1000;
  Fixture fixture(limits);
  fixture.send(text(std::string(1000, 'x')));
  CHECK(fixture.receive().payload.size() == 1000);
  fixture.send(text(std::string(1001, 'x')));
  CHECK(fixture.receive().code() == 1009);
}

TEST_CASE("this side closes: what is queued goes first, and the answer ends it") {
  Fixture fixture;
  fixture.peer->send(WebSocketKind::text, "last");
  fixture.peer->close(4401, "expired");
  CHECK_FALSE(fixture.peer->send(WebSocketKind::text, "too late"));
  CHECK(fixture.receive().payload == "last");
  const Received close = fixture.receive();
  CHECK(close.payload == close_payload(4401, "expired"));
  fixture.send(text("crossed") + close_frame(4401));
  fixture.loopback.settle();
  CHECK(fixture.messages.empty());
  CHECK(fixture.end->by == WebSocketEnd::By::us);
  CHECK(fixture.end->code == 4401);
}

TEST_CASE("a close that is not answered ends after close_timeout") {
  Fixture fixture;
  fixture.peer->close(1001, "going away");
  fixture.loopback.settle();
  fixture.loopback.advance(4 * kj::SECONDS);
  fixture.loopback.settle();
  CHECK_FALSE(fixture.end.has_value());
  fixture.loopback.advance(1 * kj::SECONDS);
  fixture.loopback.settle();
  CHECK(fixture.end->by == WebSocketEnd::By::loss);
  CHECK(fixture.end->code == 1001);
}

TEST_CASE("a reason is cut at its limit, between characters") {
  Fixture fixture;
  fixture.peer->close(4000, std::string(candela::max_close_reason_bytes - 1, 'x') + "\xc3\xa9");
  CHECK(fixture.receive().payload.size() == 2 + candela::max_close_reason_bytes - 1);
}

TEST_CASE("the end of the stream without a close is a loss") {
  Fixture fixture;
  fixture.send("\x81");
  fixture.client = nullptr;
  fixture.loopback.settle();
  CHECK(fixture.end->by == WebSocketEnd::By::loss);
  CHECK(fixture.end->code == 1006);
}

TEST_CASE("a handler that throws or rejects closes with 1011, and the service fails") {
  for (const char* message : {"throw", "reject"}) {
    Fixture fixture;
    fixture.send(text(message) + text("not read"));
    const Received close = fixture.receive();
    CHECK(close.payload == close_payload(1011, "internal error"));
    fixture.send(close_frame(1011));
    fixture.loopback.settle();
    CHECK(fixture.peer == nullptr);
    CHECK(fixture.messages.size() == 1);
    REQUIRE(fixture.loopback.observer.service_failures.size() == 1);
    CHECK(fixture.loopback.observer.service_failures[0] == "handler");
  }
}

TEST_CASE("while a handler is busy the next message waits") {
  Fixture fixture;
  fixture.send(text("wait") + text("next"));
  CHECK(fixture.messages.size() == 1);
  fixture.gate->fulfill();
  fixture.loopback.settle();
  CHECK(fixture.messages.size() == 2);
}

TEST_CASE("a queue takes what it may hold; one byte more closes with 1013") {
  WebSocketLimits limits;
  limits.queue_bytes = 20'000'000;
  ServerLimits server_limits;
  server_limits.unsent_bytes = 1000;
  Fixture fixture(limits, server_limits);
  // 10 MB are more than the sockets of this machine take: the first message stays in the queue.
  CHECK(fixture.peer->send(WebSocketKind::text, std::string(10'000'000, 'x')));
  fixture.loopback.settle();
  const std::size_t queued = fixture.peer->queued_bytes();
  REQUIRE(queued == 10'000'000);
  CHECK(fixture.peer->send(WebSocketKind::text, std::string(limits.queue_bytes - queued, 'x')));
  CHECK_FALSE(fixture.peer->send(WebSocketKind::text, "x"));
  CHECK(fixture.peer->is_closing());
  CHECK(fixture.receive().payload.size() == 10'000'000);
  CHECK(fixture.receive().code() == 1013);
}

TEST_CASE("a queue takes as many messages as it may hold; one more closes with 1013") {
  WebSocketLimits limits;
  limits.queue_messages = 3;
  Fixture fixture(limits);
  for (int i = 0; i < 3; ++i)
    CHECK(fixture.peer->send(WebSocketKind::text, "x"));
  CHECK_FALSE(fixture.peer->send(WebSocketKind::text, "x"));
  CHECK(fixture.receive().payload == "x");
  CHECK(fixture.receive().code() == 1013);
}

TEST_CASE("a peer that does not read its answers is not read from, and loses nothing") {
  WebSocketLimits limits;
  limits.queue_bytes = 2'000'000;
  ServerLimits server_limits;
  server_limits.unsent_bytes = 1000;
  Fixture fixture(limits, server_limits);
  const std::string message(100'000, 'x');
  std::string all;
  for (int i = 0; i < 200; ++i)
    all += text(message);
  auto writing = candela::write_to(*fixture.client, kj::arrayPtr(all.data(), all.size()).asBytes())
                     .eagerlyEvaluate(nullptr);
  fixture.loopback.settle();
  CHECK(fixture.messages.size() < 200);
  CHECK(fixture.peer->queued_bytes() <= limits.queue_bytes);
  for (int i = 0; i < 200; ++i)
    REQUIRE(fixture.receive().payload == message);
  CHECK(fixture.messages.size() == 200);
}

TEST_CASE("a flood of pings from a peer that reads nothing is not read on") {
  ServerLimits server_limits;
  server_limits.unsent_bytes = 1000;
  Fixture fixture({}, server_limits);
  std::string pings;
  for (int i = 0; i < 300'000; ++i)
    pings += frame(0x89, std::string(100, 'p'));
  auto writing =
      candela::write_to(*fixture.client, kj::arrayPtr(pings.data(), pings.size()).asBytes())
          .eagerlyEvaluate(nullptr);
  fixture.loopback.settle();
  CHECK_FALSE(writing.poll(fixture.loopback.io.waitScope));
}

TEST_CASE("a reset connection is a loss, which run still tells") {
  Fixture fixture;
  const linger reset_at_close{1, 0};
  fixture.client->setsockopt(SOL_SOCKET, SO_LINGER, &reset_at_close, sizeof(reset_at_close));
  fixture.client = nullptr;
  fixture.loopback.settle();
  REQUIRE(fixture.end.has_value());
  CHECK(fixture.end->by == WebSocketEnd::By::loss);
  CHECK(fixture.peer == nullptr);
  CHECK(fixture.loopback.server->connections() == 0);
}

TEST_CASE("a server that is destroyed takes its WebSockets with it") {
  Fixture fixture;
  fixture.peer->send(WebSocketKind::text, "unsent");
  fixture.loopback.server = nullptr;
  CHECK(fixture.peer == nullptr);
  while (fixture.receive().opcode != 0)
    continue;
}

}  // namespace
