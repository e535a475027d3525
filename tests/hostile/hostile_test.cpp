// A server goes on whatever it is sent.
//
// For each request: an answer of the right status, in time; and after it a good call, which is
// answered right and says that no method ran which the request was not allowed to call. For each
// kind: the server's memory stays below `most_resident_bytes`. At the end the server stops cleanly,
// which under ASan means that it has found nothing.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <candela/structured_clone/format.hpp>

#include "client.hpp"
#include "kinds.hpp"

namespace candela::hostile {
namespace {

/// Of a server that has met the longest and widest requests. It needs a tenth of it; the rest is
/// for what ASan keeps.
constexpr std::size_t most_resident_bytes = std::size_t{512} << 20;
constexpr std::uint64_t seed = 20260101;

const std::string socket_path = "/__rpc/PROBE/target";
const std::string call_path = socket_path + "/call";

/// 400, 500 or 200, as HTTP says it; 0 where it is no answer to a batch.
int status_of(const Document& answer) {
  if (!answer.root().is_object()) return 0;
  const Value batch = answer.root()["batch"];
  if (!batch.is_array()) return 0;
  bool failed = false;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!batch[i].is_object() || !batch[i]["success"].is_boolean()) return 0;
    if (batch[i]["success"].as_boolean()) continue;
    failed = true;
    const Value id = batch[i]["id"];
    if (batch.size() == 1 && id.is_string() && id.as_string() == "parse-error") return 400;
  }
  return failed ? 500 : 200;
}

class Attack {
 public:
  explicit Attack(const Server& server)
      : server_(server), http_(server.port()), socket_(server.port(), socket_path) {}

  void send(const HostileKind& kind, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      Random random(seed + i * 1'000 + static_cast<std::uint64_t>(&kind - kinds().data()));
      const Carrier carrier = i % 2 == 0 ? Carrier::http : Carrier::websocket;
      const bool from_values = i / 2 % 2 != 0;
      CAPTURE(std::string(kind.name));
      CAPTURE(i);
      const Request request =
          from_values ? kind.from_values(random, carrier) : kind.from_bytes(random, carrier);
      check(request, carrier == Carrier::http || !request.target.empty()
                         ? over_http(request, carrier)
                         : over_socket(request));
      check_good_call(carrier);
    }
    CHECK(server_.resident_bytes() < most_resident_bytes);
  }

 private:
  static std::string head(const Request& request, Carrier carrier) {
    std::string text = request.method + " " +
                       (request.target.empty() ? call_path : request.target) +
                       " HTTP/1.1\r\nHost: x\r\n" + request.header;
    if (carrier == Carrier::websocket)
      return text +
             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    const std::string size =
        request.declared_size.empty() ? std::to_string(request.body.size()) : request.declared_size;
    return text + "Content-Length: " + size + "\r\n\r\n";
  }

  Answer over_http(const Request& request, Carrier carrier) {
    return http_.exchange(head(request, carrier),
                          carrier == Carrier::http ? std::string_view(request.body) : "");
  }

  Answer over_socket(const Request& request) {
    const std::uint64_t size =
        request.declared_size.empty() ? request.body.size() : std::stoull(request.declared_size);
    // Binary messages are refused whatever they say.
    const bool binary =
        size % 2 != 0 && request.statuses == std::vector{400} && request.says.empty();
    const auto opcode = binary ? WebSocketClient::Opcode::binary : WebSocketClient::Opcode::text;
    Answer answer = socket_.exchange(opcode, request.body, size);
    switch (answer.status) {
      case 101: answer.status = status_of(parse(answer.body)); break;
      case 1007: answer.status = 400; break;
      case 1009: answer.status = 413; break;
      default: break;
    }
    return answer;
  }

  static void check(const Request& request, const Answer& answer) {
    CAPTURE(request.body.substr(0, 1'000));
    CAPTURE(request.target);
    CAPTURE(answer.body.substr(0, 1'000));
    const auto& wanted = request.statuses;
    CAPTURE(answer.status);
    REQUIRE(std::find(wanted.begin(), wanted.end(), answer.status) != wanted.end());
    REQUIRE(answer.body.find(request.says) != std::string::npos);
    const bool is_batch = detect_format(answer.body).has_value();
    if (is_batch) REQUIRE(status_of(parse(answer.body)) == answer.status);
    if (answer.status == 200 || answer.status == 500) {
      REQUIRE(is_batch);
      REQUIRE(detect_format(answer.body) == detect_format(request.body).value_or(Format::nested));
    }
  }

  void check_good_call(Carrier carrier) {
    const std::string calls =
        R"("batch":[{"id":"a","operations":[{"type":"get","key":"add"},{"type":"apply","args":[2,3]}]})"
        R"(,{"id":"t","operations":[{"type":"get","key":"touched"},{"type":"apply","args":[]}]}]},"meta":{}})";
    const std::string answers =
        R"("batch":[{"id":"a","success":true,"result":5},{"id":"t","success":true,"result":0}]},"meta":{}})";
    if (carrier == Carrier::http) {
      const Request good{.body = R"({"json":{)" + calls};
      REQUIRE(over_http(good, carrier).body == R"({"json":{)" + answers);
    } else {
      const std::string begin = R"({"json":{"type":"__rpc",)";
      const std::string good = begin + calls;
      REQUIRE(socket_.exchange(WebSocketClient::Opcode::text, good, good.size()).body ==
              begin + answers);
    }
  }

  const Server& server_;
  HttpClient http_;
  WebSocketClient socket_;
};

void attack(std::size_t requests_of_each_kind) {
  Server server(CANDELA_HOSTILE_SERVER);
  {
    Attack attack(server);
    for (const HostileKind& kind : kinds())
      attack.send(kind, requests_of_each_kind);
  }
  CHECK(server.stop() == 0);
}

}  // namespace
}  // namespace candela::hostile

TEST_CASE("a server answers a thousand hostile requests of each kind, and a good call after each") {
  candela::hostile::attack(1'000);
}

TEST_CASE(
    "a server answers ten thousand hostile requests of each kind, and a good call after each") {
  candela::hostile::attack(10'000);
}
