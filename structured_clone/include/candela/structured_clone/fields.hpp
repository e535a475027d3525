// Structs and enums for `to<T>`, `from`, `parse_as`, `stringify` and `json_schema`.
//
//   struct Point { double x = 0; double y = 0; };
//   CANDELA_FIELDS(Point, x, y)
//
// CANDELA_FIELDS stands directly behind the type, in its namespace, or inside of it, where it is
// public (then it may name private members, and serves templates):
//   template <typename T> struct Box { T content; CANDELA_FIELDS(Box, content) };
// A type of somebody else:
//   template <> struct candela::fields_for<lib::Point> { CANDELA_FIELDS(lib::Point, x, y) };
// Options stand with the name, in parentheses:
//   CANDELA_FIELDS(User, name, (mail, candela::rename("e-mail")), (age, candela::otherwise(18)))
//   rename("n")     the property's name; else it is the member's
//   defaulted       may be missing: the member keeps what the type's constructor gives it
//   otherwise(v)    may be missing, and is v then: a bool, a number, a text, an enumerator; one
//                   that the member cannot be does not compile
//   as_null         an empty std::optional is written as null, not left out
//   since(n)        is there from version n of the type on
//   until(n)        is there up to version n; what comes later does not write it
// The first argument takes options as well, in parentheses with the type:
//   refuse_unknown  a property that is no field is CloneError{wrong_kind}; else it is skipped
// CANDELA_FIELDS_EXTENDS(Derived, Base, more, …) has Base's fields first. A class without a list of
// its own is unknown, also where its base has one: its members would be lost in silence. A member
// that hides a listed one of the base does not compile.
//
//   enum class Color { red, green };
//   CANDELA_ENUM(Color, red, (green, candela::rename("lime")))
// reads and writes enumerators as their names; what is not listed is refused both ways.
//
// A missing field that may not be missing is CloneError{wrong_kind}. A std::optional may be, and is
// left out where it is empty; a pointer that is empty is null. What is null or undefined is read as
// empty by both.
// The order is the list's; names that look like an array's index come first, as in JavaScript.
// Versions: ParseOptions::version and StringifyOptions::version, by default the newest. A field
// outside of the version is not written and need not be there; one that is there is read.
// Everything is constant: no code runs before main, nothing is registered.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/detail/for_each.hpp>
#include <candela/structured_clone/detail/keys.hpp>

namespace candela {

/// Specialise for a type of somebody else.
template <typename T>
struct fields_for;

struct Rename {
  std::string_view name;
};
struct Defaulted {};
struct AsNull {};
struct Since {
  std::uint32_t version;
};
struct Until {
  std::uint32_t version;
};
struct RefuseUnknown {};

constexpr Rename rename(std::string_view name) noexcept {
  return {name};
}
inline constexpr Defaulted defaulted;
inline constexpr AsNull as_null;
constexpr Since since(std::uint32_t version) noexcept {
  return {version};
}
constexpr Until until(std::uint32_t version) noexcept {
  return {version};
}
inline constexpr RefuseUnknown refuse_unknown;

template <typename V>
constexpr detail::bind::Constant otherwise(V value) noexcept {
  using Of = detail::bind::Constant::Kind;
  if constexpr (std::is_same_v<V, bool>) {
    return {.kind = Of::boolean, .flag = value};
  } else if constexpr (std::is_enum_v<V>) {
    return {.kind = Of::integer,
            .integer = static_cast<std::int64_t>(value),
            .type = detail::bind::identity<V>()};
  } else if constexpr (std::is_integral_v<V>) {
    return {.kind = Of::integer,
            .is_unsigned = std::is_unsigned_v<V>,
            .integer = static_cast<std::int64_t>(value)};
  } else if constexpr (std::is_floating_point_v<V>) {
    return {.kind = Of::number, .number = value};
  } else {
    return {.kind = Of::text, .text = value};
  }
}

namespace detail::bind {

template <typename T>
struct Tag {
  using Type = T;
};

/// One field, as the macro knows it.
struct AnyField {
  std::string_view name;
  std::size_t offset;
  std::uint32_t since = 0;
  std::uint32_t until = std::numeric_limits<std::uint32_t>::max();
  bool may_be_missing = false;
  bool writes_null = false;
  bool fits = true;  ///< the fallback is a value of the member's
  Constant fallback = {};
  std::string_view holder = {};  ///< the identity of the class that has the member
};

/// Of a pointer to a member.
template <typename Pointer>
struct HolderOf;
template <typename M, typename T>
struct HolderOf<M T::*> {
  using Type = T;
};
template <typename M>
struct Field : AnyField {
  constexpr void apply(Rename option) { name = option.name; }
  constexpr void apply(Defaulted) { may_be_missing = true; }
  constexpr void apply(AsNull) { writes_null = true; }
  constexpr void apply(Since option) { since = option.version; }
  constexpr void apply(Until option) { until = option.version; }
  static constexpr bool is_listed(const Constant& option);
  constexpr void apply(Constant option) {
    may_be_missing = true;
    fallback = option;
    fits = is_constant_of<M>(option) && is_listed(option);
  }
};
template <typename M, typename Pointer, typename... Options>
constexpr Field<M> field(std::string_view name, std::size_t offset, Options... options) {
  static_assert(!std::is_const_v<M> && !std::is_volatile_v<M>,
                "candela: a const or volatile member cannot be read into");
  Field<M> field{{name, offset}};
  field.holder = identity<typename HolderOf<Pointer>::Type>();
  (field.apply(options), ...);
  return field;
}

template <typename... M>
struct Fields {
  std::array<AnyField, sizeof...(M)> all;
};
template <typename... M>
constexpr Fields<M...> fields(int, Field<M>... all) {
  return {{static_cast<const AnyField&>(all)...}};
}
template <typename... A, typename... B>
constexpr Fields<A..., B...> join(const Fields<A...>& a, const Fields<B...>& b) {
  Fields<A..., B...> joined{};
  for (std::size_t i = 0; i < sizeof...(A); ++i)
    joined.all[i] = a.all[i];
  for (std::size_t i = 0; i < sizeof...(B); ++i)
    joined.all[sizeof...(A) + i] = b.all[i];
  return joined;
}

struct TypeOptions {
  std::string_view name;
  bool refuses_unknown = false;
};
constexpr TypeOptions type_options(std::string_view name) noexcept {
  return {.name = name};
}
constexpr TypeOptions type_options(std::string_view name, RefuseUnknown) noexcept {
  return {.name = name, .refuses_unknown = true};
}

template <typename T, typename Base, typename Make, typename Options>
struct FieldList {
  using Owner = T;
  using Parent = Base;  // void: none
  static constexpr Make make{};
  static constexpr Options options{};
};
/// `Make` makes the fields for an owner, which may be a class that extends the list's.
template <typename T, typename Base, typename Make, typename Options>
constexpr FieldList<T, Base, Make, Options> field_list(Make, Options) noexcept {
  return {};
}

template <typename T>
using ForeignFields =
    decltype(std::declval<fields_for<T>&>().candela_fields(static_cast<const T*>(nullptr)));
template <typename T>
using InnerFields = decltype(std::declval<T&>().candela_fields(static_cast<const T*>(nullptr)));
template <typename T>
using OuterFields = decltype(candela_fields(static_cast<const T*>(nullptr)));
template <typename T>
using OuterNames = decltype(candela_enum(static_cast<const T*>(nullptr)));

/// A list of its own: an inherited one does not count.
template <typename List, typename T>
concept OwnList = std::is_same_v<typename List::Owner, T>;
template <typename T>
concept ForeignListed = OwnList<ForeignFields<T>, T>;
template <typename T>
concept InnerListed = OwnList<InnerFields<T>, T>;
template <typename T>
concept OuterListed = OwnList<OuterFields<T>, T>;

template <typename T>
struct FindFields {};
template <ForeignListed T>
struct FindFields<T> {
  using Type = ForeignFields<T>;
};
template <InnerListed T>
  requires(!ForeignListed<T>)
struct FindFields<T> {
  using Type = InnerFields<T>;
};
template <OuterListed T>
  requires(!ForeignListed<T> && !InnerListed<T>)
struct FindFields<T> {
  using Type = OuterFields<T>;
};
template <typename T>
using FieldsOf = typename FindFields<T>::Type;

template <typename T>
concept Listed = std::is_class_v<T> && requires {
  typename FieldsOf<T>;
};
template <typename T>
concept Named = std::is_enum_v<T> && requires {
  typename OuterNames<T>;
};

/// An enumerator that has a name.
template <typename M>
constexpr bool Field<M>::is_listed(const Constant& option) {
  if constexpr (Named<M>) {
    for (const EnumName& name : OuterNames<M>::names)
      if (name.number == option.integer) return true;
    return false;
  } else {
    return true;
  }
}

template <typename T, typename Object>
constexpr auto all_fields() {
  using List = FieldsOf<T>;
  if constexpr (!std::is_same_v<T, Object>) {
    static_assert(same_holders(List::make(Tag<Object>()).all, List::make(Tag<T>()).all),
                  "candela: a member hides one of the same name that the base lists");
  }
  if constexpr (std::is_void_v<typename List::Parent>) {
    return List::make(Tag<Object>());
  } else {
    static_assert(std::is_base_of_v<typename List::Parent, T>,
                  "candela: CANDELA_FIELDS_EXTENDS names a type that is no base");
    return join(all_fields<typename List::Parent, Object>(), List::make(Tag<Object>()));
  }
}

template <typename T>
inline constexpr auto fields_of = all_fields<T, T>();
template <typename T>
inline constexpr auto key_texts = spell_keys<spelled_size(fields_of<T>.all)>(fields_of<T>.all);

template <typename T, typename... M>
constexpr auto make_members(const Fields<M...>& fields) {
  constexpr std::size_t count = sizeof...(M);
  const std::array<const Type*, count> types = {&table<M>...};
  std::array<Member, count> members{};
  std::size_t key = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const AnyField& field = fields.all[i];
    const std::size_t size = spelled_size(field.name);
    members[i] = {types[i],
                  static_cast<std::uint32_t>(field.offset),
                  static_cast<std::uint32_t>(size),
                  key_texts<T>.data() + key,
                  field.name,
                  field.since,
                  field.until,
                  field.may_be_missing,
                  field.writes_null,
                  field.fallback};
    key += size + key_block;
  }
  put_indexes_first(members);
  return members;
}
template <typename T>
inline constexpr auto members = make_members<T>(fields_of<T>);

template <typename T>
constexpr auto make_name_sizes() {
  std::array<std::uint32_t, members<T>.size()> sizes{};
  for (std::size_t i = 0; i < sizes.size(); ++i)
    sizes[i] = static_cast<std::uint32_t>(members<T>[i].name.size());
  return sizes;
}
template <typename T>
inline constexpr auto name_sizes = make_name_sizes<T>();

template <typename T>
constexpr auto make_names() {
  constexpr std::size_t total = [] {
    std::size_t size = 0;
    for (const std::uint32_t one : name_sizes<T>)
      size += one;
    return size;
  }();
  std::array<char, total + 1> names{};
  std::size_t at = 0;
  for (const Member& member : members<T>)
    for (const char c : member.name)
      names[at++] = c;
  return names;
}
template <typename T>
inline constexpr auto names = make_names<T>();

template <Listed T>
struct Describe<T> {
  using Table = ObjectType;
  static constexpr ObjectType make() {
    static_assert(std::is_default_constructible_v<T>,
                  "candela: what is read must be default constructible");
    static_assert(all_different(fields_of<T>.all), "candela: two fields have one name");
    static_assert(all_fit(fields_of<T>.all), "candela: a field's default is of another kind");
    constexpr TypeOptions options = FieldsOf<T>::options();
    return {{Shape::object, sizeof(T)},
            options.name,
            members<T>,
            options.refuses_unknown,
            any_versions(fields_of<T>.all),
            identity<T>(),
            {names<T>.data(), names<T>.size() - 1},
            name_sizes<T>};
  }
};

// Enums

template <typename E>
constexpr EnumName enumerator(std::string_view name, E value) {
  return {name, static_cast<std::int64_t>(value)};
}
template <typename E>
constexpr EnumName enumerator(std::string_view, E value, Rename option) {
  return {option.name, static_cast<std::int64_t>(value)};
}
template <typename... Names>
constexpr std::array<EnumName, sizeof...(Names)> enumerators(int, Names... names) {
  return {names...};
}
template <typename Make>
struct EnumList {
  static constexpr auto names = Make{}();
};
template <typename Make>
constexpr EnumList<Make> enum_list(Make) noexcept {
  return {};
}

template <Named E>
struct Describe<E> {
  using Table = EnumType;
  static constexpr EnumType make() {
    static_assert(all_different(OuterNames<E>::names), "candela: two enumerators have one name");
    return {{Shape::enumeration, sizeof(E)},
            OuterNames<E>::names,
            std::is_signed_v<std::underlying_type_t<E>>};
  }
};

}  // namespace detail::bind
}  // namespace candela

/// See the top.
#define CANDELA_FIELDS(T, ...) CANDELA_DETAIL_FIELDS(T, void, __VA_ARGS__)
#define CANDELA_FIELDS_EXTENDS(T, Base, ...) CANDELA_DETAIL_FIELDS(T, Base, __VA_ARGS__)
#define CANDELA_ENUM(E, ...)                                                  \
  [[maybe_unused]] constexpr auto candela_enum(const E*) {                    \
    return ::candela::detail::bind::enum_list([] {                            \
      using candela_enum_ [[maybe_unused]] = E;                               \
      return ::candela::detail::bind::enumerators(                            \
          0 CANDELA_DETAIL_FOR_EACH(CANDELA_DETAIL_ENUMERATOR, __VA_ARGS__)); \
    });                                                                       \
  }

// (T, option) or T
#define CANDELA_DETAIL_FIRST(first, ...) first
#define CANDELA_DETAIL_TYPE(T) \
  CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_TYPE_, CANDELA_DETAIL_IS_PARENS(T))(T)
#define CANDELA_DETAIL_TYPE_0(T) T
#define CANDELA_DETAIL_TYPE_1(T) CANDELA_DETAIL_FIRST T
#define CANDELA_DETAIL_OPTIONS(T) \
  CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_OPTIONS_, CANDELA_DETAIL_IS_PARENS(T))(T)
#define CANDELA_DETAIL_OPTIONS_0(T) ::candela::detail::bind::type_options(#T)
#define CANDELA_DETAIL_OPTIONS_1(T) CANDELA_DETAIL_OPTIONS_OF T
#define CANDELA_DETAIL_OPTIONS_OF(T, ...) \
  ::candela::detail::bind::type_options(#T __VA_OPT__(, ) __VA_ARGS__)

// offsetof of a type with bases is conditionally supported, and is by the compilers we know.
#define CANDELA_DETAIL_ALLOW_OFFSETS \
  _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Winvalid-offsetof\"")
#define CANDELA_DETAIL_FORBID_OFFSETS _Pragma("GCC diagnostic pop")

#define CANDELA_DETAIL_FIELDS(T, Base, ...)                                       \
  [[maybe_unused]] constexpr auto candela_fields(const CANDELA_DETAIL_TYPE(T)*) { \
    return ::candela::detail::bind::field_list<CANDELA_DETAIL_TYPE(T), Base>(     \
        []<typename Owner>(::candela::detail::bind::Tag<Owner>) {                 \
          CANDELA_DETAIL_ALLOW_OFFSETS                                            \
          return ::candela::detail::bind::fields(                                 \
              0 CANDELA_DETAIL_FOR_EACH(CANDELA_DETAIL_FIELD, __VA_ARGS__));      \
          CANDELA_DETAIL_FORBID_OFFSETS                                           \
        },                                                                        \
        [] { return CANDELA_DETAIL_OPTIONS(T); });                                \
  }
#define CANDELA_DETAIL_FIELD(item) \
  , CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_FIELD_, CANDELA_DETAIL_IS_PARENS(item))(item)
#define CANDELA_DETAIL_FIELD_0(item) CANDELA_DETAIL_FIELD_OF(item)
#define CANDELA_DETAIL_FIELD_1(item) CANDELA_DETAIL_FIELD_OF item
#define CANDELA_DETAIL_FIELD_OF(member, ...)                                         \
  ::candela::detail::bind::field<decltype(Owner::member), decltype(&Owner::member)>( \
      #member, __builtin_offsetof(Owner, member) __VA_OPT__(, ) __VA_ARGS__)

#define CANDELA_DETAIL_ENUMERATOR(item) \
  , CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_ENUMERATOR_, CANDELA_DETAIL_IS_PARENS(item))(item)
#define CANDELA_DETAIL_ENUMERATOR_0(item) CANDELA_DETAIL_ENUMERATOR_OF(item)
#define CANDELA_DETAIL_ENUMERATOR_1(item) CANDELA_DETAIL_ENUMERATOR_OF item
#define CANDELA_DETAIL_ENUMERATOR_OF(name, ...) \
  ::candela::detail::bind::enumerator(#name, candela_enum_::name __VA_OPT__(, ) __VA_ARGS__)
