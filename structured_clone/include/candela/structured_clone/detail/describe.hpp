// Private: from a C++ type to its table. `Describe<T>` says which table it is and how it is made,
// `table<T>` is the one instance. Tables name each other by address, so that types may be circular.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/detail/type.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

/// See convert.hpp.
template <typename T, typename = void>
struct Convert;

template <typename T>
concept Convertible = requires(Document& doc, Value value, const T& t) {
  { Convert<T>::to(value) } -> std::same_as<T>;
  { Convert<T>::from(doc, t) } -> std::same_as<Value>;
};

namespace detail {

/// Characters are no numbers: a `char` that takes 65 for 'A' surprises.
template <typename T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

namespace bind {

/// A specialisation has `using Table = …` and `static constexpr Table make()`.
template <typename T>
struct Describe;

template <typename T>
concept Described = requires {
  typename Describe<T>::Table;
};
/// May stand in a container, behind a pointer or in a struct.
template <typename T>
concept Known = Described<T> || Convertible<T>;

/// What a Convert<T> of the user's does.
template <typename T>
struct DescribeConverted {
  using Table = ConvertedType;
  static constexpr ConvertedType make() {
    static_assert(Convertible<T>,
                  "candela: this type has no CANDELA_FIELDS list, no CANDELA_ENUM list and no "
                  "Convert<T>");
    if constexpr (Convertible<T>) {
      return {{Shape::converted, sizeof(T)},
              [](void* to, Value value) { *static_cast<T*>(to) = Convert<T>::to(value); },
              [](Document& doc, const void* from) {
                return Convert<T>::from(doc, *static_cast<const T*>(from));
              },
              std::same_as<T, Value>};
    } else {
      return {};
    }
  }
};

template <typename T>
using DescribeAny = std::conditional_t<Described<T>, Describe<T>, DescribeConverted<T>>;

/// Constant variables, not functions: only those may be circular.
template <typename T>
inline constexpr typename DescribeAny<T>::Table table = DescribeAny<T>::make();

template <Shape shape, typename T>
struct DescribePrimitive {
  using Table = Type;
  static constexpr Type make() { return {shape, sizeof(T)}; }
};

template <>
struct Describe<bool> : DescribePrimitive<Shape::boolean, bool> {};
template <>
struct Describe<float> : DescribePrimitive<Shape::float32, float> {};
template <>
struct Describe<double> : DescribePrimitive<Shape::float64, double> {};
template <>
struct Describe<std::string> : DescribePrimitive<Shape::string, std::string> {};
template <>
struct Describe<std::string_view> : DescribePrimitive<Shape::view, std::string_view> {};
template <>
struct Describe<BigInt> : DescribePrimitive<Shape::bigint, BigInt> {};
template <>
struct Describe<std::nullptr_t> : DescribePrimitive<Shape::null, std::nullptr_t> {};

template <Integer T>
constexpr Shape integer_shape() {
  constexpr bool is_signed = std::is_signed_v<T>;
  switch (sizeof(T)) {
    case 1: return is_signed ? Shape::int8 : Shape::uint8;
    case 2: return is_signed ? Shape::int16 : Shape::uint16;
    case 4: return is_signed ? Shape::int32 : Shape::uint32;
    default: return is_signed ? Shape::int64 : Shape::uint64;
  }
}
template <Integer T>
struct Describe<T> : DescribePrimitive<integer_shape<T>(), T> {};

}  // namespace bind
}  // namespace detail
}  // namespace candela
