#pragma once
// Remote<T>: a chain on an instance somewhere else, and the way to send it.
//
//   kj::Promise<int> n = alice.call<&Counter::increment>(5);          // checked by the compiler
//   kj::Promise<Answer> a = calc["add"](calc["add"](1, 10), 100);     // by name
//   auto size = lobby.call<&Lobby::room>("a").call<&Room::size>().send();   // one round trip
//
// A Remote is a value and does nothing until it is sent: by conversion to a kj::Promise, by `send`,
// or by `outcome`. Each of these is a call of its own. Arguments may be Remotes of the same
// instance and chains: they are nested, and the callee runs them.
//
// Errors: `outcome` resolves with what was thrown, as an Answer. The promises of `send` and of the
// conversion are rejected with a kj::Exception; `error_of` gives the Error that is in it, and its
// type is DISCONNECTED when the peer was lost.
//
// Ownership: Remotes and promises keep the connection, and the loop must outlive them. A promise
// dropped is a call not waited for, not a call undone.
// Threads: the loop's.

#include <concepts>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <kj/async.h>

#include <candela/ocan/chain.hpp>
#include <candela/ocan/marker.hpp>
#include <candela/ocan/typed.hpp>
#include <candela/rpc/answer.hpp>
#include <candela/rpc/kj/exception.hpp>

namespace candela {

/// Where chains are sent to.
class RemoteInstance {
 public:
  virtual ~RemoteInstance() noexcept(false) {}
  /// Never rejected: a lost peer is an Answer too.
  virtual kj::Promise<Answer> send(const Chain& chain) = 0;
};

template <typename T = Value>
class Remote;

namespace detail {

/// What a promise of a Remote<T> gives: what would point into a document comes with it.
template <typename T>
struct RemoteResult {
  using type = T;
};
template <>
struct RemoteResult<Value> {
  using type = Answer;
};
template <>
struct RemoteResult<std::string_view> {
  using type = std::string;
};

template <typename T>
concept Receivable = std::is_void_v<T> || std::same_as<T, Value> || Convertible<T>;

template <typename R>
R take_result(const Answer& answer) {
  try {
    if constexpr (std::is_void_v<R>) {
      static_cast<void>(answer.value());
      return;
    } else if constexpr (std::same_as<R, Answer>) {
      static_cast<void>(answer.value());
      return answer;
    } else {
      return answer.get<R>();
    }
  } catch (...) {
    kj::throwFatalException(current_exception());
  }
}

}  // namespace detail

template <typename T>
class [[nodiscard]] Remote {
 public:
  /// What `send` promises.
  using Result = typename detail::RemoteResult<T>::type;

  explicit Remote(std::shared_ptr<RemoteInstance> instance, Typed<T> chain = {}) noexcept
      : instance_(std::move(instance)), chain_(std::move(chain)) {}

  /// Goes on with a listed method of T.
  template <auto method, typename... A>
  auto call(const A&... arguments) const {
    return with(chain_.template call<method>(argument(arguments)...));
  }
  /// Goes on with a listed data member of T.
  template <auto field>
  auto get() const {
    return with(chain_.template get<field>());
  }

  // By name

  Remote<Value> operator[](std::string_view key) const { return named(chain_.Chain::get(key)); }
  Remote<Value> operator[](const char* key) const { return (*this)[std::string_view(key)]; }
  template <std::integral I>
  Remote<Value> operator[](I index) const {
    return named(chain_.Chain::get(static_cast<double>(index)));
  }
  template <typename... A>
  Remote<Value> operator()(const A&... arguments) const {
    return named(chain_.apply(Arguments::of(argument(arguments)...)));
  }
  /// Says that the result is a U; it is checked when it arrives.
  template <typename U>
  Remote<U> as() const {
    return Remote<U>(instance_, Typed<U>(chain_));
  }
  /// A function that stands in an answer of this instance. Throws Error for any other value.
  Remote<Value> function(Value marker) const {
    return named(Chain::from_value(function_marker_operations(marker)));
  }

  // Sending

  kj::Promise<Answer> outcome() const { return instance_->send(chain_); }
  kj::Promise<Result> send() const {
    static_assert(detail::Receivable<T>,
                  "candela: this result is an object on the other side; go on with call, or take "
                  "what is sent of it with outcome");
    return outcome().then([](Answer&& answer) { return detail::take_result<Result>(answer); });
  }
  operator kj::Promise<Result>() const { return send(); }  // NOLINT

  const Typed<T>& chain() const noexcept { return chain_; }

 private:
  template <typename U>
  friend class Remote;

  Remote<Value> named(Chain chain) const {
    return Remote<Value>(instance_, Typed<Value>(std::move(chain)));
  }
  template <typename U>
  Remote<U> with(Typed<U> chain) const {
    return Remote<U>(instance_, std::move(chain));
  }

  template <typename A>
  const A& argument(const A& plain) const noexcept {
    return plain;
  }
  template <typename U>
  const auto& argument(const Remote<U>& nested) const {
    if (nested.instance_ != instance_) {
      throw std::invalid_argument("candela: an argument is a call to another instance; await it");
    }
    // What was called by name may be anything, so it is no typed chain here.
    if constexpr (std::same_as<U, Value>) {
      return static_cast<const Chain&>(nested.chain_);
    } else {
      return nested.chain_;
    }
  }

  std::shared_ptr<RemoteInstance> instance_;
  Typed<T> chain_;
};

}  // namespace candela
