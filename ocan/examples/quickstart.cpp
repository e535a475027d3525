// Chains are built, sent as text, run on an object, and waited for without any
// event loop.

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include <candela/ocan.hpp>
#include <candela/structured_clone/format.hpp>

// What can be reached stands in the list, and nothing else.
class Room {
 public:
  explicit Room(std::string_view given) : name(given) {}
  std::string name;
  int people() const { return people_; }
  int enter(int count = 1) { return people_ += count; }

 private:
  int people_ = 0;
  CANDELA_EXPOSE(Room, name, people, enter)
};

class House {
 public:
  int add(int a, int b) { return a + b; }
  std::shared_ptr<Room> room(std::string_view name) { return std::make_shared<Room>(name); }
  candela::Deferred<int> guess() { return number; }

  candela::Deferred<int> number;

 private:
  std::string key_ = "under the mat";  // not listed: absent for every chain
  CANDELA_EXPOSE(House, add, room, guess)
};

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::cerr << "quickstart: " << what << '\n';
  std::exit(1);
}

}  // namespace

int main() {
  using candela::ctn;
  House house;

  // Checked by the compiler, or when it runs. A chain may be an argument of another.
  const auto typed = ctn<House>().call<&House::add>(ctn<House>().call<&House::add>(1, 10), 100);
  const auto named = ctn()["room"]("kitchen")["enter"](ctn()["add"](1, 2));
  require(candela::execute(typed, candela::target(house)).get<int>() == 111, "typed");
  require(candela::execute(named, candela::target(house)).get<int>() == 3, "named");
  require(!candela::execute(ctn()["key_"]["length"], candela::target(house)), "not exposed");

  // As text, for people.
  const candela::Chain read = candela::parse_chain("add(add(1, 10), add(100, 1000))");
  std::cout << candela::to_string(read) << " = "
            << candela::execute(read, candela::target(house)).get<int>() << '\n';

  // As data, for the wire; a batch of it is decoded once, run in its document, and encoded once.
  candela::Document request;
  candela::ChainWriter writer(request);
  const candela::Value first = writer.operations(ctn()["guess"]());
  const candela::Value second = writer.operations(named);
  request.set_root(request.object(
      {{"batch", request.array({request.object({{"id", "1"}, {"operations", first}}),
                                request.object({{"id", "2"}, {"operations", second}})})}}));
  candela::BatchExecution batch(std::move(request), candela::target(house));

  // The first chain waits; whoever has an event loop asks to be told, here it is at hand.
  bool told = false;
  while (batch.run() == candela::ExecutionState::pending) {
    batch.pending().notify([&told] { told = true; });
    house.number.resolve(7);
    require(told, "told when the result is there");
  }
  const std::string answer = candela::stringify(batch.response());
  std::cout << answer << '\n';
  require(answer == R"({"json":{"batch":[{"id":"1","success":true,"result":7},)"
                    R"({"id":"2","success":true,"result":3}]},"meta":{}})",
          "the answer");
  return 0;
}
