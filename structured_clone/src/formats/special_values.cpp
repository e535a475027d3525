#include "special_values.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "text/iso_date.hpp"
#include "text/json_string.hpp"
#include "text/write_number.hpp"

namespace candela {

std::string_view special_number_name(double number) noexcept {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
  return {};
}

std::optional<double> special_number(std::string_view name) noexcept {
  if (name == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (name == "Infinity") return std::numeric_limits<double>::infinity();
  if (name == "-Infinity") return -std::numeric_limits<double>::infinity();
  return std::nullopt;
}

std::string_view boxed_tag(Kind primitive) noexcept {
  switch (primitive) {
    case Kind::boolean: return "boolean-object";
    case Kind::string: return "string-object";
    case Kind::bigint: return "bigint-object";
    default: return "number-object";
  }
}

void put_number(Output& out, double number, Fidelity fidelity) {
  if (number == 0 && fidelity == Fidelity::reference) number = 0;  // JSON.stringify(-0) is "0"
  char* const to = out.room(number_room);
  out.advance(write_number(number, to));
}

Slot read_bigint(Core& core, std::string_view digits, const Limits& limits, std::size_t offset) {
  const std::size_t sign = !digits.empty() && digits[0] == '-' ? 1 : 0;
  if (digits.size() - sign > limits.bigint_digits)
    throw CloneError(CloneErrorCode::limit_bigint,
                     "a bigint has more digits than limits.bigint_digits (" +
                         std::to_string(limits.bigint_digits) + ")",
                     offset);
  const std::optional<BigInt> number = BigInt::from_decimal(digits);
  if (!number)
    throw CloneError(CloneErrorCode::bad_number,
                     "'" + std::string(digits.substr(0, 40)) + "' are no digits of a bigint",
                     offset);
  return core.make_bigint(*number);
}

void put_date(Output& out, double ms, Fidelity fidelity) {
  out.put('"');
  if (!std::isnan(ms)) {
    out.advance(write_iso(ms, out.room(longest_iso)));
  } else if (fidelity == Fidelity::lossless) {
    out.put("NaN");
  } else {
    throw CloneError(CloneErrorCode::not_serializable,
                     "the reference form has no invalid dates; the lossless form has");
  }
  out.put('"');
}

void read_date(Core& core, HeaderIndex index, std::string_view iso, std::size_t offset) {
  const std::optional<double> ms =
      iso == "NaN" ? std::numeric_limits<double>::quiet_NaN() : parse_iso(iso);
  if (!ms)
    throw CloneError(CloneErrorCode::bad_shape,
                     "'" + std::string(iso.substr(0, 40)) +
                         "' is no date; expected a form like 2025-01-02T03:04:05.678Z",
                     offset);
  core.become(index, Kind::date);
  core.set_fixed(index, {slots::number(*ms)});
}

Slot read_boxed(Core& core, std::string_view tag, Slot wire, const Limits& limits,
                std::size_t offset) {
  if (tag == "boolean-object") return slots::is_boolean(wire) ? wire : slots::hole;
  if (tag == "string-object") return slots::is_string(wire) ? wire : slots::hole;
  if (tag == "bigint-object")
    return slots::is_string(wire) ? read_bigint(core, core.text(wire), limits, offset)
                                  : slots::hole;
  if (slots::is_number(wire)) return wire;
  if (!slots::is_string(wire)) return slots::hole;
  const std::optional<double> special = special_number(core.text(wire));
  return special ? slots::number(*special) : slots::hole;
}

void put_boxed(Output& out, const Core& core, Slot primitive, Fidelity fidelity) {
  if (slots::is_boolean(primitive)) return out.put(primitive == slots::yes ? "true" : "false");
  if (slots::is_string(primitive)) return write_json_string(out, core.text(primitive));
  if (slots::is_bigint(primitive)) {
    out.put('"');
    out.put(core.bigint(primitive).to_decimal());
    return out.put('"');
  }
  const double number = slots::as_number(primitive);
  const std::string_view name = special_number_name(number);
  if (name.empty()) return put_number(out, number, fidelity);
  out.put('"');
  out.put(name);
  out.put('"');
}

void restore_body(Core& core, HeaderIndex record, const HostType& type) {
  if (type.body_value_field.empty()) return;
  const KeyId key = core.find_key(type.body_value_field);
  if (core.find_property(record, key) == Core::nowhere) return;
  const Slot body = core.property(record, key);
  core.erase_property(record, key);
  core.set_property(record, core.intern(type.body_field), body);
}

}  // namespace candela
