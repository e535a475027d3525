#include <candela/runtime/serve.hpp>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>
#include <kj/async-unix.h>

#include <candela/request_sync/host_types.hpp>
#include <candela/rpc/kj/exception.hpp>
#include <candela/rpc/kj/http_server.hpp>
#include <candela/rpc/kj/rpc_service.hpp>

#include "serve_command_line.hpp"
#include "static_pages.hpp"

namespace candela {
namespace {

/// Turns of the loop, while it always has something to do, after which the network is asked again.
constexpr unsigned turns_between_polls = 8;
constexpr int could_not_start = 1;
constexpr int bad_command_line = 2;
/// RFC 6455 leaves it to the registry: "Service Restart".
constexpr std::uint16_t service_restart = 1012;

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void complain(std::string_view what) {
  write_all(STDERR_FILENO, "candela: " + std::string(what) + "\n");
}

/// Why the server cannot start, or had to end: a line for people.
class CannotServe : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

Logger logger_from_environment(Clock& clock) {
  const char* wanted = std::getenv("DEBUG");  // NOLINT: serve() is the program's main
  LogOptions options;
  options.name = "candela";
  try {
    options.filter = LogFilter::parse(wanted ? wanted : "");
  } catch (const std::invalid_argument& error) {
    throw CannotServe(std::string("DEBUG: ") + error.what());
  }
  options.sink = [](std::string_view line) { write_all(STDERR_FILENO, line); };
  options.clock = [&clock] { return clock.system_now().time_since_epoch().count(); };
  return Logger(std::move(options));
}

void make_directory(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0 || errno == EEXIST) return;
  throw CannotServe("cannot make the folder " + path + ": " +
                    std::generic_category().message(errno));
}

std::string text_of(const kj::Exception& exception) {
  return error_of(exception).what();
}

/// kj says `::bind(…): Address already in use; toString() = …`.
std::string reason_of(const kj::Exception& exception) {
  const std::string text = text_of(exception);
  const auto colon = text.find("): ");
  const auto begin = colon == std::string::npos ? 0 : colon + 3;
  return text.substr(begin, text.find(';', begin) - begin);
}

std::string host_and_port(const std::string& host, unsigned port) {
  const bool bare_v6 = host.find(':') != std::string::npos && host.front() != '[';
  return (bare_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// What people type to reach the server: its host, but for the address that means this machine.
std::string spoken_host(const std::string& host) {
  return host == "127.0.0.1" ? "localhost" : host;
}

class LoggingObserver final : public ServerObserver {
 public:
  explicit LoggingObserver(Logger log) : log_(std::move(log)) {}

  void request_refused(unsigned status, std::string_view reason) override {
    CANDELA_LOG(log_, info, "request refused", {"status", status}, {"reason", reason});
  }
  void frames_refused(std::uint16_t code, std::string_view reason) override {
    CANDELA_LOG(log_, info, "frames refused", {"code", code}, {"reason", reason});
  }
  void service_failed(const kj::Exception& exception) override {
    CANDELA_LOG(log_, error, "request failed", {"detail", text_of(exception)});
  }
  void connection_failed(const kj::Exception& exception) override {
    CANDELA_LOG(log_, debug, "connection failed", {"detail", text_of(exception)});
  }
  void accept_failed(const kj::Exception& exception) override {
    CANDELA_LOG(log_, warn, "accept failed", {"detail", text_of(exception)});
  }

 private:
  const Logger log_;
};

RuntimeOptions runtime_options(const ServeOptions& options, std::vector<Binding> bindings,
                               const Logger& log) {
  RuntimeOptions runtime;
  runtime.data_directory = options.data_directory;
  runtime.bindings = std::move(bindings);
  runtime.execution.stacks = options.stacks;
  runtime.execution.log = log;
  runtime.hosts = http_host_types;
  runtime.limits = options.limits;
  runtime.log = log;
  return runtime;
}

RpcServiceOptions service_options(const ServeOptions& options, kj::HttpService& pages,
                                  const Logger& log) {
  RpcServiceOptions service;
  service.session.prefix = options.prefix;
  service.session.hosts = http_host_types;
  service.session.stacks = options.stacks;
  service.fallback = &pages;
  service.log = log.child("rpc");
  return service;
}

std::unique_ptr<Runtime> open_runtime(World& world, kj::Timer& timer, RuntimeOptions options) {
  make_directory(options.data_directory);
  const std::string directory = options.data_directory;
  try {
    return std::make_unique<Runtime>(world, timer, std::move(options));
  } catch (const StoreError& error) {
    if (error.code() == StoreErrorCode::owned_elsewhere) {
      throw CannotServe("the data in " + directory + " is in use by another process");
    }
    throw CannotServe("cannot open the data in " + directory + ": " + error.what());
  }
}

/// Everything that serves, in the order in which it depends on each other.
class Program {
 public:
  Program(kj::AsyncIoContext& io, ServeOptions options, std::vector<Binding> bindings)
      : io_(io),
        options_(std::move(options)),
        log_(logger_from_environment(world_.clock())),
        observer_(log_.child("http")),
        runtime_(
            open_runtime(world_, timer(), runtime_options(options_, std::move(bindings), log_))),
        pages_(table_, options_.pages, options_.fallback),
        service_(timer(), table_, *runtime_, service_options(options_, pages_, log_)),
        server_(timer(), table_, service_, ServerLimits{}, observer_) {}
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void run() {
    io_.waitScope.setBusyPollInterval(turns_between_polls);
    auto stopped = when_stopped();
    listen();
    auto beside = run_beside();
    stopped.exclusiveJoin(kj::mv(beside)).wait(io_.waitScope);
    end();
  }

 private:
  kj::Timer& timer() { return io_.provider->getTimer(); }

  kj::Promise<void> when_stopped() {
    auto terminated = io_.unixEventPort.onSignal(SIGTERM).ignoreResult();
    return terminated.exclusiveJoin(io_.unixEventPort.onSignal(SIGINT).ignoreResult());
  }

  void listen() {
    const std::string wanted = host_and_port(options_.host, options_.port);
    auto listening = server_.listen(io_.provider->getNetwork(), kj::StringPtr(wanted.c_str()));
    auto answered = listening.then([](unsigned port) { return port; },
                                   [this](kj::Exception&& exception) {
                                     failure_ = reason_of(exception);
                                     return 0U;
                                   });
    port_ = answered.wait(io_.waitScope);
    if (!failure_.empty()) throw CannotServe("cannot listen on " + wanted + ": " + failure_);
    url_ = "http://" + host_and_port(spoken_host(options_.host), port_);
    address_ = "http://" + host_and_port(options_.host, port_);
    write_all(STDOUT_FILENO, "listening on " + url_ + "\n");
  }

  /// Resolves when the program is to end because of on_listening.
  kj::Promise<void> run_beside() {
    if (!options_.on_listening) return kj::NEVER_DONE;
    auto beside = options_.on_listening(Listening{url_, address_, port_, io_});
    return beside.then([](AfterListening after) -> kj::Promise<void> {
      if (after == AfterListening::serve_on) return kj::NEVER_DONE;
      return kj::READY_NOW;
    });
  }

  /// No new requests; those that have begun end, with their turns, and all that becomes durable.
  void end() {
    service_.close_websockets(service_restart, "The server is stopping");
    auto drained = server_.drain().then([this] { return runtime_->drain(); });
    const auto limit = options_.stop_timeout.count() * kj::MILLISECONDS;
    auto late =
        timer().afterDelay(limit).then([this] { failure_ = "gave up turns that had begun"; });
    drained.exclusiveJoin(kj::mv(late)).wait(io_.waitScope);
    if (!failure_.empty()) throw CannotServe(failure_);
  }

  kj::AsyncIoContext& io_;
  const ServeOptions options_;
  RealWorld world_;
  const Logger log_;
  LoggingObserver observer_;
  kj::HttpHeaderTable table_;
  std::unique_ptr<Runtime> runtime_;
  StaticPages pages_;
  RpcService service_;
  HttpServer server_;
  std::string url_;
  std::string address_;
  unsigned port_ = 0;
  std::string failure_;
};

int run_program(ServeOptions options, std::vector<Binding> bindings) {
  try {
    kj::UnixEventPort::captureSignal(SIGTERM);
    kj::UnixEventPort::captureSignal(SIGINT);
    kj::AsyncIoContext io = kj::setupAsyncIo();
    Program(io, std::move(options), std::move(bindings)).run();
    return 0;
  } catch (const kj::Exception& exception) {
    complain(text_of(exception));
  } catch (const std::exception& error) {
    complain(error.what());
  }
  return could_not_start;
}

}  // namespace

int serve(int argc, char** argv, ServeOptions options, std::vector<Binding> bindings) {
  CommandLine line = read_command_line(argc, argv, std::move(options));
  if (const auto* help = std::get_if<HelpWanted>(&line)) {
    write_all(STDOUT_FILENO, help->text);
    return 0;
  }
  if (const auto* bad = std::get_if<BadCommandLine>(&line)) {
    complain(bad->message);
    return bad_command_line;
  }
  return run_program(std::get<ServeOptions>(std::move(line)), std::move(bindings));
}

}  // namespace candela
