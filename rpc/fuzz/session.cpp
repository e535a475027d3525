// Whatever the bytes are: a request or a reply, the reply can be read again, and a request that was
// run is answered item by item in its format, or refused with as many items.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <candela/ocan/expose.hpp>
#include <candela/rpc/route.hpp>
#include <candela/rpc/session.hpp>

namespace {

using candela::Reply;
using candela::Session;

struct Object {
  int add(int a, int b) {
    return static_cast<int>(static_cast<unsigned>(a) + static_cast<unsigned>(b));
  }
  candela::Value echo(candela::Value value) { return value; }
  Object self() { return {}; }
  CANDELA_EXPOSE(Object, add, echo, self)
};

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Reply& reply, candela::Format format, std::size_t items) {
  require(candela::detect_format(reply.bytes) == format);
  const candela::Document document = candela::parse(reply.bytes);
  require(document.root()["batch"].is_array() && document.root()["batch"].size() == items);
}

void exchange(Session::Carrier carrier, std::string_view bytes) {
  const Session session(carrier, {});
  // Calls are text: bytes of a binary format are no message, and are answered in nested.
  const auto detected = candela::detect_format(bytes);
  const auto format = detected && candela::is_text(*detected) ? *detected : candela::Format::nested;
  Session::Read read = session.read(bytes);
  if (auto* reply = std::get_if<Reply>(&read)) {
    require(reply->status == 400);
    return check(*reply, format, 1);
  }
  auto& request = std::get<Session::Request>(read);
  require(request.format == format);
  const std::size_t items = request.document.root()["batch"].size();
  check(session.refuse(bytes, candela::Error("refused")), format, items);
  Object object;
  candela::BatchExecution execution(std::move(request.document), candela::target(object));
  require(execution.run() == candela::ExecutionState::done);
  check(session.answer(format, execution), format, items);
}

void route(std::string_view target) {
  const std::string bindings[] = {"COUNTER", "myRoom", "MyDO"};
  const candela::RouteTable table{"__rpc", bindings};
  static_cast<void>(candela::route_call("POST", target, table));
  static_cast<void>(candela::route_upgrade(target, table));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0: exchange(Session::Carrier::http, bytes); break;
    case 1: exchange(Session::Carrier::websocket, bytes); break;
    default: route(bytes);
  }
  return 0;
}
