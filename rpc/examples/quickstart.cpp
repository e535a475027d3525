// Serves an object and calls it: the code of the README.
#include <iostream>
#include <string>

#include <kj/async-io.h>

#include <candela/rpc.hpp>

class Calc {
 public:
  int add(int a, int b) { return a + b; }
  CANDELA_EXPOSE(Calc, add)
};

struct Quiet final : candela::ServerObserver {};  // hears what went wrong

int main() {
  auto io = kj::setupAsyncIo();
  auto& timer = io.provider->getTimer();
  Calc calc;
  candela::ObjectHost host(timer);
  host.add("CALC", [&calc](std::string_view) { return candela::target(calc); });

  const kj::HttpHeaderTable table;
  candela::RpcService service(timer, table, host);
  Quiet observer;
  candela::HttpServer server(timer, table, service, {}, observer);
  const unsigned port = server.listen(io.provider->getNetwork(), "127.0.0.1:0").wait(io.waitScope);

  auto client = candela::connect("ws://127.0.0.1:" + std::to_string(port), io);
  auto c = client.actor<Calc>("CALC", "c");
  kj::Promise<int> sum =
      c.call<&Calc::add>(c.call<&Calc::add>(1, 10), c.call<&Calc::add>(100, 1000));
  std::cout << sum.wait(io.waitScope) << " in " << client.counters().round_trips << " round trip\n";
}
