// Private: member pointers and what can be known from their types.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

#include <candela/structured_clone/value.hpp>

namespace candela {
class Call;
}

namespace candela::detail {

template <typename... T>
struct Types {
  static constexpr std::size_t size = sizeof...(T);
};

template <typename List, std::size_t index>
struct TypeAt;
template <typename First, typename... Rest, std::size_t index>
struct TypeAt<Types<First, Rest...>, index> : TypeAt<Types<Rest...>, index - 1> {};
template <typename First, typename... Rest>
struct TypeAt<Types<First, Rest...>, 0> {
  using type = First;
};

/// Class (void for a static member), Result, Parameters, is_field.
template <typename Pointer>
struct Signature;

template <typename C, typename R, bool field, typename... P>
struct SignatureParts {
  using Class = C;
  using Result = R;
  using Parameters = Types<P...>;
  static constexpr bool is_field = field;
};

#define CANDELA_DETAIL_SIGNATURE(qualifiers)       \
  template <typename C, typename R, typename... P> \
  struct Signature<R (C::*)(P...) qualifiers> : SignatureParts<C, R, false, P...> {};
CANDELA_DETAIL_SIGNATURE()
CANDELA_DETAIL_SIGNATURE(const)
CANDELA_DETAIL_SIGNATURE(&)
CANDELA_DETAIL_SIGNATURE(const&)
CANDELA_DETAIL_SIGNATURE(noexcept)
CANDELA_DETAIL_SIGNATURE(const noexcept)
CANDELA_DETAIL_SIGNATURE(&noexcept)
CANDELA_DETAIL_SIGNATURE(const& noexcept)
#undef CANDELA_DETAIL_SIGNATURE

template <typename R, typename... P>
struct Signature<R (*)(P...)> : SignatureParts<void, R, false, P...> {};
template <typename R, typename... P>
struct Signature<R (*)(P...) noexcept> : SignatureParts<void, R, false, P...> {};
template <typename C, typename F>
  requires std::is_object_v<F>
struct Signature<F C::*> : SignatureParts<C, F, true> {
};
/// A static data member.
template <typename F>
  requires std::is_object_v<F>
struct Signature<F*> : SignatureParts<void, F, true> {
};

/// `Call&` may be the first parameter, `std::span<const Value>` the last: neither is decoded from
/// one argument.
template <typename List>
struct Parameters;
template <typename... P>
struct Parameters<Types<P...>> {
  using List = Types<P...>;
  static constexpr std::size_t count = sizeof...(P);
  template <std::size_t index>
  using At = typename TypeAt<List, index>::type;

  static constexpr bool takes_call = [] {
    if constexpr (count == 0) {
      return false;
    } else {
      return std::is_same_v<At<0>, Call&>;
    }
  }();
  static constexpr bool takes_rest = [] {
    if constexpr (count == 0) {
      return false;
    } else {
      return std::is_same_v<std::remove_cvref_t<At<count - 1>>, std::span<const Value>>;
    }
  }();
  /// Parameters that are decoded from one argument each.
  static constexpr std::size_t decoded = count - (takes_call ? 1 : 0) - (takes_rest ? 1 : 0);
  template <std::size_t index>
  using Decoded = At<index + (takes_call ? 1 : 0)>;
};

}  // namespace candela::detail
