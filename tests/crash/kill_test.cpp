// What was answered is there, whatever happened to the process in between.

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "http_caller.hpp"
#include "server_process.hpp"

namespace candela {
namespace {

constexpr int kills = 50;
constexpr int callers_in_flight = 64;
constexpr int actors = 16;

struct Folder {
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "candela-kill-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};

std::vector<std::string> arguments(const Folder& folder) {
  return {"--port", "0", "--data", folder.path + "/data"};
}

/// What was answered of one counter.
struct Answered {
  int greatest = 0;
  std::set<int> values;
};
using Ledger = std::map<std::string, Answered>;

std::vector<HttpCaller> connect_all(int port) {
  std::vector<HttpCaller> callers;
  for (int i = 0; i < callers_in_flight; ++i)
    callers.emplace_back(port, "counter-" + std::to_string(i % actors));
  return callers;
}

void note(Ledger& ledger, HttpCaller& caller) {
  const int value = caller.take_answer();
  Answered& answered = ledger[caller.actor()];
  CHECK(answered.values.insert(value).second);  // twice would be an increment that was lost
  answered.greatest = std::max(answered.greatest, value);
}

/// Keeps all callers busy until so many answers have come.
void call_until(std::vector<HttpCaller>& callers, Ledger& ledger, int answers) {
  for (HttpCaller& caller : callers)
    caller.increment(1);
  poll_callers(callers, [&](HttpCaller& caller) {
    const auto state = caller.receive();
    REQUIRE(state != HttpCaller::State::gone);
    if (state == HttpCaller::State::waiting) return true;
    note(ledger, caller);
    caller.increment(1);
    return --answers > 0;
  });
}

/// What the dead server had sent still counts.
void drain(std::vector<HttpCaller>& callers, Ledger& ledger) {
  for (HttpCaller& caller : callers) {
    auto state = caller.receive();
    while (state == HttpCaller::State::waiting)
      state = caller.receive();
    if (state == HttpCaller::State::answered) note(ledger, caller);
  }
}

/// Each counter has every increment that was answered, and none that nobody asked for.
void check(int port, const std::vector<HttpCaller>& callers, Ledger& ledger) {
  std::map<std::string, int> unanswered;
  for (const HttpCaller& caller : callers)
    unanswered[caller.actor()] += caller.in_flight() ? 1 : 0;
  for (auto& [actor, answered] : ledger) {
    HttpCaller reader(port, actor);
    reader.increment(0);
    while (reader.receive() == HttpCaller::State::waiting) {
    }
    const int value = reader.take_answer();
    CHECK(value >= answered.greatest);
    CHECK(value <= answered.greatest + unanswered[actor]);
    answered.greatest = value;
  }
}

TEST_CASE("fifty kills with 64 callers in flight: every answered increment is there afterwards") {
  const Folder folder;
  const unsigned seed = 20'251'123;
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  Ledger ledger;
  std::vector<HttpCaller> callers;
  for (int kill = 0; kill <= kills; ++kill) {
    ServerProcess server(CANDELA_COUNTER_SERVER, arguments(folder));
    const int port = server.await_port();
    check(port, callers, ledger);
    if (kill == kills) {
      CHECK(server.end(SIGTERM) == 0);
      break;
    }
    callers = connect_all(port);
    call_until(callers, ledger, 1 + static_cast<int>(random() % 300));
    CHECK(server.end(SIGKILL) == 128 + SIGKILL);
    drain(callers, ledger);
  }
}

TEST_CASE("SIGTERM with callers in flight: a clean end, and nothing that was answered is lost") {
  const Folder folder;
  Ledger ledger;
  std::vector<HttpCaller> callers;
  {
    ServerProcess server(CANDELA_COUNTER_SERVER, arguments(folder));
    callers = connect_all(server.await_port());
    call_until(callers, ledger, 500);
    CHECK(server.end(SIGTERM) == 0);
    CHECK(server.errors().empty());
    drain(callers, ledger);
  }
  ServerProcess server(CANDELA_COUNTER_SERVER, arguments(folder));
  check(server.await_port(), callers, ledger);
  CHECK(server.end(SIGINT) == 0);
}

TEST_CASE("data in use, or a port that is taken: one clear line, and exit code 1") {
  const Folder folder;
  ServerProcess first(CANDELA_COUNTER_SERVER, arguments(folder));
  const int port = first.await_port();

  ServerProcess same_data(CANDELA_COUNTER_SERVER, arguments(folder));
  CHECK(same_data.await_end() == 1);
  CHECK(same_data.errors() ==
        "candela: the data in " + folder.path + "/data is in use by another process\n");

  const std::string taken = std::to_string(port);
  ServerProcess same_port(CANDELA_COUNTER_SERVER,
                          {"--port", taken, "--data", folder.path + "/other"});
  CHECK(same_port.await_end() == 1);
  CHECK(same_port.errors() ==
        "candela: cannot listen on 127.0.0.1:" + taken + ": Address already in use\n");
  CHECK(first.end(SIGTERM) == 0);
}

}  // namespace
}  // namespace candela
