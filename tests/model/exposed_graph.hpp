#pragma once
// The objects of a graph as C++ objects with CANDELA_EXPOSE, for the executor.
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <candela/ocan.hpp>

#include "../hostile/random.hpp"
#include "graph.hpp"

namespace candela::model {

using hostile::Random;

/// What is under way in several batches, to be done in any order.
class Clock {
 public:
  explicit Clock(std::uint64_t seed) : random_(seed) {}
  Random& random() { return random_; }

  void later(std::function<void()> action) { due_.push_back(std::move(action)); }
  /// At once or later.
  void sometime(std::function<void()> action) {
    if (random_.one_in(3)) return action();
    later(std::move(action));
  }
  bool empty() const { return due_.empty(); }
  void run_one();

 private:
  Random random_;
  std::vector<std::function<void()>> due_;
};

/// What the objects of one graph share.
struct Surroundings {
  Clock* clock;
  Log log = {};
  std::function<void()> on_stuck = {};
  std::vector<Deferred<void>> stuck = {};
};

class ExposedSession : public std::enable_shared_from_this<ExposedSession> {
 public:
  ExposedSession(Surroundings& around, std::string name)
      : label(std::move(name)), around_(around) {}
  std::string label;
  double n = 0;
  std::string text() const { return "session " + label; }
  std::shared_ptr<ExposedSession> bump(double by = 1);
  Deferred<std::shared_ptr<ExposedSession>> later(double by);
  double value();

 private:
  Surroundings& around_;
  CANDELA_EXPOSE(ExposedSession, label, n, bump, later, value)
};

class ExposedFragile {
 public:
  ExposedFragile(Surroundings& around, double number) : id(number), around_(around) {}
  double id;
  double broken() { throw Error("Getter throws error"); }
  double fine() { return around_.log.push_back("fragile.fine()"), 1; }

 private:
  Surroundings& around_;
  CANDELA_EXPOSE(ExposedFragile, id, CANDELA_GETTER("broken", broken), fine)
};

class ExposedNode : public Lendable {
 public:
  using Rest = std::span<const Value>;
  using Pointer = std::shared_ptr<ExposedNode>;
  ExposedNode(Surroundings& around, std::size_t number, std::string name)
      : id(static_cast<double>(number)), label(std::move(name)), around_(around) {}

  double id;
  std::string label;
  double calls = 0;
  std::vector<std::weak_ptr<ExposedNode>> neighbours;

  std::string text() const { return "node " + std::to_string(static_cast<int>(id)); }
  Pointer peer() { return neighbour(0); }

  Pointer go(double which);
  ExposedNode& here() { return note("here", {}), *this; }
  double add(double a, double b = 7);
  double count(Call& call, Rest all);
  Value same(Call& call, Value a, Value b);
  Value list(Call& call, Rest all);
  Value wrap(Call& call, Value value);
  Value pair(Call& call, std::string_view key, Value value);
  Value to_map(Call& call, Value key, Value value);
  Value to_set(Call& call, Rest all);
  Value to_error(Call& call, Value cause, Value own);
  void fail(std::string_view why);
  void throw_value(Call& call, Value value);
  Deferred<Value> later(Call& call, Value value);
  Deferred<Pointer> later_go(double which);
  Deferred<void> later_fail(std::string_view why);
  Deferred<Result> later_twice(Call& call, Value value);
  Deferred<void> stuck();
  Value fn(Call& call, Value first);
  Value unnamed(Call& call);
  Value menu(Call& call);
  Result call(Call& call, Rest all);
  std::string take(const Pointer& node);
  std::shared_ptr<ExposedSession> session(std::string_view name);
  std::unique_ptr<ExposedFragile> fragile();
  int hidden() { return note("hidden", {}), 1; }

 private:
  void note(std::string_view method, const std::vector<std::string>& arguments) {
    around_.log.push_back(logged(text(), method, arguments));
    ++calls;
  }
  void done() { around_.log.push_back(text() + " done"); }
  Pointer neighbour(double which);
  Value made_function(Call& call, std::string_view name, Value first);

  Surroundings& around_;
  CANDELA_EXPOSE(ExposedNode, id, label, calls, CANDELA_GETTER("peer", peer), go, here, add, count,
                 same, list, wrap, pair, CANDELA_AS("toMap", to_map), CANDELA_AS("toSet", to_set),
                 CANDELA_AS("toError", to_error), fail, CANDELA_AS("throwValue", throw_value),
                 stuck, later, CANDELA_AS("laterTwice", later_twice),
                 CANDELA_AS("laterGo", later_go), CANDELA_AS("laterFail", later_fail), fn, unnamed,
                 menu, call, take, session, fragile)
};

/// The nodes of a spec.
std::vector<std::shared_ptr<ExposedNode>> expose(const GraphSpec& spec, Surroundings& around);

/// A value for logs, in the words of `shown` in thing.hpp.
std::string shown(const Call& call, Value value);

}  // namespace candela::model
