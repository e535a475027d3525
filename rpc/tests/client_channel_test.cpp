#include "kj/client_channel.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "rpc_loopback.hpp"

namespace {

using candela::Answer;
using candela::Client;
using candela::test::Loopback;
using candela::test::RpcLoopback;
using candela::test::Sample;

/// A server that is none of ours: it answers what it is told to.
struct StrangeServer {
  explicit StrangeServer(const std::string& scheme)
      : client({loopback.timer, loopback.io.provider->getNetwork(), nullptr, entropy},
               scheme + "://127.0.0.1:" + std::to_string(loopback.port)) {}
  Answer call() { return client.actor("A", "a")["f"]().outcome().wait(loopback.io.waitScope); }
  std::string failure() {
    const Answer answer = call();
    return answer.ok() ? "" : std::string(answer.error()->name());
  }

  candela::test::Entropy entropy;
  Loopback loopback;
  Client client;
};

std::string batch(const std::string& list) {
  return R"({"json":{"type":"__rpc","batch":[)" + list + R"(]},"meta":{}})";
}

/// Accepts WebSockets, and answers the first message of each with these.
void answer_with(StrangeServer& server, std::vector<std::string> messages) {
  server.loopback.service.on_websocket = [messages](kj::Own<kj::WebSocket> socket) {
    auto sent = socket->receive().ignoreResult();
    for (const std::string& message : messages) {
      sent = sent.then([&socket = *socket, message]() {
        auto kept = kj::heap<std::string>(message);
        auto sending = socket.send(kj::arrayPtr(kept->data(), kept->size()));
        return sending.attach(kj::mv(kept));
      });
    }
    return sent.then([&socket = *socket]() { return socket.receive().ignoreResult(); })
        .catch_([](kj::Exception&&) {})
        .attach(kj::mv(socket));
  };
}

TEST_CASE("a connection that is lost fails the calls that wait; the next call opens another") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto first = sample.call<&Sample::wait>("gate").outcome();
  loopback.settle();
  auto second = sample.call<&Sample::add>(1, 1).outcome();
  loopback.settle();
  loopback.service.close_websockets(1012, "restart");
  loopback.server = nullptr;  // drops every connection
  for (auto* waiting : {&first, &second}) {
    const Answer answer = loopback.wait(kj::mv(*waiting));
    CHECK(answer.disconnected());
    CHECK(answer.error()->name() == "Disconnected");
  }
  const Answer refused = loopback.wait(sample.call<&Sample::add>(1, 1).outcome());
  CHECK(refused.disconnected());
  candela::RpcService restarted(loopback.timer, loopback.table, loopback.host);
  candela::HttpServer server(loopback.timer, loopback.table, restarted, loopback.limits,
                             loopback.observer);
  const std::string address = "127.0.0.1:" + std::to_string(loopback.port);
  loopback.wait(server.listen(loopback.io.provider->getNetwork(), address.c_str()));
  CHECK(loopback.wait(sample.call<&Sample::add>(1, 1).send()) == 2);
}

TEST_CASE("a server that cannot be reached is a lost peer, over HTTP too") {
  for (const char* scheme : {"http", "ws"}) {
    StrangeServer server(scheme);
    server.loopback.server = nullptr;
    CHECK(server.call().disconnected());
  }
}

TEST_CASE("a server that answers something else is an error that says what") {
  StrangeServer server("http");
  const Answer answer = server.call();  // it echoes the body, which is no answer
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error()->name() == "CallFailed");
  CHECK(std::string(answer.error()->message()).find("the server answered 200: ") == 0);
}

TEST_CASE("an upgrade that is not accepted is an error that says what was answered") {
  StrangeServer server("ws");
  const Answer answer = server.call();
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error()->name() == "CallFailed");
  CHECK(std::string(answer.error()->message()).find("the server answered 200") == 0);
}

TEST_CASE("answers of a WebSocket are matched by id; what nobody asked for is ignored") {
  StrangeServer server("ws");
  answer_with(server, {R"({"json":{"type":"__downstream","payload":1},"meta":{}})",
                       batch(R"({"id":"99","success":true,"result":0})"),
                       batch(R"({"id":"1","success":true,"result":5})")});
  CHECK(server.call().get<int>() == 5);
}

TEST_CASE("a message that cannot be an answer fails what waits") {
  for (const std::string& message :
       {std::string("{nope"), std::string(R"({"json":5,"meta":{}})"), batch("5")}) {
    CAPTURE(message);
    StrangeServer server("ws");
    answer_with(server, {message});
    CHECK(server.failure() == "CallFailed");
  }
  StrangeServer server("ws");
  answer_with(server, {batch(R"({"id":"parse-error","success":false,)"
                             R"("error":{"$type":"error","name":"SyntaxError","message":"x"}})")});
  CHECK(server.failure() == "SyntaxError");
}

TEST_CASE("closing says so, and fails the calls that wait on a WebSocket") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto waiting = sample.call<&Sample::wait>("gate").outcome();
  loopback.settle();
  auto closing = client.close();
  const Answer answer = loopback.wait(kj::mv(waiting));
  CHECK(answer.disconnected());
  loopback.wait(kj::mv(closing));
  loopback.settle();
  CHECK(loopback.service.websockets() == 0);
  CHECK(loopback.wait(sample.call<&Sample::add>(1, 1).send()) == 2);
}

TEST_CASE("closing a connection that is being opened, or calls that have not left, ends too") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto queued = sample.call<&Sample::increment>(1).outcome();
  loopback.wait(client.close());
  CHECK(loopback.wait(kj::mv(queued)).disconnected());
  // Of what is to run last, the last runs first: the call leaves, and then it closes.
  auto closing = kj::evalLast([&client]() { return client.close(); });
  auto opening = sample.call<&Sample::increment>(1).outcome();
  loopback.wait(kj::mv(closing));
  CHECK(loopback.wait(kj::mv(opening)).disconnected());
  loopback.settle();
  CHECK(loopback.service.websockets() == 0);
  CHECK(loopback.sample.count == 0);
}

TEST_CASE("a call after a close opens a connection of its own, whatever becomes of the old one") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto before = kj::Promise<Answer>(nullptr);
  SUBCASE("while it is being opened") {
    before = sample.call<&Sample::add>(1, 1).outcome();
    loopback.wait(kj::evalLast([]() {}));  // the call has left, and waits for the connection
  }
  SUBCASE("while it is open") {
    before = sample.call<&Sample::wait>("gate").outcome();
    loopback.settle();
  }
  auto closing = client.close();
  auto after = sample.call<&Sample::add>(2, 2).send();
  const Answer failed = loopback.wait(kj::mv(before));
  CHECK(failed.disconnected());
  CHECK(failed.error()->message() == "the client closed the connection");
  CHECK(loopback.wait(kj::mv(after)) == 4);
  loopback.settle();
  CHECK(loopback.service.websockets() == 1);
  auto last = client.close();
  loopback.wait(kj::mv(closing));
  loopback.wait(kj::mv(last));
}

TEST_CASE("a promise that is dropped is a call not waited for, not a call undone") {
  for (const char* scheme : {"http", "ws"}) {
    RpcLoopback loopback;
    Client client = loopback.client(scheme);
    auto sample = client.actor<Sample>("SAMPLE", "a");
    { auto dropped = sample.call<&Sample::increment>(5).send(); }
    CHECK(loopback.wait(sample.call<&Sample::increment>(1).send()) == 6);
  }
}

/// Does something once, when the first message leaves.
struct Hooked {
  Hooked()
      : client(candela::ClientWorld{loopback.timer, loopback.io.provider->getNetwork(), nullptr,
                                    loopback.entropy},
               loopback.url("http"), options()) {}
  candela::ConnectOptions options() {
    candela::ConnectOptions result;
    result.batch_calls = 1;
    result.trace = [this](const candela::Frame& frame) {
      if (frame.direction == candela::Frame::Direction::sent && hook)
        std::exchange(hook, nullptr)();
    };
    return result;
  }

  RpcLoopback loopback;
  std::function<void()> hook;
  Client client;
};

TEST_CASE("a hook that calls does not lose its call") {
  Hooked hooked;
  auto sample = hooked.client.actor<Sample>("SAMPLE", "a");
  kj::Promise<int> inner = nullptr;
  hooked.hook = [&inner, &sample]() { inner = sample.call<&Sample::add>(2, 2); };
  CHECK(hooked.loopback.wait(sample.call<&Sample::add>(1, 1).send()) == 2);
  CHECK(hooked.loopback.wait(kj::mv(inner)) == 4);
}

TEST_CASE("a hook that closes fails the calls that have not left") {
  Hooked hooked;
  auto sample = hooked.client.actor<Sample>("SAMPLE", "a");
  kj::Promise<void> closing = nullptr;
  hooked.hook = [&]() { closing = hooked.client.close(); };
  auto first = sample.call<&Sample::add>(1, 1).outcome();
  auto second = sample.call<&Sample::add>(2, 2).outcome();
  CHECK(hooked.loopback.wait(kj::mv(first)).get<int>() == 2);
  CHECK(hooked.loopback.wait(kj::mv(second)).disconnected());
  hooked.loopback.wait(kj::mv(closing));
  CHECK(hooked.loopback.wait(sample.call<&Sample::add>(3, 3).send()) == 6);
}

}  // namespace
