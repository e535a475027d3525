#pragma once
// The actors that the tests of the runtime call.

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <candela/runtime/binding.hpp>

namespace candela {

/// As the README has it.
class Counter : public Actor {
 public:
  using Actor::Actor;
  int increment(int by = 1) {
    auto n = kv().get<int>("n").value_or(0) + by;
    kv().put("n", n);
    return n;
  }
  int get() const { return kv().get<int>("n").value_or(0); }
  int fail(int by) {
    increment(by);
    throw Error("refused after the write");
  }
  CANDELA_EXPOSE(Counter, increment, get, fail)
};

/// Awaits in the midst of its turns, and writes down in which order things happen.
class Sleeper : public Actor {
 public:
  using Actor::Actor;

  Co<int> slow_increment(int ms) {
    const Kv storage = kv();
    const int n = storage.get<int>("n").value_or(0);
    note("begin");
    co_await after(std::chrono::milliseconds(ms));
    storage.put("n", n + 1);
    note("end");
    co_return n + 1;
  }
  /// kv() is taken after the await.
  Co<int> late_storage(int ms) {
    co_await after(std::chrono::milliseconds(ms));
    kv().put("late", 1);
    co_return 1;
  }
  Co<int> slow_failure(int ms) {
    kv().put("n", 1'000);
    co_await after(std::chrono::milliseconds(ms));
    throw Error("later").with("code", "E_LATER");
  }
  kj::Promise<void> never() {
    kv().put("n", 1'000);
    return kj::NEVER_DONE;
  }
  int stored() const { return kv().get<int>("n").value_or(0); }
  std::string events() const { return events_; }
  std::string note(const std::string& text) {
    events_ += text + ";";
    return text;
  }
  CANDELA_EXPOSE(Sleeper, slow_increment, late_storage, slow_failure, never, stored, events, note)

 private:
  std::string events_;
};

}  // namespace candela
