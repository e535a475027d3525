#include "actor_scope.hpp"

#include <algorithm>
#include <variant>

namespace candela {
namespace {

std::string name_of(const ActorKey& key) {
  if (const auto* id = std::get_if<ActorId>(&key)) return id->to_hex();
  return std::get<std::string>(key);
}

}  // namespace

ActorScope::ActorScope(ActorAddress address, Surroundings surroundings)
    : address_(std::move(address)),
      name_(name_of(address_.key)),
      surroundings_(std::move(surroundings)) {}

Kv ActorScope::kv() const {
  if (!turn_) {
    throw NoTurn(
        "kv() needs an open turn: not in a constructor, not after the method has answered, and "
        "where "
        "turns interleave not after an await; take `auto storage = kv();` before it");
  }
  return Kv(turn_);
}

std::int64_t ActorScope::now_ms() const {
  return surroundings_.clock.system_now().time_since_epoch().count();
}

kj::Promise<void> ActorScope::after(std::chrono::milliseconds delay) const {
  using std::chrono::milliseconds;
  const auto cut = std::clamp(delay, milliseconds(0), milliseconds(Actor::max_delay));
  return surroundings_.timer.afterDelay(cut.count() * kj::MILLISECONDS);
}

}  // namespace candela
