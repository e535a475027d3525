#include <candela/structured_clone/kind.hpp>

#include <array>

namespace candela {
namespace {

struct ElementInfo {
  std::string_view name;
  std::size_t size;
};

constexpr std::array<ElementInfo, 11> elements{{{"Int8Array", 1},
                                                {"Uint8Array", 1},
                                                {"Uint8ClampedArray", 1},
                                                {"Int16Array", 2},
                                                {"Uint16Array", 2},
                                                {"Int32Array", 4},
                                                {"Uint32Array", 4},
                                                {"Float32Array", 4},
                                                {"Float64Array", 8},
                                                {"BigInt64Array", 8},
                                                {"BigUint64Array", 8}}};

}  // namespace

std::string_view to_string(Kind kind) noexcept {
  switch (kind) {
    case Kind::undefined: return "undefined";
    case Kind::null: return "null";
    case Kind::boolean: return "a boolean";
    case Kind::number: return "a number";
    case Kind::bigint: return "a bigint";
    case Kind::string: return "a string";
    case Kind::object: return "an object";
    case Kind::array: return "an array";
    case Kind::map: return "a Map";
    case Kind::set: return "a Set";
    case Kind::date: return "a Date";
    case Kind::regexp: return "a RegExp";
    case Kind::error: return "an Error";
    case Kind::array_buffer: return "an ArrayBuffer";
    case Kind::typed_array: return "a typed array";
    case Kind::data_view: return "a DataView";
    case Kind::boxed: return "a boxed primitive";
    case Kind::host: return "a host value";
    case Kind::function: return "a function";
  }
  return "an unknown kind";
}

std::string_view array_name(ElementType type) noexcept {
  return elements[static_cast<std::size_t>(type)].name;
}

std::optional<ElementType> element_type(std::string_view array_name) noexcept {
  for (std::size_t i = 0; i < elements.size(); ++i)
    if (elements[i].name == array_name) return static_cast<ElementType>(i);
  return std::nullopt;
}

std::size_t element_size(ElementType type) noexcept {
  return elements[static_cast<std::size_t>(type)].size;
}

}  // namespace candela
