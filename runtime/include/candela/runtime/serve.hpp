#pragma once
// A whole server in one call: options from the command line, storage, HTTP and WebSocket, an
// orderly end.
//
//   int main(int argc, char** argv) {
//     return candela::serve(argc, argv, candela::binding<Counter>("COUNTER"));
//   }
//
// It prints `listening on http://HOST:PORT` when it is ready. On SIGTERM or SIGINT it takes no more
// requests, lets what has begun end and become durable, and returns. The variable DEBUG says what
// is logged, as JSON lines on stderr: `DEBUG=candela,-candela.ocan`; errors always are.
//
// The result is the program's exit code: 0 after a clean end, or --help; 1 with one line on stderr
// when it could not start (port taken, data in use by another process), or when turns had to be
// given up at the end; 2 when the command line makes no sense.
//
// Threads: it runs on the calling one, and is the process's only user of SIGTERM and SIGINT.
// Limits: those of Runtime, HttpServer and RpcService, and stop_timeout.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <kj/async-io.h>
#include <kj/compat/http.h>

#include <candela/runtime/binding.hpp>
#include <candela/runtime/runtime.hpp>

namespace candela {

/// A file that is served as it is, to GET and HEAD.
struct StaticPage {
  std::string path;  ///< As in the URL, without a query: "/", "/style.css".
  std::string content_type;
  std::string content;
};

/// A server that is ready, for whoever runs beside it on its loop.
struct Listening {
  const std::string& url;      ///< http://HOST:PORT, as people type it.
  const std::string& address;  ///< The same without a "localhost" that would be looked up.
  unsigned port;
  kj::AsyncIoContext& io;
};

enum class AfterListening : std::uint8_t { serve_on, end };

struct ServeOptions {
  // What the command line may change
  std::string host = "127.0.0.1";
  std::uint16_t port = 8787;  ///< 0: any free one.
  std::string data_directory = "candela-data";
  std::string prefix = "__rpc";
  Stacks stacks = Stacks::hidden;

  std::vector<StaticPage> pages{};
  /// Gets what is neither a call nor a page; outlives serve().
  kj::HttpService* fallback = nullptr;
  /// Called when the server is ready. Its promise says whether to go on; a rejected one ends the
  /// server as well, with its description on stderr and 1.
  std::function<kj::Promise<AfterListening>(const Listening&)> on_listening = nullptr;
  RuntimeLimits limits{};
  /// How long the end waits for turns that have begun.
  std::chrono::milliseconds stop_timeout{30'000};
};

int serve(int argc, char** argv, ServeOptions options, std::vector<Binding> bindings);

template <typename... Bindings>
int serve(int argc, char** argv, ServeOptions options, Binding first, Bindings... further) {
  return serve(argc, argv, std::move(options),
               std::vector<Binding>{std::move(first), std::move(further)...});
}

template <typename... Bindings>
int serve(int argc, char** argv, Binding first, Bindings... further) {
  return serve(argc, argv, ServeOptions{}, std::move(first), std::move(further)...);
}

}  // namespace candela
