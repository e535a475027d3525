// Batches from the wire, answered from an event loop of one's own: what an existing client sends
// comes in as text, several are under way at once, and each answer leaves as text. The loop is
// thirty lines; yours takes its place. The messages below were recorded from the original.

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <candela/ocan.hpp>
#include <candela/structured_clone/format.hpp>

namespace {

using candela::Call;
using candela::Deferred;
using candela::Value;
using std::chrono::milliseconds;

/// Timers, on a clock that jumps to the next of them. What is added with the same time runs in the
/// order in which it was added.
class Loop {
 public:
  void after(milliseconds delay, std::function<void()> task) {
    tasks_.emplace(now_ + delay, std::move(task));
  }
  void run() {
    while (!tasks_.empty()) {
      const auto next = tasks_.begin();
      now_ = next->first;
      const std::function<void()> task = std::move(next->second);
      tasks_.erase(next);
      task();
    }
  }

 private:
  milliseconds now_{0};
  std::multimap<milliseconds, std::function<void()>> tasks_;
};

class Probe {
 public:
  explicit Probe(Loop& loop) : loop_(loop) {}
  int one() { return ++calls_; }
  int get_calls() { return calls_; }
  Value echo_args(Call& call, std::span<const Value> all) {
    Value array = call.document().array();
    for (const Value& value : all)
      array.push(value);
    return array;
  }
  Value get_aliased(Call& call) {
    candela::Document& document = call.document();
    const Value shared = document.object({{"v", 1}});
    return document.object({{"x", shared},
                            {"y", shared},
                            {"list", document.array({shared, shared})},
                            {"map", document.make_map({{shared, shared}})}});
  }
  void throw_string(std::string_view text) { throw candela::Error::of(text); }
  /// A result that is there when a timer of the loop says so.
  Deferred<std::string> slow(int ms, std::string tag) {
    Deferred<std::string> later;
    loop_.after(milliseconds(ms), [later, tag = std::move(tag)] { later.resolve(tag); });
    return later;
  }

 private:
  Loop& loop_;
  int calls_ = 0;
  CANDELA_EXPOSE(Probe, one, slow, CANDELA_AS("getCalls", get_calls),
                 CANDELA_AS("echoArgs", echo_args), CANDELA_AS("getAliased", get_aliased),
                 CANDELA_AS("throwString", throw_string))
};

using Answered = std::function<void(std::string answer)>;

/// One batch on its way. The loop's tasks keep it alive.
struct InFlight : std::enable_shared_from_this<InFlight> {
  InFlight(Loop& on, candela::Document request, const candela::Target& target, Answered done)
      : loop(on), batch(std::move(request), target), answered(std::move(done)) {}

  void go_on() {
    if (batch.run() == candela::ExecutionState::pending) {
      // Told from wherever the result comes; going on is a task of its own.
      batch.pending().notify([self = shared_from_this()] {
        self->loop.after(milliseconds(0), [self] { self->go_on(); });
      });
      return;
    }
    answered(candela::stringify(batch.response()));
  }

  Loop& loop;
  candela::BatchExecution batch;
  Answered answered;
};

struct Exchange {
  std::string_view request;
  std::string_view answer;
};
constexpr Exchange exchanges[] = {
    // A chain that waits; all others overtake it.
    {R"x({"json":{"batch":[{"id":"0","operations":[{"type":"get","key":"echoArgs"},)x"
     R"x({"type":"apply","args":[{"__isNestedOperation":true,)x"
     R"x("__operationChain":[{"type":"get","key":"slow"},{"type":"apply","args":[20,)x"
     R"x("late"]}]},2]}]}]},"meta":{}})x",
     R"x({"json":{"batch":[{"id":"0","success":true,"result":["late",2]}]},"meta":{}})x"},
    // One nested call in five places runs once.
    {R"x({"json":{"batch":[{"id":"1795427337692-1","operations":[{"type":"get",)x"
     R"x("key":"echoArgs"},{"type":"apply","args":[{"__isNestedOperation":true,)x"
     R"x("__refId":"proxy-2","__operationChain":[{"type":"get","key":"one"},)x"
     R"x({"type":"apply","args":[]}]},{"__isNestedOperation":true,"__refId":"proxy-2"},)x"
     R"x({"x":{"__isNestedOperation":true,"__refId":"proxy-2"}},)x"
     R"x([{"__isNestedOperation":true,"__refId":"proxy-2"},)x"
     R"x([{"__isNestedOperation":true,"__refId":"proxy-2"}]]]}]}]},"meta":{}})x",
     R"x({"json":{"batch":[{"id":"1795427337692-1","success":true,"result":[1,1,{"x":1})x"
     R"x(,[1,[1]]]}]},"meta":{}})x"},
    {R"x({"json":{"batch":[{"id":"1795427337710-2","operations":[{"type":"get",)x"
     R"x("key":"getCalls"},{"type":"apply","args":[]}]}]},"meta":{}})x",
     R"x({"json":{"batch":[{"id":"1795427337710-2","success":true,"result":1}]},)x"
     R"x("meta":{}})x"},
    // Aliases of a result stay aliases, and a cycle comes back as it went in.
    {R"x({"json":{"batch":[{"id":"1795427343000-0","operations":[{"type":"get",)x"
     R"x("key":"getAliased"},{"type":"apply","args":[]}]}]},"meta":{}})x",
     R"x({"json":{"batch":[{"id":"1795427343000-0","success":true,)x"
     R"x("result":{"x":{"$ref":0},"y":{"$ref":0},"list":[{"$ref":0},{"$ref":0}],)x"
     R"x("map":{"$type":"map","entries":[[{"$ref":0},{"$ref":0}]]}}}]},)x"
     R"x("meta":{"aliases":{"0":{"v":1}}}})x"},
    {R"x({"json":{"batch":[{"id":"1795427342655-0","operations":[{"type":"get",)x"
     R"x("key":"echoArgs"},{"type":"apply","args":[{"$ref":0}]}]}]},)x"
     R"x("meta":{"aliases":{"0":{"n":"a","b":{"n":"b","c":{"n":"c","a":{"$ref":0}}}}}}})x",
     R"x({"json":{"batch":[{"id":"1795427342655-0","success":true,"result":[{"$ref":0}])x"
     R"x(}]},"meta":{"aliases":{"0":{"n":"a","b":{"n":"b","c":{"n":"c","a":{"$ref":0}}})x"
     R"x(}}}})x"},
    // What was thrown is the answer, an error or not.
    {R"x({"json":{"batch":[{"id":"1795427339981-0","operations":[{"type":"get",)x"
     R"x("key":"throwString"},{"type":"apply","args":["S"]}]}]},"meta":{}})x",
     R"x({"json":{"batch":[{"id":"1795427339981-0","success":false,"error":"S"}]},)x"
     R"x("meta":{}})x"},
    {R"x({"json":{"batch":[{"id":"1795427340243-0","operations":[{"type":"get",)x"
     R"x("key":"nope"},{"type":"get","key":"deeper"},{"type":"apply","args":[]}]}]},)x"
     R"x("meta":{}})x",
     R"x({"json":{"batch":[{"id":"1795427340243-0","success":false,)x"
     R"x("error":{"$type":"error","name":"TypeError",)x"
     R"x("message":"Cannot read properties of undefined (reading 'deeper')"}}]},)x"
     R"x("meta":{}})x"}};

}  // namespace

int main() {
  Loop loop;
  Probe probe(loop);
  std::size_t answered = 0;
  std::string order;
  for (const Exchange& exchange : exchanges) {
    const std::size_t number = static_cast<std::size_t>(&exchange - exchanges);
    std::make_shared<InFlight>(loop, candela::parse(exchange.request), candela::target(probe),
                               [&, number](const std::string& answer) {
                                 ++answered;
                                 order += std::to_string(number);
                                 std::cout << answer << '\n';
                                 if (answer == exchanges[number].answer) return;
                                 std::cerr << "not as recorded: " << answer << '\n';
                                 std::exit(1);
                               })
        ->go_on();
  }
  loop.run();
  if (answered == std::size(exchanges) && order == "1234560") return 0;
  std::cerr << "answered: " << order << '\n';
  return 1;
}
