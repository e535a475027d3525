// Between values and C++ types: `to<T>(value)` and `from(doc, t)`.
//
// Known types: bool, integers, float, double, std::string, std::string_view (a view into the
// document), BigInt, Value, Document (a copy), std::nullptr_t, std::optional, std::vector,
// std::pair and std::tuple (arrays of exactly that size), std::map and std::unordered_map with
// string keys (objects). A type of yours joins by specialising `Convert<T>`. Integers are exact:
// whole numbers and BigInts inside of the type's range are read; what a double cannot hold (beyond
// 2^53) is written as a BigInt.
// Errors: CloneError{wrong_kind} or {bad_number}, with the path inside of the value, as in
// `$[3].name`, and what was expected there:
// `expected a whole number from 0 to 255, found the string "x"`.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// Specialise for a type of yours: `static T to(Value)` and
/// `static Value from(Document&, const T&)`.
template <typename T, typename = void>
struct Convert;

template <typename T>
concept Convertible = requires(Document& doc, Value value, const T& t) {
  { Convert<T>::to(value) } -> std::same_as<T>;
  { Convert<T>::from(doc, t) } -> std::same_as<Value>;
};

template <Convertible T>
T to(Value value) {
  return Convert<T>::to(value);
}

template <typename T>
  requires Convertible<std::remove_cvref_t<T>> Value from(Document& doc, const T& t) {
    return Convert<std::remove_cvref_t<T>>::from(doc, t);
  }

namespace detail {

/// Characters are no numbers: a `char` that takes 65 for 'A' surprises.
template <typename T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

std::int64_t to_signed(Value value, std::int64_t least, std::int64_t greatest);
std::uint64_t to_unsigned(Value value, std::uint64_t greatest);
Value from_signed(Document& doc, std::int64_t number);
Value from_unsigned(Document& doc, std::uint64_t number);
float to_float(Value value);

/// Throws CloneError{wrong_kind} unless `value` is an array, of `size` elements in the second case.
void expect_array(Value value);
void expect_array(Value value, std::size_t size);
void expect_object(Value value);

/// The same error, one step deeper.
CloneError inside_element(const CloneError& error, std::size_t index);
CloneError inside_property(const CloneError& error, std::string_view key);

template <typename T>
T element_to(Value array, std::size_t index) {
  try {
    return Convert<T>::to(array[index]);
  } catch (const CloneError& error) {
    throw inside_element(error, index);
  }
}

}  // namespace detail

template <>
struct Convert<bool> {
  static bool to(Value value);
  static Value from(Document& doc, const bool& flag) { return doc.boolean(flag); }
};

template <detail::Integer T>
struct Convert<T, void> {
  static T to(Value value) {
    using Range = std::numeric_limits<T>;
    if constexpr (std::is_signed_v<T>) {
      return static_cast<T>(detail::to_signed(value, Range::min(), Range::max()));
    } else {
      return static_cast<T>(detail::to_unsigned(value, Range::max()));
    }
  }
  static Value from(Document& doc, const T& number) {
    if constexpr (std::is_signed_v<T>) {
      return detail::from_signed(doc, number);
    } else {
      return detail::from_unsigned(doc, number);
    }
  }
};

template <>
struct Convert<double> {
  static double to(Value value);
  static Value from(Document& doc, const double& number) { return doc.number(number); }
};

/// Rounds to the nearest float; what is beyond its range is CloneError{bad_number}.
template <>
struct Convert<float> {
  static float to(Value value) { return detail::to_float(value); }
  static Value from(Document& doc, const float& number) {
    return doc.number(static_cast<double>(number));
  }
};

template <>
struct Convert<std::string> {
  static std::string to(Value value);
  static Value from(Document& doc, const std::string& text) { return doc.string(text); }
};

/// The view is good as long as the document lives.
template <>
struct Convert<std::string_view> {
  static std::string_view to(Value value);
  static Value from(Document& doc, const std::string_view& text) { return doc.string(text); }
};

template <>
struct Convert<BigInt> {
  static BigInt to(Value value);
  static Value from(Document& doc, const BigInt& number) { return doc.bigint(number); }
};

/// As it is: good as long as its document lives, and to be set only there.
template <>
struct Convert<Value> {
  static Value to(Value value) { return value; }
  static Value from(Document&, const Value& value) { return value; }
};

/// A deep copy, as a document of its own.
template <>
struct Convert<Document> {
  static Document to(Value value);
  static Value from(Document& doc, const Document& source) { return doc.copy(source.root()); }
};

template <>
struct Convert<std::nullptr_t> {
  static std::nullptr_t to(Value value);
  static Value from(Document& doc, const std::nullptr_t&) { return doc.null(); }
};

/// undefined and null are read as empty; empty is written as undefined.
template <Convertible T>
struct Convert<std::optional<T>, void> {
  static std::optional<T> to(Value value) {
    if (value.is_undefined() || value.is_null()) return std::nullopt;
    return Convert<T>::to(value);
  }
  static Value from(Document& doc, const std::optional<T>& t) {
    return t ? Convert<T>::from(doc, *t) : doc.undefined();
  }
};

template <Convertible T>
struct Convert<std::vector<T>, void> {
  static std::vector<T> to(Value value) {
    detail::expect_array(value);
    std::vector<T> elements;
    const std::size_t size = value.size();
    elements.reserve(size);
    for (std::size_t i = 0; i < size; ++i)
      elements.push_back(detail::element_to<T>(value, i));
    return elements;
  }
  static Value from(Document& doc, const std::vector<T>& elements) {
    Value array = doc.array();
    for (const auto& element : elements)
      array.push(Convert<T>::from(doc, element));
    return array;
  }
};

namespace detail {

template <typename Map>
struct ConvertMap {
  using Mapped = typename Map::mapped_type;

  static Map to(Value value) {
    expect_object(value);
    Map map;
    for (auto entry = value.entries(); !entry.done(); entry.next()) {
      try {
        map.emplace(std::string(entry.name()), Convert<Mapped>::to(entry.value()));
      } catch (const CloneError& error) {
        throw inside_property(error, entry.name());
      }
    }
    return map;
  }
  static Value from(Document& doc, const Map& map) {
    Value object = doc.object();
    for (const auto& entry : map) {
      object.set(entry.first, Convert<Mapped>::from(doc, entry.second));
    }
    return object;
  }
};

template <typename Tuple, typename = std::make_index_sequence<std::tuple_size_v<Tuple>>>
struct ConvertTuple;

template <typename Tuple, std::size_t... index>
struct ConvertTuple<Tuple, std::index_sequence<index...>> {
  static Tuple to(Value value) {
    expect_array(value, sizeof...(index));
    return Tuple{element_to<std::tuple_element_t<index, Tuple>>(value, index)...};
  }
  static Value from(Document& doc, const Tuple& tuple) {
    return doc.array(
        {Init(Convert<std::tuple_element_t<index, Tuple>>::from(doc, std::get<index>(tuple)))...});
  }
};

}  // namespace detail

template <Convertible T>
struct Convert<std::map<std::string, T>, void> : detail::ConvertMap<std::map<std::string, T>> {};

template <Convertible T>
struct Convert<std::unordered_map<std::string, T>, void>
    : detail::ConvertMap<std::unordered_map<std::string, T>> {};

template <Convertible First, Convertible Second>
struct Convert<std::pair<First, Second>, void> : detail::ConvertTuple<std::pair<First, Second>> {};

template <Convertible... T>
struct Convert<std::tuple<T...>, void> : detail::ConvertTuple<std::tuple<T...>> {};

}  // namespace candela
