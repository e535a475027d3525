#include <candela/rpc/kj/http_values.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include <candela/rpc/kj/http_client.hpp>
#include <candela/rpc/kj/http_server.hpp>

#include "loopback.hpp"

namespace {

using candela::Body;
using candela::RequestRefusal;
using candela::RequestSync;
using candela::ResponseSync;

/// Answers with what a function makes of each request, and keeps the requests.
class Handler final : public kj::HttpService {
 public:
  explicit Handler(const kj::HttpHeaderTable& table) : table_(table) {}
  Handler(const Handler&) = delete;
  Handler& operator=(const Handler&) = delete;
  ~Handler() noexcept {}

  candela::HttpValueOptions options;
  std::function<ResponseSync(const RequestSync&)> answer = [](const RequestSync&) {
    return ResponseSync("done");
  };
  std::vector<RequestSync> requests;

  kj::Promise<void> request(kj::HttpMethod method, kj::StringPtr url,
                            const kj::HttpHeaders& headers, kj::AsyncInputStream& body,
                            Response& response) override {
    return candela::receive_request(method, url, headers, body, options)
        .then([this, &response](std::variant<RequestSync, RequestRefusal>&& received) {
          if (const auto* refusal = std::get_if<RequestRefusal>(&received))
            return candela::send_refusal(*refusal, response, table_);
          requests.push_back(std::get<RequestSync>(std::move(received)));
          return candela::send_response(answer(requests.back()), response, table_);
        });
  }

 private:
  const kj::HttpHeaderTable& table_;
};

struct Fixture {
  Fixture()
      : io(kj::setupAsyncIo()),
        timer(kj::origin<kj::TimePoint>()),
        handler(table),
        server(kj::heap<candela::HttpServer>(timer, table, handler, candela::ServerLimits(),
                                             observer)),
        port(server->listen(io.provider->getNetwork(), "127.0.0.1:0").wait(io.waitScope)),
        client({timer, io.provider->getNetwork(), nullptr, entropy}, limits()) {}

  static candela::ClientLimits limits() {
    candela::ClientLimits limits;
    limits.answer_bytes = 1'000'000;
    return limits;
  }
  std::string url(const std::string& path) {
    return "http://127.0.0.1:" + std::to_string(port) + path;
  }
  ResponseSync fetch(const RequestSync& request) {
    return client.fetch(request).wait(io.waitScope);
  }
  /// Everything that the server says to raw bytes.
  std::string exchange(const std::string& bytes) {
    auto peer = io.provider->getNetwork()
                    .parseAddress("127.0.0.1", port)
                    .wait(io.waitScope)
                    ->connect()
                    .wait(io.waitScope);
    candela::write_to(*peer, kj::arrayPtr(bytes.data(), bytes.size()).asBytes()).wait(io.waitScope);
    return peer->readAllText().wait(io.waitScope).cStr();
  }

  kj::AsyncIoContext io;
  kj::TimerImpl timer;
  kj::HttpHeaderTable table;
  candela::test::Observer observer;
  candela::test::Entropy entropy;
  Handler handler;
  kj::Own<candela::HttpServer> server;
  unsigned port;
  candela::HttpClient client;
};

TEST_CASE("a request arrives as it was made, and its answer comes back") {
  Fixture fixture;
  fixture.handler.answer = [](const RequestSync&) {
    candela::Document value;
    value.set_root(value.object({{"id", 7}}));
    return ResponseSync(std::move(value), {201, "Made", {{"X-A", "1"}, {"Set-Cookie", "a=b"}}});
  };
  RequestSync request(fixture.url("/users?page=2#part"),
                      {"PUT", {{"X-Trace", "42"}}, R"({"name":"Ada"})"});
  request.headers().set("Content-Type", "application/json");
  const ResponseSync answer = fixture.fetch(request);

  REQUIRE(fixture.handler.requests.size() == 1);
  const RequestSync& arrived = fixture.handler.requests.front();
  CHECK(arrived.method() == "PUT");
  CHECK(arrived.url().href() == fixture.url("/users?page=2"));
  CHECK(arrived.headers().get("x-trace") == "42");
  CHECK(arrived.headers().get("content-type") == "application/json");
  CHECK(arrived.json().root()["name"].as_string() == "Ada");

  CHECK(answer.status() == 201);
  CHECK(answer.type() == candela::ResponseType::basic);
  CHECK(answer.url() == fixture.url("/users?page=2"));
  CHECK_FALSE(answer.redirected());
  CHECK(answer.status_text() == "Made");
  CHECK(answer.headers().get("content-type") == "application/json");
  CHECK(answer.headers().get("x-a") == "1");
  CHECK(answer.headers().get_set_cookie() == std::vector<std::string>{"a=b"});
  REQUIRE(answer.body().kind() == Body::Kind::value);
  CHECK(answer.json().root()["id"].as_number() == 7);
}

TEST_CASE("each cookie that is set keeps a header of its own") {
  Fixture fixture;
  fixture.handler.answer = [](const RequestSync&) {
    return ResponseSync("", {200, "OK", {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2, c"}}});
  };
  CHECK(fixture.fetch(RequestSync(fixture.url("/"))).headers().get_set_cookie() ==
        std::vector<std::string>{"a=1", "b=2, c"});
}

TEST_CASE("text and bytes have the types that Fetch would give them") {
  Fixture fixture;
  (void)fixture.fetch(RequestSync(fixture.url("/"), {"POST", {}, "caf\xC3\xA9"}));
  (void)fixture.fetch(RequestSync(fixture.url("/"), {"POST", {}, std::vector<std::byte>(3)}));
  (void)fixture.fetch(RequestSync(fixture.url("/")));
  const auto& requests = fixture.handler.requests;
  CHECK(requests[0].headers().get("content-type") == "text/plain;charset=UTF-8");
  CHECK(requests[0].body() == Body("caf\xC3\xA9"));
  CHECK_FALSE(requests[1].headers().has("content-type"));
  CHECK(requests[1].body().as_bytes()->size() == 3);
  CHECK(requests[2].body().is_none());
}

TEST_CASE("what concerns one connection is not passed on, either way") {
  Fixture fixture;
  fixture.handler.answer = [](const RequestSync&) {
    return ResponseSync("x", {200,
                              "OK",
                              {{"Connection", "X-Hop"},
                               {"X-Hop", "1"},
                               {"Content-Length", "9999"},
                               {"Keep-Alive", "3"}}});
  };
  RequestSync request(fixture.url("/"),
                      {"POST", {{"TE", "trailers"}, {"Content-Length", "5"}}, "ab"});
  const ResponseSync answer = fixture.fetch(request);
  CHECK(answer.text() == "x");
  CHECK(answer.headers().get("content-length") == "1");
  CHECK_FALSE(answer.headers().has("x-hop"));
  CHECK_FALSE(answer.headers().has("keep-alive"));
  CHECK_FALSE(fixture.handler.requests[0].headers().has("te"));
  CHECK(fixture.handler.requests[0].text() == "ab");
}

TEST_CASE("HEAD, 204 and 304 have no body, whatever length is announced") {
  Fixture fixture;
  const ResponseSync head = fixture.fetch(RequestSync(fixture.url("/"), {"HEAD", {}, {}}));
  CHECK(head.body().is_none());
  CHECK(head.headers().get("content-length") == "4");
  for (const int status : {204, 304}) {
    fixture.handler.answer = [status](const RequestSync&) {
      return ResponseSync({}, {status, "None", {}});
    };
    const ResponseSync answer = fixture.fetch(RequestSync(fixture.url("/")));
    CHECK(answer.status() == status);
    CHECK(answer.body().is_none());
  }
}

TEST_CASE("a redirect is an answer like any other") {
  Fixture fixture;
  fixture.handler.answer = [](const RequestSync&) {
    return ResponseSync({}, {302, "Found", {{"Location", "/elsewhere"}}});
  };
  const ResponseSync answer = fixture.fetch(RequestSync(fixture.url("/")));
  CHECK(answer.status() == 302);
  CHECK(answer.headers().get("location") == "/elsewhere");
  CHECK(fixture.handler.requests.size() == 1);
}

TEST_CASE("a body past the limit is refused before it is read, and an answer too") {
  Fixture fixture;
  fixture.handler.options.body_bytes = 10;
  const auto post = [&](std::size_t size) {
    return fixture.fetch(RequestSync(fixture.url("/"), {"POST", {}, std::string(size, 'x')}));
  };
  CHECK(post(10).status() == 200);
  CHECK(post(11).status() == 413);
  CHECK(post(11).text() == "Body larger than 10 bytes");
  fixture.handler.answer = [](const RequestSync&) {
    return ResponseSync(std::string(1'000'001, 'x'));
  };
  CHECK_THROWS((void)fixture.fetch(RequestSync(fixture.url("/"))));
  fixture.handler.answer = [](const RequestSync&) {
    return ResponseSync(std::string(1'000'000, 'x'));
  };
  CHECK(fixture.fetch(RequestSync(fixture.url("/"))).text().size() == 1'000'000);
}

TEST_CASE("what is no request by Fetch's rules is refused, and says why") {
  Fixture fixture;
  const auto answer = [&](const std::string& head, const std::string& body = "") {
    return fixture.exchange(head + "\r\nConnection: close\r\n\r\n" + body);
  };
  CHECK(answer("GET / HTTP/1.1\r\nHost: a/b").starts_with("HTTP/1.1 400"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: a@b").starts_with("HTTP/1.1 400"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: a?b").starts_with("HTTP/1.1 400"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: a#b").starts_with("HTTP/1.1 400"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: :x@b").starts_with("HTTP/1.1 400"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: [::1").starts_with("HTTP/1.1 400"));
  CHECK(answer("TRACE / HTTP/1.1\r\nHost: a").starts_with("HTTP/1.1 405"));
  CHECK(answer("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1", "x").starts_with("HTTP/1.1 400"));
  CHECK(fixture.handler.requests.empty());
  CHECK(answer("GET //b/c?d HTTP/1.1\r\nHost: a:81").starts_with("HTTP/1.1 200"));
  CHECK(fixture.handler.requests.back().url().href() == "http://a:81//b/c?d");
  fixture.handler.options.scheme = "https";
  CHECK(answer("GET /x HTTP/1.1\r\nHost: A:443").starts_with("HTTP/1.1 200"));
  CHECK(fixture.handler.requests.back().url().href() == "https://a/x");
}

TEST_CASE("a body that is shorter than its length makes no request, and trailers are ignored") {
  Fixture fixture;
  {
    auto peer = fixture.io.provider->getNetwork()
                    .parseAddress("127.0.0.1", fixture.port)
                    .wait(fixture.io.waitScope)
                    ->connect()
                    .wait(fixture.io.waitScope);
    const std::string text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc";
    candela::write_to(*peer, kj::arrayPtr(text.data(), text.size()).asBytes())
        .wait(fixture.io.waitScope);
    peer->shutdownWrite();
    (void)peer->readAllText().wait(fixture.io.waitScope);
  }
  CHECK(fixture.handler.requests.empty());
  (void)fixture.exchange(
      "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: text/plain\r\n"
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
  REQUIRE(fixture.handler.requests.size() == 1);
  CHECK(fixture.handler.requests[0].body() == Body("abc"));
  CHECK_FALSE(fixture.handler.requests[0].headers().has("transfer-encoding"));
}

TEST_CASE("what cannot be sent is a rejected promise") {
  Fixture fixture;
  CHECK_THROWS((void)fixture.fetch(RequestSync(fixture.url("/"), {"FROB", {}, {}})));
  fixture.handler.answer = [](const RequestSync&) { return ResponseSync::error(); };
  CHECK(fixture.fetch(RequestSync(fixture.url("/"))).status() == 500);
  fixture.handler.requests.clear();
  candela::Document cycle;
  candela::Value list = cycle.array();
  list.push(list);
  cycle.set_root(list);
  CHECK_THROWS(
      (void)fixture.fetch(RequestSync(fixture.url("/"), {"POST", {}, Body(std::move(cycle))})));
  CHECK(fixture.handler.requests.empty());
}

/// What `fetch` makes of raw bytes that a server answers with before it closes.
std::optional<ResponseSync> fetched(const std::string& raw) {
  Fixture fixture;
  auto listener = fixture.io.provider->getNetwork()
                      .parseAddress("127.0.0.1", 0)
                      .wait(fixture.io.waitScope)
                      ->listen();
  const std::string url = "http://127.0.0.1:" + std::to_string(listener->getPort()) + "/";
  auto served = listener->accept().then([&raw](kj::Own<kj::AsyncIoStream>&& peer) {
    auto written = candela::write_to(*peer, kj::arrayPtr(raw.data(), raw.size()).asBytes());
    kj::AsyncIoStream& stream = *peer;
    auto closed = written.then([&stream]() { stream.shutdownWrite(); });
    return closed.attach(kj::mv(peer));
  });
  auto serving = served.eagerlyEvaluate([](kj::Exception&&) {});
  std::optional<ResponseSync> answer;
  kj::runCatchingExceptions(
      [&] { answer = fixture.client.fetch(RequestSync(url)).wait(fixture.io.waitScope); });
  return answer;
}

TEST_CASE("a server that lies about the length of its answer gives none, or what it announced") {
  const auto with_length = [](const std::string& length, const std::string& body) {
    return fetched("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length +
                   "\r\n\r\n" + body);
  };
  REQUIRE(with_length("3", "abc").has_value());
  CHECK(with_length("3", "abc")->text() == "abc");
  CHECK_FALSE(with_length("10", "abc").has_value());
  CHECK(with_length("3", "abcdef")->text() == "abc");
  CHECK_FALSE(with_length("-3", "abc").has_value());
  CHECK_FALSE(with_length("3\r\nContent-Length: 3", "abc").has_value());
  CHECK_FALSE(with_length("99999999", "abc").has_value());
  CHECK(fetched("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end")->text() ==
        "to the end");
  CHECK_FALSE(fetched("HTTP/1.1 99 Odd\r\nContent-Length: 0\r\n\r\n").has_value());
  CHECK_FALSE(fetched("HTTP/1.1 200 OK\r\nX: a\x01\r\nContent-Length: 0\r\n\r\n").has_value());
}

}  // namespace
