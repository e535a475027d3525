// Private: the names of fields as the wire has them, made by the compiler.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <candela/structured_clone/detail/type.hpp>

namespace candela::detail::bind {

/// Writers copy keys in blocks of this size.
inline constexpr std::size_t key_block = 32;

/// Calls `put` with each character of `,"name":` as nested writes it: quoted, escaped, a '$' in
/// front doubled.
template <typename Put>
constexpr void spell_key(std::string_view name, Put put) {
  constexpr std::string_view hex = "0123456789abcdef";
  put(',');
  put('"');
  if (name.starts_with('$')) put('$');
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      constexpr std::string_view short_escapes = "btn\0fr";  // from U+0008 on
      const std::size_t at = byte - std::size_t{8};
      put('\\');
      if (byte >= 8 && at < short_escapes.size() && short_escapes[at] != '\0') {
        put(short_escapes[at]);
        continue;
      }
      for (const char zero : std::string_view("u00"))
        put(zero);
      put(hex[byte >> 4U]);
      put(hex[byte & 15U]);
      continue;
    }
    if (c == '"' || c == '\\') put('\\');
    put(c);
  }
  put('"');
  put(':');
}

constexpr std::size_t spelled_size(std::string_view name) {
  std::size_t size = 0;
  spell_key(name, [&size](char) { ++size; });
  return size;
}
template <typename Field, std::size_t count>
constexpr std::size_t spelled_size(const std::array<Field, count>& fields) {
  std::size_t size = 0;
  for (const Field& field : fields)
    size += spelled_size(field.name) + key_block;
  return size;
}

/// All names, each with a block to read behind it.
template <std::size_t size, typename Field, std::size_t count>
constexpr std::array<char, size> spell_keys(const std::array<Field, count>& fields) {
  std::array<char, size> texts{};
  std::size_t at = 0;
  for (const Field& field : fields) {
    spell_key(field.name, [&](char c) { texts[at++] = c; });
    at += key_block;
  }
  return texts;
}

/// Whether JavaScript puts the property in front, and then its number; else -1.
constexpr std::int64_t array_index(std::string_view name) {
  constexpr std::size_t longest = 10;
  if (name.empty() || name.size() > longest || (name.size() > 1 && name.front() == '0')) return -1;
  std::int64_t number = 0;
  for (const char c : name) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number < 0xFFFF'FFFF ? number : -1;
}

template <typename Field, std::size_t count>
constexpr bool all_different(const std::array<Field, count>& fields) {
  for (std::size_t i = 1; i < count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (fields[i].name == fields[j].name) return false;
  return true;
}

template <typename Field, std::size_t count>
constexpr bool all_fit(const std::array<Field, count>& fields) {
  for (const Field& field : fields)
    if (!field.fits) return false;
  return true;
}

template <typename Field, std::size_t count>
constexpr bool any_versions(const std::array<Field, count>& fields) {
  for (const Field& field : fields)
    if (field.since != 0 || field.until != ~std::uint32_t{0}) return true;
  return false;
}

template <std::size_t count>
constexpr void put_indexes_first(std::array<Member, count>& members) {
  const auto rank = [](const Member& member) {
    const std::int64_t index = array_index(member.name);
    return index < 0 ? std::int64_t{1} << 32 : index;
  };
  for (std::size_t i = 1; i < count; ++i)
    for (std::size_t j = i; j > 0 && rank(members[j]) < rank(members[j - 1]); --j)
      std::swap(members[j], members[j - 1]);
}

/// Whether all fields are members of the same classes.
template <typename Field, std::size_t count>
constexpr bool same_holders(const std::array<Field, count>& left,
                            const std::array<Field, count>& right) {
  for (std::size_t i = 0; i < count; ++i)
    if (left[i].holder != right[i].holder) return false;
  return true;
}

template <typename M>
constexpr bool is_integer_of(const Constant& constant) {
  if constexpr (std::is_enum_v<M>) {
    return constant.type == identity<M>();
  } else if constexpr (std::is_floating_point_v<M>) {
    return !constant.is_large();
  } else if constexpr (std::is_integral_v<M> && !std::is_same_v<M, bool>) {
    using Range = std::numeric_limits<M>;
    if (constant.integer < 0 && !constant.is_unsigned)
      return std::is_signed_v<M> && constant.integer >= static_cast<std::int64_t>(Range::min());
    return static_cast<std::uint64_t>(constant.integer) <= static_cast<std::uint64_t>(Range::max());
  } else {
    return false;
  }
}

template <typename M>
constexpr bool is_constant_of(const Constant& constant) {
  switch (constant.kind) {
    case Constant::Kind::none: return true;
    case Constant::Kind::boolean: return std::is_same_v<M, bool>;
    case Constant::Kind::text:
      return std::is_same_v<M, std::string> || std::is_same_v<M, std::string_view>;
    case Constant::Kind::number: return std::is_floating_point_v<M>;
    case Constant::Kind::integer: return is_integer_of<M>(constant);
  }
  return false;
}

}  // namespace candela::detail::bind
