#include "leaf_printer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>

#include <candela/structured_clone/kind.hpp>

#include "text_characters.hpp"
#include "text_form.hpp"
#include "text_lexer.hpp"

namespace candela {

namespace {

constexpr std::size_t least_limb_digits = 19;  // decimal ones of a limb that is not the first
constexpr std::size_t limb_hex_digits = 16;

std::string hex_text(std::span<const std::uint64_t> limbs) {
  std::string text;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    for (std::size_t digit = limb_hex_digits; digit-- > 0;) {
      const auto value = limbs[i] >> (digit * 4) & 0xF;
      if (value != 0 || !text.empty()) text.push_back("0123456789abcdef"[value]);
    }
  }
  return text;
}

/// Whether it reads back as this source, and can be shown as it is.
bool has_regexp_literal(std::string_view source) {
  if (source.empty() || source[0] == '*') return false;
  for (std::size_t at = 0; at < source.size();) {
    const TextCharacter character = character_at(source, at);
    if (!is_shown(character.point)) return false;
    at += character.bytes;
  }
  return find_regexp_end(std::string(source) + "/", 0) == source.size();
}

template <typename T>
T element_at(std::span<const std::byte> bytes, std::size_t index) {
  using Bits = std::conditional_t<
      sizeof(T) == 8, std::uint64_t,
      std::conditional_t<sizeof(T) == 4, std::uint32_t,
                         std::conditional_t<sizeof(T) == 2, std::uint16_t, std::uint8_t>>>;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i)
    bits |= static_cast<std::uint64_t>(bytes[index * sizeof(T) + i]) << (i * 8);
  return std::bit_cast<T>(static_cast<Bits>(bits));
}

template <typename T>
std::string element_literal(T element) {
  if constexpr (std::is_floating_point_v<T>) {
    return number_literal(static_cast<double>(element));
  } else {
    return std::to_string(element) + (sizeof(T) == 8 ? "n" : "");
  }
}

/// Calls `use` with a value of the element's C++ type.
template <typename Use>
bool with_element(ElementType type, Use&& use) {
  switch (type) {
    case ElementType::int8: return use(std::int8_t{});
    case ElementType::uint8:
    case ElementType::uint8_clamped: return use(std::uint8_t{});
    case ElementType::int16: return use(std::int16_t{});
    case ElementType::uint16: return use(std::uint16_t{});
    case ElementType::int32: return use(std::int32_t{});
    case ElementType::uint32: return use(std::uint32_t{});
    case ElementType::float32: return use(float{});
    case ElementType::float64: return use(double{});
    case ElementType::bigint64: return use(std::int64_t{});
    case ElementType::biguint64: return use(std::uint64_t{});
  }
  return false;
}

/// Of NaN only one has a literal: others are kept as bytes.
template <typename T>
bool has_element_literals(std::span<const std::byte> bytes) {
  if constexpr (std::is_floating_point_v<T>) {
    using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
    for (std::size_t i = 0; i < bytes.size() / sizeof(T); ++i) {
      const T element = element_at<T>(bytes, i);
      constexpr T nan = std::numeric_limits<T>::quiet_NaN();
      if (std::isnan(element) && std::bit_cast<Bits>(element) != std::bit_cast<Bits>(nan))
        return false;
    }
  }
  return true;
}

bool is_zeroed(std::span<const std::byte> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

}  // namespace

std::string number_literal(double number) {
  return number == 0 && std::signbit(number) ? "-0" : number_text(number);
}

bool LeafPrinter::print(Value value) {
  switch (value.kind()) {
    case Kind::undefined:
    case Kind::null:
    case Kind::boolean: out_ += text_form(value); return true;
    case Kind::number: out_ += number_literal(value.as_number()); return true;
    case Kind::bigint: return print_bigint(value.as_bigint());
    case Kind::string: out_ += quoted_text(value.as_string()); return true;
    case Kind::date: out_ += "new Date(" + number_literal(value.date_ms()) + ")"; return true;
    case Kind::regexp: return print_regexp(value);
    case Kind::boxed: return print_boxed(value);
    case Kind::array_buffer:
      if (!charge(value)) return false;
      print_buffer(value);
      return true;
    case Kind::typed_array:
    case Kind::data_view: return charge(value.view_buffer()) && print_view(value);
    default: return false;
  }
}

bool LeafPrinter::print_bigint(const BigInt& number) {
  // Decimal digits cost the square of all of them.
  if (number.limbs().size() <= limits_.bigint_digits / least_limb_digits + 1) {
    const std::string text = number.to_decimal();
    if (text.size() - (number.is_negative() ? 1 : 0) <= limits_.bigint_digits) {
      out_ += text + "n";
      return true;
    }
  }
  if (number.limbs().size() > limits_.bigint_digits / limb_hex_digits + 1) return false;
  const std::string digits = hex_text(number.limbs());
  if (digits.size() > limits_.bigint_digits) return false;
  out_ += (number.is_negative() ? "-0x" : "0x") + digits + "n";
  return true;
}

bool LeafPrinter::print_regexp(Value regexp) {
  const std::string_view source = regexp.regexp_source();
  const std::string_view flags = regexp.regexp_flags();
  if (!is_regexp_flags(flags)) return false;
  const double last_index = regexp.regexp_last_index();
  const bool is_assigned = last_index != 0 || std::signbit(last_index);
  if (is_assigned) out_ += "Object.assign(";
  if (has_regexp_literal(source) && std::is_sorted(flags.begin(), flags.end())) {
    out_ += "/" + std::string(source) + "/" + std::string(flags);
  } else {
    out_ += "new RegExp(" + quoted_text(source);
    if (!flags.empty()) out_ += ", " + quoted_text(flags);
    out_ += ")";
  }
  if (is_assigned) out_ += ", {lastIndex: " + number_literal(last_index) + "})";
  return true;
}

bool LeafPrinter::print_boxed(Value boxed) {
  const Value primitive = boxed.boxed_value();
  const std::size_t before = out_.size();
  switch (primitive.kind()) {
    case Kind::number: out_ += "new Number("; break;
    case Kind::string: out_ += "new String("; break;
    case Kind::boolean: out_ += "new Boolean("; break;
    default: out_ += "Object("; break;
  }
  if (!print(primitive)) {
    out_.resize(before);
    return false;
  }
  out_ += ")";
  return true;
}

/// A buffer that is seen again is printed and counted again.
bool LeafPrinter::charge(Value buffer) {
  const std::size_t bytes = buffer.bytes().size();
  if (bytes > limits_.buffer_bytes - buffer_bytes_) return false;
  buffer_bytes_ += bytes;
  return true;
}

void LeafPrinter::print_buffer(Value buffer) {
  const std::span<const std::byte> bytes = buffer.bytes();
  if (is_zeroed(bytes)) {
    out_ += "new ArrayBuffer(" + std::to_string(bytes.size()) + ")";
    return;
  }
  out_ += "new Uint8Array([";
  for (std::size_t i = 0; i < bytes.size() && out_.size() <= limits_.bytes; ++i)
    out_ += (i == 0 ? "" : ", ") + std::to_string(std::to_integer<unsigned>(bytes[i]));
  out_ += "]).buffer";
}

bool LeafPrinter::print_view(Value view) {
  const Value buffer = view.view_buffer();
  const bool is_data_view = view.kind() == Kind::data_view;
  const std::size_t offset = view.view_byte_offset();
  const bool is_whole = offset == 0 && view.bytes().size() == buffer.bytes().size();
  if (is_whole && !is_data_view && print_elements(view)) return true;
  out_ += "new " + std::string(is_data_view ? "DataView" : array_name(view.view_type())) + "(";
  print_buffer(buffer);
  if (!is_whole) {
    const std::size_t element_bytes = is_data_view ? 1 : element_size(view.view_type());
    out_ +=
        ", " + std::to_string(offset) + ", " + std::to_string(view.bytes().size() / element_bytes);
  }
  out_ += ")";
  return true;
}

/// False, and nothing is printed, if only its bytes say what it is.
bool LeafPrinter::print_elements(Value view) {
  const ElementType type = view.view_type();
  const std::span<const std::byte> bytes = view.bytes();
  const std::string begin = "new " + std::string(array_name(type)) + "(";
  if (is_zeroed(bytes)) {
    out_ += begin + std::to_string(bytes.size() / element_size(type)) + ")";
    return true;
  }
  return with_element(type, [&](auto kind_of_element) {
    using Element = decltype(kind_of_element);
    if (!has_element_literals<Element>(bytes)) return false;
    out_ += begin + "[";
    const std::size_t count = bytes.size() / sizeof(Element);
    for (std::size_t i = 0; i < count && out_.size() <= limits_.bytes; ++i)
      out_ += (i == 0 ? "" : ", ") + element_literal(element_at<Element>(bytes, i));
    out_ += "])";
    return true;
  });
}

}  // namespace candela
