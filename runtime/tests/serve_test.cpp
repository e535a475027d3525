#include <candela/runtime/serve.hpp>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <doctest/doctest.h>

#include <candela/rpc/kj/http_client.hpp>
#include <candela/runtime/sqlite_store.hpp>

#include "actors.hpp"

namespace candela {
namespace {

constexpr const char* increment =
    R"({"json":{"batch":[{"id":"1","operations":[{"type":"get","key":"increment"},)"
    R"({"type":"apply","args":[5]}]}]},"meta":{}})";

struct ServeFixture {
  ServeFixture() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "candela-serve-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    directory = pattern;
    options.port = 0;
    options.data_directory = directory + "/data";
  }
  ~ServeFixture() { std::filesystem::remove_all(directory); }
  ServeFixture(const ServeFixture&) = delete;
  ServeFixture& operator=(const ServeFixture&) = delete;

  int run(std::vector<std::string> words = {}) {
    words.insert(words.begin(), "program");
    std::vector<char*> pointers;
    for (std::string& word : words)
      pointers.push_back(word.data());
    return serve(static_cast<int>(pointers.size()), pointers.data(), options,
                 binding<Counter>("COUNTER"), binding<Sleeper>("SLEEPER"));
  }

  /// Posts when the server is ready; `then` says how it goes on.
  void post_once(const std::string& path, std::function<AfterListening()> then) {
    options.on_listening = [this, path, then = std::move(then)](const Listening& ready) {
      struct Zeroes final : kj::EntropySource {
        void generate(kj::ArrayPtr<kj::byte> bytes) override {
          for (auto& byte : bytes)
            byte = 0;
        }
      };
      auto zeroes = kj::heap<Zeroes>();
      auto client =
          kj::heap<HttpClient>(ClientWorld{ready.io.provider->getTimer(),
                                           ready.io.provider->getNetwork(), nullptr, *zeroes},
                               ClientLimits{});
      auto posted = client->post(ready.url + path, "application/json", increment);
      return posted.attach(kj::mv(client), kj::mv(zeroes)).then([this, then](HttpAnswer answer) {
        answered = std::to_string(answer.status) + " " + answer.body;
        return then();
      });
    };
  }

  std::string directory;
  ServeOptions options;
  std::string answered;
};

TEST_CASE_FIXTURE(ServeFixture,
                  "a counter is served over HTTP, and its state is there when it is served again") {
  post_once("/__rpc/COUNTER/alice/call", [] { return AfterListening::end; });
  CHECK(run() == 0);
  CHECK(answered == R"(200 {"json":{"batch":[{"id":"1","success":true,"result":5}]},"meta":{}})");
  CHECK(run() == 0);
  CHECK(answered == R"(200 {"json":{"batch":[{"id":"1","success":true,"result":10}]},"meta":{}})");
}

TEST_CASE_FIXTURE(ServeFixture, "SIGTERM and SIGINT end a server with 0") {
  for (const int signal : {SIGTERM, SIGINT}) {
    post_once("/__rpc/COUNTER/alice/call", [signal] {
      ::raise(signal);
      return AfterListening::serve_on;
    });
    CHECK(run() == 0);
  }
}

TEST_CASE_FIXTURE(ServeFixture, "the prefix is the command line's") {
  post_once("/agents/counter/alice/call", [] { return AfterListening::end; });
  CHECK(run({"--prefix", "/agents"}) == 0);
  CHECK(answered.substr(0, 3) == "200");
}

TEST_CASE_FIXTURE(ServeFixture, "data in use by somebody else is exit code 1") {
  RealWorld world;
  std::filesystem::create_directory(options.data_directory);
  const auto owner = open_sqlite_store(world.disk(), {options.data_directory + "/shard-0.db"});
  CHECK(run() == 1);
}

TEST_CASE_FIXTURE(ServeFixture, "a port that is taken is exit code 1") {
  const int taken = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(::bind(taken, generic, size) == 0);
  REQUIRE(::listen(taken, 1) == 0);
  REQUIRE(::getsockname(taken, generic, &size) == 0);
  options.port = ntohs(address.sin_port);
  CHECK(run() == 1);
  ::close(taken);
}

TEST_CASE_FIXTURE(ServeFixture,
                  "a folder that cannot be made is exit code 1, nonsense on the command line 2") {
  options.data_directory = directory + "/no/such/folder";
  CHECK(run() == 1);
  CHECK(run({"--nonsense"}) == 2);
  CHECK(run({"--help"}) == 0);
}

}  // namespace
}  // namespace candela
