#include "describe.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/quoted.hpp"
#include "text/write_number.hpp"

namespace candela {
namespace {

bool is_identifier(std::string_view key) noexcept {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$';
  };
  return !key.empty() && !(key.front() >= '0' && key.front() <= '9') &&
         std::all_of(key.begin(), key.end(), is_part);
}

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text, described_bytes);
  return out;
}

// A BigInt's digits cost the square of their number: of a great one, only its size is told.
std::string describe_bigint(const BigInt& number) {
  constexpr std::size_t most_limbs = 3;
  const std::size_t limbs = number.limbs().size();
  if (limbs > most_limbs) return "a BigInt of " + std::to_string(limbs * 64) + " bits";
  return number.to_decimal() + "n";
}

}  // namespace

std::string describe_number(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  std::array<char, number_room> text{};
  return {text.data(), write_number(number, text.data())};
}

std::string describe(Value value) {
  const auto sized = [value](std::size_t size) {
    return std::string(to_string(value.kind())) + " of " + std::to_string(size);
  };
  switch (value.kind()) {
    case Kind::boolean: return value.as_boolean() ? "true" : "false";
    case Kind::number: return describe_number(value.as_number());
    case Kind::bigint: return describe_bigint(value.as_bigint());
    case Kind::string: return quoted(value.as_string());
    case Kind::array:
    case Kind::map:
    case Kind::set: return sized(value.size());
    case Kind::array_buffer:
    case Kind::data_view: return sized(value.bytes().size());
    case Kind::typed_array: {
      const ElementType type = value.view_type();
      const std::string_view name = array_name(type);
      const std::string article = name.starts_with('I') ? "an " : "a ";
      return article + std::string(name) + " of " +
             std::to_string(value.bytes().size() / element_size(type));
    }
    case Kind::boxed: return "a boxed " + describe(value.boxed_value());
    case Kind::host: return "a host " + quoted(value.host_tag());
    default: return std::string(to_string(value.kind()));
  }
}

std::string describe_with_kind(Value value) {
  if (value.is_string()) return "the string " + describe(value);
  if (value.is_number()) return "the number " + describe(value);
  return describe(value);
}

void append_path_key(std::string& path, std::string_view key) {
  if (is_identifier(key) && key.size() <= described_bytes) {
    path += '.';
    path += key;
  } else {
    path += '[';
    append_quoted(path, key, described_bytes);
    path += ']';
  }
}

void append_path_index(std::string& path, std::size_t index) {
  path += '[';
  path += std::to_string(index);
  path += ']';
}

}  // namespace candela
