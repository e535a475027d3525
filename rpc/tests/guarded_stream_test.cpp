#include "kj/guarded_stream.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <kj/debug.h>

namespace {

using candela::GatheredStream;
using candela::GatherLimits;
using candela::GuardedStream;
using candela::GuardLimits;

/// The end that kj would hold (`kj_side`), and the end of the peer.
struct Fixture final : candela::RefusalObserver {
  explicit Fixture(GuardedStream::Role role = GuardedStream::Role::server,
                   const GatherLimits& gather = {}) {
    auto pipe = kj::newTwoWayPipe();
    peer = kj::mv(pipe.ends[1]);
    gathered = kj::heap<GatheredStream>(kj::mv(pipe.ends[0]), gather);
    kj_side = kj::heap<GuardedStream>(role, *gathered, timer, GuardLimits{}, *this);
  }
  void refused(const candela::HttpRefusal& refusal) override { statuses.push_back(refusal.status); }
  void refused(const candela::WebSocketRefusal& refusal) override { codes.push_back(refusal.code); }

  void peer_sends(const std::string& bytes) {
    auto kept = kj::heap<std::string>(bytes);
    auto promise = peer->write(kept->data(), kept->size());
    sending = promise.attach(kj::mv(kept)).eagerlyEvaluate(nullptr);
  }
  void kj_writes(const std::string& bytes) {
    kj_side->write(bytes.data(), bytes.size()).wait(scope);
  }
  std::string kj_reads(std::size_t min_bytes = 1) {
    std::string buffer(4096, '\0');
    buffer.resize(kj_side->tryRead(buffer.data(), min_bytes, buffer.size()).wait(scope));
    return buffer;
  }
  std::string peer_reads() {
    std::string buffer(4096, '\0');
    buffer.resize(peer->tryRead(buffer.data(), 1, buffer.size()).wait(scope));
    return buffer;
  }

  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  kj::TimerImpl timer{kj::origin<kj::TimePoint>()};
  std::vector<unsigned> statuses;
  std::vector<unsigned> codes;
  kj::Own<kj::AsyncIoStream> peer;
  kj::Own<GatheredStream> gathered;
  kj::Own<GuardedStream> kj_side;
  kj::Promise<void> sending = nullptr;
};

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string upgrade =
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
const std::string switching = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

std::string client_frame(const std::string& payload) {
  return std::string("\x81") + static_cast<char>(0x80 | payload.size()) + "mask" + payload;
}

TEST_CASE("pipelined requests are handed over one at a time") {
  Fixture fixture;
  fixture.peer_sends(get + get + "POST");
  CHECK(fixture.kj_reads() == get);
  fixture.kj_writes(ok);
  CHECK(fixture.kj_reads() == get);
  fixture.kj_writes(ok);
  CHECK(fixture.kj_reads() == "POST");
}

TEST_CASE("a refused request is answered by the guard, and kj sees the end of the stream") {
  Fixture fixture;
  fixture.peer_sends("GET / HTTP/1.1\r\nHost : a\r\n\r\n");
  CHECK(fixture.kj_reads().find("Host") != std::string::npos);
  std::string rest(1, 'x');
  auto end = fixture.kj_side->tryRead(rest.data(), 1, 1);
  CHECK_FALSE(end.poll(fixture.scope));
  const std::string answer = fixture.peer_reads();
  CHECK(answer.find("HTTP/1.1 400 Bad Request\r\n") == 0);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(fixture.statuses == std::vector<unsigned>{400});
  fixture.peer->shutdownWrite();
  CHECK(end.wait(fixture.scope) == 0);
  CHECK_THROWS_AS(fixture.kj_writes(ok), kj::Exception);
}

TEST_CASE("a peer that keeps sending after a refusal is listened to for linger_timeout") {
  Fixture fixture;
  fixture.peer_sends("\n");
  char byte = 0;
  auto end = fixture.kj_side->tryRead(&byte, 1, 1);
  CHECK_FALSE(end.poll(fixture.scope));
  fixture.peer_reads();
  CHECK_FALSE(end.poll(fixture.scope));
  fixture.timer.advanceTo(fixture.timer.now() + GuardLimits{}.linger_timeout);
  CHECK(end.wait(fixture.scope) == 0);
}

TEST_CASE("after 101 the bytes of good frames pass unchanged, also those that came too early") {
  Fixture fixture;
  const std::string early = client_frame("\r\n\r\nGET \n early");
  fixture.peer_sends(upgrade + early);
  CHECK(fixture.kj_reads() == upgrade);
  fixture.kj_writes(switching);
  CHECK(fixture.kj_reads() == early);
  const std::string late = client_frame("late");
  fixture.peer_sends(late);
  CHECK(fixture.kj_reads() == late);
}

TEST_CASE("an upgrade that kj does not grant leaves HTTP in force") {
  Fixture fixture;
  fixture.peer_sends(upgrade + get + "\n");
  CHECK(fixture.kj_reads() == upgrade);
  fixture.kj_writes(ok);
  CHECK(fixture.kj_reads() == get);
  fixture.kj_writes(ok);
  char byte = 0;
  auto end = fixture.kj_side->tryRead(&byte, 1, 1);
  end.poll(fixture.scope);
  CHECK(fixture.statuses == std::vector<unsigned>{400});
}

TEST_CASE("an answer of 101 that nobody asked for switches nothing") {
  Fixture fixture;
  fixture.peer_sends(get);
  fixture.kj_reads();
  fixture.kj_writes(switching);
  fixture.peer_sends("\x81\x80mask");
  char byte = 0;
  auto read = fixture.kj_side->tryRead(&byte, 1, 1);
  read.poll(fixture.scope);
  CHECK(fixture.codes.empty());
}

TEST_CASE("a bad frame reaches the reader as the close to send, which may still be sent") {
  Fixture fixture;
  fixture.peer_sends(upgrade);
  fixture.kj_reads();
  fixture.kj_writes(switching);
  fixture.peer_reads();
  fixture.peer_sends(client_frame("good") + "\xf1\x80mask");
  CHECK(fixture.kj_reads().substr(0, 10) == client_frame("good"));
  try {
    fixture.kj_reads();
    FAIL("not refused");
  } catch (const kj::Exception& exception) {
    const auto failure = candela::websocket_failure(exception);
    REQUIRE(failure.has_value());
    CHECK(failure->code == 1002);
    CHECK(failure->reason == "reserved bit set");
  }
  CHECK(fixture.codes == std::vector<unsigned>{1002});
  fixture.kj_writes("close");
  CHECK(fixture.peer_reads() == "close");
  fixture.peer->shutdownWrite();
  CHECK(fixture.kj_reads().empty());
}

TEST_CASE("an exception of somebody else is no refusal") {
  CHECK_FALSE(candela::websocket_failure(KJ_EXCEPTION(FAILED, "1002")).has_value());
}

TEST_CASE("frames are not read while the answers to earlier ones are not") {
  Fixture fixture(GuardedStream::Role::server, GatherLimits{4, 1000});
  fixture.peer_sends(upgrade);
  fixture.kj_reads();
  auto first = fixture.kj_side->write(switching.data(), switching.size());
  fixture.peer_sends(client_frame("x"));
  std::string buffer(100, '\0');
  auto read = fixture.kj_side->tryRead(buffer.data(), 1, buffer.size());
  CHECK_FALSE(read.poll(fixture.scope));
  fixture.peer_reads();
  CHECK(read.wait(fixture.scope) == client_frame("x").size());
}

TEST_CASE("a client's stream passes the answer and then guards the frames of the server") {
  Fixture fixture(GuardedStream::Role::upgrading_client);
  fixture.kj_writes(upgrade);
  fixture.peer_sends("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi");
  CHECK(fixture.kj_reads().substr(0, 13) == "HTTP/1.1 101 ");
  CHECK(fixture.kj_reads() == "\x81\x02hi");
  fixture.peer_sends(client_frame("masked"));
  CHECK(fixture.kj_reads().size() < 6);
  CHECK_THROWS_AS(fixture.kj_reads(), kj::Exception);
  CHECK(fixture.codes == std::vector<unsigned>{1002});
}

TEST_CASE("a client's stream whose upgrade was refused passes the body of the answer") {
  Fixture fixture(GuardedStream::Role::upgrading_client);
  fixture.kj_writes(upgrade);
  fixture.peer_sends("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
  CHECK(fixture.kj_reads().find("403") != std::string::npos);
  CHECK(fixture.statuses.empty());
}

TEST_CASE("the answer to each request passes") {
  Fixture fixture(GuardedStream::Role::client);
  for (int i = 0; i < 3; ++i) {
    fixture.kj_writes(get);
    fixture.peer_sends(ok);
    CHECK(fixture.kj_reads() == ok);
  }
}

TEST_CASE("a read may begin before the request is written") {
  Fixture fixture(GuardedStream::Role::client);
  std::string buffer(100, '\0');
  auto read = fixture.kj_side->tryRead(buffer.data(), 1, buffer.size());
  CHECK_FALSE(read.poll(fixture.scope));
  fixture.kj_writes(get);
  fixture.peer_sends(ok);
  CHECK(read.wait(fixture.scope) == ok.size());
}

TEST_CASE("a client's connection ends with what nobody asked for") {
  Fixture fixture(GuardedStream::Role::client);
  SUBCASE("before the first request") {
    fixture.peer_sends(ok);
  }
  SUBCASE("with an answer") {
    fixture.kj_writes(get);
    fixture.peer_sends(ok + ok);
    CHECK(fixture.kj_reads() == ok);
    CHECK_THROWS_AS(fixture.kj_writes(get), kj::Exception);
  }
  SUBCASE("after an answer") {
    fixture.kj_writes(get);
    fixture.peer_sends(ok);
    CHECK(fixture.kj_reads() == ok);
    fixture.peer_sends(ok);
  }
  CHECK(fixture.kj_reads().empty());
}

TEST_CASE("an answer that is refused fails the read, and nothing more is written") {
  Fixture fixture(GuardedStream::Role::client);
  fixture.kj_writes(get);
  fixture.peer_sends("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
  CHECK_THROWS_AS(fixture.kj_reads(), kj::Exception);
  CHECK(fixture.statuses == std::vector<unsigned>{400});
  CHECK(fixture.kj_reads().empty());
  CHECK_THROWS_AS(fixture.kj_writes(get), kj::Exception);
}

TEST_CASE("the head of an answer has a limit") {
  Fixture fixture(GuardedStream::Role::upgrading_client);
  fixture.kj_writes(upgrade);
  fixture.peer_sends("HTTP/1.1 101 x\r\nX: " + std::string(100'000, 'x'));
  CHECK_THROWS_AS(
      [&fixture]() {
        for (int i = 0; i < 10; ++i)
          fixture.kj_reads();
      }(),
      kj::Exception);
}

}  // namespace
