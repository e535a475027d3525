// Private: any argument of C++ as a value of a document.
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>

#include <candela/structured_clone/convert.hpp>
#include <candela/structured_clone/document.hpp>

namespace candela::detail {

template <typename T>
concept StringLike = std::convertible_to<const T&, std::string_view>;

template <typename T>
concept Makeable =
    StringLike<T> || std::same_as<T, Value> || std::same_as<T, std::nullptr_t> || Convertible<T>;

/// A value of another document is copied; one of `document` keeps its identity.
inline Value in_document(Document& document, Value value) {
  if (value.core() == &document.core()) return value;
  return value.core() == nullptr ? document.undefined() : document.copy(value);
}

template <typename T>
Value make_value(Document& document, const T& value) {
  if constexpr (std::same_as<T, Value>) {
    return in_document(document, value);
  } else if constexpr (std::same_as<T, std::nullptr_t>) {
    return document.null();
  } else if constexpr (StringLike<T>) {
    return document.string(value);
  } else {
    static_assert(Convertible<T>, "candela: there is no Convert<T> for this type");
    return from(document, value);
  }
}

}  // namespace candela::detail
