// candela call: one chain, written as text, on an actor of a server.
#include <iostream>
#include <stdexcept>
#include <string>

#include <kj/async-io.h>

#include <candela/ocan/chain_text.hpp>
#include <candela/rpc/kj/client.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "commands.hpp"
#include "wire.hpp"

namespace candela::tool {
namespace {

/// Containers of a result that are opened.
constexpr std::size_t result_depth = 20;

void print_frame(const Frame& frame) {
  const bool sent = frame.direction == Frame::Direction::sent;
  std::cerr << (sent ? "> " : "< ") << frame.bytes << '\n';
}

void print_counters(const ClientCounters& counters) {
  std::cerr << counters.round_trips
            << (counters.round_trips == 1 ? " round trip, " : " round trips, ")
            << counters.bytes_sent << " bytes sent, " << counters.bytes_received << " received\n";
}

void call(CommandLine words) {
  ConnectOptions options{.hosts = wire_hosts()};
  if (const auto prefix = words.take_option("--prefix")) options.prefix = *prefix;
  options.format = take_format(words, "--format").value_or(Format::nested);
  if (!is_text(options.format)) throw BadUse("--format is nested or tuple: calls are text");
  const bool trace = words.take_flag("--trace");
  if (trace) options.trace = print_frame;
  const auto taken = words.take_words(4, 4);
  const Chain chain = parse_chain(taken[3]);

  auto io = kj::setupAsyncIo();
  Client client = connect(taken[0], io, std::move(options));
  const Answer answer = client.send(taken[1], taken[2], chain).wait(io.waitScope);
  client.close().wait(io.waitScope);
  if (trace) print_counters(client.counters());
  const InspectOptions shown{.depth = result_depth};
  if (const Error* error = answer.error())
    throw std::runtime_error(candela::inspect(error->value(), shown));
  std::cout << candela::inspect(answer.value(), shown) << '\n';
}

}  // namespace

const Command call_command = {
    .name = "call",
    .usage =
        R"(Usage: candela call URL BINDING INSTANCE CHAIN [--trace] [--format FORMAT] [--prefix PREFIX]

Runs a chain of calls on an actor, in one round trip, and prints its result:
candela call http://localhost:8787 CALC c 'add(add(1, 10), add(100, 1000))'

  URL              http://HOST:PORT, or ws://HOST:PORT to call over a WebSocket
  CHAIN            names, calls and values as JavaScript writes them; a name in the place of an
                   argument begins a nested chain: rename(get('a'), {to: "b"}).tags[0]
  --trace          the messages on the standard error, with a count of round trips and bytes
  --format FORMAT  nested (the default) or tuple
  --prefix PREFIX  of the server's paths (__rpc)

What the actor throws is printed on the standard error, and the program ends with 1.
)",
    .run = call,
};

}  // namespace candela::tool
