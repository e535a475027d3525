#include "kj/rpc_socket.hpp"

#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/rpc/kj/http_client.hpp>

#include "rpc_loopback.hpp"

namespace {

using candela::RpcServiceOptions;
using candela::test::RpcLoopback;

std::string message(const std::string& list) {
  return R"({"json":{"type":"__rpc","batch":[)" + list + R"(]},"meta":{}})";
}
std::string item(const std::string& id, const std::string& name, const std::string& arguments) {
  return R"({"id":)" + id + R"(,"operations":[{"type":"get","key":")" + name +
         R"("},{"type":"apply","args":[)" + arguments + "]}]}";
}
std::string result(const std::string& id, const std::string& value) {
  return R"({"id":)" + id + R"(,"success":true,"result":)" + value + "}";
}
bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A server, and a bare kj client with one WebSocket to the sample.
struct Fixture {
  explicit Fixture(RpcServiceOptions options = {}, std::vector<std::string> protocols = {})
      : loopback(std::move(options)),
        http({loopback.timer, loopback.io.provider->getNetwork(), nullptr, loopback.entropy}, {}) {
    auto opening = loopback.wait(
        http.open_websocket(loopback.url("ws") + "/__rpc/sample/alice/any", protocols));
    auto& open = std::get<candela::OpenWebSocket>(opening);
    protocol = open.protocol;
    socket = kj::mv(open.socket);
  }
  void send(const std::string& text) {
    loopback.wait(socket->send(kj::arrayPtr(text.data(), text.size())));
  }
  std::string receive() {
    auto received = loopback.wait(socket->receive());
    if (received.is<kj::String>()) return received.get<kj::String>().cStr();
    if (received.is<kj::WebSocket::Close>()) {
      return "close " + std::to_string(received.get<kj::WebSocket::Close>().code);
    }
    return "binary";
  }

  RpcLoopback loopback;
  candela::HttpClient http;
  std::string protocol;
  kj::Own<kj::WebSocket> socket;
};

TEST_CASE("calls on a WebSocket are answered byte for byte") {
  Fixture fixture;
  fixture.send(message(item("1", "add", "2,3") + "," + item("2", "later", "4")));
  CHECK(fixture.receive() == message(result("1", "5") + "," + result("2", "4")));
}

TEST_CASE("the sub-protocol is chosen when it was offered, none otherwise") {
  CHECK(Fixture(RpcServiceOptions(), {"lumenize.rpc", "lumenize.rpc.clientId.a", "x"}).protocol ==
        "lumenize.rpc");
  CHECK(Fixture(RpcServiceOptions(), {"x", "y"}).protocol.empty());
  CHECK(Fixture().protocol.empty());
}

TEST_CASE("an upgrade that leads nowhere is answered, not accepted") {
  Fixture fixture;
  const auto status = [&fixture](const std::string& path) {
    auto opening =
        fixture.loopback.wait(fixture.http.open_websocket(fixture.loopback.url("ws") + path, {}));
    const auto* answer = std::get_if<candela::HttpAnswer>(&opening);
    return answer == nullptr ? 101 : answer->status;
  };
  CHECK(status("/__rpc/nobody/a/call") == 404);
  CHECK(status("/__rpc/sample") == 400);
  CHECK(status("/elsewhere") == 404);
}

TEST_CASE("answers come in the order of the messages, also when a later one is done first") {
  Fixture fixture;
  fixture.send(message(item("1", "wait", R"("one")")));
  fixture.send(message(item("2", "add", "1,1")));
  fixture.send("{nope");
  fixture.loopback.settle();
  CHECK(fixture.loopback.sample.calls == 1);
  fixture.loopback.sample.open("one");
  CHECK(fixture.receive() == message(result("1", "\"one\"")));
  CHECK(fixture.receive() == message(result("2", "2")));
  CHECK(contains(fixture.receive(), "parse-error"));
}

TEST_CASE("what is no request is answered with id parse-error, and the socket stays open") {
  Fixture fixture;
  for (const std::string& text :
       {std::string("{nope"), std::string(), std::string("null"),
        std::string(R"({"json":{"type":"other"},"meta":{}})"),
        std::string(R"({"json":{"batch":[]},"meta":{}})"), std::string(3'000, '[')}) {
    CAPTURE(text);
    fixture.send(text);
    const std::string answer = fixture.receive();
    CHECK(contains(answer, R"("id":"parse-error","success":false)"));
    CHECK(contains(answer, R"({"json":{"type":"__rpc","batch":[)"));
  }
  const kj::byte bytes[] = {1, 2, 3};
  fixture.loopback.wait(fixture.socket->send(kj::arrayPtr(bytes, 3)));
  CHECK(contains(fixture.receive(), "binary messages are not understood"));
  fixture.send(message(""));
  CHECK(fixture.receive() == message(""));
}

TEST_CASE("with as many calls in flight as the limit says no further message is read") {
  RpcServiceOptions options;
  options.calls_in_flight = 2;
  Fixture fixture(options);
  fixture.send(message(item("1", "wait", R"("one")")));
  fixture.send(message(item("2", "wait", R"("two")")));
  fixture.send(message(item("3", "add", "1,1")));
  fixture.loopback.settle();
  CHECK(fixture.loopback.sample.gates.size() == 2);
  CHECK(fixture.loopback.sample.calls == 0);
  fixture.loopback.sample.open("two");
  fixture.loopback.settle();
  CHECK(fixture.loopback.sample.calls == 0);  // its answer waits for the one before it
  fixture.loopback.sample.open("one");
  CHECK(contains(fixture.receive(), "one"));
  CHECK(contains(fixture.receive(), "two"));
  CHECK(fixture.receive() == message(result("3", "2")));
}

TEST_CASE("one call at least is in flight") {
  RpcServiceOptions options;
  options.calls_in_flight = 0;
  Fixture fixture(options);
  for (const char* id : {"1", "2"}) {
    fixture.send(message(item(id, "add", "1,1")));
    fixture.loopback.settle();
    CHECK(fixture.loopback.sample.calls == std::stoi(id));
    CHECK(fixture.receive() == message(result(id, "2")));
  }
}

TEST_CASE("a peer that sends calls and never reads is read no more, and holds bounded memory") {
  RpcServiceOptions options;
  options.websocket.queue_bytes = 1'000'000;
  options.session.answer_bytes = 500'000;
  Fixture fixture(options);
  const std::string large = message(item("1", "text", "300000") + "," + item("2", "nothing", ""));
  auto sending = kj::Promise<void>(kj::READY_NOW);
  constexpr int messages = 1'000;
  for (int i = 0; i < messages; ++i) {
    sending = sending.then([&fixture, &large]() {
      return fixture.socket->send(kj::arrayPtr(large.data(), large.size()));
    });
  }
  sending = sending.eagerlyEvaluate(nullptr);
  fixture.loopback.settle();
  const int first = fixture.loopback.sample.calls;
  fixture.loopback.settle();
  CHECK(fixture.loopback.sample.calls == first);
  CHECK(first < messages / 2);
  for (int i = 0; i < messages; ++i)
    REQUIRE(fixture.receive().size() > 300'000);
  CHECK(fixture.loopback.sample.calls == messages);
}

TEST_CASE("with as many bytes of calls in flight as the limit says no further message is read") {
  const std::string first = message(item("1", "wait", R"("one")"));
  for (const std::size_t limit : {first.size(), first.size() + 1}) {
    CAPTURE(limit);
    RpcServiceOptions options;
    options.request_bytes_in_flight = limit;
    Fixture fixture(options);
    fixture.send(first);
    fixture.send(message(item("2", "add", "1,1")));
    fixture.loopback.settle();
    CHECK(fixture.loopback.sample.calls == (limit == first.size() ? 0 : 1));
    fixture.loopback.sample.open("one");
    CHECK(contains(fixture.receive(), "one"));
    CHECK(fixture.receive() == message(result("2", "2")));
  }
}

/// A call that waits, and two answers that wait for it.
struct Blocked {
  explicit Blocked(RpcServiceOptions options) : fixture(std::move(options)) {
    fixture.send(message(item("1", "wait", R"("gate")")));
    for (const char* id : {"2", "3"})
      fixture.send(message(item(id, "text", "500")));
    fixture.loopback.settle();
    fixture.loopback.sample.open("gate");
  }
  Fixture fixture;
};

TEST_CASE("answers that wait for an earlier one are kept up to their limit, past it are errors") {
  const std::string text = '"' + std::string(500, 'x') + '"';
  RpcServiceOptions options;
  options.waiting_answer_bytes = message(result("2", text)).size() * 2;
  {
    Blocked at(options);
    CHECK(at.fixture.receive() == message(result("1", "\"gate\"")));
    CHECK(at.fixture.receive() == message(result("2", text)));
    CHECK(at.fixture.receive() == message(result("3", text)));
  }
  --options.waiting_answer_bytes;
  Blocked past(options);
  CHECK(past.fixture.receive() == message(result("1", "\"gate\"")));
  CHECK(past.fixture.receive() == message(result("2", text)));
  CHECK(contains(past.fixture.receive(),
                 R"({"id":3,"success":false,"error":{"$type":"error","name":"Error","message":)"
                 R"("Too many bytes of answers wait: )"));
  past.fixture.send(message(item("4", "text", "500")));
  CHECK(past.fixture.receive() == message(result("4", text)));
}

TEST_CASE("where the errors do not fit either, the socket closes with 1013") {
  RpcServiceOptions options;
  options.waiting_answer_bytes = 100;
  options.session.failure_bytes = 10;
  Blocked blocked(options);
  CHECK(blocked.fixture.receive() == "close 1013");
}

TEST_CASE("an answer that can leave at once is not counted as waiting") {
  RpcServiceOptions options;
  options.waiting_answer_bytes = 1;
  Fixture fixture(options);
  fixture.send(message(item("1", "text", "500")));
  CHECK(contains(fixture.receive(), "xxx"));
}

TEST_CASE("an answer past its limit is an error, and the connection goes on") {
  RpcServiceOptions options;
  options.session.answer_bytes = 1'000;
  Fixture fixture(options);
  fixture.send(message(item("1", "text", "2000")));
  CHECK(contains(fixture.receive(), "Answer too long"));
  fixture.send(message(item("2", "add", "1,1")));
  CHECK(fixture.receive() == message(result("2", "2")));
}

TEST_CASE("a peer that goes away takes its calls with it") {
  Fixture fixture;
  fixture.send(message(item("1", "wait", R"("gate")")));
  fixture.loopback.settle();
  CHECK(fixture.loopback.service.websockets() == 1);
  CHECK(fixture.loopback.sample.gates.at("gate")->isWaiting());
  fixture.socket = nullptr;
  fixture.loopback.settle();
  CHECK(fixture.loopback.service.websockets() == 0);
  CHECK_FALSE(fixture.loopback.sample.gates.at("gate")->isWaiting());
}

TEST_CASE("a message waits while another socket uses up what is in flight") {
  RpcServiceOptions options;
  options.in_flight_bytes = 1;
  Fixture fixture(options);
  auto opening = fixture.loopback.wait(
      fixture.http.open_websocket(fixture.loopback.url("ws") + "/__rpc/sample/b/any", {}));
  auto other = kj::mv(std::get<candela::OpenWebSocket>(opening).socket);
  const std::string first = message(item("1", "wait", R"("gate")"));
  fixture.loopback.wait(other->send(kj::arrayPtr(first.data(), first.size())));
  fixture.loopback.settle();
  fixture.send(message(item("2", "add", "1,1")));
  fixture.send(message(item("3", "add", "1,2")));
  fixture.loopback.settle();
  CHECK(fixture.loopback.sample.calls == 0);
  SUBCASE("and goes on when there is an answer") {
    fixture.loopback.sample.open("gate");
  }
  SUBCASE("and goes on when the other goes away") {
    other = nullptr;
  }
  CHECK(fixture.receive() == message(result("2", "2")));
  CHECK(fixture.receive() == message(result("3", "3")));
  fixture.loopback.settle();
  CHECK(fixture.loopback.service.bytes_in_flight() == 0);
}

TEST_CASE("a close is answered") {
  Fixture fixture;
  fixture.loopback.wait(fixture.socket->close(1000, "Normal closure"));
  CHECK(fixture.receive() == "close 1000");
  fixture.loopback.settle();
  CHECK(fixture.loopback.service.websockets() == 0);
}

TEST_CASE("an orderly end: calls that run are answered, later ones not begun, then it closes") {
  Fixture fixture;
  fixture.send(message(item("1", "wait", R"("gate")")));
  fixture.loopback.settle();
  fixture.loopback.service.close_websockets(1012, "restart");
  fixture.send(message(item("2", "add", "1,1")));
  fixture.loopback.settle();
  fixture.loopback.sample.open("gate");
  CHECK(fixture.receive() == message(result("1", "\"gate\"")));
  CHECK(fixture.receive() == "close 1012");
  CHECK(fixture.loopback.sample.calls == 0);
}

TEST_CASE("a call that nobody answers is refused with its ids, and the socket stays open") {
  Fixture fixture;
  fixture.loopback.host.add("NONE", [](std::string_view) { return candela::Target(); });
  auto opening = fixture.loopback.wait(
      fixture.http.open_websocket(fixture.loopback.url("ws") + "/__rpc/none/a", {}));
  fixture.socket = kj::mv(std::get<candela::OpenWebSocket>(opening).socket);
  for (int i = 0; i < 2; ++i) {
    fixture.send(message(item(R"("I")", "add", "1,1")));
    CHECK(contains(fixture.receive(),
                   R"({"id":"I","success":false,"error":{"$type":"error",)"
                   R"("name":"Error","message":"No such instance of NONE: a"}})"));
  }
}

}  // namespace
