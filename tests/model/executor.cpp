#include "executor.hpp"

#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>

#include <candela/ocan.hpp>

#include "exposed_graph.hpp"

namespace candela::model {

namespace {

ExecutionOptions options_of(const Case& given, Random& random) {
  ExecutionOptions options;
  options.limits.operations = given.limits.operations;
  options.limits.arguments = given.limits.arguments;
  options.limits.nesting = given.limits.nesting;
  options.limits.steps = given.limits.steps;
  options.limits.nested = given.limits.nested;
  if (random.one_in(3)) options.items_in_a_row = random.below(3);
  return options;
}

/// One batch on its way.
class Running {
 public:
  Running(const Case& given, Clock& clock, std::function<void()> ready)
      : around_{&clock}, nodes_(expose(given.graph, around_)), ready_(std::move(ready)) {
    around_.on_stuck = [this] {
      timed_out_ = true;
      ready_();
    };
    batch_.emplace(given.request.clone(), target(nodes_[0]), options_of(given, clock.random()));
  }
  Running(Running&&) = delete;
  Running& operator=(Running&&) = delete;

  void go_on() {
    const bool timed_out = std::exchange(timed_out_, false);
    state_ = timed_out ? batch_->resume(Error("TimeoutError", "too late")) : batch_->run();
    if (state_ == ExecutionState::yielded) ready_();
    if (state_ != ExecutionState::pending) return;
    ++waits_;
    batch_->pending().notify(ready_);
  }

  ModelOutcome finish() {
    if (state_ != ExecutionState::done) throw std::runtime_error("a batch waits for nothing");
    for (const Deferred<void>& stuck : around_.stuck) {
      if (!stuck.cancelled()) throw std::runtime_error("what timed out was not cancelled");
    }
    ModelOutcome outcome;
    const bool is_shared = around_.clock->random().one_in(2);
    const Value response =
        batch_->response(is_shared ? MarkerChains::shared : MarkerChains::separate);
    outcome.response.set_root(outcome.response.copy(response));
    outcome.log = around_.log;
    outcome.waits = waits_;
    return outcome;
  }

 private:
  Surroundings around_;
  std::vector<std::shared_ptr<ExposedNode>> nodes_;
  std::function<void()> ready_;
  bool timed_out_ = false;
  ExecutionState state_ = ExecutionState::pending;
  std::size_t waits_ = 0;
  std::optional<BatchExecution> batch_;  // last, so that it dies first
};

}  // namespace

std::vector<ModelOutcome> execute_together(std::span<const Case> cases, std::uint64_t seed) {
  Clock clock(seed);
  std::vector<std::size_t> ready;
  std::deque<Running> running;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    running.emplace_back(cases[i], clock, [&ready, i] { ready.push_back(i); });
    ready.push_back(i);
  }
  while (!ready.empty() || !clock.empty()) {
    if (ready.empty() || (!clock.empty() && clock.random().one_in(2))) {
      clock.run_one();
      continue;
    }
    const std::size_t which = clock.random().below(ready.size());
    const std::size_t batch = ready[which];
    ready.erase(ready.begin() + static_cast<std::ptrdiff_t>(which));
    running[batch].go_on();
  }
  std::vector<ModelOutcome> outcomes;
  for (Running& each : running) {
    outcomes.push_back(each.finish());
    level(outcomes.back().response);
  }
  return outcomes;
}

std::string chains_as_text(const Document& request) {
  const Value batch = request.root()["batch"];
  std::string all;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    all += "  " + std::to_string(i) + "  ";
    try {
      all += to_string(Chain::from_value(batch[i].is_object() ? batch[i]["operations"] : Value()),
                       {.bytes = 4000});
    } catch (const std::exception& error) {  // for people: whatever it is, the request stands above
      all.append("no chain: ").append(error.what());
    }
    all += "\n";
  }
  return all;
}

}  // namespace candela::model
