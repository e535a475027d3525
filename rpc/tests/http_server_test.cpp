#include <candela/rpc/kj/http_server.hpp>

#include <sys/socket.h>

#include <string>

#include <doctest/doctest.h>

#include "loopback.hpp"

namespace {

using namespace std::string_literals;
using candela::ServerLimits;
using candela::test::Loopback;
using candela::test::post;
using candela::test::status_of;

std::string last_post(const std::string& body) {
  return post("/", body, "Connection: close\r\n");
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::size_t answers_in(const std::string& text) {
  std::size_t count = 0;
  for (auto at = text.find("HTTP/1.1 "); at != std::string::npos;
       at = text.find("HTTP/1.1 ", at + 1))
    ++count;
  return count;
}

/// Refused with the status, by the guard alone: the service saw no request and no byte of a body.
void check_attack(unsigned status, const std::string& bytes) {
  INFO(bytes.substr(0, 300));
  Loopback loopback;
  const std::string answer = loopback.exchange(bytes);
  CHECK(status_of(answer) == std::to_string(status));
  CHECK(answers_in(answer) == 1);
  CHECK(loopback.service.bodies.empty());
  CHECK(loopback.observer.refused_status == std::vector<unsigned>{status});
  // A good request is answered after it.
  CHECK(ends_with(loopback.exchange(last_post("fine")), "fine"));
}

TEST_CASE("a request is answered, and the connection kept for the next one") {
  Loopback loopback;
  auto client = loopback.connect();
  loopback.send(*client, post("/", "first"));
  CHECK(ends_with(loopback.read_until(*client, "first"), "\r\n\r\nfirst"));
  loopback.send(*client, post("/", "second"));
  CHECK(ends_with(loopback.read_until(*client, "second"), "\r\n\r\nsecond"));
  CHECK(loopback.service.requests == 2);
  CHECK(loopback.server->connections() == 1);
}

TEST_CASE("pipelined requests are answered in order") {
  Loopback loopback;
  const std::string answers =
      loopback.exchange(post("/", "one") + post("/", "two") + last_post("three"));
  CHECK(answers.find("one") < answers.find("two"));
  CHECK(ends_with(answers, "three"));
  CHECK(answers_in(answers) == 3);
}

TEST_CASE("a request that arrives byte by byte is answered like any other") {
  Loopback loopback;
  auto client = loopback.connect();
  for (char c : last_post("slow"))
    loopback.send(*client, std::string(1, c));
  CHECK(ends_with(loopback.read_to_end(*client), "slow"));
}

TEST_CASE("a chunked body comes through, and the connection goes on after it") {
  Loopback loopback;
  const std::string answers = loopback.exchange(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n" +
      last_post("next"));
  CHECK(loopback.service.bodies == std::vector<std::string>{"hello world", "next"});
  CHECK(answers_in(answers) == 2);
}

TEST_CASE("CVE-2026-32239: a negative or malformed Content-Length never reaches kj") {
  for (const char* length : {"-1", "+5", "5, 5", "0x5", "18446744073709551615", ""}) {
    check_attack(400, std::string("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ") + length +
                          "\r\n\r\nhello");
  }
}

TEST_CASE("CVE-2026-32240: a chunk size that overflows never reaches kj") {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  check_attack(413, head + "FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n");
  check_attack(413, head + "10000000000000005\r\nhello\r\n0\r\n\r\n");
  check_attack(413, head + "5\r\nhello\r\nFFFFFFFFFFFFFFFB\r\nhello\r\n0\r\n\r\n");
  check_attack(400, head + "-5\r\nhello\r\n0\r\n\r\n");
  check_attack(400, head + "5\r\nhello0\r\n\r\n");
}

TEST_CASE("a trailer is not taken for a request: the connection ends behind the answer") {
  Loopback loopback;
  const std::string answers = loopback.exchange(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"
      "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(answers_in(answers) == 1);
  CHECK(ends_with(answers, "hello"));
  CHECK(loopback.service.requests == 1);
}

TEST_CASE(
    "smuggling: two lengths, a length beside chunks, and line ends that others read otherwise") {
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
  check_attack(
      400, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 0\r\n\r\n" + hidden);
  check_attack(400,
               "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
               "chunked\r\n\r\n0\r\n\r\n" +
                   hidden);
  check_attack(
      400, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden);
  check_attack(
      501, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden);
  check_attack(400, "POST / HTTP/1.1\r\nHost: a\r\nX: y\nContent-Length: 5\r\n\r\n" + hidden);
  check_attack(400, "POST / HTTP/1.1\r\nHost: a\r\nX: y\r\n Content-Length: 5\r\n\r\n" + hidden);
  check_attack(400, "POST / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"s + hidden);
  check_attack(400, "GET / HTTP/1.1\n\n" + hidden);
  check_attack(400, "GET / HTTP/1.1\r\n\r\n");
  check_attack(431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  check_attack(414, "GET /" + std::string(10'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n");
  check_attack(413, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8388609\r\n\r\n");
  check_attack(505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  check_attack(400, "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\n"s);
}

TEST_CASE("an attack behind a good request: the good one is answered first, then the refusal") {
  Loopback loopback;
  const std::string answers = loopback.exchange(
      post("/", "good") + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n");
  CHECK(answers_in(answers) == 2);
  CHECK(status_of(answers) == "200");
  CHECK(status_of(answers.substr(answers.find("good") + 4)) == "400");
}

TEST_CASE(
    "a bad chunk behind an answer that has begun ends the connection and adds nothing to it") {
  Loopback loopback;
  const std::string answers = loopback.exchange(
      "POST /unread HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
  CHECK(answers_in(answers) == 1);
  CHECK(ends_with(answers, "unread"));
}

TEST_CASE("a body passes at the limit and is refused one past it, announced and chunked") {
  ServerLimits limits;
  limits.body_bytes = 5;
  Loopback loopback(limits);
  CHECK(ends_with(loopback.exchange(last_post("hello")), "hello"));
  CHECK(status_of(loopback.exchange(last_post("hello!"))) == "413");
  CHECK(
      status_of(loopback.exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3\r\nhel\r\n3\r\nlo!\r\n0\r\n\r\n")) == "413");
}

TEST_CASE("Expect: 100-continue is answered when the body is waited for") {
  Loopback loopback;
  auto client = loopback.connect();
  loopback.send(*client,
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  CHECK(loopback.read_until(*client, "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  loopback.send(*client, "hello");
  CHECK(status_of(loopback.read_until(*client, "hello")) == "200");
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
  Loopback loopback;
  CHECK(ends_with(loopback.exchange(last_post("bye") + last_post("not read")), "bye"));
  CHECK(status_of(loopback.exchange("GET /unread HTTP/1.0\r\n\r\n")) == "200");
}

TEST_CASE("no text of an exception reaches the client, and the observer gets it") {
  Loopback loopback;
  const auto get = [](const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  };
  for (const auto& path : {"/throw", "/overloaded", "/silent"}) {
    const std::string answer = loopback.exchange(get(path));
    CHECK(answer.find("secret") == std::string::npos);
    CHECK(answer.find("src/") == std::string::npos);
    CHECK(status_of(answer) == (path == std::string("/overloaded") ? "503" : "500"));
  }
  CHECK(loopback.observer.service_failures.size() == 3);
  CHECK(loopback.observer.service_failures[0].find("secret") != std::string::npos);
  CHECK(status_of(loopback.exchange("BREW / HTTP/1.1\r\nHost: a\r\n\r\n")) == "501");
}

TEST_CASE("a head, a body and an idle connection have their time, and no more") {
  ServerLimits limits;
  limits.header_timeout = 10 * kj::SECONDS;
  limits.body_timeout = 20 * kj::SECONDS;
  limits.idle_timeout = 30 * kj::SECONDS;
  Loopback loopback(limits);
  auto client = loopback.connect();
  SUBCASE("the head") {
    loopback.send(*client, "GET / HT");
    loopback.settle();
    loopback.advance(9 * kj::SECONDS);
    loopback.settle();
    CHECK(loopback.server->connections() == 1);
    loopback.advance(1 * kj::SECONDS);
    CHECK(loopback.read_to_end(*client).empty());
  }
  SUBCASE("the body: 408") {
    loopback.send(*client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
    loopback.settle();
    loopback.advance(19 * kj::SECONDS);
    loopback.send(*client, "l");
    loopback.settle();
    CHECK(loopback.server->connections() == 1);
    loopback.advance(1 * kj::SECONDS);
    CHECK(status_of(loopback.read_to_end(*client)) == "408");
  }
  SUBCASE("nothing") {
    loopback.send(*client, post("/", "first"));
    loopback.read_until(*client, "first");
    loopback.settle();
    loopback.advance(29 * kj::SECONDS);
    loopback.settle();
    CHECK(loopback.server->connections() == 1);
    loopback.advance(1 * kj::SECONDS);
    CHECK(loopback.read_to_end(*client).empty());
  }
  client = nullptr;
  loopback.settle();
  CHECK(loopback.server->connections() == 0);
}

TEST_CASE("a client that does not read its answer is given up after send_timeout") {
  ServerLimits limits;
  limits.send_timeout = 10 * kj::SECONDS;
  Loopback loopback(limits);
  auto client = loopback.connect();
  for (int i = 0; i < 4; ++i)
    loopback.send(*client, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  loopback.settle();
  CHECK(loopback.server->connections() == 1);
  CHECK(loopback.service.requests < 4);
  loopback.advance(11 * kj::SECONDS);
  loopback.settle();
  loopback.advance(11 * kj::SECONDS);
  loopback.settle();
  CHECK(loopback.server->connections() == 0);
}

TEST_CASE("connections are accepted up to the limit, and one past it waits for a place") {
  ServerLimits limits;
  limits.connections = 2;
  Loopback loopback(limits);
  auto first = loopback.connect();
  auto second = loopback.connect();
  loopback.settle();
  CHECK(loopback.server->connections() == 2);
  auto third = loopback.connect();
  loopback.send(*third, last_post("third"));
  loopback.settle();
  CHECK(loopback.server->connections() == 2);
  CHECK(loopback.service.requests == 0);
  first = nullptr;
  CHECK(ends_with(loopback.read_to_end(*third), "third"));
}

TEST_CASE("a client that resets its connection cancels its request") {
  Loopback loopback;
  auto client = loopback.connect();
  loopback.send(*client, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  loopback.settle();
  CHECK(loopback.service.requests == 1);
  const linger reset_at_close{1, 0};
  client->setsockopt(SOL_SOCKET, SO_LINGER, &reset_at_close, sizeof(reset_at_close));
  client = nullptr;
  loopback.settle();
  CHECK(loopback.server->connections() == 0);
}

TEST_CASE("a client that has only finished sending still gets its answer") {
  Loopback loopback;
  auto client = loopback.connect();
  loopback.send(*client, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  client->shutdownWrite();
  loopback.settle();
  REQUIRE(loopback.service.requests == 1);
  (*candela::value_of(loopback.service.gate))->fulfill();
  CHECK(ends_with(loopback.read_to_end(*client), "opened"));
}

TEST_CASE("drain finishes what has begun, closes what is idle and accepts no more") {
  Loopback loopback;
  auto idle = loopback.connect();
  auto busy = loopback.connect();
  loopback.send(*busy, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  loopback.settle();
  REQUIRE(loopback.service.requests == 1);
  auto drained = loopback.server->drain();
  CHECK(loopback.read_to_end(*idle).empty());
  CHECK_FALSE(drained.poll(loopback.io.waitScope));
  CHECK_THROWS_AS(loopback.connect(), kj::Exception);
  (*candela::value_of(loopback.service.gate))->fulfill();
  drained.wait(loopback.io.waitScope);
  CHECK(ends_with(loopback.read_to_end(*busy), "opened"));
}

TEST_CASE("destroying the server closes every connection at once") {
  Loopback loopback;
  auto client = loopback.connect();
  loopback.send(*client, "GET /gate HTTP/1.1\r\nHost: a\r\n\r\n");
  loopback.settle();
  loopback.server = nullptr;
  CHECK(loopback.read_to_end(*client).empty());
}

TEST_CASE("an address that cannot be listened on is an error of listen") {
  Loopback loopback;
  const auto taken = kj::str("127.0.0.1:", loopback.port);
  CHECK_THROWS_AS(loopback.server->listen(loopback.io.provider->getNetwork(), taken)
                      .wait(loopback.io.waitScope),
                  kj::Exception);
}

}  // namespace
