// Private: what CANDELA_EXPOSE leaves in a class, and the table that is made of it. Everything is
// named by <T, index>, never by the types of entries: an error message names a class and a number.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <candela/ocan/detail/signature.hpp>
#include <candela/ocan/target.hpp>

namespace candela {

class Function;

/// `overload<int(int)>(&T::f)`: the one of several methods of a name.
template <typename Function, typename C>
constexpr auto overload(Function C::*pointer) noexcept {
  return pointer;
}

namespace detail {

enum class Reading : std::uint8_t { as_declared, as_field };

template <auto pointer>
struct Pointer {};

/// One name that stands for one member. `Caller` is the lambda that spells the call, so that
/// default arguments work.
template <auto pointer, Reading reading, typename Caller>
struct Entry {
  std::string_view name;

  using CallerType = Caller;
  using Sets = void;
  static constexpr std::size_t signatures = 1;
  template <std::size_t>
  static constexpr auto pointer_at() {
    return pointer;
  }
  static constexpr bool is_field = Signature<std::remove_cv_t<decltype(pointer)>>::is_field;
  static constexpr MemberKind kind =
      is_field || reading == Reading::as_field ? MemberKind::field : MemberKind::method;
  static constexpr bool reads_alone = [] {
    if constexpr (is_field || reading == Reading::as_declared) {
      return true;
    } else {
      return Parameters<
                 typename Signature<std::remove_cv_t<decltype(pointer)>>::Parameters>::decoded == 0;
    }
  }();
  static_assert(reads_alone, "candela: what CANDELA_GETTER reads takes no arguments");
};

/// One name that stands for several methods, apart by their signatures. They are called through
/// their pointers: by the name, with fewer arguments, C++ could choose one that is not listed.
template <typename Pick, typename... Functions>
struct OverloadEntry {
  std::string_view name;

  using CallerType = void;
  using Sets = void;
  static constexpr std::size_t signatures = sizeof...(Functions);
  template <std::size_t index>
  static constexpr auto pointer_at() {
    return Pick{}(std::type_identity<typename TypeAt<Types<Functions...>, index>::type>{});
  }
  static constexpr bool is_field = false;
  static constexpr MemberKind kind = MemberKind::method;
};

/// A method that assigns a data member.
template <auto pointer>
struct SetterEntry {
  std::string_view name;

  using Field = typename Signature<std::remove_cv_t<decltype(pointer)>>::Result;
  using Sets = Pointer<pointer>;
  struct CallerType {
    template <typename Object>
    void operator()(Object& self, Field value) const {
      if constexpr (std::is_member_pointer_v<decltype(pointer)>) {
        self.*pointer = std::move(value);
      } else {
        *pointer = std::move(value);
      }
    }
  };
  static constexpr std::size_t signatures = 1;
  /// Of nothing but a type: what it takes.
  template <std::size_t>
  static constexpr auto pointer_at() {
    return static_cast<void (*)(Field)>(nullptr);
  }
  static constexpr bool is_field = false;
  static constexpr MemberKind kind = MemberKind::method;
};

/// Another entry, with what is said about it.
template <typename E, std::size_t count>
struct DocumentedEntry : E {
  std::string_view description;
  std::array<std::string_view, count> parameters;
};

template <auto pointer, Reading reading = Reading::as_declared, typename Caller>
constexpr auto entry(std::string_view name, Caller) {
  return Entry<pointer, reading, Caller>{name};
}
template <typename... Functions, typename Pick>
constexpr auto overload_entry(std::string_view name, Pick) {
  return OverloadEntry<Pick, Functions...>{name};
}

template <auto pointer>
constexpr auto setter_entry(std::string_view name) {
  using S = Signature<std::remove_cv_t<decltype(pointer)>>;
  constexpr bool assignable = S::is_field && !std::is_const_v<typename S::Result>;
  static_assert(assignable,
                "candela: CANDELA_SETTER is for data members that are not const: write a method");
  using Field = std::remove_const_t<typename S::Result>;
  constexpr bool owns = !std::is_same_v<Field, Value> && !std::is_same_v<Field, std::string_view> &&
                        !std::is_same_v<Field, Function>;
  static_assert(owns,
                "candela: this data member would keep a view of the call's document: let it be a "
                "Document or a std::string");
  if constexpr (assignable && owns) {
    return SetterEntry<pointer>{name};
  } else {
    return Entry<pointer, Reading::as_declared, void>{name};
  }
}
template <typename E, typename... Names>
constexpr auto documented_entry(int, E entry, std::string_view description, Names... names) {
  return DocumentedEntry<E, sizeof...(Names)>{entry, description, {std::string_view(names)...}};
}

template <typename T, typename Base, typename... Entries>
struct List {
  using Owner = T;
  using Parent = Base;  // void: none
  static constexpr std::size_t own = sizeof...(Entries);
  std::string_view name;
  std::tuple<Entries...> entries;
};

template <typename T, typename Base, typename... Entries>
constexpr auto make_list(std::string_view name, Entries... entries) {
  return List<T, Base, Entries...>{name, std::tuple<Entries...>(entries...)};
}

/// The friend through which private sections are read.
struct Friend {
  template <typename T>
  static constexpr auto list() {
    return T::candela_expose_();
  }
  template <typename T>
  static std::true_type has_list(typename T::candela_exposes_*);
  template <typename T>
  static std::false_type has_list(...);

  template <typename T>
  using Hook = decltype(std::declval<T&>().on_before_call(std::declval<const Access&>()));
  template <typename T>
  static std::bool_constant<std::is_void_v<Hook<T>>> has_hook(int);
  template <typename T>
  static std::false_type has_hook(...);
  template <typename T>
  static void call_hook(void* self, const Access& access) {
    static_cast<T*>(self)->on_before_call(access);
  }
  /// Of a final class, from which nothing can be derived to see its names.
  template <typename T>
  static std::true_type sees_hook(decltype(&T::on_before_call)*);
  template <typename T>
  static std::false_type sees_hook(...);
  /// A private member of a final class can be seen from here only if it has a list of its own.
  template <typename T>
  static constexpr bool has_own_list() {
    return std::is_same_v<typename T::candela_exposes_, T>;
  }
};

/// Whether a class has a member of that name, also one that nobody may see: then it is ambiguous.
struct OtherHook {
  void on_before_call();
};
template <typename T>
struct WithOtherHook : T, OtherHook {};
template <typename T>
constexpr bool names_hook() {
  if constexpr (std::is_final_v<T>) {
    return decltype(Friend::sees_hook<T>(nullptr))::value;
  } else {
    return !requires {
      &WithOtherHook<T>::on_before_call;
    };
  }
}

template <typename T>
constexpr auto hook_of() -> void (*)(void*, const Access&) {
  constexpr bool callable = decltype(Friend::has_hook<T>(0))::value;
  constexpr bool is_hook = callable || !names_hook<T>();
  static_assert(
      is_hook,
      "candela: on_before_call takes a const Access& and gives nothing; the class in which "
      "it is private has a CANDELA_EXPOSE list");
  constexpr bool can_tell = callable || !std::is_final_v<T> || Friend::has_own_list<T>();
  static_assert(
      can_tell || !is_hook,
      "candela: a final class that is exposed has a CANDELA_EXPOSE list of its own: else a "
      "private on_before_call of it would be passed over");
  if constexpr (callable) {
    return &Friend::call_hook<T>;
  } else {
    return nullptr;
  }
}

}  // namespace detail

/// A class with a list, its own or its base's.
template <typename T>
concept Exposed = std::is_class_v<T> && decltype(detail::Friend::has_list<T>(nullptr))::value;

namespace detail {

template <typename T>
inline constexpr auto list_of = Friend::list<T>();
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

/// The entry that assigns that data member; `member_count<T>()` where there is none.
template <auto pointer, typename T, std::size_t index = 0>
constexpr std::size_t setter_of() {
  if constexpr (index == member_count<T>()) {
    return index;
  } else if constexpr (std::is_same_v<typename EntryAt<T, index>::type::Sets, Pointer<pointer>>) {
    return index;
  } else {
    return setter_of<pointer, T, index + 1>();
  }
}

/// How many parameters a member has that can have a name.
template <typename T, std::size_t index, std::size_t... signature>
constexpr std::size_t most_parameters(std::index_sequence<signature...>) {
  using E = typename EntryAt<T, index>::type;
  std::size_t most = 0;
  const auto count = [&most]<typename P>(std::type_identity<P>) {
    most = std::max(most, P::decoded + (P::takes_rest ? 1 : 0));
  };
  (count(std::type_identity<Parameters<typename Signature<
             std::remove_cv_t<decltype(E::template pointer_at<signature>())>>::Parameters>>{}),
   ...);
  return most;
}

template <typename T, std::size_t index>
constexpr MemberInfo make_info() {
  using E = typename EntryAt<T, index>::type;
  constexpr std::size_t names = EntryAt<T, index>::value.parameters.size();
  constexpr bool has_parameters =
      names <= most_parameters<T, index>(std::make_index_sequence<E::signatures>());
  static_assert(has_parameters, "candela: CANDELA_DOC names more parameters than there are");
  return {EntryAt<T, index>::value.description, EntryAt<T, index>::value.parameters};
}
template <typename T, std::size_t index>
inline constexpr MemberInfo info = make_info<T, index>();

/// nullptr for what nobody has described.
template <typename T, std::size_t index>
constexpr const MemberInfo* info_of() {
  if constexpr (requires { EntryAt<T, index>::value.description; }) {
    return &info<T, index>;
  } else {
    return nullptr;
  }
}

/// In invoke.hpp: reads the field or calls the method of that number.
template <typename T, std::size_t index>
Result run_member(const Member& member, void* self, Call& call, std::span<const Value> arguments);

template <typename T, std::size_t... index>
constexpr std::array<Member, sizeof...(index)> members_of(std::index_sequence<index...>) {
  return {Member{{EntryAt<T, index>::value.name, info_of<T, index>()},
                 EntryAt<T, index>::type::kind,
                 &run_member<T, index>}...};
}
template <typename T>
inline constexpr auto member_table = members_of<T>(std::make_index_sequence<member_count<T>()>());

/// In form.hpp: what the members take and give. A function, so that it is made last, when all types
/// are complete.
template <typename T>
std::span<const MemberForm> forms_of() noexcept;

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
inline constexpr ExposedType exposed_type{list_of<T>.name,
                                          {member_table<T>.data(), member_table<T>.size()},
                                          {sorted_names<T>.indexes.data(), sorted_names<T>.count},
                                          hook_of<T>(),
                                          &forms_of<T>};

}  // namespace detail
}  // namespace candela
