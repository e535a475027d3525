// Private: from arguments as values to a C++ call.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <candela/ocan/call.hpp>
#include <candela/ocan/detail/results.hpp>
#include <candela/ocan/detail/table.hpp>
#include <candela/ocan/error.hpp>
#include <candela/ocan/unfinished.hpp>

namespace candela {

class Function;

namespace detail {

// Arguments

/// Throws Error when the value is no capability of that type, or one that is only borrowed.
std::shared_ptr<void> capability_of(const Call& call, Value value, const ExposedType& type,
                                    void*& object);

/// Throws Error when the value cannot be called.
void require_callable(const Call& call, Value value);

template <typename T>
T decode(Call& call, Value value) {
  if constexpr (std::is_same_v<T, Value>) {
    return value;
  } else if constexpr (std::is_same_v<T, Function>) {
    require_callable(call, value);
    return T(call, value);
  } else if constexpr (is_optional<T> && !Convertible<T>) {
    if (value.is_undefined() || value.is_null()) return std::nullopt;
    return decode<typename T::value_type>(call, value);
  } else if constexpr (std::is_same_v<T, Target>) {
    return call.target_of(value);
  } else if constexpr (ExposedPointer<T>) {
    using Object = typename Pointee<T>::type;
    void* object = nullptr;
    std::shared_ptr<void> owner = capability_of(call, value, exposed_type<Object>, object);
    return std::shared_ptr<Object>(std::move(owner), static_cast<Object*>(object));
  } else {
    static_assert(Convertible<T>, "candela: a parameter's type has no Convert<T>");
    return to<T>(value);
  }
}

template <typename R>
R decode_result(Call& call, Result result) {
  const Value value = finished_value(call, std::move(result));
  if constexpr (!std::is_void_v<R>) return decode<R>(call, value);
}

/// `argument 2 of add: …`, or `argument 2 (price) of add: …`. Requires: inside of a catch block.
[[noreturn]] void throw_bad_argument(const Callee& callee, std::size_t index);

template <typename P>
using Stored = std::remove_cvref_t<P>;

template <typename P>
Stored<P> decode_argument(Call& call, const Callee& callee, std::size_t index,
                          std::span<const Value> arguments) {
  static_assert(!std::is_lvalue_reference_v<P> || std::is_const_v<std::remove_reference_t<P>>,
                "candela: an exposed method takes its arguments by value or const reference");
  try {
    return decode<Stored<P>>(call, index < arguments.size() ? arguments[index] : Value());
  } catch (const std::exception&) {
    throw_bad_argument(callee, index);
  }
}

// Which counts of arguments a function takes

template <typename F, typename P, typename Indexes>
struct InvocableWith;
template <typename F, typename P, std::size_t... i>
struct InvocableWith<F, P, std::index_sequence<i...>> {
  template <typename... First>
  static constexpr bool with() {
    if constexpr (P::takes_rest) {
      return std::is_invocable_v<F&, First..., typename P::template Decoded<i>...,
                                 std::span<const Value>>;
    } else {
      return std::is_invocable_v<F&, First..., typename P::template Decoded<i>...>;
    }
  }
  static constexpr bool value = [] {
    if constexpr (P::takes_call) {
      return with<Call&>();
    } else {
      return with<>();
    }
  }();
};

/// The fewest arguments that C++ accepts: what is left out has a default.
template <typename F, typename P, std::size_t count = P::decoded>
constexpr std::size_t least_arguments() {
  if constexpr (count == 0) {
    return 0;
  } else if constexpr (InvocableWith<F, P, std::make_index_sequence<count - 1>>::value) {
    return least_arguments<F, P, count - 1>();
  } else {
    return count;
  }
}

// Calling

/// Keeps the decoded arguments of a method that has not finished.
template <typename Decoded>
class HeldArguments final : public Unfinished {
 public:
  explicit HeldArguments(Decoded decoded) : decoded_(std::move(decoded)) {}
  Decoded& decoded() noexcept { return decoded_; }
  void hold(std::unique_ptr<Unfinished> inner) noexcept { inner_ = std::move(inner); }

  bool ready() const override { return inner_->ready(); }
  void notify(std::function<void()> ready) override { inner_->notify(std::move(ready)); }
  Result take(Call& call) override { return inner_->take(call); }

 private:
  Decoded decoded_;
  std::unique_ptr<Unfinished> inner_;  // uses them, so it dies first
};

template <typename P, std::size_t... i>
auto decode_arguments(std::index_sequence<i...>, [[maybe_unused]] Call& call,
                      [[maybe_unused]] const Callee& callee,
                      [[maybe_unused]] std::span<const Value> arguments) {
  // Braces: decoded from left to right.
  return std::tuple<Stored<typename P::template Decoded<i>>...>{
      decode_argument<typename P::template Decoded<i>>(call, callee, i, arguments)...};
}

template <typename P, typename F, typename Decoded, std::size_t... i>
decltype(auto) call_decoded(std::index_sequence<i...>, F& function, [[maybe_unused]] Call& call,
                            [[maybe_unused]] Decoded& decoded,
                            [[maybe_unused]] std::span<const Value> rest) {
  if constexpr (P::takes_call && P::takes_rest) {
    return function(call, std::forward<typename P::template Decoded<i>>(std::get<i>(decoded))...,
                    rest);
  } else if constexpr (P::takes_call) {
    return function(call, std::forward<typename P::template Decoded<i>>(std::get<i>(decoded))...);
  } else if constexpr (P::takes_rest) {
    return function(std::forward<typename P::template Decoded<i>>(std::get<i>(decoded))..., rest);
  } else {
    return function(std::forward<typename P::template Decoded<i>>(std::get<i>(decoded))...);
  }
}

template <typename P, std::size_t count, typename F>
Result run_with(F& function, const Callee& callee, Call& call, std::span<const Value> arguments) {
  constexpr auto indexes = std::make_index_sequence<count>();
  auto decoded = decode_arguments<P>(indexes, call, callee, arguments);
  const std::span<const Value> rest = arguments.subspan(std::min(P::decoded, arguments.size()));
  using R = decltype(call_decoded<P>(indexes, function, call, decoded, rest));
  if constexpr (AsyncResult<R>) {
    if constexpr (count == 0) {
      return AsyncTraits<R>::start(call_decoded<P>(indexes, function, call, decoded, rest));
    } else {
      auto held = std::make_unique<HeldArguments<decltype(decoded)>>(std::move(decoded));
      held->hold(
          AsyncTraits<R>::start(call_decoded<P>(indexes, function, call, held->decoded(), rest)));
      return std::unique_ptr<Unfinished>(std::move(held));
    }
  } else if constexpr (std::is_void_v<R>) {
    call_decoded<P>(indexes, function, call, decoded, rest);
    return {};
  } else {
    return to_result(call, call_decoded<P>(indexes, function, call, decoded, rest));
  }
}

/// As in JavaScript: a trailing undefined is as good as nothing, and what is too much is ignored.
inline std::size_t given_arguments(std::span<const Value> arguments) noexcept {
  std::size_t given = arguments.size();
  while (given > 0 && arguments[given - 1].is_undefined())
    --given;
  return given;
}

template <typename P, std::size_t count, std::size_t most, typename F>
Result run_counted(F& function, const Callee& callee, Call& call, std::span<const Value> arguments,
                   std::size_t given) {
  if constexpr (count == most) {
    return run_with<P, count>(function, callee, call, arguments);
  } else {
    if (given <= count) return run_with<P, count>(function, callee, call, arguments);
    return run_counted<P, count + 1, most>(function, callee, call, arguments, given);
  }
}

template <typename P, typename F>
Result run_function(F& function, const Callee& callee, Call& call,
                    std::span<const Value> arguments) {
  constexpr std::size_t least = P::takes_rest ? P::decoded : least_arguments<F, P>();
  // What is too much does not count: f(1, undefined, 3) leaves the second of two to its default.
  const std::size_t taken = std::min(P::decoded, arguments.size());
  return run_counted<P, least, P::decoded>(function, callee, call, arguments,
                                           given_arguments(arguments.first(taken)));
}

// Members

/// A method and its object, as a function. Calls through the class in whose list it stands.
template <typename T, std::size_t index>
struct MethodOf {
  void* self;
  template <typename... A>
  auto operator()(A&&... arguments)
      -> decltype(std::declval<typename EntryAt<T, index>::type::CallerType>()(
          std::declval<typename EntryAt<T, index>::Owner&>(), std::forward<A>(arguments)...)) {
    typename EntryAt<T, index>::Owner& owner = *static_cast<T*>(self);
    return typename EntryAt<T, index>::type::CallerType{}(owner, std::forward<A>(arguments)...);
  }
};

/// One of several methods of a name, and its object, as a function.
template <typename T, std::size_t index, std::size_t signature>
struct OverloadOf {
  void* self;
  template <typename... A>
  auto operator()(A&&... arguments) -> decltype((
      std::declval<typename EntryAt<T, index>::Owner&>().*
      EntryAt<T, index>::type::template pointer_at<signature>())(std::forward<A>(arguments)...)) {
    typename EntryAt<T, index>::Owner& owner = *static_cast<T*>(self);
    constexpr auto pointer = EntryAt<T, index>::type::template pointer_at<signature>();
    return (owner.*pointer)(std::forward<A>(arguments)...);
  }
};

template <typename T, std::size_t index, std::size_t signature>
using FunctionOf = std::conditional_t<std::is_void_v<typename EntryAt<T, index>::type::CallerType>,
                                      OverloadOf<T, index, signature>, MethodOf<T, index>>;

template <typename T, std::size_t index, std::size_t signature>
struct MemberParameters
    : Parameters<typename Signature<std::remove_cv_t<
          decltype(EntryAt<T, index>::type::template pointer_at<signature>())>>::Parameters> {};

template <typename F>
struct FunctionParameters : Parameters<typename Signature<decltype(&F::operator())>::Parameters> {};

/// Whether the arguments decode as that signature's; of several, the first that does is called.
template <typename P, std::size_t... i>
bool fits(std::index_sequence<i...>, Call& call, const Callee& callee,
          std::span<const Value> arguments) {
  try {
    decode_arguments<P>(std::index_sequence<i...>(), call, callee,
                        arguments.first(std::min(arguments.size(), P::decoded)));
    return true;
  } catch (const Error&) {
    return false;
  }
}

template <typename T, std::size_t index, std::size_t signature = 0>
Result run_overload(const Callee& callee, void* self, Call& call,
                    std::span<const Value> arguments) {
  using P = MemberParameters<T, index, signature>;
  FunctionOf<T, index, signature> method{self};
  if constexpr (signature + 1 == EntryAt<T, index>::type::signatures) {
    return run_function<P>(method, callee, call, arguments);
  } else {
    const std::size_t given = given_arguments(arguments);
    if ((P::takes_rest || given <= P::decoded) &&
        fits<P>(std::make_index_sequence<P::decoded>(), call, callee, arguments)) {
      return run_function<P>(method, callee, call, arguments);
    }
    return run_overload<T, index, signature + 1>(callee, self, call, arguments);
  }
}

template <typename T, std::size_t index>
Result run_member(const Member& member, void* self, Call& call, std::span<const Value> arguments) {
  using E = typename EntryAt<T, index>::type;
  if constexpr (E::is_field) {
    constexpr auto pointer = E::template pointer_at<0>();
    if constexpr (std::is_member_pointer_v<decltype(E::template pointer_at<0>())>) {
      typename EntryAt<T, index>::Owner& owner = *static_cast<T*>(self);
      return field_result(call, member.name, owner.*pointer);
    } else {
      return field_result(call, member.name, *pointer);
    }
  } else {
    return run_overload<T, index>(member, self, call, arguments);
  }
}

}  // namespace detail
}  // namespace candela
