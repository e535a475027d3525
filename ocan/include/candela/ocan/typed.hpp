// Chains that the compiler checks: which methods there are, what they take, what they give.
//
//   // A Typed<int>
//   auto sum = ctn<Calc>().call<&Calc::add>(ctn<Calc>().call<&Calc::add>(1, 10), 100);
//   // Through a capability
//   auto name = ctn<Lobby>().call<&Lobby::room>("a").get<&Room::name>();
//
// A Typed<T> is a Chain whose result is a T: a value, an exposed object on which it goes on, or a
// std::function, which is called with `(…)`. `.function<&T::f>()` is the method itself, not called: an
// argument for a parameter of type Function.
// Arguments are what converts to the parameters, or chains whose result does; default arguments may
// be left out, and a std::optional at the end. An overload is `.call<overload<int(int)>(&T::f)>(1)`.
// In templates: `.template call<&T::f>()`.
// What travels is the name: of overloads that take the same arguments when they are sent (an int, a
// double) the one that is listed first runs, whichever was named here.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

#include <candela/ocan/chain.hpp>
#include <candela/ocan/detail/invoke.hpp>
#include <candela/ocan/detail/table.hpp>
#include <candela/ocan/function.hpp>
#include <candela/ocan/unfinished.hpp>

namespace candela {

template <typename T>
class Typed;

namespace detail {

/// What a chain's result is when a method returns R: exposed objects themselves, without pointer or
/// reference.
template <typename R>
struct ChainResult {
  using type = std::remove_cvref_t<R>;
};
template <AsyncResult R>
struct ChainResult<R> : ChainResult<typename AsyncTraits<R>::Value> {};
template <ExposedPointer R>
struct ChainResult<R> {
  using type = typename Pointee<R>::type;
};

template <typename A>
struct TypedValue {
  using type = void;
};
template <typename T>
struct TypedValue<Typed<T>> {
  using type = T;
};

/// Whether an argument of type A may stand for a parameter of type P.
template <typename P, typename A>
constexpr bool accepts() {
  using Parameter = Stored<P>;
  if constexpr (std::derived_from<A, Chain>) {
    using Result = typename TypedValue<A>::type;
    if constexpr (std::is_same_v<A, Chain> || std::is_same_v<Parameter, Value>) {
      return true;
    } else if constexpr (std::is_same_v<Parameter, Function>) {
      return is_function<Result> || std::is_same_v<Result, Value>;
    } else if constexpr (ExposedPointer<Parameter>) {
      return std::is_same_v<Result, typename Pointee<Parameter>::type>;
    } else {
      return std::is_convertible_v<Result, Parameter>;
    }
  } else if constexpr (std::is_same_v<Parameter, Value>) {
    return Makeable<A>;
  } else if constexpr (std::is_arithmetic_v<Parameter> && !std::is_arithmetic_v<A>) {
    // C++ makes true of any pointer, texts too.
    constexpr bool is_pointer = std::is_pointer_v<std::decay_t<const A>>;
    return !is_pointer && Makeable<Parameter> && std::is_convertible_v<const A&, Parameter>;
  } else {
    return Makeable<Parameter> && std::is_convertible_v<const A&, Parameter>;
  }
}

template <typename P, typename A>
Value typed_argument(Arguments& arguments, const A& argument) {
  using Parameter = Stored<P>;
  if constexpr (std::derived_from<A, Chain> || std::is_same_v<Parameter, Value> || StringLike<A>) {
    return arguments.value(argument);
  } else {
    return arguments.value(static_cast<Parameter>(argument));
  }
}

/// The parameter that argument `index` of a typed call is for; Value where it is one of the rest.
template <typename P, std::size_t index>
constexpr auto parameter_for() {
  if constexpr (index < P::decoded) {
    return std::type_identity<typename P::template Decoded<index>>{};
  } else {
    return std::type_identity<Value>{};
  }
}
template <typename P, std::size_t index>
using ParameterFor = typename decltype(parameter_for<P, index>())::type;

template <typename P, typename... A, std::size_t... i>
constexpr bool accepts_all(std::index_sequence<i...>) {
  return (accepts<ParameterFor<P, i>, A>() && ...);
}

template <typename P, typename... A, std::size_t... i>
Arguments typed_arguments(std::index_sequence<i...>, const A&... argument) {
  Arguments arguments;
  (arguments.push(typed_argument<ParameterFor<P, i>>(arguments, argument)), ...);
  return arguments;
}

/// Without the std::optionals at the end: what is not sent is undefined, and that is none.
template <typename P, std::size_t least>
constexpr std::size_t least_sent() {
  if constexpr (least == 0) {
    return 0;
  } else if constexpr (is_optional<Stored<typename P::template Decoded<least - 1>>>) {
    return least_sent<P, least - 1>();
  } else {
    return least;
  }
}

/// How many arguments a function may get, and whether those fit; says itself what is wrong.
template <typename P, std::size_t least, typename... A>
constexpr bool check_arguments() {
  constexpr bool enough = sizeof...(A) >= least;
  constexpr bool not_too_many = P::takes_rest || sizeof...(A) <= P::decoded;
  static_assert(enough, "candela: this method takes more arguments");
  static_assert(not_too_many, "candela: this method takes fewer arguments");
  if constexpr (enough && not_too_many) {
    constexpr bool fitting = accepts_all<P, A...>(std::index_sequence_for<A...>());
    static_assert(fitting, "candela: an argument does not convert to the method's parameter");
    return fitting;
  } else {
    return false;
  }
}

/// The std::function with the parameters that are decoded from arguments.
template <typename R, typename P, typename Indexes>
struct FunctionType;
template <typename R, typename P, std::size_t... i>
struct FunctionType<R, P, std::index_sequence<i...>> {
  using type = std::function<R(typename P::template Decoded<i>...)>;
};

}  // namespace detail

/// The C++ type of the result of a chain that ends in a member of this type.
template <typename R>
using ChainResultOf = typename detail::ChainResult<R>::type;

template <typename T>
class Typed : public Chain {
 public:
  using Value = T;

  Typed() noexcept = default;
  /// Says that the chain's result is a T; nobody checks that.
  explicit Typed(Chain chain) noexcept : Chain(std::move(chain)) {}

  /// Goes on with a call of a listed method.
  template <auto method, typename... A>
  [[nodiscard]] auto call(const A&... arguments) const {
    static_assert(Exposed<T>, "candela: the result of this chain has no CANDELA_EXPOSE list");
    constexpr bool listed = is_listed<method>();
    static_assert(listed, "candela: this method is not in the CANDELA_EXPOSE list of its type");
    if constexpr (listed) return call_listed<method>(arguments...);
  }

  /// Goes on with a listed data member, or with what a CANDELA_GETTER gives.
  template <auto field>
  [[nodiscard]] auto get() const {
    static_assert(Exposed<T>, "candela: the result of this chain has no CANDELA_EXPOSE list");
    constexpr bool listed = is_listed<field>();
    static_assert(listed, "candela: this member is not in the CANDELA_EXPOSE list of its type");
    if constexpr (listed) {
      using At = detail::EntryAt<T, detail::index_of<field, T>().member>;
      constexpr bool is_field = At::type::kind == MemberKind::field;
      static_assert(is_field, "candela: this member is a method; call it");
      using R = typename detail::Signature<std::remove_cv_t<decltype(field)>>::Result;
      return Typed<ChainResultOf<R>>(Chain::get(At::value.name));
    }
  }
  using Chain::get;

  /// Goes on with the CANDELA_SETTER of a data member.
  template <auto field, typename V>
  [[nodiscard]] Typed<void> set(const V& value) const {
    static_assert(Exposed<T>, "candela: the result of this chain has no CANDELA_EXPOSE list");
    constexpr bool has_setter = sets<field>();
    static_assert(has_setter, "candela: this data member has no CANDELA_SETTER");
    if constexpr (has_setter) {
      using At = detail::EntryAt<T, detail::setter_of<field, T>()>;
      using F = typename detail::Signature<std::remove_cv_t<decltype(field)>>::Result;
      using P = detail::Parameters<detail::Types<F>>;
      if constexpr (detail::check_arguments<P, 1, V>()) {
        return Typed<void>(
            Chain::get(At::value.name)
                .apply(detail::typed_arguments<P, V>(std::index_sequence<0>(), value)));
      }
    }
    return {};
  }

  /// A listed method itself: for a parameter that is a Function, or to be called later.
  template <auto method>
  [[nodiscard]] auto function() const {
    static_assert(Exposed<T>, "candela: the result of this chain has no CANDELA_EXPOSE list");
    constexpr bool listed = is_listed<method>();
    static_assert(listed, "candela: this method is not in the CANDELA_EXPOSE list of its type");
    if constexpr (listed) return function_listed<method>();
  }

  /// Goes on with a call of the result. Of a std::function the arguments are checked.
  template <typename... A>
  auto operator()(const A&... arguments) const {
    if constexpr (detail::is_function<T>) {
      using P = detail::FunctionParameters<T>;
      if constexpr (detail::check_arguments<P, P::decoded, A...>()) {
        return Typed<ChainResultOf<typename T::result_type>>(Chain::apply(
            detail::typed_arguments<P, A...>(std::index_sequence_for<A...>(), arguments...)));
      }
    } else {
      return Chain::operator()(arguments...);
    }
  }

 private:
  template <auto field>
  static constexpr bool sets() {
    if constexpr (Exposed<T>) {
      return detail::setter_of<field, T>() < detail::member_count<T>();
    } else {
      return false;
    }
  }

  template <auto member>
  static constexpr bool is_listed() {
    if constexpr (Exposed<T>) {
      return detail::index_of<member, T>().listed;
    } else {
      return false;
    }
  }

  template <auto method, typename... A>
  auto call_listed(const A&... arguments) const {
    constexpr detail::MemberIndex at = detail::index_of<method, T>();
    using At = detail::EntryAt<T, at.member>;
    using P = detail::MemberParameters<T, at.member, at.signature>;
    using Callee = detail::FunctionOf<T, at.member, at.signature>;
    using R = typename detail::Signature<std::remove_cv_t<decltype(method)>>::Result;
    constexpr bool is_method = At::type::kind == MemberKind::method;
    static_assert(is_method, "candela: this member is read with get, not called");
    if constexpr (is_method) {
      if constexpr (detail::check_arguments<
                        P, detail::least_sent<P, detail::least_arguments<Callee, P>()>(), A...>()) {
        return Typed<ChainResultOf<R>>(Chain::get(At::value.name)
                                           .apply(detail::typed_arguments<P, A...>(
                                               std::index_sequence_for<A...>(), arguments...)));
      }
    }
  }

  template <auto method>
  auto function_listed() const {
    constexpr detail::MemberIndex at = detail::index_of<method, T>();
    using At = detail::EntryAt<T, at.member>;
    using P = detail::MemberParameters<T, at.member, at.signature>;
    using R = typename detail::Signature<std::remove_cv_t<decltype(method)>>::Result;
    constexpr bool is_method = At::type::kind == MemberKind::method;
    static_assert(is_method, "candela: this member is read with get, not called");
    if constexpr (is_method) {
      using F = detail::FunctionType<R, P, std::make_index_sequence<P::decoded>>;
      return Typed<typename F::type>(Chain::get(At::value.name));
    }
  }
};

/// A chain on a T. `ctn()` is one by name.
template <Exposed T>
Typed<T> ctn() noexcept {
  return {};
}

}  // namespace candela
