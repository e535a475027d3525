#include "calls.hpp"

#include <ostream>
#include <string_view>
#include <utility>

#include <candela/ocan/chain_text.hpp>
#include <candela/ocan/error.hpp>
#include <candela/rpc/kj/client.hpp>
#include <candela/rpc/kj/co.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "calculator.hpp"
#include "counter.hpp"

namespace candela::demo {
namespace {

/// A client that shows every message.
Client open(kj::AsyncIoContext& io, const std::string& url, const std::string& prefix,
            std::ostream& out) {
  const auto show = [&out](const Frame& frame) {
    const bool sent = frame.direction == Frame::Direction::sent;
    out << (sent ? "  > " : "  < ") << frame.bytes << '\n';
  };
  ConnectOptions options;
  options.prefix = prefix;
  options.trace = show;
  return connect(url, io, std::move(options));
}

std::string websocket_url(std::string_view http_url) {
  return "ws" + std::string(http_url.substr(std::string_view("http").size()));
}

void expect(double wanted, double got) {
  if (got != wanted) throw Error("the answer should have been " + std::to_string(wanted));
}

/// Sends the call, and prints it beside its answer.
template <typename T>
Co<double> show(const char* title, Remote<T> call, std::ostream& out) {
  out << '\n' << title << "\n  " << to_string(call.chain()) << '\n';
  const double answer = co_await call.send();
  out << "  = " << answer << '\n';
  co_return answer;
}

Co<void> call_all(kj::AsyncIoContext& io, std::string url, std::string prefix, std::ostream& out) {
  Client http = open(io, url, prefix, out);
  const auto calculator = http.actor<Calculator>("CALC", "demo");
  const auto nested = calculator.call<&Calculator::add>(
      calculator.call<&Calculator::add>(1, 10), calculator.call<&Calculator::add>(100, 1000));
  expect(1111, co_await show("A nested call, over HTTP:", nested, out));

  Client websocket = open(io, websocket_url(url), prefix, out);
  const auto chained = websocket.actor<Calculator>("CALC", "demo")
                           .call<&Calculator::start>(2)
                           .call<&Calculation::plus>(3)
                           .call<&Calculation::times>(4)
                           .call<&Calculation::value>();
  expect(20, co_await show("A chained call, over WebSocket:", chained, out));

  const auto counter = websocket.actor<Counter>("COUNTER", "demo");
  const double before =
      co_await show("A count that is kept:", counter.call<&Counter::value>(), out);
  const auto increment = counter.call<&Counter::increment>();
  expect(before + 1, co_await show("…and one more:", increment, out));

  const auto round_trips = http.counters().round_trips + websocket.counters().round_trips;
  out << "\n4 calls, " << round_trips << " round trips\n";
  co_await websocket.close();
  co_await http.close();
}

}  // namespace

kj::Promise<void> make_calls(kj::AsyncIoContext& io, std::string url, std::string prefix,
                             std::ostream& out) {
  return call_all(io, std::move(url), std::move(prefix), out);
}

}  // namespace candela::demo
