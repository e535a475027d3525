// A runtime in this process: an actor is called, the runtime ends and is opened again, and the
// actor's state is there.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <kj/async-io.h>

#include <candela/runtime.hpp>
#include <candela/structured_clone/format.hpp>

class Counter : public candela::Actor {
 public:
  using Actor::Actor;
  int increment(int by = 1) {
    auto n = kv().get<int>("n").value_or(0) + by;
    kv().put("n", n);
    return n;
  }
  CANDELA_EXPOSE(Counter, increment)
};

namespace {

constexpr std::string_view request =
    R"({"json":{"batch":[{"id":"1","operations":[)"
    R"({"type":"get","key":"increment"},{"type":"apply","args":[5]}]}]},"meta":{}})";

/// What a client would read.
std::string call_alice(kj::AsyncIoContext& io, const std::string& folder) {
  candela::RealWorld world;
  candela::Runtime runtime(world, io.provider->getTimer(),
                           {folder, {candela::binding<Counter>("COUNTER")}});
  auto answer = runtime.call({"COUNTER", "alice", candela::parse(request)}).wait(io.waitScope);
  return candela::stringify(answer->response());
}

class TemporaryFolder {
 public:
  TemporaryFolder() : path_((std::filesystem::temp_directory_path() / "counter-XXXXXX").string()) {
    if (!::mkdtemp(path_.data())) throw std::runtime_error("no temporary folder");
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

int main() {
  const TemporaryFolder folder;
  kj::AsyncIoContext io = kj::setupAsyncIo();
  const std::string first = call_alice(io, folder.path());
  const std::string second = call_alice(io, folder.path());
  std::cout << first << "\n" << second << "\n";
  const bool right =
      first == R"({"json":{"batch":[{"id":"1","success":true,"result":5}]},"meta":{}})" &&
      second == R"({"json":{"batch":[{"id":"1","success":true,"result":10}]},"meta":{}})";
  return right ? 0 : 1;
}
