#include "rpc_cases.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <candela/structured_clone/format.hpp>

#include "child_process.hpp"

namespace candela::bench {

namespace {

constexpr std::chrono::seconds patience{60};
constexpr int server_core = 0;

/// Another than the server's, where there is one.
int client_core() {
  return std::thread::hardware_concurrency() > 1 ? 1 : 0;
}

/// A folder that ends with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "candela-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() noexcept {
    std::error_code ignored;  // what is left over in a folder for left-overs harms nobody
    std::filesystem::remove_all(path_, ignored);
  }

  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

constexpr std::string_view path = "/__rpc/CALC/c/call";
constexpr std::size_t answer_bytes = 147;

// Over a WebSocket the envelope says that it is a batch of calls; over HTTP the path does.
constexpr std::string_view websocket_type = R"("type":"__rpc",)";

std::string answer_with(const std::string& id) {
  return R"({"json":{)" + std::string(websocket_type) + R"("batch":[{"id":")" + id +
         R"(","success":true,"result":5}]},"meta":{}})";
}

/// `add(2, 3)`; the id is so long that the answer over a WebSocket has `answer_bytes`, as the
/// echoes' answers do.
std::string request(std::string_view type) {
  const std::string id(answer_bytes - answer_with("").size(), '7');
  return R"({"json":{)" + std::string(type) + R"("batch":[{"id":")" + id +
         R"(","operations":[{"type":"get","key":"add"},{"type":"apply","args":[2,3]}]}]},"meta":{}})";
}

/// 4711 of `{"port":4711}` or of `listening on http://127.0.0.1:4711`; empty where a line says
/// nothing of it.
std::string port_in(const std::string& line) {
  const std::size_t announced = std::min(line.find("listening on http://"), line.find("\"port\":"));
  if (announced == std::string::npos) return "";
  const std::size_t last = line.find_last_of("0123456789");
  const std::size_t before = line.find_last_not_of("0123456789", last);
  return line.substr(before + 1, last - before);
}

/// A server that has said where it listens.
class Server {
 public:
  explicit Server(const std::vector<std::string>& words) : child_(words, {server_core}) {
    while (port_.empty())
      port_ = port_in(child_.read_line(patience));
  }

  const std::string& port() const { return port_; }
  std::string id() const { return std::to_string(child_.id()); }

 private:
  ChildProcess child_;
  std::string port_;
};

/// How the client loads a server, and which of its figures is taken.
struct Load {
  const char* mode;
  int connections;
  int in_flight;
  enum class Figure : std::uint8_t { call, median_latency, server_cpu } figure;
};

double figure_of(Value report, Load::Figure figure) {
  switch (figure) {
    case Load::Figure::call: return 1e9 / report["calls_per_second"].as_number();
    case Load::Figure::median_latency: return 1e3 * report["p50_us"].as_number();
    case Load::Figure::server_cpu: return 1e3 * report["server_cpu_us_per_call"].as_number();
  }
  return 0;
}

double measure_load(const Server& server, const std::string& folder, const Load& load,
                    Milliseconds duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  ChildProcess client({CANDELA_BENCH_LOAD_CLIENT,
                       "--mode",
                       load.mode,
                       "--port",
                       server.port(),
                       "--path",
                       std::string(path),
                       "--request",
                       folder + "/" + load.mode,
                       "--connections",
                       std::to_string(load.connections),
                       "--in-flight",
                       std::to_string(load.in_flight),
                       "--seconds",
                       std::to_string(seconds),
                       "--warmup",
                       std::to_string(seconds / 10),
                       "--server-pid",
                       server.id(),
                       "--protocol",
                       "lumenize.rpc"},
                      {client_core()});
  const Document report = parse_json(client.read_line(patience));
  const double nanoseconds = figure_of(report.root(), load.figure);
  if (!(nanoseconds > 0) || std::isinf(nanoseconds)) throw std::runtime_error("no calls counted");
  return nanoseconds;
}

bool is_built(const std::string& program) {
  return !program.empty() && std::filesystem::exists(program);
}

/// What one contender needs while it is measured: a server, and a file with the request for each
/// mode.
struct Serving {
  TemporaryFolder folder;
  std::unique_ptr<Server> server;

  explicit Serving(std::vector<std::string> words) {
    std::ofstream(folder.path() + "/ws") << request(websocket_type);
    std::ofstream(folder.path() + "/http") << request("");
    if (words.front() == CANDELA_BENCH_DEMO) words.insert(words.end(), {"--data", folder.path()});
    server = std::make_unique<Server>(words);
  }
};

/// The client counts answers and does not read them: one call beforehand shows that they are right.
void check_answer(const Serving& serving) {
  ChildProcess call({"curl", "--silent", "--write-out", "\\n", "--data-binary",
                     "@" + serving.folder.path() + "/http",
                     "http://127.0.0.1:" + serving.server->port() + std::string(path)},
                    {});
  const std::string answer = call.read_line(patience);
  if (answer.find(R"("success":true,"result":5)") == std::string::npos) {
    throw std::runtime_error("answers " + answer);
  }
}

Contender served(std::string name, const std::vector<std::string>& words, const Load& load) {
  if (!is_built(words.front())) return missing(std::move(name), "its server is not built");
  if (!is_built(CANDELA_BENCH_LOAD_CLIENT))
    return missing(std::move(name), "load_client is not built");
  auto serving = std::make_shared<Serving>(words);
  if (words.front() == CANDELA_BENCH_DEMO) check_answer(*serving);
  auto measure = [serving, load](Milliseconds duration) {
    return measure_load(*serving->server, serving->folder.path(), load, duration);
  };
  return {std::move(name), measure};
}

Contender ours(const Load& load) {
  if (!is_built(CANDELA_BENCH_DEMO)) return missing("candela", "candela-demo");
  return served("candela", {CANDELA_BENCH_DEMO, "--port", "0"}, load);
}

Contender echo(std::string name, const char* program, const Load& load,
               const std::vector<std::string>& more = {}) {
  std::vector<std::string> words = {program, "--port", "0", "--answer-bytes",
                                    std::to_string(answer_bytes)};
  words.insert(words.end(), more.begin(), more.end());
  return served(std::move(name), words, load);
}

Case websocket(const Load& load) {
  return {ours(load),
          {echo("kj WebSocket echo", CANDELA_BENCH_ECHO_WS, load),
           echo("kj WebSocket echo, gathered", CANDELA_BENCH_ECHO_WS, load, {"--gathered"})}};
}

Case http(const Load& load) {
  return {ours(load), {echo("kj HTTP echo", CANDELA_BENCH_ECHO_HTTP, load)}};
}

}  // namespace

std::vector<CasePlan> rpc_cases() {
  using Figure = Load::Figure;
  constexpr int longer = 20;
  const auto plan = [](std::string operation, Case (*make)(const Load&), const Load& load) {
    return CasePlan{"call", std::move(operation), [make, load] { return make(load); }, longer,
                    "rpc"};
  };
  return {plan("websocket-64", websocket, {"ws", 1, 64, Figure::call}),
          plan("websocket-64-cpu", websocket, {"ws", 1, 64, Figure::server_cpu}),
          plan("websocket-1", websocket, {"ws", 1, 1, Figure::median_latency}),
          plan("http-64", http, {"http", 64, 1, Figure::call})};
}

}  // namespace candela::bench
