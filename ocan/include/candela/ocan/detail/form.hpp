// Private: what members take and give, as constant tables for describe.cpp and check.cpp. They are made
// where a type is exposed, and only addresses of tables that conversions need anyway stand in them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include <candela/ocan/detail/invoke.hpp>
#include <candela/ocan/detail/results.hpp>
#include <candela/ocan/detail/table.hpp>
#include <candela/structured_clone/detail/type.hpp>

namespace candela::detail {

struct FunctionForm;

/// A C++ type, seen from a chain.
struct Form {
  enum class Kind : std::uint8_t {
    any,       ///< A Value, and what only a Convert<T> of the user's knows.
    nothing,   ///< void
    value,     ///< What `type` describes.
    object,    ///< A capability: of `object`, or unknown where that is nullptr.
    function,  ///< As `function` says, or unknown where that is nullptr.
    optional,  ///< The others: of things that are no values.
    list,
    record,
  };
  Kind kind;
  bool may_be_empty = false;  ///< Of an object or a function that is given: null.
  const bind::Type* type = nullptr;
  const ExposedType* object = nullptr;
  const FunctionForm* function = nullptr;
  const Form* inner = nullptr;
};

struct FunctionForm {
  const Form* const* parameters;
  const Form* result;
  std::uint16_t count;
  std::uint16_t least;  ///< How many of them C++ wants.
  bool takes_rest;
  bool is_async;

  std::span<const Form* const> all() const noexcept { return {parameters, count}; }
};

/// What a member is; of a field the result of the only function.
struct MemberForm {
  const FunctionForm* functions;
  std::uint16_t count;
  std::uint16_t setter;  ///< Index of the member that sets the field, or no_setter.
};
inline constexpr std::uint16_t no_setter = 0xffff;

template <typename T>
struct MakeForm;
template <typename T>
inline constexpr Form form = MakeForm<T>::make();

template <typename P, std::size_t... i>
constexpr auto make_parameter_forms(std::index_sequence<i...>) {
  return std::array<const Form*, sizeof...(i) + 1>{
      &form<Stored<typename P::template Decoded<i>>>..., nullptr};
}
template <typename P>
inline constexpr auto parameter_forms =
    make_parameter_forms<P>(std::make_index_sequence<P::decoded>());

template <typename R>
struct AwaitedForm {
  using type = std::remove_cvref_t<R>;
};
template <AsyncResult R>
struct AwaitedForm<R> {
  using type = typename AsyncTraits<R>::Value;
};

template <typename P, typename R>
constexpr FunctionForm make_function_form(std::size_t least) {
  return {parameter_forms<Parameters<typename P::List>>.data(),
          &form<typename AwaitedForm<R>::type>,
          static_cast<std::uint16_t>(P::decoded),
          static_cast<std::uint16_t>(least),
          P::takes_rest,
          AsyncResult<R>};
}
/// Of a std::function, which has no defaults.
template <typename F>
inline constexpr FunctionForm function_form =
    make_function_form<FunctionParameters<F>, typename F::result_type>(
        FunctionParameters<F>::decoded);

template <typename T>
struct MakeForm {
  static constexpr Form make() {
    using Kind = Form::Kind;
    if constexpr (std::is_void_v<T>) {
      return {.kind = Kind::nothing};
    } else if constexpr (std::is_same_v<T, Value> || std::is_same_v<T, Target> ||
                         std::is_same_v<T, Result>) {
      return {.kind = Kind::any};
    } else if constexpr (CustomPointer<T>) {
      return {.kind = Kind::object, .may_be_empty = true};
    } else if constexpr (ExposedPointer<T>) {
      return {.kind = Kind::object,
              .may_be_empty = true,
              .object = &exposed_type<typename Pointee<T>::type>};
    } else if constexpr (Exposed<T>) {
      return {.kind = Kind::object, .object = &exposed_type<T>};
    } else if constexpr (std::is_same_v<T, Function>) {
      return {.kind = Kind::function};
    } else if constexpr (is_function<T>) {
      return {.kind = Kind::function, .may_be_empty = true, .function = &function_form<T>};
    } else if constexpr (bind::Described<T>) {
      return {.kind = Kind::value, .type = &bind::table<T>};
    } else if constexpr (StringLike<T>) {
      return {.kind = Kind::value, .type = &bind::table<std::string>};
    } else if constexpr (is_optional<T>) {
      return {.kind = Kind::optional, .inner = &form<typename T::value_type>};
    } else if constexpr (is_vector<T>) {
      return {.kind = Kind::list, .inner = &form<typename T::value_type>};
    } else if constexpr (is_property_map<T>) {
      return {.kind = Kind::record, .inner = &form<typename T::mapped_type>};
    } else {
      return {.kind = Kind::any};
    }
  }
};

template <typename T, std::size_t index, std::size_t... signature>
constexpr auto make_functions(std::index_sequence<signature...>) {
  using E = typename EntryAt<T, index>::type;
  if constexpr (E::is_field) {
    using R = typename Signature<std::remove_cv_t<decltype(E::template pointer_at<0>())>>::Result;
    return std::array<FunctionForm, 1>{make_function_form<Parameters<Types<>>, R>(0)};
  } else {
    return std::array<FunctionForm, sizeof...(signature)>{
        make_function_form<MemberParameters<T, index, signature>,
                           typename Signature<std::remove_cv_t<
                               decltype(E::template pointer_at<signature>())>>::Result>(
            least_arguments<FunctionOf<T, index, signature>,
                            MemberParameters<T, index, signature>>())...};
  }
}
template <typename T, std::size_t index>
inline constexpr auto functions =
    make_functions<T, index>(std::make_index_sequence<EntryAt<T, index>::type::signatures>());

template <typename T, std::size_t index>
constexpr std::uint16_t setter_index() {
  using E = typename EntryAt<T, index>::type;
  if constexpr (E::is_field) {
    constexpr std::size_t setter = setter_of<E::template pointer_at<0>(), T>();
    if constexpr (setter < member_count<T>()) return static_cast<std::uint16_t>(setter);
  }
  return no_setter;
}

template <typename T, std::size_t... index>
constexpr auto make_member_forms(std::index_sequence<index...>) {
  return std::array<MemberForm, sizeof...(index)>{
      MemberForm{functions<T, index>.data(), static_cast<std::uint16_t>(functions<T, index>.size()),
                 setter_index<T, index>()}...};
}
template <typename T>
inline constexpr auto member_forms =
    make_member_forms<T>(std::make_index_sequence<member_count<T>()>());

template <typename T>
std::span<const MemberForm> forms_of() noexcept {
  return member_forms<T>;
}

}  // namespace candela::detail
