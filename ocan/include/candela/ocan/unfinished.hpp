// Results that are not there yet. A method may return any type R for which AsyncTraits<R> is
// specialised; rpc does that for promises of its loop, and Deferred<T> below is one that is
// resolved by hand.
//
// Ownership: the execution owns the Unfinished; destroying it cancels. The decoded arguments of the
// call live until it is destroyed.
// Threads: everything of one execution happens on one thread.
#pragma once

#include <concepts>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

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

template <typename T>
struct DeferredState {
  std::optional<std::conditional_t<std::is_void_v<T>, Nothing, T>> value;
  std::exception_ptr error;
  std::function<void()> ready;
  bool cancelled = false;

  bool settled() const { return value.has_value() || error; }
  void settle() {
    if (auto call = std::exchange(ready, nullptr)) call();
  }
};

template <typename T>
class DeferredUnfinished final : public Unfinished {
 public:
  explicit DeferredUnfinished(std::shared_ptr<DeferredState<T>> state) : state_(std::move(state)) {}
  DeferredUnfinished(DeferredUnfinished&&) = delete;
  DeferredUnfinished& operator=(DeferredUnfinished&&) = delete;
  ~DeferredUnfinished() override {
    state_->ready = nullptr;
    if (!state_->settled()) state_->cancelled = true;
  }
  bool ready() const override { return state_->settled(); }
  void notify(std::function<void()> ready) override { state_->ready = std::move(ready); }
  Result take(Call& call) override {
    if (state_->error) std::rethrow_exception(state_->error);
    if constexpr (std::is_void_v<T>) {
      return {};
    } else {
      return to_result(call, std::move(*state_->value));
    }
  }

 private:
  std::shared_ptr<DeferredState<T>> state_;
};
}  // namespace detail

/// A result that somebody sets later, without any event loop. Copies share it: a method returns one
/// copy, whoever finishes the work keeps another. A waiting execution hears of it inside of resolve
/// or reject, if it has asked by then (Unfinished::notify).
template <typename T>
class Deferred {
 public:
  Deferred() : state_(std::make_shared<detail::DeferredState<T>>()) {}

  /// Requires: neither resolved nor rejected before.
  template <typename... V>
  void resolve(V&&... value) const {
    state_->value.emplace(std::forward<V>(value)...);
    state_->settle();
  }
  template <typename E>
  void reject(E error) const {
    state_->error = std::make_exception_ptr(std::move(error));
    state_->settle();
  }
  /// The execution that waited for it is gone.
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
