// What of a C++ type can be reached by a chain: exactly what stands in its list.
//
//   class Counter {
//    public:
//     int increment(int by = 1);
//     CANDELA_EXPOSE(Counter, increment, name)        // methods and data members
//   };
//   class Loud : public Counter {
//     CANDELA_EXPOSE_EXTENDS(Loud, Counter, shout)    // and what Counter exposes
//   };
//
// An entry is the name of a method or a data member, or one of
//   (name, int(int), std::string(std::string_view))
//                                   overloads: the first whose parameters fit is called, with
//                                   all of them; use std::optional for what may be left out
//   CANDELA_AS("jsName", name)      under another name; not for overloads
//   CANDELA_GETTER("jsName", name)  a method without arguments that is read like a field
//   CANDELA_SETTER("setName", name) a method that assigns the data member, and gives nothing. Data
//                                   members and getters are read-only without one.
//   CANDELA_DOC(entry, "what it does", "first parameter", "second parameter", …)
//                                   any of these, described: for messages, and describe.hpp. Names
//                                   may be left out from the right; arguments that are the rest have
//                                   one name.
// The macro may stand in a private section and list private members. A class without a list has its
// base's; one with a list hides it. What cannot be exposed does not compile where the class is first
// used: by target, expose or ctn<T>.
//
// Methods may be const, noexcept, static, virtual, with default arguments where there are no
// overloads.
// Parameters: what Convert<T> knows (bool, numbers, std::string, std::optional, vectors, structs with
// CANDELA_FIELDS: structured_clone/fields.hpp…), Value and std::string_view (both of the call's
// document), std::shared_ptr of an exposed type (a capability), Function (function.hpp: what the chain
// can call), std::optional of these; `Call&` as the first, `std::span<const Value>` as the last for all
// remaining arguments. Without it arguments past the last parameter are not looked at.
// Results: values, Value, void (undefined), std::function (a function value), exposed objects
// (capabilities), std::vector, std::optional and std::map<std::string, …> of these, and unfinished
// ones (AsyncTraits).
// Capabilities do not dangle. An exposed object is given by std::shared_ptr, std::unique_ptr or value,
// and is then owned by those who can reach it; by std::weak_ptr, and is then looked for at each use; or by
// reference, if it is a Lendable (lendable.hpp). An exposed data member keeps the object that it is
// part of, and so does what that object lends. Any other way does not compile. Who captures `this`
// and is called after the call, a promise say, keeps its object as everywhere in C++.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <candela/ocan/call.hpp>
#include <candela/ocan/detail/form.hpp>
#include <candela/ocan/detail/invoke.hpp>
#include <candela/ocan/detail/table.hpp>
#include <candela/ocan/function.hpp>
#include <candela/ocan/target.hpp>
#include <candela/structured_clone/detail/for_each.hpp>

#define CANDELA_EXPOSE(T, ...) CANDELA_DETAIL_EXPOSE(T, void, __VA_ARGS__)
#define CANDELA_EXPOSE_EXTENDS(T, Base, ...) CANDELA_DETAIL_EXPOSE(T, Base, __VA_ARGS__)
#define CANDELA_AS(name, member) ((as, name, member))
#define CANDELA_GETTER(name, member) ((getter, name, member))
#define CANDELA_SETTER(name, member) ((setter, name, member))
#define CANDELA_DOC(entry, ...) ((doc, entry, __VA_ARGS__))

#define CANDELA_DETAIL_EXPOSE(T, Base, ...)                             \
  friend struct ::candela::detail::Friend;                              \
  using candela_exposes_ = T;                                           \
  static constexpr auto candela_expose_() {                             \
    return ::candela::detail::make_list<T, Base>(                       \
        #T CANDELA_DETAIL_FOR_EACH(CANDELA_DETAIL_ENTRY, __VA_ARGS__)); \
  }
#define CANDELA_DETAIL_CALLER(member)                                                    \
  [](auto& self, auto&&... a) -> decltype(self.member(static_cast<decltype(a)>(a)...)) { \
    return self.member(static_cast<decltype(a)>(a)...);                                  \
  }

#define CANDELA_DETAIL_ENTRY(item) \
  , CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_ENTRY_, CANDELA_DETAIL_IS_PARENS(item))(item)
#define CANDELA_DETAIL_ENTRY_0(item) \
  ::candela::detail::entry<&candela_exposes_::item>(#item, CANDELA_DETAIL_CALLER(item))
#define CANDELA_DETAIL_ENTRY_1(item) CANDELA_DETAIL_ENTRY_OF item
#define CANDELA_DETAIL_ENTRY_OF(first, ...)                                        \
  CANDELA_DETAIL_CONCAT(CANDELA_DETAIL_ENTRY_OF_, CANDELA_DETAIL_IS_PARENS(first)) \
  (first, __VA_ARGS__)
#define CANDELA_DETAIL_ENTRY_OF_0(member, ...)                                                \
  ::candela::detail::overload_entry<__VA_ARGS__>(#member, [](auto function) {                 \
    return ::candela::overload<typename decltype(function)::type>(&candela_exposes_::member); \
  })
#define CANDELA_DETAIL_ENTRY_OF_1(tagged, ...) CANDELA_DETAIL_TAGGED tagged
#define CANDELA_DETAIL_TAGGED(tag, ...) CANDELA_DETAIL_TAGGED_##tag(__VA_ARGS__)
#define CANDELA_DETAIL_TAGGED_as(name, member) \
  ::candela::detail::entry<&candela_exposes_::member>(name, CANDELA_DETAIL_CALLER(member))
#define CANDELA_DETAIL_TAGGED_getter(name, member)                                           \
  ::candela::detail::entry<&candela_exposes_::member, ::candela::detail::Reading::as_field>( \
      name, CANDELA_DETAIL_CALLER(member))
#define CANDELA_DETAIL_TAGGED_setter(name, member) \
  ::candela::detail::setter_entry<&candela_exposes_::member>(name)
// An entry inside of an entry: put off until the outer one is done (for_each.hpp).
#define CANDELA_DETAIL_TAGGED_doc(item, ...)                                                    \
  ::candela::detail::documented_entry(0 CANDELA_DETAIL_ENTRY_AGAIN CANDELA_DETAIL_PARENS(item), \
                                      __VA_ARGS__)
#define CANDELA_DETAIL_ENTRY_AGAIN() CANDELA_DETAIL_ENTRY

namespace candela {

/// Borrowed: the object must outlive what runs on it, or be a Lendable.
template <Exposed T>
Target target(T& object) noexcept(!std::derived_from<T, Lendable>) {
  constexpr bool is_constant = std::is_const_v<T>;
  static_assert(!is_constant, "candela: chains run on objects that are not const");
  if constexpr (!is_constant) return detail::lent_target(object);
}
template <Exposed T>
Target target(const T&&) {
  constexpr bool lasts = !std::is_class_v<T>;
  static_assert(lasts,
                "candela: the target of a temporary would dangle: name the object, or share it");
  return {};
}
/// Shared.
template <Exposed T>
Target target(std::shared_ptr<T> object) noexcept {
  T* raw = object.get();
  return Target(detail::exposed_type<T>, raw, std::move(object));
}
inline Target target(std::shared_ptr<CustomTarget> custom) noexcept {
  return Target(std::move(custom));
}

/// A target with guards before it (access.hpp). Converts to Target.
class Exposure {
 public:
  explicit Exposure(Target target) noexcept : target_(std::move(target)) {}

  template <typename G>
  [[nodiscard]] Exposure guard(G check, GuardScope scope = GuardScope::object) const {
    constexpr bool throws = std::is_void_v<std::invoke_result_t<G&, const Access&>>;
    static_assert(throws, "candela: a guard throws to refuse; what it returns would be lost");
    return Exposure(target_.guarded(std::move(check), scope));
  }

  operator Target() const { return target_; }  // NOLINT: it is one

 private:
  Target target_;
};

/// Takes what `target` takes, and targets.
template <typename T>
Exposure expose(T&& object) {
  if constexpr (std::is_same_v<std::remove_cvref_t<T>, Target>) {
    return Exposure(std::forward<T>(object));
  } else {
    return Exposure(target(std::forward<T>(object)));
  }
}

template <typename F>
Value Call::function(std::string_view name, F function) {
  if constexpr (std::is_convertible_v<F, Callable>) {
    return callable(name, std::move(function));
  } else {
    using P = detail::FunctionParameters<F>;
    return callable(name, [function = std::move(function), name = std::string(name)](
                              Call& call, std::span<const Value> arguments) mutable {
      return detail::run_function<P>(function, {.name = name}, call, arguments);
    });
  }
}

}  // namespace candela
