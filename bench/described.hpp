#pragma once

// Structs that tell what they are made of, so that one description serves every serializer:
//
//   template <typename Self, typename Visit>
//   static void members(Self& self, Visit visit) {
//     visit("id", self.id);
//     visit("protected", self.is_protected);
//   }
//
// Guarantees: `fill` sets every member from the property of its name. The names and their order are
// those of the object that the struct stands for.
// Threads: no state. Limits: recursion over structs in structs.

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <candela/structured_clone/document.hpp>

namespace candela::bench {

struct AnyVisit {
  template <typename Member>
  void operator()(const char*, Member&) const {}
};

template <typename T>
concept Described = requires(T& value) {
  T::members(value, AnyVisit{});
};

template <typename T>
constexpr bool is_string_type = std::same_as<T, std::string> || std::same_as<T, std::string_view>;

template <typename T>
  requires std::integral<T> || std::floating_point<T>
void fill(Value from, T& to) {
  if constexpr (std::same_as<T, bool>) {
    to = from.as_boolean();
  } else {
    to = static_cast<T>(from.as_number());
  }
}

template <typename T>
  requires is_string_type<T>
void fill(Value from, T& to) {
  to = T(from.as_string());
}

template <Described T>
void fill(Value from, T& to);
template <typename T>
void fill(Value from, std::optional<T>& to);
template <typename T, std::size_t size>
void fill(Value from, std::array<T, size>& to);
template <typename... Ts>
void fill(Value from, std::tuple<Ts...>& to);

template <typename T>
void fill(Value from, std::vector<T>& to) {
  to.reserve(from.size());
  for (auto entry = from.entries(); !entry.done(); entry.next())
    fill(entry.value(), to.emplace_back());
}

/// null is nothing.
template <typename T>
void fill(Value from, std::optional<T>& to) {
  if (!from.is_null()) fill(from, to.emplace());
}

template <typename T, std::size_t size>
void fill(Value from, std::array<T, size>& to) {
  for (std::size_t i = 0; i < size; ++i)
    fill(from[i], to.at(i));
}

template <typename... Ts>
void fill(Value from, std::tuple<Ts...>& to) {
  std::size_t i = 0;
  std::apply([from, &i](Ts&... all) { (fill(from[i++], all), ...); }, to);
}

template <Described T>
void fill(Value from, T& to) {
  T::members(to, [from](const char* name, auto& member) { fill(from[name], member); });
}

}  // namespace candela::bench
