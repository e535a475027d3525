#include <candela/structured_clone/convert.hpp>

#include <cmath>

#include "describe.hpp"

namespace candela {
namespace {

constexpr std::int64_t greatest_safe = std::int64_t{1} << 53;

[[noreturn]] void refuse(CloneErrorCode code, Value found, std::string_view expected) {
  throw CloneError(code,
                   "expected " + std::string(expected) + ", found " + describe_with_kind(found),
                   CloneError::no_offset, "$");
}

void expect(Value value, Kind kind, std::string_view expected) {
  if (value.kind() != kind) refuse(CloneErrorCode::wrong_kind, value, expected);
}

template <typename Int>
[[noreturn]] void refuse_integer(Value found, Int least, Int greatest) {
  const bool is_numeric = found.is_number() || found.is_bigint();
  refuse(is_numeric ? CloneErrorCode::bad_number : CloneErrorCode::wrong_kind, found,
         "a whole number from " + std::to_string(least) + " to " + std::to_string(greatest));
}

// The whole number that a value is, when the type can hold it. Bounds are powers of two, which
// doubles hold exactly.
std::optional<std::int64_t> signed_from(Value value) {
  if (value.is_bigint()) return value.as_bigint().to_int64();
  if (!value.is_number()) return std::nullopt;
  const double number = value.as_number();
  if (!(number >= -0x1p63 && number < 0x1p63) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<std::uint64_t> unsigned_from(Value value) {
  if (value.is_bigint()) return value.as_bigint().to_uint64();
  if (!value.is_number()) return std::nullopt;
  const double number = value.as_number();
  if (!(number >= 0 && number < 0x1p64) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

}  // namespace

namespace detail {

std::int64_t to_signed(Value value, std::int64_t least, std::int64_t greatest) {
  const std::optional<std::int64_t> number = signed_from(value);
  if (!number || *number < least || *number > greatest) refuse_integer(value, least, greatest);
  return *number;
}

std::uint64_t to_unsigned(Value value, std::uint64_t greatest) {
  const std::optional<std::uint64_t> number = unsigned_from(value);
  if (!number || *number > greatest) refuse_integer(value, std::uint64_t{0}, greatest);
  return *number;
}

Value from_signed(Document& doc, std::int64_t number) {
  if (number < -greatest_safe || number > greatest_safe) return doc.bigint(number);
  return doc.number(static_cast<double>(number));
}

Value from_unsigned(Document& doc, std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(greatest_safe)) {
    return doc.bigint(BigInt::from_uint64(number));
  }
  return doc.number(static_cast<double>(number));
}

float to_float(Value value) {
  const double number = Convert<double>::to(value);
  if (std::isfinite(number) && std::abs(number) > double{std::numeric_limits<float>::max()}) {
    refuse(CloneErrorCode::bad_number, value, "a number that fits a float");
  }
  return static_cast<float>(number);
}

}  // namespace detail

bool Convert<bool>::to(Value value) {
  expect(value, Kind::boolean, "true or false");
  return value.as_boolean();
}

double Convert<double>::to(Value value) {
  expect(value, Kind::number, "a number");
  return value.as_number();
}

std::string Convert<std::string>::to(Value value) {
  return std::string(Convert<std::string_view>::to(value));
}

std::string_view Convert<std::string_view>::to(Value value) {
  expect(value, Kind::string, "a string");
  return value.as_string();
}

BigInt Convert<BigInt>::to(Value value) {
  expect(value, Kind::bigint, "a BigInt");
  return value.as_bigint();
}

Document Convert<Document>::to(Value value) {
  Document doc;
  doc.set_root(doc.copy(value));
  return doc;
}

std::nullptr_t Convert<std::nullptr_t>::to(Value value) {
  expect(value, Kind::null, "null");
  return nullptr;
}

}  // namespace candela
