#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <candela/ocan/error.hpp>

#include "builtins/builtin_call.hpp"
#include "builtins/elements.hpp"
#include "builtins/tables.hpp"

namespace candela {

namespace {

Value slice(const BuiltinCall& call) {
  const BuiltinPart part = sliced_part(call, call.self.bytes().size());
  call.charge(2 * part.size());  // read, and made
  return call.document.array_buffer(
      std::span<const std::byte>(call.self.bytes()).subspan(part.begin, part.size()));
}

/// Big-endian, but where argument 1 says otherwise.
template <typename T>
Value read_element(const BuiltinCall& call) {
  const double offset = call.integer(0, 0);
  const Value endian = call.argument(1);
  if (!endian.is_undefined() && !endian.is_boolean()) call.refuse("a boolean");
  const std::span<const std::byte> bytes = call.self.bytes();
  if (offset < 0 || offset + static_cast<double>(sizeof(T)) > static_cast<double>(bytes.size())) {
    throw Error("RangeError", "Offset is outside the bounds of the DataView");
  }
  const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(offset);
  std::array<std::byte, sizeof(T)> element{};
  std::copy_n(begin, sizeof(T), element.begin());
  if (endian.is_undefined() || !endian.as_boolean()) std::reverse(element.begin(), element.end());
  return element_value(call.document, load_element<T>(element.data()));
}

constexpr auto little = BuiltinReads::little;
constexpr auto property = BuiltinForm::property;
constexpr Builtin array_buffer_table[] = {
    {"byteLength", view_byte_length, little, property},
    {"slice", slice, little},
};
constexpr Builtin data_view_table[] = {
    {"buffer", view_buffer, little, property},
    {"byteLength", view_byte_length, little, property},
    {"byteOffset", view_byte_offset, little, property},
    {"getBigInt64", read_element<std::int64_t>, little},
    {"getBigUint64", read_element<std::uint64_t>, little},
    {"getFloat32", read_element<float>, little},
    {"getFloat64", read_element<double>, little},
    {"getInt16", read_element<std::int16_t>, little},
    {"getInt32", read_element<std::int32_t>, little},
    {"getInt8", read_element<std::int8_t>, little},
    {"getUint16", read_element<std::uint16_t>, little},
    {"getUint32", read_element<std::uint32_t>, little},
    {"getUint8", read_element<std::uint8_t>, little},
};

}  // namespace

std::span<const Builtin> array_buffer_builtins() {
  return array_buffer_table;
}
std::span<const Builtin> data_view_builtins() {
  return data_view_table;
}

}  // namespace candela
