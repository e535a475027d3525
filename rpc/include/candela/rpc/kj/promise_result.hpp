#pragma once
// Exposed methods may return kj::Promise<T> and Co<T>: the chain waits and goes on with the T.
//
//   kj::Promise<int> slow(int n) { return timer_.afterDelay(…).then([n] { return n; }); }
//   Co<std::string> greet() { …; co_return "hello"; }
//   CANDELA_EXPOSE(Greeter, slow, greet)
//
// A rejection becomes the chain's error: the Error that `to_exception` put into it or that a
// coroutine threw, and the description of any other one. Destroying the execution cancels the
// promise.
// Threads: the loop's. The T is what a method may return: a value, a capability, void.

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include <kj/async.h>

#include <candela/ocan/expose.hpp>
#include <candela/ocan/unfinished.hpp>
#include <candela/rpc/kj/co.hpp>
#include <candela/rpc/kj/exception.hpp>

namespace candela {

namespace detail {

template <typename T>
class PromiseResult final : public Unfinished {
 public:
  explicit PromiseResult(kj::Promise<T>&& promise) : promise_(kj::mv(promise)) {}
  PromiseResult(PromiseResult&&) = delete;
  PromiseResult& operator=(PromiseResult&&) = delete;
  ~PromiseResult() noexcept override {}

  bool ready() const override { return value_.has_value() || exception_.has_value(); }

  void notify(std::function<void()> ready) override {
    ready_ = std::move(ready);
    if constexpr (std::is_void_v<T>) {
      waiting_ = promise_.then([this]() { settle(Nothing{}); }).eagerlyEvaluate(on_rejection());
    } else {
      waiting_ = promise_.then([this](T&& value) { settle(kj::mv(value)); })
                     .eagerlyEvaluate(on_rejection());
    }
  }

  Result take(Call& call) override {
    if (exception_) throw error_of(*exception_);
    if constexpr (std::is_void_v<T>) {
      return {};
    } else {
      return to_result(call, kj::mv(*value_));
    }
  }

 private:
  using Stored = std::conditional_t<std::is_void_v<T>, Nothing, T>;

  auto on_rejection() {
    return [this](kj::Exception&& exception) {
      exception_.emplace(kj::mv(exception));
      ready_();
    };
  }
  void settle(Stored&& value) {
    value_.emplace(kj::mv(value));
    ready_();
  }

  std::function<void()> ready_;
  std::optional<Stored> value_;
  std::optional<kj::Exception> exception_;
  kj::Promise<T> promise_;
  kj::Promise<void> waiting_ = nullptr;  // last: its callbacks use the rest
};

}  // namespace detail

template <typename T>
struct AsyncTraits<kj::Promise<T>> {
  using Value = T;
  static std::unique_ptr<Unfinished> start(kj::Promise<T>&& promise) {
    return std::make_unique<detail::PromiseResult<T>>(kj::mv(promise));
  }
};

template <typename T>
struct AsyncTraits<Co<T>> {
  using Value = T;
  static std::unique_ptr<Unfinished> start(Co<T>&& co) {
    return AsyncTraits<kj::Promise<T>>::start(kj::mv(co).promise());
  }
};

}  // namespace candela
