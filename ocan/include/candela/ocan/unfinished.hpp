// Results that are not there yet. A method may return any type R for which AsyncTraits<R> is
// specialised; rpc does that for promises of its loop, and Deferred<T> below is one that is
// resolved by hand.
//
// Ownership: the execution owns the Unfinished; destroying it cancels. The decoded arguments of the
// call live until it is destroyed.
// Threads: everything of one execution happens on one thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <candela/ocan/error.hpp>
#include <candela/ocan/result.hpp>

namespace candela {

/// Specialise for a type of yours, in namespace candela and before it stands in a CANDELA_EXPOSE list
/// that is used: `using Value = T;` (what it becomes, void if nothing) and
/// `static std::unique_ptr<Unfinished> start(R&&)`, whose `take(Call&)` converts with
/// `to_result(call, value)`. The module's README has one.
template <typename R>
struct AsyncTraits {};

template <typename R>
concept AsyncResult = requires(R&& result) {
  typename AsyncTraits<R>::Value;
  { AsyncTraits<R>::start(std::move(result)) } -> std::same_as<std::unique_ptr<Unfinished>>;
};

/// In expose.hpp: a C++ result as the Result that a chain goes on with.
template <typename T>
Result to_result(Call& call, T&& value);

namespace detail {
struct Nothing {};

/// What several calls may be given: each gets a copy of the pointer.
template <typename T>
constexpr bool is_shareable = false;
template <typename T>
constexpr bool is_shareable<std::shared_ptr<T>> = true;
template <typename T>
constexpr bool is_shareable<std::weak_ptr<T>> = true;
template <typename F>
constexpr bool is_shareable<std::function<F>> = true;

template <typename T>
struct DeferredState {
  struct Waiter {
    const void* unfinished;
    std::function<void()> ready;
  };
  std::optional<std::conditional_t<std::is_void_v<T>, Nothing, T>> value;
  std::exception_ptr error;
  std::vector<Waiter> waiters;
  std::size_t unfinished = 0;
  bool cancelled = false;

  bool settled() const { return value.has_value() || error; }
  void forget(const void* gone) {
    std::erase_if(waiters, [gone](const Waiter& waiter) { return waiter.unfinished == gone; });
  }
  /// One after the other: who hears of it may end the others.
  void settle() {
    while (!waiters.empty()) {
      const std::function<void()> ready = std::move(waiters.front().ready);
      waiters.erase(waiters.begin());
      ready();
    }
  }
};

template <typename T>
class DeferredUnfinished final : public Unfinished {
 public:
  explicit DeferredUnfinished(std::shared_ptr<DeferredState<T>> state) : state_(std::move(state)) {
    ++state_->unfinished;
  }
  DeferredUnfinished(DeferredUnfinished&&) = delete;
  DeferredUnfinished& operator=(DeferredUnfinished&&) = delete;
  ~DeferredUnfinished() override {
    state_->forget(this);
    if (--state_->unfinished == 0 && !state_->settled()) state_->cancelled = true;
  }
  bool ready() const override { return state_->settled(); }
  void notify(std::function<void()> ready) override {
    state_->forget(this);
    if (!ready) return;
    if (state_->settled()) return ready();
    state_->waiters.push_back({this, std::move(ready)});
  }
  Result take(Call& call) override {
    if (!state_->settled()) return Result(std::make_unique<DeferredUnfinished>(state_));
    if (state_->error) std::rethrow_exception(state_->error);
    if constexpr (std::is_void_v<T>) {
      return {};
    } else if constexpr (is_shareable<T>) {
      return to_result(call, T(*state_->value));
    } else {
      return to_result(call, std::move(*state_->value));
    }
  }

 private:
  std::shared_ptr<DeferredState<T>> state_;
};
}  // namespace detail

/// A result that somebody sets later, without any event loop. Copies share it: a method returns one
/// copy, whoever finishes the work keeps another. Waiting executions hear of it inside of resolve or
/// reject. Several calls may get copies of one, also after it was resolved: of values, shared
/// pointers and functions each gets its own; of what is owned by one (exposed objects by value,
/// unique_ptr, containers of those) only the first.
template <typename T>
class Deferred {
 public:
  Deferred() : state_(std::make_shared<detail::DeferredState<T>>()) {}

  /// Requires: neither resolved nor rejected before.
  template <typename... V>
  void resolve(V&&... value) const {
    const auto state = state_;  // who hears of it may destroy this
    state->value.emplace(std::forward<V>(value)...);
    state->settle();
  }
  template <typename E>
  void reject(E error) const {
    const auto state = state_;
    state->error = std::make_exception_ptr(std::move(error));
    state->settle();
  }
  /// The executions that waited for it are gone.
  bool cancelled() const { return state_->cancelled; }

 private:
  friend struct AsyncTraits<Deferred>;
  std::shared_ptr<detail::DeferredState<T>> state_;
};

template <typename T>
struct AsyncTraits<Deferred<T>> {
  using Value = T;
  static std::unique_ptr<Unfinished> start(Deferred<T>&& deferred) {
    return std::make_unique<detail::DeferredUnfinished<T>>(std::move(deferred.state_));
  }
};

}  // namespace candela
