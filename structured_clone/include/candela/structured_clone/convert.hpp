// Between values and C++ types: `to<T>(value)` and `from(doc, t)`.
//
// Known types: bool, integers, float, double, std::string, std::string_view (a view into the
// document), BigInt, Value, Document (a copy), std::nullptr_t, std::optional, std::vector,
// std::pair and std::tuple (arrays of exactly that size), std::map and std::unordered_map (objects
// where the keys are strings, Maps elsewhere), vectors of bytes (Uint8Array). More containers:
// convert_containers.hpp; pointers, with cycles and aliases: convert_pointers.hpp; dates and
// durations: convert_time.hpp; structs and enums: fields.hpp. A type of yours joins by that, or by
// specialising `Convert<T>`. Integers are exact: whole numbers and BigInts inside of the type's
// range are read; what a double cannot hold (beyond 2^53) is written as a BigInt.
// Nothing recurses over what hangs on pointers and in containers.
// Errors: CloneError{wrong_kind} or {bad_number}, with the path inside of the value, as in
// `$[3].name`, and what was expected there:
// `expected a whole number from 0 to 255, found the string "x"`.
// Limits: those of `Limits` as they are by default, `values`, `depth` and `typed_depth`: one object
// of a document is read at each place where a C++ type has no pointer.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <candela/structured_clone/bigint.hpp>
#include <candela/structured_clone/detail/describe.hpp>
#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/error.hpp>
#include <candela/structured_clone/value.hpp>

namespace candela {

// To be specialised for a type of yours: `static T to(Value)` and
// `static Value from(Document&, const T&)`.
//   template <typename T, typename = void>
//   struct Convert;

template <Convertible T>
T to(Value value) {
  return Convert<T>::to(value);
}

template <typename T>
  requires Convertible<std::remove_cvref_t<T>> Value from(Document& doc, const T& t) {
    return Convert<std::remove_cvref_t<T>>::from(doc, t);
  }

namespace detail {

std::int64_t to_signed(Value value, std::int64_t least, std::int64_t greatest);
std::uint64_t to_unsigned(Value value, std::uint64_t greatest);
Value from_signed(Document& doc, std::int64_t number);
Value from_unsigned(Document& doc, std::uint64_t number);
float to_float(Value value);

namespace bind {

/// Described types that are more than one primitive.
template <typename T>
concept Composite = Described<T> && !std::is_arithmetic_v<T> && !std::same_as<T, std::string> &&
                    !std::same_as<T, std::string_view> && !std::same_as<T, BigInt> &&
                    !std::same_as<T, std::nullptr_t>;

/// Reads a value into an object of that type. After an error the object is taken apart: nothing
/// deep hangs on it.
void read_value(const Type& type, void* object, Value value);
Value write_value(Document& doc, const Type& type, const void* object);

}  // namespace bind
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

template <detail::bind::Composite T>
struct Convert<T, void> {
  static_assert(std::is_default_constructible_v<T>,
                "candela: what is read must be default constructible");
  static T to(Value value) {
    T t{};
    detail::bind::read_value(detail::bind::table<T>, &t, value);
    return t;
  }
  static Value from(Document& doc, const T& t) {
    return detail::bind::write_value(doc, detail::bind::table<T>, &t);
  }
};

namespace detail::bind {

/// undefined and null are read as empty; empty is written as undefined, and a field is left out.
template <Known T>
struct Describe<std::optional<T>> {
  using Table = OptionalType;
  using Optional = std::optional<T>;
  static constexpr OptionalType make() {
    return {{Shape::optional, sizeof(Optional)},
            &table<T>,
            [](const void* optional) -> const void* {
              const auto& value = *static_cast<const Optional*>(optional);
              return value ? &*value : nullptr;
            },
            [](void* optional) -> void* { return &static_cast<Optional*>(optional)->emplace(); },
            [](void* optional) { static_cast<Optional*>(optional)->reset(); }};
  }
};

template <typename List>
struct DescribeVector {
  using Table = ListType;
  static constexpr ListType make() {
    return {
        {Shape::list, sizeof(List)},
        &table<typename List::value_type>,
        [](const void* list) { return std::as_bytes(std::span(*static_cast<const List*>(list))); },
        nullptr,
        [](void* list) -> void* { return &static_cast<List*>(list)->emplace_back(); },
        [](void* list, std::size_t size) { static_cast<List*>(list)->reserve(size); },
        [](void* list) { static_cast<List*>(list)->clear(); },
        0};
  }
};
template <Known T>
struct Describe<std::vector<T>> : DescribeVector<std::vector<T>> {};

template <typename List>
struct DescribeByteVector {
  using Table = BytesType;
  static constexpr BytesType make() {
    return {
        {Shape::bytes, sizeof(List)},
        [](const void* list) { return std::as_bytes(std::span(*static_cast<const List*>(list))); },
        [](void* list, std::span<const std::byte> bytes) {
          const auto* first = reinterpret_cast<const typename List::value_type*>(bytes.data());
          static_cast<List*>(list)->assign(first, first + bytes.size());
          return true;
        },
        Integer<typename List::value_type>};
  }
};
template <>
struct Describe<std::vector<std::byte>> : DescribeByteVector<std::vector<std::byte>> {};
template <>
struct Describe<std::vector<std::uint8_t>> : DescribeByteVector<std::vector<std::uint8_t>> {};

template <>
struct Describe<std::vector<bool>> {
  using Table = BitsType;
  using List = std::vector<bool>;
  static constexpr BitsType make() {
    return {{Shape::bits, sizeof(List)},
            [](const void* list) { return static_cast<const List*>(list)->size(); },
            [](const void* list, std::size_t at) { return (*static_cast<const List*>(list))[at]; },
            [](void* list, bool flag) { static_cast<List*>(list)->push_back(flag); },
            [](void* list) { static_cast<List*>(list)->clear(); }};
  }
};

template <typename Tuple, typename = std::make_index_sequence<std::tuple_size_v<Tuple>>>
struct DescribeTuple;
template <typename Tuple, std::size_t... index>
struct DescribeTuple<Tuple, std::index_sequence<index...>> {
  using Table = TupleType;
  template <std::size_t at>
  static const void* get(const void* tuple) {
    return &std::get<at>(*static_cast<const Tuple*>(tuple));
  }
  static constexpr std::array<Part, sizeof...(index)> parts = {
      Part{&table<std::tuple_element_t<index, Tuple>>, get<index>}...};
  static constexpr TupleType make() { return {{Shape::tuple, sizeof(Tuple)}, parts}; }
};
template <Known First, Known Second>
struct Describe<std::pair<First, Second>> : DescribeTuple<std::pair<First, Second>> {};
template <Known... T>
struct Describe<std::tuple<T...>> : DescribeTuple<std::tuple<T...>> {};

template <typename Map>
void collect_entries(const void* map, Elements& elements) {
  for (const auto& [key, mapped] : *static_cast<const Map*>(map)) {
    elements.push_back(&key);
    elements.push_back(&mapped);
  }
}
template <typename Map>
void clear_map(void* map) {
  static_cast<Map*>(map)->clear();
}

template <typename Map>
struct DescribeRecord {
  using Table = RecordType;
  static constexpr RecordType make() {
    return {{Shape::record, sizeof(Map)},
            &table<typename Map::mapped_type>,
            collect_entries<Map>,
            [](void* map, std::string_view key) -> void* {
              const auto [at, is_new] = static_cast<Map*>(map)->try_emplace(std::string(key));
              return is_new ? &at->second : nullptr;
            },
            clear_map<Map>};
  }
};

template <typename Map>
struct DescribeMap {
  using Table = MapType;
  using Key = typename Map::key_type;
  static constexpr MapType make() {
    static_assert(is_leaf(table<Key>.shape), "candela: the keys of a map are primitives");
    return {{Shape::map, sizeof(Map)},
            &table<Key>,
            &table<typename Map::mapped_type>,
            collect_entries<Map>,
            []() -> void* { return new Key(); },
            [](void* key) { delete static_cast<Key*>(key); },
            [](void* map, void* key) -> void* {
              const auto [at, is_new] =
                  static_cast<Map*>(map)->try_emplace(std::move(*static_cast<Key*>(key)));
              return is_new ? &at->second : nullptr;
            },
            clear_map<Map>};
  }
};

template <typename Map>
using DescribeAnyMap = std::conditional_t<std::same_as<typename Map::key_type, std::string>,
                                          DescribeRecord<Map>, DescribeMap<Map>>;

template <Known Key, Known T, typename Less>
struct Describe<std::map<Key, T, Less>> : DescribeAnyMap<std::map<Key, T, Less>> {};
template <Known Key, Known T, typename Hash, typename Equal>
struct Describe<std::unordered_map<Key, T, Hash, Equal>>
    : DescribeAnyMap<std::unordered_map<Key, T, Hash, Equal>> {};

}  // namespace detail::bind

}  // namespace candela
