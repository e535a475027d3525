#include <candela/rpc/kj/rpc_service.hpp>

#include <sys/socket.h>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "rpc_loopback.hpp"

namespace {

using candela::RpcServiceOptions;
using candela::test::RpcLoopback;

std::string items(const std::string& list) {
  return R"({"json":{"batch":[)" + list + R"(]},"meta":{}})";
}
std::string item(const std::string& id, const std::string& name, const std::string& arguments) {
  return R"({"id":)" + id + R"(,"operations":[{"type":"get","key":")" + name +
         R"("},{"type":"apply","args":[)" + arguments + "]}]}";
}
bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
std::string status_and_type(const std::string& answer) {
  const std::string wanted = "Content-Type: ";
  const std::size_t at = answer.find(wanted) + wanted.size();
  return candela::test::status_of(answer) + " " + answer.substr(at, answer.find("\r\n", at) - at);
}
std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

TEST_CASE("a call over HTTP is answered byte for byte, with status and type") {
  RpcLoopback loopback;
  const std::string answer =
      loopback.post("/__rpc/sample/alice/call?x=1", items(item(R"("I")", "add", "2,3")));
  CHECK(status_and_type(answer) == "200 application/json");
  CHECK(body_of(answer) == items(R"({"id":"I","success":true,"result":5})"));
}

TEST_CASE("recorded exchanges are answered byte for byte") {
  const std::string call_one = R"([{"type":"get","key":"one"},{"type":"apply","args":[]}])";
  const std::string get_function = R"({"type":"get","key":"getFn"},{"type":"apply","args":[]})";
  const std::string defined =
      R"({"__isNestedOperation":true,"__refId":"r1","__operationChain":)" + call_one + "}";
  const std::string used = R"({"__isNestedOperation":true,"__refId":"r1"})";
  const std::string legacy = R"({"__isNestedOperation":true,"__operationChain":)" + call_one + "}";
  RpcLoopback loopback;
  CHECK(loopback.call(
            items(item(R"("1")", "echoArgs", defined) + "," + item(R"("2")", "echoArgs", used))) ==
        items(R"({"id":"1","success":true,"result":[1]},{"id":"2","success":true,"result":[1]})"));
  CHECK(loopback.sample.calls == 1);
  CHECK(loopback.call(items(item(R"("1")", "echoArgs", legacy))) ==
        items(R"({"id":"1","success":true,"result":[1]})"));
  CHECK(loopback.call(items(item(R"("1")", "getFn", ""))) ==
        items(R"({"id":"1","success":true,"result":{"__isRemoteFunction":true,)"
              R"("__operationChain":[)" +
              get_function + R"(],"__functionName":"named"}})"));
  CHECK(loopback.call(items(R"({"id":"1","operations":[)" + get_function +
                            R"(,{"type":"apply","args":[]}]})")) ==
        items(R"({"id":"1","success":true,"result":"named-result"})"));
  const std::string undefined_marker =
      R"(Alias marker with refId \"r1\" has no operation chain and no cached result. )"
      R"(This indicates the alias was encountered before the full marker.)";
  CHECK(loopback.call(items(item("7", "echoArgs", used))) ==
        items(R"({"id":7,"success":false,"error":{"$type":"error","name":"Error","message":")" +
              undefined_marker + R"("}})"));
}

TEST_CASE("what is one past a limit of chains is refused in the recorded words") {
  RpcLoopback loopback;
  const auto message = [](const std::string& text) {
    return items(R"({"id":1,"success":false,"error":{"$type":"error","name":"Error","message":")" +
                 text + R"("}})");
  };
  std::string operations, arguments;
  for (int i = 0; i < 51; ++i)
    operations += (i ? "," : "") + std::string(R"({"type":"get","key":"p"})");
  for (int i = 0; i < 101; ++i)
    arguments += i ? ",0" : "0";
  CHECK(loopback.call(items(R"({"id":1,"operations":[)" + operations + "]}")) ==
        message("Operation chain too deep: 51 > 50"));
  CHECK(loopback.call(items(item("1", "echoArgs", arguments))) ==
        message("Too many arguments: 101 > 100"));
  CHECK(loopback.call(items(R"({"id":1,"operations":"x"})")) ==
        message("Invalid operation chain: operations must be an array"));
}

TEST_CASE("chains that wait are answered when they are done") {
  RpcLoopback loopback;
  CHECK(loopback.call(items(item("1", "later", "7") + "," + item("2", "coroutine", R"("a")"))) ==
        items(R"({"id":1,"success":true,"result":7},{"id":2,"success":true,"result":"a!"})"));
}

TEST_CASE("a function in a result is a marker that says how to call it") {
  RpcLoopback loopback;
  const std::string answer = loopback.call(items(item("1", "room", R"("r")")));
  CHECK(contains(answer, R"("__isRemoteFunction":true)"));
  CHECK(contains(answer, R"({"type":"get","key":"enter"})"));
  CHECK(contains(answer, R"("__functionName":"enter")"));
}

TEST_CASE("errors keep name, message, own properties and cause, and the status is 500") {
  RpcLoopback loopback;
  const std::string body = items(item("1", "fail", R"("no")"));
  CHECK(candela::test::status_of(loopback.post("/__rpc/SAMPLE/a/call", body)) == "500");
  CHECK(loopback.call(body) ==
        items(R"({"id":1,"success":false,"error":{"$type":"error","name":"TypeError",)"
              R"("message":"no","cause":{"$type":"error","name":"Error","message":"inner"},)"
              R"("code":"E_TEST"}})"));
  CHECK(contains(loopback.call(items(item("1", "fail_with_number", ""))), R"("error":42)"));
  CHECK(contains(loopback.call(items(item("1", "fail_plainly", ""))), R"("message":"plain")"));
  CHECK(contains(loopback.call(items(item("1", "unknown", ""))),
                 R"("message":"TypeError: undefined is not a function")"));
}

TEST_CASE("what is wrong with a path or a method is answered in text") {
  RpcLoopback loopback;
  const auto answer = [&loopback](const std::string& path) {
    const std::string text = loopback.post(path, items(""));
    return status_and_type(text) + " " + body_of(text);
  };
  const std::string type = " text/plain;charset=UTF-8 ";
  CHECK(answer("/__rpc/SAMPLE/a") == "404" + type + "Unknown RPC endpoint: /__rpc/SAMPLE/a");
  CHECK(answer("/__rpc/SAMPLE/a/call/") ==
        "404" + type + "Unknown RPC endpoint: /__rpc/SAMPLE/a/call/");
  CHECK(answer("/__rpc/NOBODY/a/call") == "404" + type + "Not Found");
  CHECK(answer("/elsewhere") == "404" + type + "Not Found");
  CHECK(answer("/__rpc/SAMPLE/call") == "400" + type + "Missing instance of binding SAMPLE");
  const std::string get = loopback.exchange(
      "GET /__rpc/SAMPLE/a/call HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(status_and_type(get) + " " + body_of(get) == "405" + type + "Method not allowed");
  CHECK(contains(get, "Allow: POST\r\n"));
}

TEST_CASE("a coded body is answered 415, and identity is no coding") {
  RpcLoopback loopback;
  const auto status = [&loopback](const std::string& header) {
    return candela::test::status_of(loopback.exchange(candela::test::post(
        "/__rpc/SAMPLE/a/call", items(item("1", "add", "1,1")), "Connection: close\r\n" + header)));
  };
  CHECK(status("Content-Encoding: gzip\r\n") == "415");
  CHECK(status("content-encoding: Identity\r\n") == "200");
}

TEST_CASE("a target with scheme and host is routed by its path") {
  RpcLoopback loopback;
  const auto status = [&loopback](const std::string& target) {
    return candela::test::status_of(loopback.post(target, items(item("1", "add", "1,1"))));
  };
  CHECK(status("http://a/__rpc/SAMPLE/a/call") == "200");
  CHECK(status("http://a") == "404");
  CHECK(status("/http://a/__rpc/SAMPLE/a/call") == "404");
}

TEST_CASE("bodies that are no request are answered with 400 and id parse-error") {
  RpcLoopback loopback;
  for (const std::string& body :
       {std::string(), std::string("{nope"), std::string("\0\xff\x01", 3), items("") + "x",
        std::string(R"({"json":{"batch":5},"meta":{}})"), std::string(100'000, '['),
        std::string(R"({"root":["$lmz",9],"objects":[]})")}) {
    const std::string answer = loopback.post("/__rpc/SAMPLE/a/call", body);
    CAPTURE(body.substr(0, 50));
    CHECK(status_and_type(answer) == "400 application/json");
    CHECK(contains(answer, "parse-error"));
  }
  CHECK(contains(loopback.call(items(item("1", "add", "1,1"))), R"("result":2)"));
}

TEST_CASE("a body may be as long as the limit says, not one byte more") {
  RpcServiceOptions options;
  const std::string body = items(item("1", "add", "1,1"));
  options.body_bytes = body.size();
  RpcLoopback loopback(options);
  CHECK(candela::test::status_of(loopback.post("/__rpc/SAMPLE/a/call", body)) == "200");
  CHECK(candela::test::status_of(loopback.post("/__rpc/SAMPLE/a/call", body + " ")) == "413");
}

TEST_CASE("what is not under the prefix goes to the fallback") {
  kj::HttpHeaderTable table;
  candela::test::EchoService echo(table);
  RpcServiceOptions options;
  options.fallback = &echo;
  options.session.prefix = "/api/rpc/";
  RpcLoopback loopback(options);
  CHECK(body_of(loopback.post("/page", "hello")) == "hello");
  CHECK(body_of(loopback.post("/api", "hello")) == "hello");
  CHECK(contains(loopback.post("/api/rpc/sample/a/call", items(item("1", "add", "1,1"))),
                 R"("result":2)"));
  CHECK(body_of(loopback.post("/api/rpc/nobody/a/call", "")) == "Not Found");
}

TEST_CASE("a service without an answer: meant errors are told, others only logged") {
  std::vector<std::string> lines;
  candela::LogOptions log;
  log.name = "rpc";
  log.sink = [&lines](std::string_view line) { lines.emplace_back(line); };
  RpcServiceOptions options;
  options.log = candela::Logger(std::move(log));
  RpcLoopback loopback(options);
  loopback.host.add("NONE", [](std::string_view) { return candela::Target(); });
  loopback.host.add("BROKEN",
                    [](std::string_view) -> candela::Target { KJ_FAIL_REQUIRE("secret"); });
  const std::string body = items(item(R"("I")", "add", "1,1"));
  const std::string none = loopback.post("/__rpc/NONE/a/call", body);
  CHECK(candela::test::status_of(none) == "500");
  CHECK(contains(none, R"({"id":"I","success":false,"error":{"$type":"error","name":"Error",)"
                       R"("message":"No such instance of NONE: a"}})"));
  CHECK(lines.empty());
  const std::string broken = loopback.post("/__rpc/BROKEN/a/call", body);
  CHECK(contains(broken, R"("message":"Internal error")"));
  CHECK_FALSE(contains(broken, "secret"));
  REQUIRE(lines.size() == 1);
  CHECK(contains(lines[0], "secret"));
}

TEST_CASE("a client that resets its connection takes its call with it") {
  RpcLoopback loopback;
  {
    auto stream = loopback.connect();
    const std::string bytes =
        candela::test::post("/__rpc/SAMPLE/a/call", items(item("1", "wait", R"("gate")")));
    candela::write_to(*stream, kj::arrayPtr(bytes.data(), bytes.size()).asBytes())
        .wait(loopback.io.waitScope);
    loopback.settle();
    REQUIRE(loopback.sample.gates.count("gate") == 1);
    CHECK(loopback.sample.gates.at("gate")->isWaiting());
    const linger reset{1, 0};
    stream->setsockopt(SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  }
  loopback.settle();
  CHECK(loopback.server->connections() == 0);
  CHECK_FALSE(loopback.sample.gates.at("gate")->isWaiting());
}

/// A call that waits in one connection, and what it holds there.
struct Held {
  explicit Held(RpcServiceOptions options) : loopback(std::move(options)), stream(begin()) {}
  kj::Own<kj::AsyncIoStream> begin() {
    auto opened = loopback.connect();
    send(*opened,
         candela::test::post("/__rpc/SAMPLE/a/call", items(item("1", "wait", R"("gate")"))));
    return opened;
  }
  void send(kj::AsyncIoStream& to, const std::string& bytes) {
    candela::write_to(to, kj::arrayPtr(bytes.data(), bytes.size()).asBytes())
        .wait(loopback.io.waitScope);
    loopback.settle();
  }
  RpcLoopback loopback;
  kj::Own<kj::AsyncIoStream> stream;
};

const std::string& quick_call() {
  static const std::string bytes = candela::test::post(
      "/__rpc/SAMPLE/a/call", items(item("2", "add", "1,1")), "Connection: close\r\n");
  return bytes;
}
std::size_t bytes_of_a_held_call() {
  return Held(RpcServiceOptions()).loopback.service.bytes_in_flight();
}
RpcServiceOptions with_bytes_in_flight(std::size_t bytes) {
  RpcServiceOptions options;
  options.in_flight_bytes = bytes;
  return options;
}

TEST_CASE("a request waits while what is in flight is used up") {
  Held held(with_bytes_in_flight(bytes_of_a_held_call()));
  auto second = held.loopback.connect();
  held.send(*second, quick_call());
  CHECK(held.loopback.sample.calls == 0);
  held.loopback.sample.open("gate");
  const std::string answer = second->readAllText().wait(held.loopback.io.waitScope).cStr();
  CHECK(candela::test::status_of(answer) == "200");
}

TEST_CASE("with one byte of room for what is in flight the next request does not wait") {
  Held held(with_bytes_in_flight(bytes_of_a_held_call() + 1));
  CHECK(candela::test::status_of(held.loopback.exchange(quick_call())) == "200");
  CHECK(held.loopback.sample.calls == 1);
}

TEST_CASE("a body that arrives while others use up what may be in flight is answered 503") {
  RpcLoopback loopback(with_bytes_in_flight(20'000));
  auto slow = loopback.connect();
  const std::string body = items(item("1", "add", "1,1")) + std::string(10'000, ' ');
  const std::string bytes = candela::test::post("/__rpc/SAMPLE/a/call", body);
  const auto write = [&loopback](kj::AsyncIoStream& to, const std::string& text) {
    candela::write_to(to, kj::arrayPtr(text.data(), text.size()).asBytes())
        .wait(loopback.io.waitScope);
    loopback.settle();
  };
  write(*slow, bytes.substr(0, bytes.size() - 5'000));
  auto other = loopback.connect();
  write(*other, candela::test::post("/__rpc/SAMPLE/a/call",
                                    items(item("1", "wait", '"' + std::string(9'000, 'x') + '"'))));
  REQUIRE(loopback.sample.gates.size() == 1);
  write(*slow, bytes.substr(bytes.size() - 5'000));
  std::string status(12, '\0');
  slow->read(status.data(), status.size()).wait(loopback.io.waitScope);
  CHECK(candela::test::status_of(status) == "503");
}

TEST_CASE("too many requests that wait, and one that waits too long, are answered 503") {
  RpcServiceOptions options = with_bytes_in_flight(1);
  options.waiting_requests = 1;
  Held held(options);
  auto waiting = held.loopback.connect();
  held.send(*waiting, quick_call());
  const std::string refused = held.loopback.exchange(quick_call());
  CHECK(candela::test::status_of(refused) == "503");
  CHECK(contains(refused, "Retry-After: 5\r\n"));
  held.loopback.advance(options.waiting_time);
  const std::string late = waiting->readAllText().wait(held.loopback.io.waitScope).cStr();
  CHECK(candela::test::status_of(late) == "503");
  CHECK(held.loopback.sample.calls == 0);
}

TEST_CASE("a client that goes away gives back what it held in flight") {
  Held held(with_bytes_in_flight(1));
  auto second = held.loopback.connect();
  held.send(*second, quick_call());
  const linger reset{1, 0};
  held.stream->setsockopt(SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  held.stream = nullptr;
  const std::string answer = second->readAllText().wait(held.loopback.io.waitScope).cStr();
  CHECK(candela::test::status_of(answer) == "200");
  held.loopback.settle();
  CHECK(held.loopback.service.bytes_in_flight() == 0);
}

TEST_CASE("an answer that nobody reads is in flight until it was read") {
  RpcLoopback loopback(with_bytes_in_flight(1'000'000));
  auto deaf = loopback.connect();
  const std::string large = candela::test::post(
      "/__rpc/SAMPLE/a/call", items(item("1", "text", "15000000")), "Connection: close\r\n");
  candela::write_to(*deaf, kj::arrayPtr(large.data(), large.size()).asBytes())
      .wait(loopback.io.waitScope);
  loopback.settle();
  CHECK(loopback.service.bytes_in_flight() > 15'000'000);
  auto second = loopback.connect();
  candela::write_to(*second, kj::arrayPtr(quick_call().data(), quick_call().size()).asBytes())
      .wait(loopback.io.waitScope);
  loopback.settle();
  CHECK(loopback.sample.calls == 0);
  deaf->readAllText().wait(loopback.io.waitScope);
  const std::string answer = second->readAllText().wait(loopback.io.waitScope).cStr();
  CHECK(candela::test::status_of(answer) == "200");
}

}  // namespace
