#include "buffer_text.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "graph/walk.hpp"
#include "text/write_number.hpp"

namespace candela {
namespace {

template <typename T>
T load(const char* at) noexcept {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

/// Calls `visit` with a null pointer of the element's C++ type.
template <typename Visitor>
void with_element(ElementType type, Visitor&& visit) {
  switch (type) {
    case ElementType::int8: return visit(static_cast<std::int8_t*>(nullptr));
    case ElementType::uint8:
    case ElementType::uint8_clamped: return visit(static_cast<std::uint8_t*>(nullptr));
    case ElementType::int16: return visit(static_cast<std::int16_t*>(nullptr));
    case ElementType::uint16: return visit(static_cast<std::uint16_t*>(nullptr));
    case ElementType::int32: return visit(static_cast<std::int32_t*>(nullptr));
    case ElementType::uint32: return visit(static_cast<std::uint32_t*>(nullptr));
    case ElementType::float32: return visit(static_cast<float*>(nullptr));
    case ElementType::float64: return visit(static_cast<double*>(nullptr));
    case ElementType::bigint64: return visit(static_cast<std::int64_t*>(nullptr));
    case ElementType::biguint64: return visit(static_cast<std::uint64_t*>(nullptr));
  }
}

void put_float(Output& out, double value, Fidelity fidelity) {
  if (!std::isfinite(value)) {
    if (fidelity == Fidelity::reference) return out.put("null");
    return out.put(std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
  }
  if (value == 0 && fidelity == Fidelity::reference) value = 0;
  char* const to = out.room(number_room);
  out.advance(write_number(value, to));
}

template <typename T>
void put_element(Output& out, T value, Fidelity fidelity) {
  if constexpr (std::is_floating_point_v<T>) {
    // JavaScript widens a Float32 to a double before it prints it.
    put_float(out, static_cast<double>(value), fidelity);
  } else {
    char* const to = out.room(number_room);
    if constexpr (sizeof(T) == 8) {
      *to = '"';
      char* const end = std::to_chars(to + 1, to + number_room - 1, value).ptr;
      *end = '"';
      out.advance(end + 1);
    } else {
      out.advance(std::to_chars(to, to + number_room, value).ptr);
    }
  }
}

[[noreturn]] void fail(const BufferFields& fields, CloneErrorCode code, std::string message) {
  throw CloneError(code, message, fields.offset);
}

[[noreturn]] void fail_element(const BufferFields& fields, std::size_t position,
                               std::string_view type) {
  std::string message = "element ";
  message.append(std::to_string(position))
      .append(" does not fit into a list of type ")
      .append(type);
  fail(fields, CloneErrorCode::bad_number, std::move(message));
}

/// A float element: a number, one of the three names, or the null that the original writes for them
/// and reads as 0.
bool float_element(const Core& core, Slot slot, double& value) {
  if (slots::is_number(slot)) {
    value = slots::as_number(slot);
    return true;
  }
  if (slot == slots::null) {
    value = 0;
    return true;
  }
  if (!slots::is_string(slot)) return false;
  const std::string_view name = core.text(slot);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (name == "NaN")
    value = std::numeric_limits<double>::quiet_NaN();
  else if (name == "Infinity")
    value = infinity;
  else if (name == "-Infinity")
    value = -infinity;
  else
    return false;
  return true;
}

/// Rounds as JavaScript does; in C++ a number beyond a float's range is undefined behaviour.
float to_float(double value) noexcept {
  constexpr double largest = std::numeric_limits<float>::max();
  constexpr double first_infinite = 0x1.ffffffp127;  // half a step further; ties go to even
  const double magnitude = std::fabs(value);
  if (!(magnitude > largest)) return static_cast<float>(value);
  const float rounded = magnitude < first_infinite ? std::numeric_limits<float>::max()
                                                   : std::numeric_limits<float>::infinity();
  return std::signbit(value) ? -rounded : rounded;
}

template <typename T>
bool element(const Core& core, Slot slot, T& value) {
  if constexpr (std::is_floating_point_v<T>) {
    double wide = 0;
    if (!float_element(core, slot, wide)) return false;
    if constexpr (sizeof(T) == sizeof(float))
      value = to_float(wide);
    else
      value = wide;
    return true;
  } else if constexpr (sizeof(T) == 8) {
    if (!slots::is_string(slot)) return false;
    const std::string_view digits = core.text(slot);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  } else {
    if (!slots::is_number(slot)) return false;
    const double number = slots::as_number(slot);
    if (!(number >= std::numeric_limits<T>::min() && number <= std::numeric_limits<T>::max()) ||
        number != std::trunc(number))
      return false;
    value = static_cast<T>(number);
    return true;
  }
}

/// A new buffer holding the list's elements.
HeaderIndex read_list(Core& core, ElementType type, HeaderIndex buffer,
                      const BufferFields& fields) {
  const Core& source = *fields.list_core;
  const std::uint32_t count = source[fields.data].size;
  const std::size_t unit = element_size(type);
  core.make_buffer(buffer, count * unit);
  char* const bytes = core.buffer_bytes(buffer);
  const Slot* const elements = source.cells.data() + source[fields.data].cells;
  with_element(type, [&]<typename T>(T*) {
    for (std::uint32_t i = 0; i < count; ++i) {
      T value{};
      if (!element(source, elements[i], value)) fail_element(fields, i, fields.subtype);
      std::memcpy(bytes + i * unit, &value, sizeof value);
    }
  });
  return buffer;
}

}  // namespace

std::string_view buffer_subtype(const Header& header) noexcept {
  if (header.kind == Kind::array_buffer) return "ArrayBuffer";
  if (header.kind == Kind::data_view) return "DataView";
  return array_name(header.element);
}

void write_elements(Output& out, Core& core, HeaderIndex index, Fidelity fidelity) {
  const Header header = core[index];
  const bool is_view = header.kind == Kind::data_view;
  const HeaderIndex shown = is_view ? slots::header_of(core.cells[header.cells]) : index;
  const std::span<char> bytes = core.shown_bytes(shown);
  const ElementType type = header.kind == Kind::typed_array ? header.element : ElementType::uint8;
  const bool wide = type == ElementType::bigint64 || type == ElementType::biguint64;
  if (wide && fidelity == Fidelity::reference)
    throw CloneError(CloneErrorCode::not_serializable,
                     "the reference form has no 64-bit arrays; the lossless form has");
  out.put('[');
  with_element(type, [&]<typename T>(T*) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(T)) {
      if (at != 0) out.put(',');
      put_element(out, load<T>(bytes.data() + at), fidelity);
    }
  });
  out.put(']');
}

void read_elements(Core& core, HeaderIndex index, const BufferFields& fields) {
  if (fields.subtype == "ArrayBuffer") {
    core.become(index, Kind::array_buffer);
    read_list(core, ElementType::uint8, index, fields);
    return;
  }
  const bool is_view = fields.subtype == "DataView";
  const std::optional<ElementType> type =
      is_view ? ElementType::uint8 : element_type(fields.subtype);
  if (!type)
    fail(fields, CloneErrorCode::bad_shape,
         "there is no kind of buffer named '" + std::string(fields.subtype.substr(0, 40)) + "'");
  const HeaderIndex buffer = read_list(core, *type, core.new_header(Kind::array_buffer), fields);
  core.become(index, is_view ? Kind::data_view : Kind::typed_array);
  Core::ViewPart part{0, (*fields.list_core)[fields.data].size};
  if (is_view && fields.has_part) part = {fields.byte_offset, fields.length};
  try {
    core.make_view(index, *type, buffer, part);
  } catch (const CloneError& error) {
    fail(fields, error.code(), error.message());
  }
}

void attach_buffer(Core& core, HeaderIndex index, const BufferFields& fields) {
  const auto refuse = [&](CloneErrorCode code, std::string_view message) {
    throw CloneError(code, message, fields.offset, path_to(core, index));
  };
  if (core.kind(fields.buffer) != Kind::array_buffer)
    refuse(CloneErrorCode::bad_reference, "the field 'buffer' must be an ArrayBuffer");
  const HeaderIndex buffer = slots::header_of(fields.buffer);
  try {
    core.make_view(index, core[index].element, buffer, {fields.byte_offset, fields.length});
  } catch (const CloneError& error) {
    refuse(error.code(), error.message());
  }
}

}  // namespace candela
