#include <candela/runtime/runtime.hpp>

#include <set>
#include <utility>

#include <candela/runtime/sqlite_store.hpp>

#include "shard.hpp"

namespace candela {
namespace {

std::unique_ptr<Store> open_shard_file(World& world, const RuntimeOptions& options) {
  SqliteStoreOptions store;
  store.path = options.data_directory + "/shard-0.db";
  store.limits = options.limits.store;
  return open_sqlite_store(world.disk(), std::move(store));
}

std::vector<std::string> names_of(const std::vector<Binding>& bindings) {
  std::set<std::string> seen;
  std::vector<std::string> names;
  for (const Binding& binding : bindings) {
    if (!seen.insert(binding.name).second) throw Error("Two bindings are called " + binding.name);
    names.push_back(binding.name);
  }
  return names;
}

}  // namespace

Runtime::Runtime(World& world, kj::Timer& timer, RuntimeOptions options)
    : names_(names_of(options.bindings)) {
  auto store = open_shard_file(world, options);
  shard_ = std::make_unique<Shard>(world, timer, std::move(store), std::move(options));
}

Runtime::~Runtime() noexcept(false) = default;

kj::Promise<std::unique_ptr<BatchExecution>> Runtime::call(CallRequest request) {
  return shard_->call(std::move(request));
}

kj::Promise<void> Runtime::drain() {
  return shard_->drain();
}

std::size_t Runtime::residents() const {
  return shard_->residents();
}

}  // namespace candela
