// Private: from what a member gives to the Result that a chain goes on with.
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <candela/ocan/call.hpp>
#include <candela/ocan/detail/make_value.hpp>
#include <candela/ocan/detail/table.hpp>
#include <candela/ocan/lendable.hpp>
#include <candela/ocan/unfinished.hpp>

namespace candela::detail {

template <typename T>
struct Pointee {
  using type = void;
};
template <typename T>
struct Pointee<std::shared_ptr<T>> {
  using type = T;
};
template <typename T>
struct Pointee<std::unique_ptr<T>> {
  using type = T;
};
template <typename T>
struct Pointee<std::weak_ptr<T>> {
  using type = T;
};
template <typename P>
concept ExposedPointer = Exposed<typename Pointee<P>::type>;
template <typename P>
concept CustomPointer = std::derived_from<typename Pointee<P>::type, CustomTarget>;

/// Ways to an exposed object that say nothing of how long it lives.
template <typename T>
struct Dangling {
  static constexpr bool value = false;
};
template <Exposed T>
struct Dangling<T*> {
  static constexpr bool value = true;
};
template <Exposed T>
struct Dangling<const T*> {
  static constexpr bool value = true;
};
template <typename T>
struct Dangling<std::reference_wrapper<T>> {
  static constexpr bool value = Exposed<std::remove_const_t<T>>;
};

/// By a const reference too.
template <typename T>
constexpr bool dangles = Dangling<std::remove_cvref_t<T>>::value ||
                         (Exposed<std::remove_cvref_t<T>> && std::is_lvalue_reference_v<T> &&
                          std::is_const_v<std::remove_reference_t<T>>);

template <typename T>
constexpr bool is_unique = false;
template <typename T>
constexpr bool is_unique<std::unique_ptr<T>> = true;
template <typename T>
constexpr bool is_function = false;
template <typename R, typename... A>
constexpr bool is_function<std::function<R(A...)>> = true;
template <typename T>
constexpr bool is_vector = false;
template <typename T>
constexpr bool is_vector<std::vector<T>> = true;
template <typename T>
constexpr bool is_optional = false;
template <typename T>
constexpr bool is_optional<std::optional<T>> = true;
template <typename T>
constexpr bool is_property_map = false;
template <typename T>
constexpr bool is_property_map<std::map<std::string, T>> = true;

/// The ReferenceError of an object that is gone; `name`: the member that was wanted, if any.
[[noreturn]] void throw_gone(std::string_view name);

/// The result as a value. Throws Error when it is not there yet.
Value finished_value(Call& call, Result result);

/// A result inside of a container: what can be reached becomes a capability value.
template <typename T>
Value to_value(Call& call, T&& value) {
  return finished_value(call, to_result(call, std::forward<T>(value)));
}

/// Borrowed; checked at each use if it can be.
template <typename T>
Target lent_target(T& object) {
  if constexpr (std::derived_from<T, Lendable>) {
    return Target(exposed_type<T>, &object, object);
  } else {
    return Target(exposed_type<T>, &object, nullptr);
  }
}

template <typename T>
Result pointer_result(Call& call, std::shared_ptr<T> pointer) {
  if (!pointer) return call.document().null();
  if constexpr (std::derived_from<T, CustomTarget>) {
    return Target(std::shared_ptr<CustomTarget>(std::move(pointer)));
  } else {
    T* object = pointer.get();
    return Target(exposed_type<T>, object, std::move(pointer));
  }
}
template <typename T>
Result pointer_result(Call& call, std::unique_ptr<T> pointer) {
  return pointer_result(call, std::shared_ptr<T>(std::move(pointer)));
}
template <typename T>
Result pointer_result(Call& call, const std::weak_ptr<T>& pointer) {
  const std::weak_ptr<T> none;
  if (!pointer.owner_before(none) && !none.owner_before(pointer)) return call.document().null();
  const std::shared_ptr<T> owner = pointer.lock();
  if (!owner) throw_gone({});
  if constexpr (std::derived_from<T, CustomTarget>) {
    return Target::weak(nullptr, static_cast<CustomTarget*>(owner.get()), owner);
  } else {
    return Target::weak(&exposed_type<T>, owner.get(), owner);
  }
}

template <typename F>
Result function_result(Call& call, std::string_view name, F function) {
  if (!function) return call.document().null();
  return call.function(name, std::move(function));
}

/// What is read from an object where it stands: it lives as long as the object. A function is named
/// after it, as in JavaScript.
template <typename T>
Result field_result(Call& call, [[maybe_unused]] std::string_view name, T& field) {
  using U = std::remove_const_t<T>;
  if constexpr (Exposed<U>) {
    constexpr bool is_constant = std::is_const_v<T>;
    static_assert(!is_constant,
                  "candela: an exposed object that is a data member must not be const");
    if constexpr (!is_constant) return lent_target(field).as_part();
    return {};
  } else if constexpr (is_function<U>) {
    return function_result(call, name, field);
  } else {
    constexpr bool is_shared = !is_unique<U> || !Exposed<typename Pointee<U>::type>;
    static_assert(
        is_shared,
        "candela: a data member gives an exposed object by shared_ptr, not by unique_ptr");
    if constexpr (is_shared) return to_result(call, field);
    return {};
  }
}

template <typename C>
Value container_value(Call& call, C&& container) {
  using U = std::remove_cvref_t<C>;
  constexpr bool moves = !std::is_lvalue_reference_v<C>;
  const auto element_value = [&call](auto& element) {
    if constexpr (moves) {
      return to_value(call, std::move(element));
    } else {
      return to_value(call, std::as_const(element));
    }
  };
  if constexpr (is_optional<U>) {
    return container ? element_value(*container) : Value();
  } else if constexpr (is_vector<U>) {
    Value array = call.document().array();
    for (auto& element : container)
      array.push(element_value(element));
    return array;
  } else {
    Value object = call.document().object();
    for (auto& [key, property] : container)
      object.set(key, element_value(property));
    return object;
  }
}

template <typename T>
constexpr bool is_container = is_optional<T> || is_vector<T> || is_property_map<T>;

}  // namespace candela::detail

namespace candela {

/// Values become values of the call's document. An exposed object is a capability: by shared_ptr,
/// unique_ptr or value it is owned; by weak_ptr it is looked for at each use; a Lendable may be given
/// by reference. A std::function becomes a function value. Empty pointers and functions become null.
template <typename T>
Result to_result(Call& call, T&& value) {
  using U = std::remove_cvref_t<T>;
  constexpr bool lasts = !detail::dangles<T>;
  static_assert(lasts,
                "candela: a pointer, a reference_wrapper or a const reference to an exposed object "
                "may dangle: give a shared_ptr, a weak_ptr, or a candela::Lendable by reference");
  if constexpr (!lasts) {
    return {};
  } else if constexpr (std::is_same_v<U, Result> || std::is_same_v<U, Target>) {
    return std::forward<T>(value);
  } else if constexpr (std::is_same_v<U, Value>) {
    return detail::in_document(call.document(), value);
  } else if constexpr (detail::ExposedPointer<U> || detail::CustomPointer<U>) {
    return detail::pointer_result(call, U(std::forward<T>(value)));
  } else if constexpr (Exposed<U> && std::is_lvalue_reference_v<T>) {
    constexpr bool lendable = std::derived_from<U, Lendable>;
    static_assert(lendable,
                  "candela: a method gives an exposed object by reference: give a shared_ptr, or "
                  "derive the object from candela::Lendable");
    return detail::lent_target(value);
  } else if constexpr (Exposed<U>) {
    return detail::pointer_result(call, std::make_shared<U>(std::move(value)));
  } else if constexpr (detail::is_function<U>) {
    return detail::function_result(call, {}, U(std::forward<T>(value)));
  } else if constexpr (detail::Makeable<U>) {
    return detail::make_value(call.document(), value);
  } else {
    constexpr bool known = detail::is_container<U>;
    static_assert(known, "candela: a result's type is neither exposed nor known to Convert<T>");
    if constexpr (known) return detail::container_value(call, std::forward<T>(value));
    return {};
  }
}

}  // namespace candela
