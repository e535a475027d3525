#pragma once
// A few exposed objects that the tests of sessions, services and clients talk to.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <kj/async.h>

#include <candela/ocan/expose.hpp>
#include <candela/rpc/kj/co.hpp>
#include <candela/rpc/kj/promise_result.hpp>

namespace candela::test {

class Room {
 public:
  explicit Room(std::string name) : name_(std::move(name)) {}
  std::string name() const { return name_; }
  int enter(std::string who) {
    people_.push_back(std::move(who));
    return static_cast<int>(people_.size());
  }
  CANDELA_EXPOSE(Room, name, enter)

 private:
  std::string name_;
  std::vector<std::string> people_;
};

/// Counts its calls, so that a test sees what ran how often.
class Sample {
 public:
  int add(int a, int b) {
    ++calls;
    return a + b;
  }
  int increment(int by = 1) { return count += by; }
  Value echo(Value value) { return value; }
  std::string text(int size) { return std::string(static_cast<std::size_t>(size), 'x'); }
  void nothing() { ++calls; }
  void fail(std::string message) {
    throw Error("TypeError", message).with("code", "E_TEST").with_cause(Error("inner"));
  }
  void fail_plainly() { throw std::runtime_error("plain"); }
  void fail_with_number() { throw Error::of(42); }
  kj::Promise<int> later(int value) {
    return kj::evalLater([value]() { return value; });
  }
  Co<std::string> coroutine(std::string text) {
    co_await kj::Promise<void>(kj::READY_NOW);
    if (text == "throw") throw Error("RangeError", "from a coroutine").with("code", 7);
    co_return text + "!";
  }
  kj::Promise<void> rejected() { return to_exception(Error("MyError", "rejected").with("n", 1)); }
  /// Until `gates` has it opened.
  kj::Promise<std::string> wait(std::string gate) {
    auto paf = kj::newPromiseAndFulfiller<std::string>();
    gates[gate] = kj::mv(paf.fulfiller);
    return kj::mv(paf.promise);
  }
  void open(const std::string& gate) { gates.at(gate)->fulfill(std::string(gate)); }
  std::shared_ptr<Room> room(std::string name) {
    auto& room = rooms[name];
    if (!room) room = std::make_shared<Room>(name);
    return room;
  }
  // As the recorded conversations call them.
  int one() {
    ++calls;
    return 1;
  }
  Value echo_arguments(Call& call, std::span<const Value> arguments) {
    Value list = call.document().array();
    for (const Value argument : arguments)
      list.push(argument);
    return list;
  }
  Value named_function(Call& call) {
    return call.function("named", []() { return std::string("named-result"); });
  }
  CANDELA_EXPOSE(Sample, one, CANDELA_AS("echoArgs", echo_arguments),
                 CANDELA_AS("getFn", named_function), add, increment, echo, text, nothing, fail,
                 fail_plainly, fail_with_number, later, coroutine, rejected, wait, room)

  int calls = 0;
  int count = 0;
  std::map<std::string, kj::Own<kj::PromiseFulfiller<std::string>>> gates;
  std::map<std::string, std::shared_ptr<Room>> rooms;
};

}  // namespace candela::test
