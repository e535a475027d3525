// Private: what CANDELA_EXPOSE leaves in a class, and the table that is made of it. Everything is
// named by <T, index>, never by the types of entries: an error message names a class and a number.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <candela/ocan/detail/signature.hpp>
#include <candela/ocan/target.hpp>

namespace candela {

/// `overload<int(int)>(&T::f)`: the one of several methods of a name.
template <typename Function, typename C>
constexpr auto overload(Function C::*pointer) noexcept {
  return pointer;
}

namespace detail {

enum class Reading : std::uint8_t { as_declared, as_field };

/// One name that stands for one member. `Caller` is the lambda that spells the call, so that
/// default arguments work.
template <auto pointer, Reading reading, typename Caller>
struct Entry {
  std::string_view name;

  using CallerType = Caller;
  static constexpr std::size_t signatures = 1;
  template <std::size_t>
  static constexpr auto pointer_at() {
    return pointer;
  }
  static constexpr bool is_field = Signature<std::remove_cv_t<decltype(pointer)>>::is_field;
  static constexpr MemberKind kind =
      is_field || reading == Reading::as_field ? MemberKind::field : MemberKind::method;
};

/// One name that stands for several methods, apart by their signatures. They are called through
/// their pointers: by the name, with fewer arguments, C++ could choose one that is not listed.
template <typename Pick, typename... Functions>
struct OverloadEntry {
  std::string_view name;

  using CallerType = void;
  static constexpr std::size_t signatures = sizeof...(Functions);
  template <std::size_t index>
  static constexpr auto pointer_at() {
    return Pick{}(std::type_identity<typename TypeAt<Types<Functions...>, index>::type>{});
  }
  static constexpr bool is_field = false;
  static constexpr MemberKind kind = MemberKind::method;
};

template <auto pointer, Reading reading = Reading::as_declared, typename Caller>
constexpr auto entry(std::string_view name, Caller) {
  return Entry<pointer, reading, Caller>{name};
}
template <typename... Functions, typename Pick>
constexpr auto overload_entry(std::string_view name, Pick) {
  return OverloadEntry<Pick, Functions...>{name};
}

template <typename T, typename Base, typename... Entries>
struct List {
  using Owner = T;
  using Parent = Base;  // void: none
  static constexpr std::size_t own = sizeof...(Entries);
  std::tuple<Entries...> entries;
};

template <typename T, typename Base, typename... Entries>
constexpr auto make_list(int, Entries... entries) {
  return List<T, Base, Entries...>{std::tuple<Entries...>(entries...)};
}

/// The friend through which lists in private sections are read.
struct Access {
  template <typename T>
  static constexpr auto list() {
    return T::candela_expose_();
  }
  template <typename T>
  static std::true_type has_list(typename T::candela_exposes_*);
  template <typename T>
  static std::false_type has_list(...);
};

}  // namespace detail

/// A class with a list, its own or its base's.
template <typename T>
concept Exposed = std::is_class_v<T> && decltype(detail::Access::has_list<T>(nullptr))::value;

namespace detail {

template <typename T>
inline constexpr auto list_of = Access::list<T>();
template <typename T>
using ListOf = std::remove_const_t<decltype(list_of<T>)>;

template <typename T>
constexpr std::size_t member_count() {
  if constexpr (std::is_void_v<typename ListOf<T>::Parent>) {
    return ListOf<T>::own;
  } else {
    return ListOf<T>::own + member_count<typename ListOf<T>::Parent>();
  }
}

/// The entry of a number, own entries first, then the base's. `Owner` is the class whose list it
/// stands in.
template <typename T, std::size_t index, bool inherited = (index >= ListOf<T>::own)>
struct EntryAt {
  using Owner = typename ListOf<T>::Owner;
  static constexpr auto& value = std::get<index>(list_of<T>.entries);
  using type = std::remove_cvref_t<decltype(value)>;
};
template <typename T, std::size_t index>
struct EntryAt<T, index, true> : EntryAt<typename ListOf<T>::Parent, index - ListOf<T>::own> {};

template <auto pointer>
struct Pointer {};

/// Compares types, not pointers: `==` on pointers to virtual members is no constant expression.
template <auto pointer, typename T, std::size_t index, std::size_t... signature>
constexpr std::size_t signature_of(std::index_sequence<signature...>) {
  using E = typename EntryAt<T, index>::type;
  std::size_t found = sizeof...(signature);
  ((std::is_same_v<Pointer<pointer>, Pointer<E::template pointer_at<signature>()>>
        ? void(found = signature)
        : void()),
   ...);
  return found;
}

struct MemberIndex {
  std::size_t member;
  std::size_t signature;
  bool listed;
};

template <auto pointer, typename T, std::size_t index = 0>
constexpr MemberIndex index_of() {
  if constexpr (index == member_count<T>()) {
    return {0, 0, false};
  } else {
    constexpr std::size_t signatures = EntryAt<T, index>::type::signatures;
    constexpr std::size_t signature =
        signature_of<pointer, T, index>(std::make_index_sequence<signatures>());
    if constexpr (signature < signatures) {
      return {index, signature, true};
    } else {
      return index_of<pointer, T, index + 1>();
    }
  }
}

/// In invoke.hpp: reads the field or calls the method of that number.
template <typename T, std::size_t index>
Result run_member(void* self, Call& call, std::span<const Value> arguments);

template <typename T, std::size_t... index>
constexpr std::array<Member, sizeof...(index)> members_of(std::index_sequence<index...>) {
  return {Member{EntryAt<T, index>::value.name, EntryAt<T, index>::type::kind,
                 &run_member<T, index>}...};
}
template <typename T>
inline constexpr auto member_table = members_of<T>(std::make_index_sequence<member_count<T>()>());

template <std::size_t size>
struct SortedNames {
  std::array<std::uint16_t, size> indexes{};
  std::size_t count = 0;
};
template <std::size_t size>
constexpr SortedNames<size> sort_names(const std::array<Member, size>& members) {
  SortedNames<size> sorted;
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t at = 0;
    while (at < sorted.count && members[sorted.indexes[at]].name < members[i].name)
      ++at;
    if (at < sorted.count && members[sorted.indexes[at]].name == members[i].name) continue;
    for (std::size_t move = sorted.count; move > at; --move)
      sorted.indexes[move] = sorted.indexes[move - 1];
    sorted.indexes[at] = static_cast<std::uint16_t>(i);
    ++sorted.count;
  }
  return sorted;
}
template <typename T>
inline constexpr auto sorted_names = sort_names(member_table<T>);

/// Its address names the type.
template <typename T>
inline constexpr ExposedType exposed_type{{member_table<T>.data(), member_table<T>.size()},
                                          {sorted_names<T>.indexes.data(), sorted_names<T>.count}};

}  // namespace detail
}  // namespace candela
