#pragma once
// A runtime in a simulated world: the clock stands until it is told to go on, and the loop runs
// until nothing is ready. Calls are written as chains in text, answers read as text.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <kj/async.h>
#include <kj/timer.h>

#include <doctest/doctest.h>

#include <candela/ocan/chain_text.hpp>
#include <candela/rpc/kj/exception.hpp>
#include <candela/runtime/runtime.hpp>
#include <candela/runtime/sqlite_store.hpp>
#include <candela/runtime/testing/simulated_world.hpp>
#include <candela/structured_clone/inspect.hpp>

#include "shard.hpp"

namespace candela {

/// A batch of chains, with the ids 0, 1, 2…
inline Document batch_of(const std::vector<std::string>& chains) {
  Document document;
  ChainWriter writer(document);
  Value batch = document.array();
  for (const std::string& chain : chains) {
    const Value operations = writer.operations(parse_chain(chain));
    batch.push(document.object({{"id", batch.size()}, {"operations", operations}}));
  }
  document.set_root(document.object({{"batch", batch}}));
  return document;
}

/// What came of a call: "…" for as long as nothing did, the answers as a person reads them, or why
/// it was rejected.
/// The same batch, all or nothing.
inline Document atomic(Document batch) {
  batch.root().set("atomic", true);
  return batch;
}

class Called {
 public:
  explicit Called(kj::Promise<Caller::Answer> promise) : text_(std::make_shared<std::string>("…")) {
    waiting_ = promise
                   .then([text = text_](Caller::Answer answer) { *text = text_of(*answer); },
                         [text = text_](kj::Exception&& exception) {
                           *text = "rejected: " + std::string(error_of(exception).what());
                         })
                   .eagerlyEvaluate(nullptr);
  }

  const std::string& text() const { return *text_; }
  void drop() { waiting_ = nullptr; }

 private:
  static std::string text_of(BatchExecution& batch) {
    InspectOptions one_line;
    one_line.line_width = 1'000;
    std::string text;
    const Value answers = batch.answers();
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (i > 0) text += " | ";
      if (answers[i]["success"].as_boolean()) {
        text += inspect(answers[i]["result"], one_line);
      } else {
        text += "error: " + std::string(Error::from_value(answers[i]["error"]).what());
      }
    }
    return text;
  }

  std::shared_ptr<std::string> text_;
  kj::Promise<void> waiting_ = nullptr;
};

/// A store that tells of its commits, and can fail them.
class WatchedStore final : public Store {
 public:
  explicit WatchedStore(std::unique_ptr<Store> inner) : inner_(std::move(inner)) {}

  std::function<void()> before_commit = [] {};
  std::size_t commits = 0;

  const StoreLimits& limits() const override { return inner_->limits(); }
  std::optional<Slot> slot_of(ActorRecord& actor) override { return inner_->slot_of(actor); }
  std::optional<std::string> get(ActorRecord& actor, std::string_view key) override {
    return inner_->get(actor, key);
  }
  void scan(ActorRecord& actor, const KeyRange& range, ScanOrder order,
            const RowVisitor& visit) override {
    inner_->scan(actor, range, order, visit);
  }
  void apply(ActorRecord& actor, const TurnOverlay& turn, Durability durability) override {
    inner_->apply(actor, turn, durability);
  }
  void commit() override {
    before_commit();
    ++commits;
    inner_->commit();
  }
  void tidy() override { inner_->tidy(); }
  void reopen() override { inner_->reopen(); }
  std::uint64_t generation() const override { return inner_->generation(); }

 private:
  std::unique_ptr<Store> inner_;
};

struct RuntimeFixture {
  explicit RuntimeFixture(std::vector<Binding> bindings) { options.bindings = std::move(bindings); }

  Shard& open() {
    shard = nullptr;  // the file has one owner at a time
    auto inner = open_sqlite_store(world.disk(), {"shard.db", {}, 16, 1024});
    auto watched = std::make_unique<WatchedStore>(std::move(inner));
    store = watched.get();
    shard = std::make_unique<Shard>(world, timer, std::move(watched), options);
    return *shard;
  }
  /// The process stops and starts again.
  void reopen() { open(); }
  /// The machine loses its power, and starts again.
  void crash() {
    world.disk().lose_power();
    shard = nullptr;
    world.disk().restart();
    open();
  }

  Called start(const std::string& instance, const std::vector<std::string>& chains,
               std::string binding = {}) {
    if (!shard) open();
    if (binding.empty()) binding = options.bindings.front().name;
    return Called(shard->call({std::move(binding), instance, batch_of(chains)}));
  }
  /// Runs what is ready, and says what came of it.
  std::string batch(const std::string& instance, const std::vector<std::string>& chains,
                    std::string binding = {}) {
    const Called called = start(instance, chains, std::move(binding));
    run();
    return called.text();
  }
  std::string atomic_batch(const std::string& instance, const std::vector<std::string>& chains) {
    const Called called = start_document(instance, atomic(batch_of(chains)));
    run();
    return called.text();
  }
  Called start_document(const std::string& instance, Document request) {
    if (!shard) open();
    return Called(shard->call({options.bindings[0].name, instance, std::move(request)}));
  }
  std::string call(const std::string& instance, const std::string& chain) {
    return batch(instance, std::vector<std::string>{chain});
  }

  void run() {
    kj::Promise<void> never = kj::NEVER_DONE;
    never.poll(scope);
  }
  void advance(std::chrono::milliseconds by) {
    run();
    world.clock().advance(by);
    timer.advanceTo(timer.now() + by.count() * kj::MILLISECONDS);
    run();
  }

  SimulatedWorld world{1};
  kj::EventLoop loop;
  kj::WaitScope scope{loop};
  kj::TimerImpl timer{kj::origin<kj::TimePoint>()};
  RuntimeOptions options;
  WatchedStore* store = nullptr;
  std::unique_ptr<Shard> shard;
};

}  // namespace candela
