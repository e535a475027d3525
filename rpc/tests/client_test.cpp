#include <candela/rpc/kj/client.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <candela/ocan/chain_text.hpp>

#include "rpc_loopback.hpp"

namespace {

using candela::Answer;
using candela::Client;
using candela::ConnectOptions;
using candela::Error;
using candela::test::Room;
using candela::test::RpcLoopback;
using candela::test::Sample;

template <typename Check>
void over_both(Check check) {
  for (const char* scheme : {"http", "ws"}) {
    for (const candela::Format format : {candela::Format::nested, candela::Format::tuple}) {
      CAPTURE(scheme);
      CAPTURE(candela::to_string(format));
      RpcLoopback loopback;
      ConnectOptions options;
      options.format = format;
      Client client = loopback.client(scheme, std::move(options));
      check(loopback, client);
      loopback.wait(client.close());
    }
  }
}

TEST_CASE("typed calls and calls by name are answered, over HTTP and WebSocket, in both formats") {
  over_both([](RpcLoopback& loopback, Client& client) {
    auto sample = client.actor<Sample>("SAMPLE", "a");
    kj::Promise<int> sum = sample.call<&Sample::add>(1, 2);
    CHECK(loopback.wait(kj::mv(sum)) == 3);
    CHECK(loopback.wait(sample.call<&Sample::coroutine>("hi").send()) == "hi!");
    loopback.wait(sample.call<&Sample::nothing>().send());
    const Answer named = loopback.wait(client.actor("SAMPLE", "a")["add"](4, 5).send());
    CHECK(named.get<int>() == 9);
  });
}

TEST_CASE("nested and chained calls take one round trip, and run once") {
  over_both([](RpcLoopback& loopback, Client& client) {
    auto calc = client.actor("SAMPLE", "c");
    const auto sum = calc["add"](calc["add"](1, 10), calc["add"](100, 1000));
    CHECK(loopback.wait(sum.as<int>().send()) == 1111);
    CHECK(loopback.sample.calls == 3);
    auto sample = client.actor<Sample>("SAMPLE", "c");
    const auto room = sample.call<&Sample::room>("r");
    CHECK(loopback.wait(room.call<&Room::enter>("alice").send()) == 1);
    CHECK(client.counters().round_trips == 2);
    CHECK(client.counters().calls == 2);
    CHECK(loopback.sent.size() == 2);
    CHECK(loopback.received.size() == 2);
    CHECK(client.counters().bytes_sent == loopback.sent[0].size() + loopback.sent[1].size());
  });
}

TEST_CASE("the calls of one turn leave as one batch, in their order") {
  over_both([](RpcLoopback& loopback, Client& client) {
    auto sample = client.actor<Sample>("SAMPLE", "a");
    kj::Promise<int> first = sample.call<&Sample::increment>(1);
    kj::Promise<int> second = sample.call<&Sample::increment>(10);
    auto third = client.actor("SAMPLE", "a")["increment"]().as<int>().send();
    CHECK(loopback.wait(kj::mv(first)) == 1);
    CHECK(loopback.wait(kj::mv(second)) == 11);
    CHECK(loopback.wait(kj::mv(third)) == 12);
    CHECK(client.counters().round_trips == 1);
  });
}

TEST_CASE("more calls of one turn than a batch may hold leave as several batches") {
  RpcLoopback loopback;
  ConnectOptions options;
  options.batch_calls = 2;
  Client client = loopback.client("http", std::move(options));
  auto sample = client.actor<Sample>("SAMPLE", "a");
  std::vector<kj::Promise<int>> calls;
  for (int i = 0; i < 5; ++i)
    calls.push_back(sample.call<&Sample::add>(i, 0));
  for (int i = 0; i < 5; ++i) {
    CHECK(loopback.wait(kj::mv(calls[static_cast<std::size_t>(i)])) == i);
  }
  CHECK(client.counters().round_trips == 3);
}

TEST_CASE("errors arrive with all that they have") {
  over_both([](RpcLoopback& loopback, Client& client) {
    auto sample = client.actor<Sample>("SAMPLE", "a");
    const Answer answer = loopback.wait(sample.call<&Sample::fail>("no").outcome());
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error()->name() == "TypeError");
    CHECK(answer.error()->message() == "no");
    CHECK(answer.error()->value()["code"].as_string() == "E_TEST");
    CHECK_THROWS_AS(answer.value(), Error);
    const Answer rejected = loopback.wait(sample.call<&Sample::rejected>().outcome());
    CHECK(rejected.error()->name() == "MyError");
    const Answer unknown = loopback.wait(client.actor("SAMPLE", "a")["constructor"]().outcome());
    CHECK(unknown.error()->message() == "TypeError: undefined is not a function");
  });
}

TEST_CASE("a function that came back is called in one more round trip") {
  over_both([](RpcLoopback& loopback, Client& client) {
    auto sample = client.actor<Sample>("SAMPLE", "a");
    const Answer room = loopback.wait(sample.call<&Sample::room>("r").outcome());
    const auto enter = sample.function(room.value()["enter"]);
    CHECK(loopback.wait(enter("alice").as<int>().send()) == 1);
    CHECK(loopback.wait(enter("bob").as<int>().send()) == 2);
  });
}

TEST_CASE("calls on a WebSocket overtake nothing, and use one connection for each instance") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto waiting = sample.call<&Sample::wait>("gate").send();
  loopback.settle();
  auto quick = sample.call<&Sample::add>(1, 1).send();
  loopback.settle();
  CHECK_FALSE(quick.poll(loopback.io.waitScope));
  loopback.sample.open("gate");
  CHECK(loopback.wait(kj::mv(waiting)) == "gate");
  CHECK(loopback.wait(kj::mv(quick)) == 2);
  CHECK(loopback.service.websockets() == 1);
  CHECK(loopback.wait(client.actor<Sample>("SAMPLE", "b").call<&Sample::add>(1, 1).send()) == 2);
  CHECK(loopback.service.websockets() == 2);
}

TEST_CASE("a chain that was parsed from text is sent as it is") {
  RpcLoopback loopback;
  Client client = loopback.client("http");
  const auto chain = candela::parse_chain("add(add(1, 10), add(100, 1000))");
  CHECK(loopback.wait(client.send("SAMPLE", "c", chain)).get<int>() == 1111);
  CHECK(client.counters().round_trips == 1);
}

TEST_CASE("instances with any name are addressed") {
  RpcLoopback loopback;
  std::vector<std::string> asked;
  loopback.host.add("NAMED", [&loopback, &asked](std::string_view instance) {
    asked.emplace_back(instance);
    return candela::target(loopback.sample);
  });
  const std::vector<std::string> names{"a/b", "100%25", "ü ?#", "call", "..x"};
  for (const char* scheme : {"http", "ws"}) {
    asked.clear();
    Client client = loopback.client(scheme);
    for (const std::string& name : names) {
      CHECK(loopback.wait(client.actor<Sample>("NAMED", name).call<&Sample::add>(1, 1).send()) ==
            2);
    }
    CHECK(asked == names);
  }
}

TEST_CASE("a server that is mounted below a path and another prefix is reached") {
  candela::RpcServiceOptions service;
  service.session.prefix = "/base/api";
  RpcLoopback loopback(service);
  for (const char* scheme : {"http", "ws"}) {
    ConnectOptions options;
    options.prefix = "base/api/";
    Client client = loopback.client(scheme, std::move(options));
    CHECK(loopback.wait(client.actor<Sample>("SAMPLE", "a").call<&Sample::add>(1, 1).send()) == 2);
  }
}

TEST_CASE("what is no URL of a server is refused") {
  auto io = kj::setupAsyncIo();
  for (const char* url : {"", "localhost:8787", "ftp://localhost", "http://", "://"}) {
    CAPTURE(url);
    CHECK_THROWS_AS(candela::connect(url, io), std::invalid_argument);
  }
}

TEST_CASE("https and wss are refused at once where no TLS was configured") {
  auto io = kj::setupAsyncIo();
  for (const char* url : {"https://localhost:1", "wss://localhost:1"}) {
    CAPTURE(url);
    CHECK_THROWS_AS(candela::connect(url, io), std::invalid_argument);
    ConnectOptions options;
    options.tls_network = &io.provider->getNetwork();  // any will do: nothing is sent
    CHECK_NOTHROW(candela::connect(url, io, std::move(options)));
  }
}

TEST_CASE("many instances do not keep their connections for ever") {
  RpcLoopback loopback;
  Client client = loopback.client("ws");
  for (int i = 0; i < 200; ++i) {
    auto sample = client.actor<Sample>("SAMPLE", std::to_string(i));
    REQUIRE(loopback.wait(sample.call<&Sample::add>(i, 0).send()) == i);
  }
  loopback.settle();
  CHECK(loopback.service.websockets() <= 65);
}

TEST_CASE("closing goes on while instances are opened, and may be asked for twice") {
  for (const char* scheme : {"ws", "http"}) {
    CAPTURE(scheme);
    RpcLoopback loopback;
    Client client = loopback.client(scheme);
    CHECK(loopback.wait(client.actor<Sample>("SAMPLE", "first").call<&Sample::add>(1, 1).send()) ==
          2);
    auto closing = client.close();
    auto again = client.close();
    for (int i = 0; i < 200; ++i)  // enough to look for channels that nobody uses
      static_cast<void>(client.actor("SAMPLE", std::to_string(i)));
    loopback.wait(kj::mv(closing));
    loopback.wait(kj::mv(again));
    loopback.settle();
    CHECK(loopback.service.websockets() == 0);
    loopback.wait(client.close());
  }
}

TEST_CASE("a batch holds at least one call") {
  RpcLoopback loopback;
  ConnectOptions options;
  options.batch_calls = 0;
  Client client = loopback.client("http", std::move(options));
  auto sample = client.actor<Sample>("SAMPLE", "a");
  auto first = sample.call<&Sample::add>(1, 1).send();
  auto second = sample.call<&Sample::add>(2, 2).send();
  CHECK(loopback.wait(kj::mv(first)) == 2);
  CHECK(loopback.wait(kj::mv(second)) == 4);
  CHECK(client.counters().round_trips == 2);
}

TEST_CASE("promises keep the connection when the client is gone") {
  RpcLoopback loopback;
  kj::Promise<int> sum = nullptr;
  {
    Client client = loopback.client("http");
    sum = client.actor<Sample>("SAMPLE", "a").call<&Sample::add>(1, 2);
  }
  CHECK(loopback.wait(kj::mv(sum)) == 3);
}

}  // namespace
