#include <candela/runtime/actor.hpp>

#include "actor_scope.hpp"

namespace candela {

Kv Actor::kv() const {
  return scope_->kv();
}

const std::string& Actor::binding() const {
  return scope_->address().binding;
}

const ActorKey& Actor::key() const {
  return scope_->address().key;
}

const std::string& Actor::name() const {
  return scope_->name();
}

std::int64_t Actor::now_ms() const {
  return scope_->now_ms();
}

kj::Promise<void> Actor::after(std::chrono::milliseconds delay) const {
  return scope_->after(delay);
}

const Logger& Actor::log() const {
  return scope_->log();
}

}  // namespace candela
