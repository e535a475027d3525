// More containers for `to<T>` and `from`, as convert.hpp has them for vectors and maps:
// std::array and arrays of C (arrays of exactly that size), std::deque, std::set and
// std::unordered_set (Sets), std::variant, std::monostate (undefined), arrays of std::byte (a
// Uint8Array of exactly that size).
//
// A variant is read as the first alternative that the value fits, as seen from outside: by its kind;
// a number by the type's range; a text by an enum's names; an object by the fields that a struct
// must have, and by unknown ones where it refuses them. What is inside may still be refused.
// Members of a Set that are equal in C++ become one. std::hash is not seeded: for keys that
// strangers choose, std::set and std::map have no bad case.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <set>
#include <span>
#include <unordered_set>
#include <utility>
#include <variant>

#include <candela/structured_clone/convert.hpp>

namespace candela::detail::bind {

template <typename Array, typename Element, std::size_t size>
struct DescribeArray {
  using Table = ListType;
  static constexpr ListType make() {
    return {{Shape::list, sizeof(Array)},
            &table<Element>,
            [](const void* array) {
              const auto* first = static_cast<const Element*>(array);
              return std::as_bytes(std::span<const Element>(first, size));
            },
            nullptr,
            nullptr,
            nullptr,
            nullptr,
            size};
  }
};
template <Known T, std::size_t size>
struct Describe<std::array<T, size>> : DescribeArray<std::array<T, size>, T, size> {};
template <Known T, std::size_t size>
struct Describe<T[size]> : DescribeArray<T[size], T, size> {};

template <std::size_t size>
struct Describe<std::array<std::byte, size>> {
  using Table = BytesType;
  using Array = std::array<std::byte, size>;
  static constexpr BytesType make() {
    return {{Shape::bytes, sizeof(Array)},
            [](const void* array) {
              return std::span<const std::byte>(*static_cast<const Array*>(array));
            },
            [](void* array, std::span<const std::byte> bytes) {
              if (bytes.size() != size) return false;
              std::copy(bytes.begin(), bytes.end(), static_cast<Array*>(array)->begin());
              return true;
            },
            false};
  }
};

template <typename Container>
void collect_elements(const void* container, Elements& elements) {
  for (const auto& element : *static_cast<const Container*>(container))
    elements.push_back(&element);
}

template <Known T>
struct Describe<std::deque<T>> {
  using Table = ListType;
  using List = std::deque<T>;
  static constexpr ListType make() {
    return {{Shape::list, sizeof(List)},
            &table<T>,
            nullptr,
            collect_elements<List>,
            [](void* list) -> void* { return &static_cast<List*>(list)->emplace_back(); },
            nullptr,
            [](void* list) { static_cast<List*>(list)->clear(); },
            0};
  }
};

template <typename Set>
struct DescribeSet {
  using Table = SetType;
  using Element = typename Set::value_type;
  static constexpr SetType make() {
    return {{Shape::set, sizeof(Set)},
            &table<Element>,
            collect_elements<Set>,
            []() -> void* { return new Element(); },
            [](void* element) { delete static_cast<Element*>(element); },
            [](void* set, void* element) {
              Element& from = *static_cast<Element*>(element);
              const bool is_new = static_cast<Set*>(set)->insert(std::move(from)).second;
              from = Element();
              return is_new;
            },
            [](void* set, void* element) {
              auto& from = *static_cast<Set*>(set);
              if (from.empty()) return false;
              *static_cast<Element*>(element) = std::move(from.extract(from.begin()).value());
              return true;
            },
            [](void* set) { static_cast<Set*>(set)->clear(); }};
  }
};
template <Known T, typename Less>
struct Describe<std::set<T, Less>> : DescribeSet<std::set<T, Less>> {};
template <Known T, typename Hash, typename Equal>
struct Describe<std::unordered_set<T, Hash, Equal>>
    : DescribeSet<std::unordered_set<T, Hash, Equal>> {};

template <>
struct Describe<std::monostate> : DescribePrimitive<Shape::undefined, std::monostate> {};

template <Known... T>
struct Describe<std::variant<T...>> {
  using Table = VariantType;
  using Variant = std::variant<T...>;
  static constexpr std::array<const Type*, sizeof...(T)> alternatives = {&table<T>...};
  template <std::size_t at>
  static void* emplace(Variant& variant) {
    return &variant.template emplace<at>();
  }
  template <std::size_t... at>
  static constexpr std::array<void* (*)(Variant&), sizeof...(T)> emplacers(
      std::index_sequence<at...>) {
    return {emplace<at>...};
  }
  static constexpr VariantType make() {
    return {{Shape::variant, sizeof(Variant)},
            alternatives,
            [](const void* variant) { return static_cast<const Variant*>(variant)->index(); },
            [](const void* variant) -> const void* {
              return std::visit([](const auto& value) -> const void* { return &value; },
                                *static_cast<const Variant*>(variant));
            },
            [](void* variant, std::size_t index) -> void* {
              constexpr auto all = emplacers(std::index_sequence_for<T...>());
              return all[index](*static_cast<Variant*>(variant));
            }};
  }
};

}  // namespace candela::detail::bind
