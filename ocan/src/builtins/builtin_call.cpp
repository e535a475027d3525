#include "builtins/builtin_call.hpp"

#include <algorithm>
#include <cmath>

#include <candela/ocan/error.hpp>

#include "utf16.hpp"

namespace candela {

std::string_view BuiltinCall::string(std::size_t index) const {
  const Value value = argument(index);
  if (!value.is_string()) refuse("a string");
  return value.as_string();
}

double BuiltinCall::number(std::size_t index, double otherwise) const {
  const Value value = argument(index);
  if (value.is_undefined()) return otherwise;
  if (!value.is_number()) refuse("a number");
  return value.as_number();
}

double BuiltinCall::integer(std::size_t index, double otherwise) const {
  const double value = number(index, otherwise);
  return std::isnan(value) ? 0 : std::trunc(value);
}

void BuiltinCall::refuse(std::string_view wanted) const {
  throw Error("TypeError", std::string(name) + " expects " + std::string(wanted));
}

void BuiltinCall::charge_times(double count, std::size_t bytes) const {
  constexpr double most = 1e18;  // more than any budget, and a size_t
  charge(static_cast<std::size_t>(std::min(count * static_cast<double>(bytes), most)));
}

Value BuiltinCall::text(std::u16string_view units) const {
  charge(utf8_bytes(units));
  return document.string(from_utf16(units));
}
Value BuiltinCall::text(std::string_view utf8) const {
  charge(utf8.size());
  return document.string(utf8);
}

Value BuiltinCall::array_for(std::size_t elements) const {
  charge(elements * builtin_entry_bytes);
  return document.array();
}

std::size_t relative_position(double relative, std::size_t size) noexcept {
  return absolute_position(relative < 0 ? static_cast<double>(size) + relative : relative, size);
}
std::size_t absolute_position(double position, std::size_t size) noexcept {
  return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(size)));
}

BuiltinPart sliced_part(const BuiltinCall& call, std::size_t size) {
  const std::size_t begin = relative_position(call.integer(0, 0), size);
  const std::size_t end = relative_position(call.integer(1, static_cast<double>(size)), size);
  return {begin, std::max(begin, end)};
}

std::optional<std::size_t> index_for_at(const BuiltinCall& call, std::size_t size) {
  const double relative = call.integer(0, 0);
  const double index = relative < 0 ? static_cast<double>(size) + relative : relative;
  if (index < 0 || index >= static_cast<double>(size)) return std::nullopt;
  return static_cast<std::size_t>(index);
}

namespace {

std::size_t content_bytes(Value value) {
  if (value.is_string()) return value.as_string().size();
  if (value.is_bigint()) return value.as_bigint().limbs().size() * sizeof(std::uint64_t);
  return 0;
}

}  // namespace

std::size_t builtin_member_cost(Value value) {
  return builtin_entry_bytes + content_bytes(value);
}

bool strictly_equal(Value left, Value right) {
  if (left.is_number() && right.is_number()) return left.as_number() == right.as_number();
  return left.is(right);
}
bool same_value_zero(Value left, Value right) {
  return left.is(right) || strictly_equal(left, right);
}

std::size_t builtin_search_cost(Value array, Value wanted) {
  const std::size_t compared = content_bytes(wanted);
  if (compared == 0) return 0;
  std::size_t cost = 0;
  for (std::size_t i = 0, size = array.size(); i < size; ++i) {
    const Value element = array[i];
    if (element.kind() == wanted.kind() && content_bytes(element) == compared) cost += compared;
  }
  return cost;
}

void BuiltinText::add(std::u16string_view units) {
  call_.charge(utf8_bytes(units));
  units_.append(units);
}
void BuiltinText::add(std::string_view utf8) {
  call_.charge(utf8.size());
  append_utf16(units_, utf8);
}
void BuiltinText::expect_times(double count, std::u16string_view units) const {
  call_.charge_times(count, utf8_bytes(units));
}
void BuiltinText::fill_expected(std::u16string_view pattern, std::size_t size) {
  const std::size_t begin = units_.size();
  units_.reserve(begin + size);
  units_.append(pattern.substr(0, size));
  // What is there is some whole patterns, and so may follow itself.
  for (std::size_t done = units_.size() - begin; done < size; done = units_.size() - begin)
    units_.append(units_, begin, std::min(done, size - done));
}
Value BuiltinText::finish() const {
  return call_.document.string(utf8());
}
std::string BuiltinText::utf8() const {
  return from_utf16(units_);
}

}  // namespace candela
