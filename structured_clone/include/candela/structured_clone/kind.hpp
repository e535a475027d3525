// The kinds of value that a document holds, and the element types of typed arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace candela {

enum class Kind : std::uint8_t {
  undefined,
  null,
  boolean,
  number,
  bigint,
  string,
  // What stands below has identity.
  object,
  array,
  map,
  set,
  date,
  regexp,
  error,
  array_buffer,
  typed_array,
  data_view,
  boxed,     ///< new Boolean(…), new Number(…), new String(…), Object(1n)
  host,      ///< A tag and a payload: Headers, URL, RequestSync, or anything unknown that arrived.
  function,  ///< A name only; what it does lives outside of the document.
};

/// "undefined", "an array", "a Map"…: for messages.
std::string_view to_string(Kind kind) noexcept;

enum class ElementType : std::uint8_t {
  int8,
  uint8,
  uint8_clamped,
  int16,
  uint16,
  int32,
  uint32,
  float32,
  float64,
  bigint64,
  biguint64,
};

/// JavaScript's name of the array type, "Uint8Array" for uint8, and back.
std::string_view array_name(ElementType type) noexcept;
std::optional<ElementType> element_type(std::string_view array_name) noexcept;
/// Bytes of one element.
std::size_t element_size(ElementType type) noexcept;

}  // namespace candela
