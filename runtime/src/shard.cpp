#include "shard.hpp"

#include <utility>
#include <variant>

#include <candela/rpc/kj/exception.hpp>
#include <candela/runtime/turn_overlay.hpp>

#include "actor_scope.hpp"

namespace candela {
namespace {

/// What makes a key unfit for an actor; empty if nothing does.
std::string fault_of(const ActorKey& key, const StoreLimits& limits) {
  const auto* name = std::get_if<std::string>(&key);
  if (!name) return {};
  if (name->empty()) return "An actor's name may not be empty";
  if (name->size() <= limits.max_name_bytes) return {};
  return "Actor name too long: " + std::to_string(name->size()) + " > " +
         std::to_string(limits.max_name_bytes);
}

}  // namespace

Shard::Shard(World& world, kj::Timer& timer, std::unique_ptr<Store> store, RuntimeOptions options)
    : clock_(world.clock()),
      timer_(timer),
      options_(std::move(options)),
      log_(options_.log.child("runtime")),
      store_(std::move(store)),
      generation_(store_->generation()),
      group_(clock_, *store_, options_.limits.group),
      tasks_(*this) {}

Shard::~Shard() noexcept(false) {
  for (auto& [place, resident] : std::exchange(directory_, {}))
    resident->drop(Error("The runtime ended before the answer"));
}

Logger Shard::actor_log(const Binding& binding) const {
  return options_.log.child("actor").child(binding.name);
}

// Calls

kj::Promise<Caller::Answer> Shard::call(CallRequest request) {
  auto paf = kj::newPromiseAndFulfiller<Caller::Answer>();
  ++open_calls_;
  const auto caller = std::make_shared<Caller>(kj::mv(paf.fulfiller), std::move(request.in_flight),
                                               [this] { call_closed(); });
  const ActorKey key = actor_key_from_segment(request.instance);
  const std::size_t binding = index_of(request.binding);
  try {
    if (draining_) throw Error("The server is stopping");
    if (binding == options_.bindings.size()) throw Error("Unknown binding");
    if (const auto fault = fault_of(key, store_->limits()); !fault.empty()) throw Error(fault);
    if (open_calls_ > options_.limits.max_open_calls) {
      throw ActorOverloaded("Too many calls have no answer yet: more than " +
                            std::to_string(options_.limits.max_open_calls));
    }
    if (unavailable_since_) reopen();
    if (unavailable_since_) throw StorageFailed();
    const std::shared_ptr<Resident> resident = resident_for({binding, key});
    resident->call(std::move(request.document), caller);
  } catch (const Error& error) {
    refuse(std::move(request.document), *caller, error);
  }
  return kj::mv(paf.promise);
}

std::size_t Shard::index_of(const std::string& binding) const {
  std::size_t index = 0;
  while (index < options_.bindings.size() && options_.bindings[index].name != binding)
    ++index;
  return index;
}

std::shared_ptr<Resident> Shard::resident_for(Place place) {
  if (const auto found = directory_.find(place); found != directory_.end()) return found->second;
  if (directory_.size() >= options_.limits.max_residents &&
      evict_one(timer_.now()) == Eviction::none_idle) {
    throw ActorOverloaded("Too many actors are busy: " + std::to_string(directory_.size()));
  }
  const Binding& binding = options_.bindings[place.first];
  auto resident =
      std::make_shared<Resident>(*this, binding, ActorAddress{binding.name, place.second});
  directory_.emplace(std::move(place), resident);
  return resident;
}

void Shard::refuse(Document request, Caller& caller, const Error& error) {
  try {
    caller.answer(refuse_batch(std::move(request), error, options_.execution));
  } catch (const Error& invalid) {
    caller.reject(invalid);
  }
}

void Shard::call_closed() {
  --open_calls_;
  if (open_calls_ == 0 && drained_) drained_->fulfill();
}

kj::Promise<void> Shard::drain() {
  draining_ = true;
  auto paf = kj::newPromiseAndFulfiller<void>();
  drained_ = kj::mv(paf.fulfiller);
  if (open_calls_ == 0) drained_->fulfill();
  return paf.promise.then([this] { commit(); });
}

// Commits

void Shard::submit(ActorRecord& actor, const TurnOverlay& writes, Durability durability,
                   std::unique_ptr<TurnWaiter> waiter) {
  schedule_commit();
  group_.submit(actor, writes, durability, std::move(waiter));
}

/// At the end of this turn of the loop: when nothing else is ready.
void Shard::schedule_commit() {
  if (std::exchange(commit_scheduled_, true)) return;
  add_task(kj::evalLast([this] {
    commit_scheduled_ = false;
    commit();
  }));
}

void Shard::commit_if_due() {
  if (group_.due(Backlog::ready)) commit();
}

void Shard::commit() {
  const auto failure = group_.commit();
  if (!failure) return;
  CANDELA_LOG(log_, error, "commit failed", {"code", to_string(failure->code())},
              {"detail", failure->what()});
  generation_ = store_->generation();
  lose_residents();
}

void Shard::check_generation() {
  if (store_->generation() == generation_) return;
  generation_ = store_->generation();
  CANDELA_LOG(log_, error, "the store lost what was not committed");
  lose_residents();
}

void Shard::lose_residents() {
  auto lost = std::make_shared<Directory>(std::exchange(directory_, {}));
  idle_.clear();
  for (auto& [place, resident] : *lost) {
    resident->condemn();
    resident->idle_place.reset();
  }
  reopen();
  later([lost] {
    for (auto& [place, resident] : *lost)
      resident->drop(StorageFailed());
  });
}

void Shard::reopen() {
  const kj::TimePoint now = timer_.now();
  if (unavailable_since_ && now < *unavailable_since_ + to_kj(reopen_pause)) return;
  try {
    store_->reopen();
    generation_ = store_->generation();
    unavailable_since_ = std::nullopt;
  } catch (const StoreError& error) {
    unavailable_since_ = now;
    CANDELA_LOG(log_, error, "the store is unavailable", {"detail", error.what()});
  }
}

// Memory

void Shard::became_idle(Resident& resident) {
  if (resident.idle_place) {
    idle_.splice(idle_.end(), idle_, *resident.idle_place);
  } else {
    resident.idle_place = idle_.insert(idle_.end(), &resident);
  }
  schedule_eviction();
}

void Shard::forget(Resident& resident) {
  if (resident.idle_place) idle_.erase(*resident.idle_place);
  resident.idle_place.reset();
  const ActorAddress& address = resident.address();
  const auto found = directory_.find(Place{index_of(address.binding), address.key});
  if (found != directory_.end() && found->second.get() == &resident) directory_.erase(found);
}

Shard::Eviction Shard::evict_one(kj::TimePoint latest) {
  while (!idle_.empty()) {
    Resident& longest = *idle_.front();
    if (!longest.idle()) {  // it comes back to the list when it is
      longest.idle_place.reset();
      idle_.pop_front();
      continue;
    }
    if (longest.idle_since() > latest) return Eviction::none_idle;
    CANDELA_LOG(log_, debug, "evicted", {"binding", longest.address().binding},
                {"name", longest.scope().name()});
    longest.condemn();
    forget(longest);
    return Eviction::done;
  }
  return Eviction::none_idle;
}

void Shard::schedule_eviction() {
  if (idle_.empty() || std::exchange(eviction_scheduled_, true)) return;
  const kj::Duration idle = to_kj(options_.limits.idle);
  add_task(timer_.atTime(idle_.front()->idle_since() + idle).then([this, idle] {
    eviction_scheduled_ = false;
    const kj::TimePoint latest = timer_.now() - idle;
    while (evict_one(latest) == Eviction::done) {
    }
    schedule_eviction();
  }));
}

void Shard::later(std::function<void()> action) {
  add_task(kj::evalLater([action = std::move(action)] { action(); }));
}

void Shard::taskFailed(kj::Exception&& exception) {
  CANDELA_LOG(log_, error, "a task of the loop failed",
              {"detail", std::string_view(exception.getDescription().cStr())});
}

}  // namespace candela
