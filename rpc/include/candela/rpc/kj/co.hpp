#pragma once
// Co<T>: the return type of a coroutine that runs on a kj event loop.
//
//   candela::Co<int> sum(kj::Promise<int> left, kj::Promise<int> right) {
//     co_return co_await kj::mv(left) + co_await kj::mv(right);
//   }
//   kj::Promise<int> promise = sum(kj::mv(a), kj::mv(b));
//
// Guarantees: the body starts at once, on the caller's stack; every co_await goes through the event
// loop, also for a promise that is ready; the result is delivered after the locals are destroyed;
// what is thrown arrives as a kj::Exception, an Error as one that `error_of` reads; dropping the
// Co, or the promise it was turned into, cancels what is awaited and then destroys the frame.
// Memory stays constant in an endless loop.
//
// Threads: a coroutine belongs to the loop it was started on.
// Ownership: whoever holds the Co or the promise owns the frame.
// Limits: a chain of pending calls is dropped recursively, so its depth is bounded by the stack:
// keep it below max_co_nesting, as for every chain of kj promises.
//
// Wrong, each a use after free:                     right:
//   [&]() -> Co<void> { … }()                         a function that takes what it needs by value
//   Co<void> f(const std::string& text)               Co<void> f(std::string text)
//   a coroutine that drops its own promise            a kj::TaskSet that owns it
//
// kj 0.9.2 has no coroutines, and g++ 12 crashes on any coroutine whose return type has a throwing
// destructor, as kj::Promise has (also with a newer kj). Hence a type of our own over kj's public
// interface; a virtual method of kj is a plain function that returns what the coroutine gave it.

#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>

#include <kj/async.h>
#include <kj/exception.h>

#include <candela/rpc/kj/exception.hpp>

namespace candela {

/// How deep calls may wait for one another: dropping them takes about 500 bytes of stack a level.
inline constexpr std::size_t max_co_nesting = 1'000;

template <typename T>
class Co;

namespace detail {

class CoDriver;

/// The part of a coroutine's promise object that suspends and resumes, whatever it returns.
class CoPromiseBase {
 public:
  CoPromiseBase() {}
  CoPromiseBase(const CoPromiseBase&) = delete;
  CoPromiseBase& operator=(const CoPromiseBase&) = delete;

  /// Suspends the finished frame and delivers its result; the driver destroys it.
  struct Final {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> frame) noexcept {
      frame.promise().deliver();
    }
    void await_resume() const noexcept {}
  };

  std::suspend_never initial_suspend() noexcept { return {}; }
  Final final_suspend() noexcept { return {}; }
  void unhandled_exception() { exception_.emplace(current_exception()); }

  /// Called by an awaiter: when `next` is done, its callback resumes the frame by `resume`.
  void suspend_until(kj::Promise<void>&& next);
  /// Runs the frame to its next suspension. The awaiter's callback must RETURN the result:
  /// replacing a stored promise from inside its own callback would free the callback that is
  /// running.
  kj::Promise<void> resume();

 protected:
  std::optional<kj::Exception> exception_;

 private:
  friend class CoDriver;
  std::coroutine_handle<> frame_;
  CoDriver* driver_ = nullptr;
  kj::Promise<void> next_ = nullptr;
  bool resuming_ = false;
  bool suspended_ = false;
};

/// Owns the frame. It lives inside the adapter of the kj::Promise, so for as long as somebody wants
/// the result.
class CoDriver {
 public:
  CoDriver(CoPromiseBase& promise, std::coroutine_handle<> frame) : frame_(frame) {
    promise.driver_ = this;
    promise.frame_ = frame;
  }
  CoDriver(const CoDriver&) = delete;
  CoDriver& operator=(const CoDriver&) = delete;
  ~CoDriver() noexcept(false) {
    waiting_ = nullptr;  // what is awaited points into the frame, so it goes first
    frame_.destroy();
  }
  void wait_for(kj::Promise<void>&& next) { waiting_ = next.eagerlyEvaluate(nullptr); }

 private:
  std::coroutine_handle<> frame_;
  kj::Promise<void> waiting_ = nullptr;
};

inline void CoPromiseBase::suspend_until(kj::Promise<void>&& next) {
  if (resuming_) {
    next_ = kj::mv(next);
    suspended_ = true;
  } else {
    driver_->wait_for(kj::mv(next));  // the first suspension, still on the caller's stack
  }
}

inline kj::Promise<void> CoPromiseBase::resume() {
  resuming_ = true;
  frame_.resume();
  resuming_ = false;  // the frame still exists: it suspends at its end, only the driver destroys it
  if (!suspended_) return kj::READY_NOW;
  suspended_ = false;
  return kj::mv(next_);  // kj shortens such a chain, so that a loop does not grow
}

template <typename T>
struct CoAdapter : CoDriver {
  CoAdapter(kj::PromiseFulfiller<T>& fulfiller, CoPromiseBase& promise,
            std::coroutine_handle<> frame, kj::PromiseFulfiller<T>*& out)
      : CoDriver(promise, frame) {
    out = &fulfiller;
  }
};

template <typename T>
class CoAwaiter {
 public:
  explicit CoAwaiter(kj::Promise<T>&& promise) : promise_(kj::mv(promise)) {}
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise> frame) {
    CoPromiseBase& waiting = frame.promise();
    waiting.suspend_until(promise_.then(
        [this, &waiting](T&& value) -> kj::Promise<void> {
          value_.emplace(kj::mv(value));
          return waiting.resume();
        },
        [this, &waiting](kj::Exception&& exception) -> kj::Promise<void> {
          exception_.emplace(kj::mv(exception));
          return waiting.resume();
        }));
  }
  T await_resume() {
    if (exception_) kj::throwFatalException(kj::mv(*exception_));
    return kj::mv(*value_);
  }

 private:
  kj::Promise<T> promise_;
  std::optional<T> value_;
  std::optional<kj::Exception> exception_;
};

template <>
class CoAwaiter<void> {
 public:
  explicit CoAwaiter(kj::Promise<void>&& promise) : promise_(kj::mv(promise)) {}
  bool await_ready() const noexcept { return false; }
  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise> frame) {
    CoPromiseBase& waiting = frame.promise();
    waiting.suspend_until(
        promise_.then([&waiting]() -> kj::Promise<void> { return waiting.resume(); },
                      [this, &waiting](kj::Exception&& exception) -> kj::Promise<void> {
                        exception_.emplace(kj::mv(exception));
                        return waiting.resume();
                      }));
  }
  void await_resume() {
    if (exception_) kj::throwFatalException(kj::mv(*exception_));
  }

 private:
  kj::Promise<void> promise_;
  std::optional<kj::Exception> exception_;
};

/// What both kinds of promise object share. The constructors are written out: as an aggregate the
/// derived type crashes g++ 12.
template <typename T>
class CoPromiseCommon : public CoPromiseBase {
 public:
  CoPromiseCommon() {}
  Co<T> get_return_object();

  template <typename U>
  CoAwaiter<U> await_transform(kj::Promise<U>&& promise) {
    return CoAwaiter<U>(kj::mv(promise));
  }
  template <typename U>
  CoAwaiter<U> await_transform(kj::ForkedPromise<U>& forked) {
    return CoAwaiter<U>(forked.addBranch());
  }
  template <typename U>
  CoAwaiter<U> await_transform(Co<U>&& co) {
    return CoAwaiter<U>(kj::mv(co).promise());
  }

 protected:
  kj::PromiseFulfiller<T>* fulfiller_ = nullptr;
};

template <typename T>
class CoPromise final : public CoPromiseCommon<T> {
 public:
  CoPromise() {}
  template <typename U>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  void deliver() {
    if (this->exception_) {
      this->fulfiller_->reject(kj::mv(*this->exception_));
    } else {
      this->fulfiller_->fulfill(kj::mv(*value_));
    }
  }

 private:
  std::optional<T> value_;
};

template <>
class CoPromise<void> final : public CoPromiseCommon<void> {
 public:
  CoPromise() {}
  void return_void() {}
  void deliver() {
    if (exception_) {
      fulfiller_->reject(kj::mv(*exception_));
    } else {
      fulfiller_->fulfill();
    }
  }
};

}  // namespace detail

template <typename T>
class [[nodiscard]] Co {
 public:
  using promise_type = detail::CoPromise<T>;

  Co(kj::Promise<T>&& promise) : promise_(kj::mv(promise)) {}
  Co(Co&& other) noexcept : promise_(kj::mv(other.promise_)) {}
  Co& operator=(Co&& other) {
    promise_ = kj::mv(other.promise_);
    return *this;
  }
  ~Co() noexcept {}  // what g++ 12 needs: see above

  operator kj::Promise<T>() && { return kj::mv(promise_); }
  kj::Promise<T> promise() && { return kj::mv(promise_); }

  T wait(kj::WaitScope& scope) && { return promise_.wait(scope); }
  bool poll(kj::WaitScope& scope) { return promise_.poll(scope); }

 private:
  kj::Promise<T> promise_;
};

template <typename T>
Co<T> detail::CoPromiseCommon<T>::get_return_object() {
  auto& self = static_cast<CoPromise<T>&>(*this);
  std::coroutine_handle<> frame = std::coroutine_handle<CoPromise<T>>::from_promise(self);
  return kj::newAdaptedPromise<T, CoAdapter<T>>(static_cast<CoPromiseBase&>(*this), frame,
                                                fulfiller_);
}

}  // namespace candela
