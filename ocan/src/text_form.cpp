#include "text_form.hpp"

#include <cmath>
#include <cstdint>
#include <span>

#include <candela/structured_clone/document.hpp>
#include <candela/structured_clone/format.hpp>

namespace candela {

std::string shortened(std::string_view text) {
  if (text.size() <= shown_text_bytes) return std::string(text);
  std::size_t end = shown_text_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;  // not inside of a character
  return std::string(text.substr(0, end)) + "…";
}

namespace {

std::string bigint_text(const BigInt& number) {
  std::span<const std::uint64_t> limbs = number.limbs();
  if (limbs.size() <= decimal_limbs) return shortened(number.to_decimal());
  constexpr std::size_t limb_digits = 16;
  std::string text = number.is_negative() ? "-0x" : "0x";
  for (; text.size() <= shown_text_bytes; limbs = limbs.first(limbs.size() - 1)) {
    for (std::size_t digit = limb_digits; digit-- > 0;)
      text += "0123456789abcdef"[(limbs.back() >> (digit * 4)) & 0xF];
  }
  return shortened(text);
}

std::string error_text(Value error) {
  const std::string_view name = error.error_name();
  const std::string_view message = error.error_message();
  if (message.empty()) return shortened(name);
  return shortened(name) + ": " + shortened(message);
}

}  // namespace

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  Document document;
  return stringify_json(document.number(number));
}

std::string text_form(Value value) {
  switch (value.kind()) {
    case Kind::undefined: return "undefined";
    case Kind::null: return "null";
    case Kind::boolean: return value.as_boolean() ? "true" : "false";
    case Kind::number: return number_text(value.as_number());
    case Kind::bigint: return bigint_text(value.as_bigint());
    case Kind::string: return shortened(value.as_string());
    case Kind::error: return error_text(value);
    case Kind::array: return "[object Array]";
    case Kind::map: return "[object Map]";
    case Kind::set: return "[object Set]";
    case Kind::date: return "[object Date]";
    case Kind::regexp: return "[object RegExp]";
    case Kind::boxed: return text_form(value.boxed_value());
    case Kind::function: return "function " + shortened(value.function_name());
    default: return "[object Object]";
  }
}

}  // namespace candela
