#include "kj/guarded_network.hpp"

#include <string>

#include <doctest/doctest.h>
#include <kj/debug.h>

namespace {

using candela::ConnectionLimits;
using candela::GuardedNetwork;
using candela::GuardedStream;

/// A server that hands over its end of the connection.
struct Fixture {
  Fixture() : address(network.parseAddress("127.0.0.1:0", 0).wait(io.waitScope)) {
    listener = address->listen();
    auto accepted = listener->accept();
    const std::string reachable = "127.0.0.1:" + std::to_string(listener->getPort());
    address = network.parseAddress(reachable.c_str(), 0).wait(io.waitScope);
    client = address->clone()->connect().wait(io.waitScope);
    server = accepted.wait(io.waitScope);
  }
  std::string answer(const std::string& bytes) {
    candela::write_to(*client, kj::StringPtr("GET / HTTP/1.1\r\n\r\n").asBytes())
        .wait(io.waitScope);
    candela::write_to(*server, kj::arrayPtr(bytes.data(), bytes.size()).asBytes())
        .wait(io.waitScope);
    std::string read(bytes.size(), '\0');
    read.resize(client->tryRead(read.data(), 1, read.size()).wait(io.waitScope));
    return read;
  }

  kj::AsyncIoContext io = kj::setupAsyncIo();
  GuardedNetwork network{io.provider->getNetwork(), io.provider->getTimer(), ConnectionLimits{}};
  kj::Own<kj::NetworkAddress> address;
  kj::Own<kj::ConnectionReceiver> listener;
  kj::Own<kj::AsyncIoStream> client;
  kj::Own<kj::AsyncIoStream> server;
};

TEST_CASE("connections of a guarded network pass what is good") {
  Fixture fixture;
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  CHECK(fixture.answer(ok) == ok);
  CHECK(fixture.address->toString() != nullptr);
}

TEST_CASE("connections of a guarded network refuse what is not") {
  Fixture fixture;
  CHECK_THROWS_AS(fixture.answer("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), kj::Exception);
}

TEST_CASE("peers may be restricted, and are guarded still") {
  Fixture fixture;
  const std::string loopback = fixture.address->toString().cStr();
  const auto connect = [&](kj::StringPtr allowed) {
    auto network = static_cast<kj::Network&>(fixture.network).restrictPeers({&allowed, 1});
    auto address = network->parseAddress(loopback.c_str(), 0).wait(fixture.io.waitScope);
    fixture.client = address->connect().wait(fixture.io.waitScope);
  };
  CHECK_THROWS_AS(connect("public"), kj::Exception);
  auto accepted = fixture.listener->accept();
  connect("local");
  fixture.server = accepted.wait(fixture.io.waitScope);
  CHECK_THROWS_AS(fixture.answer("SSH-2.0-x\r\n"), kj::Exception);
}

}  // namespace
