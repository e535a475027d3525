// The elements of typed arrays and DataViews: loaded and stored as little-endian bytes.
//
// Threads: as Value.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/value.hpp>

#include "builtins/builtin_call.hpp"

namespace candela {

static_assert(std::endian::native == std::endian::little, "elements are little-endian");

/// How many elements a typed array has.
std::size_t typed_length(Value typed_array);
/// undefined outside.
Value typed_element(Document& document, Value typed_array, std::size_t index);

// Built-ins of buffers and of what looks at them.

Value view_byte_length(const BuiltinCall& call);
Value view_byte_offset(const BuiltinCall& call);
Value view_buffer(const BuiltinCall& call);

template <typename T>
T load_element(const std::byte* bytes) noexcept {
  T element;
  std::memcpy(&element, bytes, sizeof element);
  return element;
}
/// A number, or a BigInt of 64-bit integers.
template <typename T>
Value element_value(Document& document, T element) {
  if constexpr (std::is_same_v<T, std::int64_t>) {
    return document.bigint(BigInt(element));
  } else if constexpr (std::is_same_v<T, std::uint64_t>) {
    return document.bigint(BigInt::from_uint64(element));
  } else {
    return document.number(static_cast<double>(element));
  }
}

/// Calls `use.template operator()<T>()` with the C++ type of the elements.
template <typename Use>
auto with_element_type(ElementType type, Use&& use) {
  switch (type) {
    case ElementType::int8: return use.template operator()<std::int8_t>();
    case ElementType::int16: return use.template operator()<std::int16_t>();
    case ElementType::uint16: return use.template operator()<std::uint16_t>();
    case ElementType::int32: return use.template operator()<std::int32_t>();
    case ElementType::uint32: return use.template operator()<std::uint32_t>();
    case ElementType::float32: return use.template operator()<float>();
    case ElementType::float64: return use.template operator()<double>();
    case ElementType::bigint64: return use.template operator()<std::int64_t>();
    case ElementType::biguint64: return use.template operator()<std::uint64_t>();
    default: return use.template operator()<std::uint8_t>();
  }
}

}  // namespace candela
