#pragma once
// A store on a simulated disk, and the short forms that the tests are written with.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include <candela/runtime/sqlite_store.hpp>
#include <candela/runtime/testing/simulated_world.hpp>
#include <candela/runtime/turn_overlay.hpp>

namespace candela {

/// The code of the StoreError that `action` throws; nothing if it throws none.
inline std::optional<StoreErrorCode> store_failure(const std::function<void()>& action) {
  try {
    action();
  } catch (const StoreError& error) {
    return error.code();
  }
  return std::nullopt;
}

struct StoreFixture {
  static constexpr const char* path = "shard.db";

  explicit StoreFixture(std::uint64_t seed = 1) : world(seed) { open(); }

  void open() {
    store.reset();  // the file has one owner at a time
    store = open_sqlite_store(world.disk(), options);
  }

  /// The machine stops and starts again.
  void crash() {
    world.disk().lose_power();
    store.reset();
    world.disk().restart();
    open();
  }

  ActorRecord actor(std::string name) const {
    return ActorRecord({"COUNTER", ActorKey(std::move(name))});
  }

  void put(const std::string& name, std::string_view key, std::string value,
           Durability durability = Durability::strict) {
    auto record = actor(name);
    TurnOverlay turn(*store, record);
    turn.put(key, std::move(value));
    store->apply(record, turn, durability);
  }

  std::string get(const std::string& name, std::string_view key) {
    auto record = actor(name);
    return store->get(record, key).value_or("(none)");
  }

  SimulatedWorld world;
  SqliteStoreOptions options{path, {}, 16, 1024};
  std::unique_ptr<Store> store;
};

}  // namespace candela
